import { messageOf } from '../../lib/errors.ts'
import type { Outcome } from '../platform.ts'
import { aside } from './aside.ts'
import type { DingtalkDeps } from './deps.ts'
import type { CardAnswer, CardPress, Pressed, Sending } from './sending.ts'

/** A press on its way: DingTalk shows its presser a failure where the answer takes more than two seconds. */
export interface PressTurn {
  read(pressed: Pressed): void
  /** What came of it: as the answer while that is awaited, else shown on the card afterwards. */
  settle(outcome: Outcome): Promise<void>
  /** It wants words first: the presser is asked for them. */
  asks(): void
  /** The card is not known, or not any more. */
  strange(): Promise<void>
}

/** So much of the two seconds is left for the way. */
const answerWithinMs = 1_500

/** Begins with the arrival of a press; `answer` is called exactly once, in time, and never says nothing. */
export function createPressTurn(
  deps: DingtalkDeps,
  sending: Sending,
  { press, answer }: { press: CardPress; answer: (answer: CardAnswer) => void },
): PressTurn {
  const settled = new AbortController()
  let pressed = unread(press)
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
    .then(() => say(() => sending.answerPress(pressed, undefined)))
  const settle = async (outcome: Outcome): Promise<void> => {
    if (answered) return await sending.showLate(pressed, outcome)
    say(() => sending.answerPress(pressed, outcome))
  }
  const { locale } = deps.site.company
  return {
    settle,
    read: (one) => {
      pressed = one
    },
    asks() {
      say(() => sending.answerPress(pressed, undefined))
      // It is not yet an act: nobody loses anything but a click.
      aside(deps, sending.offerForm(pressed))
    },
    strange: async () =>
      await settle({ status: 'refused', notice: deps.translate(locale, 'dingtalk.press.gone') }),
  }
}

/** A press that nobody has looked up yet: enough to tell its presser something on the card. */
const unread = ({ outTrackId, account }: CardPress): Pressed => ({
  account,
  place: account,
  outTrackId,
  card: { key: '', revision: 0 },
  action: '',
  values: {},
})
