import { matchesOf } from '../matches.ts'
import { withoutRepeats } from './bracketed-date.ts'
import { dayAlone, fullDates, monthDates } from './calendar-date.ts'
import type { Way } from './date-way.ts'
import { type Day, isReal, parseDay, written } from './day.ts'
import { asMandarin } from './dialect.ts'
import { englishDates } from './english-date.ts'
import { festivalDates, lunarDates } from './feast-date.ts'
import { anniversaries, nearDays, spansAgo, weekDates, yearsAgo } from './near-date.ts'

/** A date in the words: where it stands and which day (YYYY-MM-DD) it means. */
export interface DateMention {
  start: number
  end: number
  date: string
}

const unknown: Day = { year: Number.NaN, month: Number.NaN, day: Number.NaN }

/** Ways of saying a date; the first that fits a place counts, so the fuller ones come first. */
const ways: readonly Way[] = [
  ...lunarDates,
  ...festivalDates,
  ...anniversaries,
  ...fullDates,
  ...monthDates,
  ...yearsAgo,
  ...weekDates,
  ...nearDays,
  ...spansAgo,
  dayAlone,
  ...englishDates,
]

/** Every date in the text; relative ones need `today` (YYYY-MM-DD), and one without a year is the latest not after it. */
export function findDates(original: string, today?: string): DateMention[] {
  const text = asMandarin(original)
  const now = (today === undefined ? undefined : parseDay(today)) ?? unknown
  const found: DateMention[] = []
  for (const [sign, pattern, resolve] of ways) {
    if (!sign.test(text)) continue
    for (const match of matchesOf(pattern, text)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (found.some((one) => one.start < end && start < one.end)) continue
      const day = resolve(match, now)
      if (day && isReal(day)) found.push({ start, end, date: written(day) })
    }
  }
  found.sort((one, other) => one.start - other.start)
  return withoutRepeats(text, found)
}
