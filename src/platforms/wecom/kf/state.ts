import { PlatformError } from '../../../lib/errors.ts'
import type { OpenDeps } from '../deps.ts'
import { WecomError } from '../fault.ts'
import { conversationOf, type Place } from './place.ts'

// https://developer.work.weixin.qq.com/document/path/94669: 0 new, 1 the bot's, 2 in the pool, 3 a person's, 4 ended.

const cannotChange = 95016

/**
 * Sees to it that the bot may write: a new session becomes the bot's. Throws PlatformError `refused`, with who has it,
 * where a person receives the customer in the WeCom client, and where the session has ended.
 */
export async function keepOurs(deps: OpenDeps, place: Place): Promise<void> {
  const conversation = conversationOf(place)
  const chat = await deps.db.wecomKfChat.findUnique({ where: { conversation }, select: { state: true } })
  if (chat?.state === 1) return
  const answer = await deps.api.post('kf/service_state/get', wantedOf(place))
  const state = Number(answer.service_state)
  const servicer = typeof answer.servicer_userid === 'string' ? answer.servicer_userid : ''
  if (state === 0) await change(deps, place, { service_state: 1 })
  await keepState(deps, conversation, state === 0 ? 1 : state, servicer)
  const say = (key: string, values = {}): string =>
    deps.translate(deps.site.company.locale, `wecom.${key}`, values)
  if (state === 4) throw new PlatformError('refused', say('errcode.95013'))
  if (state === 2 || state === 3)
    throw new PlatformError('refused', say('kf.human', { servicer: servicer || say('kf.someone') }))
}

/**
 * Hands a customer over to a person in the WeCom client; from then on only they can write. Done again it changes nothing.
 * Throws WecomError.
 */
export async function handOver(deps: OpenDeps, place: Place, servicer: string): Promise<void> {
  const now = await deps.api.post('kf/service_state/get', wantedOf(place))
  if (Number(now.service_state) === 3 && now.servicer_userid === servicer) return
  await change(deps, place, { service_state: 3, servicer_userid: servicer })
  await keepState(deps, conversationOf(place), 3, servicer)
}

/** What WeCom says of a session when it does not take a message. */
export async function learnState(deps: OpenDeps, conversation: string, error: unknown): Promise<void> {
  if (!(error instanceof WecomError)) return
  const state = { 95018: 3, 95013: 4 }[error.errcode]
  if (state !== undefined) await keepState(deps, conversation, state, '')
}

async function change(deps: OpenDeps, place: Place, to: object): Promise<void> {
  await deps.api.post('kf/service_state/trans', { ...wantedOf(place), ...to }).catch((error: unknown) => {
    // Another process did it meanwhile.
    const done = error instanceof WecomError && error.errcode === cannotChange && !('servicer_userid' in to)
    if (!done) throw error
  })
}

const wantedOf = ({ openKfid, customer }: Place): object => ({
  open_kfid: openKfid,
  external_userid: customer,
})

async function keepState(
  { db }: OpenDeps,
  conversation: string,
  state: number,
  servicer: string,
): Promise<void> {
  const data = { state, servicer: servicer === '' ? null : servicer }
  await db.wecomKfChat.upsert({ where: { conversation }, create: { conversation, ...data }, update: data })
}
