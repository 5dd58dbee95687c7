import { phraseDate, phraseInstant, phraseLength, type Reader } from '../lib/instant.ts'
import type { Tone } from '../playbook/playbook.ts'
import { customerLocale, type House } from './acts/press.ts'
import { wordsFor } from './automatic.ts'
import type { Saying } from './change.ts'
import type { TicketState } from './state.ts'

/** Longer headings are named by their beginning. */
const longest = 60

/** What the first message on a written platform (email) is answered with: its heading, the number, and until when it is answered. */
export function receiptWords(
  state: TicketState,
  house: House,
  { heading, tone }: { heading: string; tone: Tone },
  at: Date,
): Saying {
  const { company } = house.playbook
  const reader: Reader = {
    locale: customerLocale(state),
    timeZone: company.timeZone,
    translate: house.translate,
  }
  const until = phraseUntil(state, reader, at)
  const words = Array.from(heading)
  const known = {
    ...(until === undefined ? {} : { until }),
    ...(heading === ''
      ? {}
      : { words: words.length > longest ? `${words.slice(0, longest).join('')}…` : heading }),
  }
  return wordsFor(state, house, { kind: 'receipt', at, tone, known })
}

/** 2 小时内（今天 12:00 前）, or 11月23日（周一）12:00 前 where the night or a weekend lies between. */
function phraseUntil({ clocks }: TicketState, reader: Reader, at: Date): string | undefined {
  const clock = clocks.find(({ name }) => name === 'first_response')
  if (!clock) return undefined
  const { locale, translate } = reader
  const { deadlineAt, totalMs } = clock
  if (deadlineAt.getTime() - at.getTime() > totalMs)
    return translate(locale, 'desk.say.by', { instant: phraseDate(reader, deadlineAt) })
  return translate(locale, 'desk.say.within', {
    length: phraseLength(reader, totalMs),
    instant: phraseInstant(reader, deadlineAt, at),
  })
}
