import type { ReplyFinding, ReplyWay } from '../../card.ts'
import type { Heard, Said } from '../api.ts'
import { pauseBefore } from './backoff.ts'
import { t } from './language.ts'
import { type Wire, WireError, wordsOf } from './wire.ts'

/** What is told at the card about an act. */
export interface Notice {
  tone: 'done' | 'refused'
  text: string
  findings?: ReplyFinding[]
  ways?: ReplyWay[]
  shown?: { label: string; text: string }[]
}

/** Says it up to three times over a bad line; `settled` once the server has answered. */
export async function sayPatiently(wire: Wire, said: Said): Promise<{ notice: Notice; settled: boolean }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { notice: noticeOf(await wire.say(said)), settled: true }
    } catch (error) {
      const passing = error instanceof WireError && error.passing
      if (!passing || attempt === 3)
        return { notice: { tone: 'refused', text: wordsOf(error) }, settled: !passing }
      await new Promise((resolve) => setTimeout(resolve, error.retryAfterMs ?? pauseBefore(attempt, 0)))
    }
  }
}

function noticeOf({ status, notice, ...more }: Heard): Notice {
  if (status === 'refused') return { tone: 'refused', text: notice ?? t('card.refused'), ...more }
  return { tone: 'done', text: notice ?? t(status === 'kept' ? 'card.kept' : 'card.done'), ...more }
}
