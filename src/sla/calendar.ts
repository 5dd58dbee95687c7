import { ConfigError } from '../lib/errors.ts'
import type { HolidayYear, Hours, Weekday } from '../playbook/playbook.ts'
import { createHolidays, type DayKind } from './holidays.ts'
import { createTimeZone, dayMs, remember, type TimeZone } from './time-zone.ts'

/** A stretch of open time: from its first millisecond up to, without, `to`. */
export interface Span {
  from: number
  to: number
}

interface OpenDay {
  open: Span[]
  total: number
}

/**
 * Working time: a week of periods on the clocks of one time zone. An instant is
 * open when the clock on the wall reads a time within a period; a period belongs
 * to the day it begins on, so a night shift before a holiday is worked to its end.
 */
export interface Calendar {
  readonly zone: TimeZone
  /** The open time of one civil day (counted from 1970-01-01), in order. */
  day(day: number): OpenDay
  /** The open time of the periods that begin on a day, past its midnight too. */
  shiftsOf(day: number): Span[]
  /** The public holiday or make-up working day that a day is. */
  specialOf(day: number): { kind: DayKind; name: string } | undefined
  /** Whether the year's holidays are known, or do not matter. */
  covers(year: number): boolean
}

/** Throws ConfigError when the week has no working time at all, or the time zone is none. */
export function createCalendar(given: {
  hours: Hours
  timeZone: string
  holidays?: readonly HolidayYear[] | undefined
}): Calendar {
  const { hours, timeZone } = given
  const week = (['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const).map((name) =>
    periodsOf(hours, name),
  )
  const workday = week.slice(1, 6).find((periods) => periods.length > 0)
  if (week.every((periods) => periods.length === 0))
    throw new ConfigError(
      'hours: the week has no working time; give at least one day a period such as 09:00-18:00',
    )
  const zone = timeZoneOf(timeZone)
  const holidays = given.holidays ? createHolidays(given.holidays) : undefined

  const plan = (day: number): Span[] => {
    const kind = holidays?.kindOf(day)
    // 1970-01-01 was a Thursday.
    const usual = week[(((day + 4) % 7) + 7) % 7] ?? []
    if (kind === 'off') return []
    return kind === 'make_up' ? (workday ?? usual) : usual
  }
  const days = new Map<number, OpenDay>()
  const shifts = new Map<number, Span[]>()
  return {
    zone,
    day: (day) =>
      remember(days, day, () => {
        const open = merged([...onWall(zone, day, plan(day - 1), dayMs), ...onWall(zone, day, plan(day), 0)])
        return { open, total: open.reduce((sum, span) => sum + span.to - span.from, 0) }
      }),
    shiftsOf: (day) =>
      remember(shifts, day, () => [
        ...onWall(zone, day, plan(day), 0),
        ...onWall(zone, day + 1, plan(day), dayMs),
      ]),
    specialOf(day) {
      const kind = holidays?.kindOf(day)
      return kind && { kind, name: holidays?.nameOf(day) ?? '' }
    },
    covers: (year) => holidays?.has(year) ?? true,
  }
}

function timeZoneOf(name: string): TimeZone {
  try {
    return createTimeZone(name)
  } catch (cause) {
    throw new ConfigError(`"${name}" is not a time zone; use an IANA name such as Asia/Shanghai`, { cause })
  }
}

/** A weekday's periods as milliseconds from its midnight, in order; one over midnight ends after 24:00. */
function periodsOf(hours: Hours, name: Weekday): Span[] {
  const periods = hours[name].map((period) => {
    const [from = 0, to = 0] = period.split('-').map((time) => {
      const [hour = 0, minute = 0] = time.split(':').map(Number)
      return (hour * 60 + minute) * 60_000
    })
    return { from, to: to > from ? to : to + dayMs }
  })
  return periods.sort((one, other) => one.from - other.from)
}

/** The instants of a civil day at which its clock reads a time within the periods, moved `back` by so much. */
function onWall(zone: TimeZone, day: number, periods: readonly Span[], back: number): Span[] {
  const spans: Span[] = []
  for (const stretch of zone.stretchesOf(day)) {
    const midnight = day * dayMs - stretch.offset
    for (const period of periods) {
      const from = Math.max(stretch.from, midnight + period.from - back)
      const to = Math.min(stretch.to, midnight + period.to - back)
      if (from < to) spans.push({ from, to })
    }
  }
  return spans
}

function merged(spans: Span[]): Span[] {
  const result: Span[] = []
  for (const span of spans.toSorted((one, other) => one.from - other.from)) {
    const last = result.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else result.push(span)
  }
  return result
}

/** Far beyond any sensible target; a search that gets here would never end. */
const furthestDays = 20_000

/** Whether work is done at an instant. The first instant of a period is open, its end is closed. */
export function isOpen(calendar: Calendar, at: Date): boolean {
  const instant = at.getTime()
  return calendar
    .day(calendar.zone.dayOf(instant))
    .open.some((span) => span.from <= instant && instant < span.to)
}

/** The instant itself when it is open, otherwise when work begins again. */
export const nextOpening = (calendar: Calendar, at: Date): Date => addWorking(calendar, at, 0)

/**
 * The first instant by which `ms` of working time have passed since `from`: a
 * length that ends with a period is due at the period's end, not when the next
 * begins. Throws RangeError when there is not that much within 20,000 days.
 */
export function addWorking(calendar: Calendar, from: Date, ms: number): Date {
  if (!(ms >= 0)) throw new RangeError(`working time cannot be ${ms} ms`)
  const start = from.getTime()
  const first = calendar.zone.dayOf(start)
  let left = Math.round(ms)
  for (let index = first; index <= first + furthestDays; index++) {
    const day = calendar.day(index)
    if (index > first && day.total < left) {
      left -= day.total
      continue
    }
    for (const span of day.open) {
      const begin = Math.max(span.from, start)
      if (begin >= span.to) continue
      if (left <= span.to - begin) return new Date(begin + left)
      left -= span.to - begin
    }
  }
  throw new RangeError(`no ${ms} ms of working time in the ${furthestDays} days after ${from.toISOString()}`)
}

/** The working time from one instant to a later one in milliseconds; 0 when `to` is not later. */
export function workingBetween(calendar: Calendar, from: Date, to: Date): number {
  const begin = from.getTime()
  const end = to.getTime()
  if (!(begin < end)) return 0
  const first = calendar.zone.dayOf(begin)
  const last = calendar.zone.dayOf(end)
  let sum = 0
  for (let index = first; index <= last; index++) {
    const day = calendar.day(index)
    if (index > first && index < last) {
      sum += day.total
      continue
    }
    for (const span of day.open) sum += Math.max(0, Math.min(span.to, end) - Math.max(span.from, begin))
  }
  return sum
}

/** The years between two instants, both counted, whose holidays nobody gave: there only the statutory days are off. */
export function missingYears(calendar: Calendar, from: Date, to: Date): number[] {
  const yearOf = (at: Date): number => new Date(calendar.zone.dayOf(at.getTime()) * dayMs).getUTCFullYear()
  const missing: number[] = []
  for (let year = yearOf(from); year <= yearOf(to); year++) if (!calendar.covers(year)) missing.push(year)
  return missing
}
