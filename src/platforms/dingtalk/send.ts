import { PlatformError } from '../../lib/errors.ts'
import type { Address, OutboundMessage, SentMessage } from '../platform.ts'
import { createCaller } from './call.ts'
import { cardPlan } from './card-steps.ts'
import type { DingtalkDeps } from './deps.ts'
import { ring } from './ding.ts'
import { offerForm } from './offer.ts'
import { createPace, type Pace } from './pace.ts'
import { placeOf } from './place.ts'
import { pressOf, showLate } from './press.ts'
import { type BudgetWarning, createQuota } from './quota.ts'
import { faultText, isGuest, say } from './say.ts'
import { type CardMeans, NoTemplate } from './send-card.ts'
import { type At, messageSteps, titleOf } from './send-steps.ts'
import type { Sending } from './sending.ts'
import { findSent, insteadFrom, runSteps } from './sent.ts'
import { typedChoice } from './typed.ts'
import { noteWebhook } from './webhook.ts'
import { answerOf } from './write/answer.ts'
import { plain } from './write/harmless.ts'

export interface SendingOptions {
  /** The month's calls are nearly used up: said once by whoever is told, however often that is. */
  tellBudget?: (warning: BudgetWarning) => Promise<void>
  pace?: Pace
}

const usualCalls = 10_000

/** The sending side of DingTalk. */
export function createSending(
  deps: DingtalkDeps,
  { tellBudget, pace = createPace() }: SendingOptions = {},
): Sending {
  const quota = createQuota({
    ...deps,
    most: deps.settings.monthlyCalls ?? usualCalls,
    tell: tellBudget ?? (async () => undefined),
  })
  const means: CardMeans = { ...deps, caller: createCaller({ ...deps, pace, quota }) }
  const busy = new Set<string>()
  return {
    call: means.caller.call,
    budget: quota.read,
    noteWebhook: (place, webhook) => noteWebhook(deps, place, webhook),
    readPress: (press) => pressOf(means, press),
    answerPress: (pressed, outcome) => answerOf(means, pressed, outcome),
    showLate: (pressed, outcome) => showLate(means, pressed, outcome),
    readChoice: (typed) => typedChoice(means, typed),
    offerForm: (pressed) => offerForm(means, pressed),
    say: (place, text) =>
      say(means, at(deps, place), { kind: 'text', title: titleOf(text), text: plain(text) }),
    send: (to, message) => alone(busy, means, { id: message.id, act: () => send(means, to, message) }),
    find: async (_to, id) => await find(means, busy, id),
  }
}

const at = ({ host }: DingtalkDeps, id: string): At => ({ ...placeOf(id, host.channels), id })

/** Somebody gave up waiting, and it is still being sent: until its end is known nobody judges it. */
async function alone<T>(
  busy: Set<string>,
  means: CardMeans,
  { id, act }: { id: string; act: () => Promise<T> },
): Promise<T> {
  if (busy.has(id)) throw waiting(means)
  busy.add(id)
  try {
    return await act()
  } finally {
    busy.delete(id)
  }
}

async function send(means: CardMeans, to: Address, message: OutboundMessage): Promise<SentMessage> {
  const place = at(means, to.id)
  const { card, id } = message
  if (card?.audience === 'internal' && !(await isInside(means, place)))
    throw new PlatformError('refused', faultText(means, 'inside'))
  if (!card) {
    await runSteps(means, { delivery: id, externalId: id }, messageSteps(means, place, message))
    return { externalId: id }
  }
  const { externalId, steps, inWords } = await cardPlan(means, place, card)
  try {
    await runSteps(means, { delivery: id, externalId }, steps)
  } catch (error) {
    if (!(error instanceof NoTemplate)) throw error
    means.log.warn({ card: card.key, why: error.message }, 'dingtalk: no template may be used, shown as text')
    await runSteps(means, { delivery: id, externalId, from: insteadFrom }, await inWords())
  }
  if (message.replaces === undefined) await ring(means, place, { card, id: externalId })
  return { externalId }
}

/** Staff channels, and people who work here. */
async function isInside({ host }: CardMeans, place: At): Promise<boolean> {
  if (place.kind === 'group') return place.member === undefined && host.channels.has(place.id)
  return !isGuest(place.account) && (await host.isStaff(place.account))
}

async function find(
  means: CardMeans,
  busy: ReadonlySet<string>,
  id: string,
): Promise<SentMessage | undefined> {
  if (busy.has(id)) throw waiting(means)
  const known = await findSent(means, id)
  if (known === 'nothing') return undefined
  if (known === 'busy') throw waiting(means)
  // Neither call answers what became of a message whose key was lost with its answer.
  if (known === 'unknown') throw new PlatformError('uncertain', faultText(means, 'unknown'))
  return known
}

const waiting = (means: DingtalkDeps): PlatformError =>
  new PlatformError('unreachable', faultText(means, 'waiting'), { retryAfterMs: 30_000 })
