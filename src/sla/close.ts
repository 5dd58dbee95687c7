import type { Weekday } from '../playbook/playbook.ts'
import type { Calendar } from './calendar.ts'

/** 1970-01-01 was a Thursday. */
const weekdays: readonly Weekday[] = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed']

/** A year of holidays, twice: no calendar that is meant seriously is closed for longer. */
const furthestDays = 800

/**
 * The end of work on the day itself, or on the next day of that name: of a
 * Friday that is a holiday, the last end of work before it. What comes after
 * that end is due a week later. Throws RangeError when nobody ever works.
 */
export function closeAfter(calendar: Calendar, from: Date, on: Weekday | 'day'): Date {
  const start = from.getTime()
  const first = calendar.zone.dayOf(start)
  // The night shift of the day before may still be running.
  for (let day = first - 1; day <= first + furthestDays; day++) {
    if (on !== 'day' && weekdays[((day % 7) + 7) % 7] !== on) continue
    const end = lastEnd(calendar, day, on === 'day' ? day : day - 6)
    if (end !== undefined && end > start) return new Date(end)
  }
  throw new RangeError(`no end of work in the ${furthestDays} days after ${from.toISOString()}`)
}

/** When the last period that begins on these days ends; it may be past midnight. */
function lastEnd(calendar: Calendar, latest: number, earliest: number): number | undefined {
  for (let day = latest; day >= earliest; day--) {
    const end = calendar.shiftsOf(day).at(-1)?.to
    if (end !== undefined) return end
  }
  return undefined
}
