import { messageOf, PlatformError } from '../lib/errors.ts'
import { wellFormed } from '../lib/text.ts'
import type { SentMessage } from '../platforms/platform.ts'
import type { Claimed } from './claim.ts'

/** What became of one attempt. */
export interface Fate {
  delivery: Claimed
  status: 'sent' | 'pending' | 'inflight' | 'dead' | 'uncertain' | 'superseded'
  externalId: string | null
  error: string | null
  /** For `pending`: the next try. For `inflight`: when to look whether it arrived. */
  nextAttemptAt: Date
}

const firstWaitMs = 2_000
const longestWaitMs = 10 * 60_000
/** About a day of trying. */
const mostAttempts = 150
/** A platform that only asks for patience is asked again soon, and for as long. */
const longestPatienceMs = 8_000
const dayMs = 24 * 60 * 60_000

/**
 * The fate of a delivery from what its platform answered or threw (pure).
 * `findable`: the platform can tell afterwards whether a message arrived.
 * `doubtful`: an earlier attempt may have arrived, and nobody could be asked yet.
 */
export function fateOf(
  delivery: Claimed,
  answer: unknown,
  now: Date,
  { findable = false, doubtful = false }: { findable?: boolean; doubtful?: boolean } = {},
): Fate {
  const fate = (status: Fate['status'], rest: Partial<Fate> = {}): Fate => ({
    delivery,
    status,
    externalId: null,
    error: null,
    nextAttemptAt: now,
    ...rest,
  })
  if (isSent(answer)) return fate('sent', { externalId: answer.externalId })
  const error = wellFormed(messageOf(answer))
  const refusal = answer instanceof PlatformError ? answer : undefined
  const nextAttemptAt = new Date(now.getTime() + waitMs(delivery, refusal?.retryAfterMs))
  const patient = refusal?.retryAfterMs !== undefined && now.getTime() - delivery.createdAt.getTime() < dayMs
  if (refusal?.reason === 'refused' || (delivery.attempts >= mostAttempts && !patient))
    return fate('dead', { error })
  if (refusal?.reason === 'uncertain') {
    if (findable) return fate('inflight', { error, nextAttemptAt })
    if (delivery.audience === 'customer') return fate('uncertain', { error })
  }
  return fate(doubtful ? 'inflight' : 'pending', { error, nextAttemptAt })
}

/** Not sent, because a later update of the same card says more. */
export const overtakenFate = (delivery: Claimed, now: Date): Fate => ({
  delivery,
  status: 'superseded',
  externalId: null,
  error: null,
  nextAttemptAt: now,
})

/**
 * Doubles with each attempt, spread by up to a quarter so that many do not come back at once. Where the platform says
 * how long, it is believed: behind one that waits longer than it must its whole lane waits.
 */
function waitMs(delivery: Claimed, retryAfterMs: number | undefined): number {
  const longest = retryAfterMs === undefined ? longestWaitMs : longestPatienceMs
  const doubled = Math.min(firstWaitMs * 2 ** (delivery.attempts - 1), longest)
  // The id is random already: no need of another chance.
  const spread = Number.parseInt(delivery.id.slice(-4), 16) / 0xffff
  return Math.max(retryAfterMs ?? 0, Math.round(doubled * (1 + spread / 4)))
}

const isSent = (answer: unknown): answer is SentMessage =>
  typeof answer === 'object' && answer !== null && 'externalId' in answer && !(answer instanceof Error)
