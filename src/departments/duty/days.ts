import { createTimeZone, dayMs, type TimeZone } from '../../sla/time-zone.ts'

/** The instants from the start of one day to the end of another (both YYYY-MM-DD) on the clocks of a time zone. */
export function spanOfDays(timeZone: string, from: string, to: string): { fromAt: Date; untilAt: Date } {
  const zone = createTimeZone(timeZone)
  const start = (day: number): Date => new Date(beginOf(zone, day))
  return { fromAt: start(Date.parse(from) / dayMs), untilAt: start(Date.parse(to) / dayMs + 1) }
}

/** The first instant of a civil day; where a zone skipped the day, that of the next. */
function beginOf(zone: TimeZone, day: number): number {
  const [first] = zone.stretchesOf(day)
  return first?.from ?? beginOf(zone, day + 1)
}
