import { z } from 'zod'
import type { InboundMessage } from '../../platform.ts'
import { type Ears, named } from '../hear.ts'
import { attachmentOf } from '../read/files.ts'
import { fileShape } from '../read/shapes.ts'
import { newTicketView } from '../write/new-ticket.ts'
import { cut, escaped } from '../write/text.ts'
import { whisper } from './answer.ts'
import { type ListenDesk, type Person, placeOf } from './desk.ts'

/** What the window of a new ticket remembers: of whose message it is made, and where that stands. */
export interface FromMessage {
  user: string
  channel: string
  /** Its thread. */
  thread: string
  ts: string
  /** Slack's ids of what its author added. */
  files?: string[] | undefined
}

const remembered = z.looseObject({
  from: z
    .object({
      user: z.string(),
      channel: z.string(),
      thread: z.string(),
      ts: z.string(),
      files: z.array(z.string()).optional(),
    })
    .optional(),
})

export interface Asking {
  trigger: string
  text: string
  from?: FromMessage
  responseUrl?: string | null | undefined
}

/** Opens the window of a new ticket. */
export async function askForTicket(
  desk: ListenDesk,
  person: Person,
  { trigger, text, from, responseUrl }: Asking,
): Promise<void> {
  const { ears, say } = person
  const customer = from && (await desk.accounts.names(ears.team, [from.user])).get(from.user)
  const view = newTicketView({
    say,
    text,
    metadata: JSON.stringify(from ? { from } : {}),
    ...(from ? { customer: customer ?? from.user } : {}),
  })
  try {
    await desk.caller.call(ears.team, 'views.open', { trigger_id: trigger, view })
  } catch (error) {
    desk.deps.log.warn({ platform: 'slack', error: String(error) }, 'a window could not be opened')
    desk.later('answer', () => whisper(desk, person, { responseUrl }, say('window.late')))
  }
}

export interface Submitted {
  metadata: string
  text: string
  attachments: InboundMessage['attachments']
  /** Unique for this submission. */
  id: string
}

/** A new ticket begins with a message: of the one who filled in the window, or of the author of the message it was made from. */
export async function messageOf(
  desk: ListenDesk,
  person: Person,
  submitted: Submitted,
): Promise<InboundMessage> {
  const { ears } = person
  const from = fromOf(submitted.metadata)
  const user = from?.user ?? person.user
  const account = await desk.accounts.find(ears.team, user)
  const { locale } = account
  const direct = from === undefined || from.channel.startsWith('D')
  const conversation = direct
    ? await directOf(desk, person, user, submitted.text)
    : placeOf(ears, from.channel, from.thread)
  const by = placeOf(ears, user)
  return {
    kind: 'message',
    platform: 'slack',
    // A message that came in by itself is the same one.
    externalId: from ? placeOf(ears, from.channel, from.ts) : `window:${submitted.id}`,
    conversation,
    from: { id: by, ...named(ears, account) },
    text: submitted.text,
    attachments: [...(await filesOf(desk, ears, from?.files ?? [])), ...submitted.attachments],
    ...(locale ? { locale } : {}),
    ...(direct ? {} : await desk.hearing.threads.doubts(conversation, by)),
  }
}

/** What hung on the message that a ticket is made from; what is gone stays behind. */
async function filesOf(
  { caller }: ListenDesk,
  { team }: Ears,
  ids: readonly string[],
): Promise<InboundMessage['attachments']> {
  const told = ids.map((file) => caller.call(team, 'files.info', { file }).catch(() => undefined))
  return (await Promise.all(told)).flatMap((answer) => {
    const { data } = fileShape.safeParse(answer?.file)
    return data ? [attachmentOf(team, data)] : []
  })
}

function fromOf(metadata: string): FromMessage | undefined {
  try {
    return remembered.parse(JSON.parse(metadata)).from
  } catch {
    return undefined
  }
}

/**
 * The conversation with somebody in person: what they wrote stands there too, and its answer under it. Slack names a
 * direct conversation to whoever writes in it; opening one needs a right more.
 */
async function directOf(
  { caller }: ListenDesk,
  { ears, say }: Person,
  user: string,
  text: string,
): Promise<string> {
  const { channel } = await caller.call(ears.team, 'chat.postMessage', {
    channel: user,
    text: `${escaped(say('new.copy'))}\n${escaped(cut(text, 2_000)).replace(/^/gm, '> ')}`,
    unfurl_links: false,
    unfurl_media: false,
  })
  return placeOf(ears, channel ?? user)
}
