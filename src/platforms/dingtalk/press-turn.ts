import { messageOf } from '../../lib/errors.ts'
import type { Outcome } from '../platform.ts'
import type { DingtalkDeps } from './deps.ts'
import type { CardAnswer, Pressed, Sending } from './sending.ts'

/** A press on its way: DingTalk shows its presser a failure where the answer takes more than two seconds. */
export interface PressTurn {
  read(pressed: Pressed): void
  /** What came of it: as the answer while that is awaited, else shown on the card afterwards. */
  settle(outcome: Outcome): Promise<void>
  /** It wants words first: the presser is asked for them. */
  asks(): Promise<void>
  /** The card is none of ours. */
  strange(): void
}

/** So much of the two seconds is left for the way. */
const answerWithinMs = 1_500

/** Begins with the arrival of a press; `answer` is called exactly once, in time. */
export function createPressTurn(
  deps: DingtalkDeps,
  sending: Sending,
  answer: (answer: CardAnswer) => void,
): PressTurn {
  const settled = new AbortController()
  let pressed: Pressed | undefined
  let answered = false
  const say = (answerOf: () => CardAnswer): void => {
    if (answered) return
    answered = true
    settled.abort()
    let made: CardAnswer = {}
    try {
      made = answerOf()
    } catch (error) {
      deps.log.error({ error: messageOf(error) }, 'the answer to a press could not be made')
    }
    answer(made)
  }
  void deps
    .pause(answerWithinMs, settled.signal)
    .then(() => say(() => (pressed ? sending.answerPress(pressed, undefined) : {})))
  return {
    read: (one) => {
      pressed = one
    },
    async settle(outcome) {
      const one = pressed
      if (!one) return say(() => ({}))
      if (answered) return await sending.showLate(one, outcome)
      say(() => sending.answerPress(one, outcome))
    },
    async asks() {
      const one = pressed
      if (!one) return say(() => ({}))
      say(() => sending.answerPress(one, undefined))
      // It is not yet an act: nobody loses anything but a click.
      await sending
        .offerForm(one)
        .catch((error: unknown) => deps.log.warn({ error: messageOf(error) }, 'a form could not be offered'))
    },
    strange: () => say(() => ({})),
  }
}
