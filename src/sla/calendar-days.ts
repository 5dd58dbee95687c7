import { type Calendar, nextOpening, type Span } from './calendar.ts'
import { dayMs } from './time-zone.ts'

/**
 * The same time of day on the n-th working day after `from`, a working day being
 * one on which a period begins. Outside working time the count starts at the next
 * opening. Where that time is not worked on the n-th day, and from the moment of
 * opening, the end of the working time before it holds: Monday's opening and one
 * working day is Monday's close. Throws RangeError when no such day comes.
 */
export function addWorkingDays(calendar: Calendar, from: Date, days: number): Date {
  const start = nextOpening(calendar, from)
  if (days === 0) return start
  const first = shiftDayOf(calendar, start.getTime())
  const wall = start.getTime() + calendar.zone.offsetAt(start.getTime()) - first * dayMs
  const target = nthShiftDay(calendar, first, days)
  const due = within(calendar.shiftsOf(target), instantOf(calendar, target, wall))
  return new Date(endOfWork(calendar, start.getTime(), due))
}

/** The end of the working time from `start` to `due`: `due` itself unless nobody works right before it. */
function endOfWork(calendar: Calendar, start: number, due: number): number {
  const { zone } = calendar
  for (let day = zone.dayOf(due); day >= zone.dayOf(start); day--) {
    const before = calendar.day(day).open.findLast((span) => span.from < due)
    if (before) return Math.max(start, Math.min(due, before.to))
  }
  return start
}

/** The day (counted from 1970-01-01) on which the period that is running began; of two, the later. */
export function shiftDayOf(calendar: Calendar, at: number): number {
  const day = calendar.zone.dayOf(at)
  const begun = calendar.shiftsOf(day).some((span) => span.from <= at && at < span.to)
  return begun ? day : day - 1
}

function nthShiftDay(calendar: Calendar, first: number, days: number): number {
  let day = first
  let left = days
  // At least one day in 800 is worked in any calendar that is meant seriously: a year of holidays, twice.
  for (let idle = 0; left > 0 && idle < 800; idle++) {
    day += 1
    if (calendar.shiftsOf(day).length === 0) continue
    left -= 1
    idle = 0
  }
  if (left > 0)
    throw new RangeError(`no working day in the 800 days before ${new Date(day * dayMs).toISOString()}`)
  return day
}

/** The instant a wall clock reads so much after the midnight of a day: the first where it does twice. */
function instantOf(calendar: Calendar, day: number, wall: number): number {
  const later = Math.floor(wall / dayMs)
  const time = wall - later * dayMs
  const stretches = calendar.zone.stretchesOf(day + later)
  for (const { from, to, offset } of stretches) {
    const at = (day + later) * dayMs + time - offset
    // A time the clocks skip is the moment they do.
    if (at < to) return Math.max(at, from)
  }
  return stretches.at(-1)?.to ?? (day + later) * dayMs
}

/** The instant, or the end of the open time before it, or the day's first opening. */
function within(spans: readonly Span[], at: number): number {
  const before = spans.findLast((span) => span.from <= at)
  if (before) return Math.min(at, before.to)
  return spans[0]?.from ?? at
}
