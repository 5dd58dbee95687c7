import type { ChatHost } from '../host.ts'
import type { Inbound, InboundMessage } from '../platform.ts'
import type { Account, Accounts } from './accounts.ts'
import type { Caller } from './call.ts'
import { placeId } from './place.ts'
import { attachmentOf, type ChannelMail, isMail, mailOf } from './read/files.ts'
import { becomes, type Changed, changeOf, isUtterance } from './read/said.ts'
import { fileShape, type SlackFile, type SlackMessage } from './read/shapes.ts'
import { mentionsIn, plainText } from './read/text.ts'
import type { Threads } from './threads.ts'

/** Whose app it is that hears: the workspace as ids are written (absent: the home one) and our own account there. */
export interface Ears {
  team: string | undefined
  botUser: string | undefined
}

export interface HearDeps {
  host: Pick<ChatHost, 'channels' | 'isStaff'>
  accounts: Accounts
  caller: Pick<Caller, 'call'>
  threads: Threads
}

/** What a message on Slack brings the house: nothing, a customer's words, talk of staff, or a note of a change. */
export async function hear(deps: HearDeps, ears: Ears, event: SlackMessage): Promise<Inbound[]> {
  const changed = changeOf(event)
  if (changed) return await noteOf(deps, ears, event.channel, changed)
  const mail = await mailIn(deps, ears, event)
  if (mail) return deps.host.channels.has(placeOf(ears, event.channel)) ? [] : [fromMail(ears, event, mail)]
  if (!isUtterance(event) || !event.user || event.user === ears.botUser) return []
  const account = await deps.accounts.find(ears.team, event.user)
  const by = placeOf(ears, event.user)
  const staff = account.kind !== 'bot' && (await deps.host.isStaff(by))
  const channel = placeOf(ears, event.channel)
  const direct = isDirect(event)
  const conversation = conversationOf(ears, event)
  const as = becomes(
    { kind: account.kind, staff },
    {
      direct,
      staffChannel: deps.host.channels.has(channel),
      mentioned: ears.botUser !== undefined && mentionsIn(event.text ?? '').includes(ears.botUser),
      known: Boolean(event.thread_ts) && (await deps.threads.isConversation(conversation)),
    },
  )
  if (as === 'nothing') return []
  const text = await textOf(deps, ears, event.text ?? '')
  const externalId = `${channel}:${event.ts}`
  const { locale } = account
  const spoken = { platform: 'slack', externalId, text, ...(locale ? { locale } : {}) }
  // In person a member of staff talks in a place of their own.
  if (as === 'talk') return [{ kind: 'talk', ...spoken, by, channel: direct ? by : channel }]
  const from = { id: by, ...named(ears, account) }
  const attachments = await attachmentsOf(deps, ears, event)
  const doubts = direct ? {} : await deps.threads.doubts(conversation, by)
  deps.threads.begun(conversation, by)
  return [{ kind: 'message', ...spoken, conversation, from, attachments, ...doubts }]
}

/**
 * Who somebody is to the house. Slack has verified the address of whoever belongs to the company's own workspace;
 * whoever owns another one writes any address beside an account of it.
 */
export const named = (
  { team }: Pick<Ears, 'team'>,
  { name, contact, kind }: Account,
): Omit<InboundMessage['from'], 'id'> => ({
  ...(name ? { name } : {}),
  ...(contact ? { contact } : {}),
  ...(contact && team === undefined && (kind === 'member' || kind === 'guest')
    ? { verified: { email: contact } }
    : {}),
})

const placeOf = ({ team }: Ears, channel: string): string => placeId({ ...(team ? { team } : {}), channel })

const isDirect = ({ channel, channel_type }: Pick<SlackMessage, 'channel' | 'channel_type'>): boolean =>
  channel_type === 'im' || channel.startsWith('D')

/** Where answers go: in person the whole conversation, in a channel the thread that began it. */
const conversationOf = (
  ears: Ears,
  {
    channel,
    channel_type,
    ts,
    thread_ts,
  }: Pick<SlackMessage, 'channel' | 'channel_type' | 'ts' | 'thread_ts'>,
): string =>
  isDirect({ channel, channel_type })
    ? placeOf(ears, channel)
    : `${placeOf(ears, channel)}:${thread_ts ?? ts}`

/** A text as people read it, with the names of those it mentions. */
export async function textOf(
  { accounts }: Pick<HearDeps, 'accounts'>,
  { team, botUser }: Ears,
  raw: string,
): Promise<string> {
  const mentioned = mentionsIn(raw).filter((account) => account !== botUser)
  const of = mentioned.length > 0 ? await accounts.names(team, mentioned) : undefined
  return plainText(raw, { bot: botUser, ...(of ? { of } : {}) })
}

/** What a customer changed later stands on the ticket's trail; what staff change is theirs. */
async function noteOf(deps: HearDeps, ears: Ears, channel: string, changed: Changed): Promise<Inbound[]> {
  const { about, user, ts, thread, text, at: changedAt } = changed
  if (user === ears.botUser || (await deps.host.isStaff(placeOf(ears, user)))) return []
  const conversation = conversationOf(ears, { channel, channel_type: undefined, ts, thread_ts: thread })
  if (!(await deps.threads.isConversation(conversation))) return []
  const said = await textOf(deps, ears, text)
  const externalId = `${placeOf(ears, channel)}:${ts}:${about}:${changedAt ?? fingerprint(said)}`
  return [{ kind: 'note', platform: 'slack', externalId, conversation, about, text: said }]
}

/** Short and the same for the same words. */
function fingerprint(text: string): string {
  let sum = 0
  for (const unit of text) sum = (Math.imul(sum, 31) + (unit.codePointAt(0) ?? 0)) | 0
  return (sum >>> 0).toString(36)
}

async function attachmentsOf(
  deps: Pick<HearDeps, 'caller'>,
  ears: Ears,
  { files }: SlackMessage,
): Promise<InboundMessage['attachments']> {
  const whole = (files ?? []).map((file) => wholeFile(deps, ears, file))
  return (await Promise.all(whole)).map((file) => attachmentOf(ears.team, file))
}

/** In a shared channel a message holds only the file's id. https://docs.slack.dev/apis/slack-connect/#files */
async function wholeFile(
  { caller }: Pick<HearDeps, 'caller'>,
  { team }: Ears,
  file: SlackFile,
): Promise<SlackFile> {
  if (file.file_access !== 'check_file_info') return file
  const answer = await caller.call(team, 'files.info', { file: file.id }).catch(() => undefined)
  const parsed = fileShape.safeParse(answer?.file)
  return parsed.success ? parsed.data : file
}

async function mailIn(
  deps: Pick<HearDeps, 'caller'>,
  ears: Ears,
  { files, subtype, user, bot_id }: SlackMessage,
): Promise<ChannelMail | undefined> {
  // Slack itself brings a mail that was sent to a channel; one that a person adds to their words is a file of theirs.
  if (user && user !== 'USLACKBOT' && !bot_id) return undefined
  const file = files?.find(isMail)
  if (!file || (subtype && !['file_share', 'bot_message'].includes(subtype))) return undefined
  return mailOf(await wholeFile(deps, ears, file))
}

/** A mail to a channel's address is its sender's message; who that is nobody vouches for. */
function fromMail(ears: Ears, event: SlackMessage, { subject, text, from }: ChannelMail): InboundMessage {
  const channel = placeOf(ears, event.channel)
  return {
    kind: 'message',
    platform: 'slack',
    externalId: `${channel}:${event.ts}`,
    conversation: conversationOf(ears, event),
    from: {
      id: `mail:${from?.address ?? channel}`,
      ...(from ? { contact: from.address, ...(from.name ? { name: from.name } : {}) } : {}),
    },
    text: text.replaceAll('\u0000', ''),
    ...(subject ? { subject } : {}),
    doubts: ['sender_failed'],
    attachments: (event.files ?? [])
      .filter((file) => !isMail(file))
      .map((file) => attachmentOf(ears.team, file)),
  }
}
