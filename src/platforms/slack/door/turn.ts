import type { Inbound, Outcome } from '../../platform.ts'

/** What Slack is told: nothing, a text, or a word about a form. */
export type Ack = string | Record<string, unknown> | undefined

/** One thing on its way through Bolt: what came of it, and what became of that. */
export interface Turn {
  /** Hands over what came in; resolves with an outcome for each, once all are recorded. */
  hand: (inbound: Inbound[]) => Promise<Outcome[]>
  /** There is nothing to record: Slack is answered as soon as the listener is done. */
  none: () => void
  /** What Slack is told where recording takes longer than it waits. */
  early: (ack: Ack) => void
  /** Whether Slack was told that already: the answer has to find another way. */
  readonly hurried: boolean
}

/** The other end of a turn. */
export interface Held {
  turn: Turn
  /** What was handed over. */
  handed: Promise<Inbound[]>
  outcomes: (outcomes: Outcome[]) => void
  /** Takes what Slack is told before the outcome. */
  hurry: () => Ack
  fail: (error: unknown) => void
  /** Throws what it failed with, if it did. */
  check: () => void
}

export function createTurn(): Held {
  const handed = Promise.withResolvers<Inbound[]>()
  const settled = Promise.withResolvers<Outcome[]>()
  // Whoever waits for it hears of it; often nobody does.
  settled.promise.catch(() => undefined)
  let failure: { error: unknown } | undefined
  let early: Ack
  let hurried = false
  return {
    turn: {
      async hand(inbound) {
        handed.resolve(inbound)
        return await settled.promise
      },
      none: () => handed.resolve([]),
      early(ack) {
        early = ack
      },
      get hurried() {
        return hurried
      },
    },
    handed: handed.promise,
    outcomes: settled.resolve,
    hurry() {
      hurried = true
      return early
    },
    fail(error) {
      failure ??= { error }
      settled.reject(error)
    },
    check() {
      if (failure) throw failure.error
    },
  }
}
