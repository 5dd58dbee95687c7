import { PlatformError } from '../../lib/errors.ts'
import type { Caller } from './call.ts'
import type { DingtalkDeps } from './deps.ts'
import type { Place } from './place.ts'
import { problemOf } from './problem.ts'
import { sayByWebhook } from './webhook.ts'

/** Words on their way: literal, or in Markdown that was made harmless before. */
export interface Saying {
  kind: 'text' | 'markdown'
  /** What the list of chats shows of it. */
  title: string
  text: string
  /** Accounts that are mentioned, where that is possible. */
  at?: string[]
}

export type SayMeans = DingtalkDeps & { caller: Pick<Caller, 'call'> }

/**
 * One message at a place: by the chat's own address while that holds, else by the OpenAPI.
 * Throws PlatformError; what may have been said all the same is `uncertain`.
 */
export async function say(means: SayMeans, place: { id: string } & Place, saying: Saying): Promise<void> {
  const said = await sayByWebhook(means, place.id, {
    ...saying,
    at: [...mentioned(place), ...(saying.at ?? [])],
  })
  if (said === 'said') return
  // Only what certainly was not said may be said again by the other way.
  if (said && 'silence' in said && said.silence === 'after') throw problemOf(means, said, { lasting: true })
  if (said && 'fault' in said && said.fault.kind === 'unsure') throw problemOf(means, said, { lasting: true })
  const { kind, title, text } = saying
  const param = kind === 'text' ? { content: text } : { title, text }
  await sendParam(means, place, { key: kind === 'text' ? 'sampleText' : 'sampleMarkdown', param })
}

const mentioned = (place: Place): string[] =>
  place.kind === 'group' && place.member !== undefined && !isGuest(place.member) ? [place.member] : []

/** Somebody from outside the organisation is known by an encrypted id only: the OpenAPI cannot reach them. */
export const isGuest = (account: string): boolean => account.startsWith('$:')

/**
 * One message by the OpenAPI. Neither call can mention anybody.
 * https://open.dingtalk.com/document/orgapp/chatbots-send-one-on-one-chat-messages-in-batches
 * https://open.dingtalk.com/document/orgapp/the-robot-sends-a-group-message
 */
export async function sendParam(
  means: SayMeans,
  place: Place,
  { key, param }: { key: string; param: Record<string, string> },
): Promise<void> {
  const { robotCode } = means.settings
  const message = { robotCode, msgKey: key, msgParam: JSON.stringify(param) }
  if (place.kind === 'group') {
    const body = { ...message, openConversationId: place.group }
    await means.caller.call({ method: 'POST', path: '/v1.0/robot/groupMessages/send', body })
    return
  }
  if (isGuest(place.account)) throw new PlatformError('refused', faultText(means, 'guest'))
  const path = '/v1.0/robot/oToMessages/batchSend'
  const answer = await means.caller.call({
    method: 'POST',
    path,
    body: { ...message, userIds: [place.account] },
  })
  const { invalidStaffIdList: unknown, flowControlledStaffIdList: held } = (answer ?? {}) as Record<
    string,
    unknown
  >
  if (isNaming(unknown)) throw new PlatformError('refused', faultText(means, 'nobody'))
  if (isNaming(held))
    throw new PlatformError('unreachable', faultText(means, 'held'), { retryAfterMs: 60_000 })
}

const isNaming = (list: unknown): boolean => Array.isArray(list) && list.length > 0

export const faultText = (
  { translate, site }: DingtalkDeps,
  word: string,
  values?: Record<string, string>,
): string => translate(site.company.locale, `dingtalk.fault.${word}`, values)
