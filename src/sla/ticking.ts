import type { Clock } from '../generated/client.ts'
import { addWorking, type Calendar, isOpen, nextOpening, workingBetween } from './calendar.ts'
import type { CalendarName } from './calendars.ts'
import { deadlineLevel, latenessOf, partOf, type Reminders } from './notices.ts'

/** What a clock reckons with besides itself. */
export interface Reckoning {
  calendar: Calendar
  /** The calendar's name. */
  place: CalendarName
  reminders: Reminders
  /** Reminds in working hours only. */
  quiet: boolean
}

export type NewClock = Omit<Clock, 'id' | 'ticketId'>
/** As much of a clock as its notices depend on. */
export type Ticking = Pick<
  Clock,
  | 'elapsed'
  | 'totalMs'
  | 'usedMs'
  | 'resumedAt'
  | 'deadlineAt'
  | 'pausedAt'
  | 'stoppedAt'
  | 'level'
  | 'nextNoticeAt'
>

/** The clock with its next notice: that of a level, in working hours where it is quiet, on a whole minute unless it is not. */
export function scheduled<C extends Ticking>(reckoning: Reckoning, clock: C, level: number): C {
  if (clock.pausedAt || clock.stoppedAt) return { ...clock, level, nextNoticeAt: null }
  const due = noticeAt(reckoning, clock, level)
  return { ...clock, level, nextNoticeAt: reckoning.quiet ? kept(reckoning, due) : due }
}

/** What falls due for somebody in the same minute is told together; what is due as work ends is told then, not the next morning. */
function kept({ calendar }: Reckoning, due: Date): Date {
  const minute = new Date(Math.ceil(due.getTime() / minuteMs) * minuteMs)
  return isOpen(calendar, new Date(minute.getTime() - 1)) ? minute : nextOpening(calendar, minute)
}

const minuteMs = 60_000

/** The first level whose notice is not past; at most that of the deadline, which everybody must hear of, unless they have. */
export function levelAt(reckoning: Reckoning, clock: NewClock, at: Date): number {
  if (clock.breachedAt !== null && clock.deadlineAt <= at) return clock.level
  const last = deadlineLevel(reckoning.reminders)
  let level = 0
  while (level < last && noticeAt(reckoning, clock, level) <= at) level += 1
  return level
}

/** When the notice of a level (0, 1, 2 …) is due: at parts of the target, at the deadline, then after it. */
export function noticeAt(reckoning: Reckoning, clock: Ticking, level: number): Date {
  const part = partOf(reckoning.reminders, level)
  if (part === 1) return clock.deadlineAt
  if (part === undefined)
    return add(reckoning, clock, clock.deadlineAt, latenessOf(reckoning.reminders, level))
  const left = part * clock.totalMs - clock.usedMs
  return left <= 0 ? clock.resumedAt : add(reckoning, clock, clock.resumedAt, left)
}

/** The instant after so much of the clock's own time. */
export const add = (
  { calendar }: Reckoning,
  clock: Pick<NewClock, 'elapsed'>,
  from: Date,
  ms: number,
): Date => (clock.elapsed ? new Date(from.getTime() + ms) : addWorking(calendar, from, ms))

/** The clock's own time between two instants; 0 where the later is not later. */
export const between = (
  { calendar }: Reckoning,
  clock: Pick<NewClock, 'elapsed'>,
  from: Date,
  to: Date,
): number => (clock.elapsed ? Math.max(0, to.getTime() - from.getTime()) : workingBetween(calendar, from, to))
