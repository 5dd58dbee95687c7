import type { Clock } from '../generated/client.ts'
import type { ClockName, Playbook } from '../playbook/playbook.ts'
import { addWorking, type Calendar, workingBetween } from './calendar.ts'
import { deadlineOf } from './deadline.ts'
import { lengthOf, parseTarget } from './target.ts'

/** What a clock reckons with besides itself. */
export interface Reckoning {
  calendar: Calendar
  reminders: Playbook['reminders']
}

export type NewClock = Omit<Clock, 'id' | 'ticketId'>

/** A clock that starts at `at` with a target such as `2wh`. */
export function startClock(reckoning: Reckoning, name: ClockName, target: string, at: Date): NewClock {
  const { calendar } = reckoning
  const { unit } = parseTarget(target)
  const elapsed = unit === 'm' || unit === 'h'
  const deadlineAt = deadlineOf(calendar, at, target)
  const totalMs = elapsed ? deadlineAt.getTime() - at.getTime() : workingBetween(calendar, at, deadlineAt)
  const clock: NewClock = {
    name,
    target,
    elapsed,
    totalMs,
    startedAt: at,
    deadlineAt,
    resumedAt: at,
    usedMs: 0,
    pausedAt: null,
    stoppedAt: null,
    breachedAt: null,
    level: 0,
    nextNoticeAt: null,
  }
  return { ...clock, nextNoticeAt: noticeAt(reckoning, clock, 0) }
}

/** The clock standing still from `at`: no deadline nears, no notice comes. */
export function pauseClock<C extends NewClock>(reckoning: Reckoning, clock: C, at: Date): C {
  if (clock.pausedAt || clock.stoppedAt) return clock
  return { ...clock, pausedAt: at, usedMs: clock.usedMs + ran(reckoning, clock, at), nextNoticeAt: null }
}

/** The clock running again from `at`; what had been used up stays used up. */
export function resumeClock<C extends NewClock>(reckoning: Reckoning, clock: C, at: Date): C {
  if (!clock.pausedAt || clock.stoppedAt) return clock
  const running = { ...clock, pausedAt: null, resumedAt: at }
  const deadlineAt = reach(reckoning, running, clock.totalMs)
  const resumed = { ...running, deadlineAt }
  return { ...resumed, nextNoticeAt: noticeAt(reckoning, resumed, clock.level) }
}

/**
 * The clock with another target, as if it had had it from its start: for a
 * changed priority or category. Notices begin at the first that is not past.
 */
export function retargetClock<C extends NewClock>(
  reckoning: Reckoning,
  clock: C,
  target: string,
  at: Date,
): C {
  if (clock.target === target || clock.stoppedAt) return clock
  const { elapsed, totalMs, deadlineAt } = startClock(
    reckoning,
    clock.name as ClockName,
    target,
    clock.startedAt,
  )
  const retargeted = { ...clock, target, elapsed, totalMs }
  const unpaused = clock.usedMs === 0 || elapsed !== clock.elapsed
  const moved = { ...retargeted, deadlineAt: unpaused ? deadlineAt : reach(reckoning, retargeted, totalMs) }
  const stillLate = clock.breachedAt !== null && moved.deadlineAt <= at
  const level = stillLate ? clock.level : levelAt(reckoning, moved, at)
  return { ...moved, level, nextNoticeAt: clock.pausedAt ? null : noticeAt(reckoning, moved, level) }
}

/** The first level whose notice is not past; at most that of the deadline, which everybody must hear of. */
function levelAt(reckoning: Reckoning, clock: NewClock, at: Date): number {
  const last = reckoning.reminders.fractions.length - 1
  let level = 0
  while (level < last && noticeAt(reckoning, clock, level) <= at) level += 1
  return level
}

/**
 * When the notice of a level (0, 1, 2 …) is due: at the playbook's fractions of
 * the target, then after the deadline with growing distance.
 */
export function noticeAt(reckoning: Reckoning, clock: NewClock, level: number): Date {
  const { fractions, repeat } = reckoning.reminders
  const fraction = fractions[level]
  if (fraction === 1) return clock.deadlineAt
  if (fraction !== undefined) return reach(reckoning, clock, fraction * clock.totalMs)
  const first = lengthOf(repeat.first)
  const most = lengthOf(repeat.max)
  let late = 0
  for (let nth = 0; nth <= level - fractions.length; nth++) {
    const distance = Math.min(first * repeat.factor ** nth, most)
    late += distance
  }
  return add(reckoning, clock, clock.deadlineAt, late)
}

/** The instant at which `ms` of the clock's own time will have been used up. */
const reach = (reckoning: Reckoning, clock: NewClock, ms: number): Date =>
  add(reckoning, clock, clock.resumedAt, Math.max(0, ms - clock.usedMs))

const add = ({ calendar }: Reckoning, clock: NewClock, from: Date, ms: number): Date =>
  clock.elapsed ? new Date(from.getTime() + ms) : addWorking(calendar, from, ms)

const ran = ({ calendar }: Reckoning, clock: NewClock, at: Date): number =>
  clock.elapsed
    ? Math.max(0, at.getTime() - clock.resumedAt.getTime())
    : workingBetween(calendar, clock.resumedAt, at)
