import type { Inbound, InboundAction, Outcome } from '../../platform.ts'
import { aside } from '../aside.ts'
import type { DingtalkDeps } from '../deps.ts'
import { addressOf, placeOf } from '../place.ts'
import type { Pressed, Sending } from '../sending.ts'
import { type RobotMessage, readRobotMessage } from './message.ts'

/** What was said to the robot, understood. */
export interface Said {
  /** Where answers go: the group, the group and its member, the person. */
  place: string
  inbound: Inbound
  /** The typed answer to a card: as such `inbound` takes it, unless it `asks` for more than was typed. */
  typed?: Pressed
}

/**
 * What a robot message is to the house: words in a staff channel and of staff to the robot in person are talk, or the
 * typed answer to a card; anybody else's, and those in other groups, are a customer's. `undefined` where it is nothing.
 */
export async function readSaid(
  deps: DingtalkDeps,
  sending: Sending,
  { data, messageId }: { data: unknown; messageId: string },
): Promise<Said | undefined> {
  const message = readRobotMessage(data, messageId)
  if (!message) return undefined
  const { sender, group } = message
  const channel = group !== undefined && deps.host.channels.has(group)
  const talks = channel || (group === undefined && (await deps.host.isStaff(sender.id)))
  const place = addressOf(
    group === undefined
      ? { kind: 'person', account: sender.id }
      : { kind: 'group', group, ...(channel ? {} : { member: sender.id }) },
  )
  if (message.webhook) await sending.noteWebhook(place, message.webhook)
  if (asksWhere.test(message.text)) {
    aside(deps, sending.say(place, whereText(deps, message)))
    return undefined
  }
  const externalId = `${deps.settings.robotCode}:${message.id}`
  const typed = await sending.readChoice({ account: sender.id, place, text: message.text.trim() })
  if (typed) {
    const inbound = actionOf(typed, { externalId, channels: deps.host.channels })
    return { place, inbound, typed }
  }
  const text = wordsOf(deps, message)
  if (!talks) return { place, inbound: customerMessage(message, { place, externalId, text }) }
  const inbound = {
    kind: 'talk',
    platform: 'dingtalk',
    externalId,
    by: sender.id,
    channel: place,
    text,
  } as const
  return { place, inbound }
}

/** Whoever sets the desk up asks for what the playbook wants: no page of DingTalk's shows either. */
const asksWhere = /^\s*[/／](?:群号|账号|id)\s*$/i

const whereText = ({ translate, site }: DingtalkDeps, { group, sender }: RobotMessage): string =>
  group === undefined
    ? translate(site.company.locale, 'dingtalk.where.account', { account: sender.id })
    : translate(site.company.locale, 'dingtalk.where.group', { group, account: sender.id })

/** A press or a typed choice, as the house takes it. */
export function actionOf(
  { account, place, card, action, values }: Pressed,
  { externalId, channels }: { externalId: string; channels: ReadonlySet<string> },
): InboundAction {
  const at = placeOf(place, channels)
  // A customer's card stands in their own chat, or in a group in which it is theirs.
  const own = at.kind === 'person' ? at.account === account : at.member === account
  return {
    kind: 'action',
    platform: 'dingtalk',
    externalId,
    by: account,
    ...(own ? { conversation: place } : {}),
    card,
    action,
    values,
  }
}

/** What the one who acted is told in the chat: the answers to commands and typed choices, and what is wrong with a reply. */
function noticeOf({ status, notice, findings = [] }: Outcome, { kind }: Inbound): string | undefined {
  if (status === 'ignored' || (kind === 'message' && status === 'done')) return undefined
  const found = findings.map(({ level, advice }) => `${level === 'block' ? '✗' : '!'} ${advice}`)
  const lines = [...(notice === undefined ? [] : [notice]), ...found]
  return lines.length > 0 ? lines.join('\n') : undefined
}

/** Says what came of it; where the reply may be sent all the same, that is done on the page of a form. */
export function tellOutcome(deps: DingtalkDeps, sending: Sending, said: Said, outcome: Outcome): void {
  const { place, inbound, typed } = said
  const notice = noticeOf(outcome, inbound)
  const told = async (): Promise<void> => {
    if (notice) await sending.say(place, notice)
    if (typed && outcome.ways?.length) await sending.offerForm(typed)
  }
  aside(deps, told())
}

const customerMessage = (
  { sender, attachments }: RobotMessage,
  { place, externalId, text }: { place: string; externalId: string; text: string },
): Inbound => ({
  kind: 'message',
  platform: 'dingtalk',
  externalId,
  conversation: place,
  from: { id: sender.id, ...(sender.nick ? { name: sender.nick } : {}) },
  text,
  attachments,
})

/** The words; what has none says what it is. */
const wordsOf = ({ translate, site }: DingtalkDeps, { text, unknown }: RobotMessage): string =>
  unknown ? translate(site.company.locale, 'dingtalk.said.unknown') : text
