import type { ClockName } from '../playbook/playbook.ts'
import { closeAfter } from './close.ts'
import { deadlineOf } from './deadline.ts'
import { type Stretch, stretchesOf, type Turn, turnsOf } from './history.ts'
import type { GivenTarget } from './policy.ts'
import { closeOf, isElapsed } from './target.ts'
import { add, between, levelAt, type NewClock, type Reckoning, scheduled } from './ticking.ts'

/** A clock that starts at `at` with a target such as `2wh`. */
export function startClock(reckoning: Reckoning, name: ClockName, given: GivenTarget, at: Date): NewClock {
  const { target, policy } = given
  const clock = bareClock(name, given, at)
  const deadlineAt = deadlineOf(reckoning.calendar, at, target)
  const started = { ...clock, policy, deadlineAt, totalMs: between(reckoning, clock, at, deadlineAt) }
  return scheduled(reckoning, told(reckoning, started, 'started', at), 0)
}

/** A clock that runs to a set date; `note` says what for. */
export function startDated(
  reckoning: Reckoning,
  name: ClockName,
  { due, note }: { due: Date; note: string },
  at: Date,
): NewClock {
  const clock = { ...bareClock(name, { target: due.toISOString(), policy: '' }, at), elapsed: true }
  const dated = { ...clock, deadlineAt: due, totalMs: Math.max(0, due.getTime() - at.getTime()) }
  return scheduled(reckoning, told(reckoning, dated, 'started', at, note), 0)
}

const bareClock = (name: ClockName, { target, policy }: GivenTarget, at: Date): NewClock => ({
  name,
  target,
  policy,
  elapsed: isElapsed(target),
  totalMs: 0,
  startedAt: at,
  deadlineAt: at,
  resumedAt: at,
  usedMs: 0,
  pausedAt: null,
  stoppedAt: null,
  breachedAt: null,
  level: 0,
  nextNoticeAt: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  snoozes: 0,
  history: [],
})

/** The clock standing still from `at`: no deadline nears, no notice comes. */
export function pauseClock<C extends NewClock>(reckoning: Reckoning, clock: C, at: Date): C {
  if (clock.pausedAt || clock.stoppedAt) return clock
  // Reckoned back from the deadline that was told: what is left is left, even where the hours were changed meanwhile.
  const paused = { ...clock, pausedAt: at, usedMs: clock.totalMs - leftOf(reckoning, clock, at) }
  return told(reckoning, { ...paused, nextNoticeAt: null }, 'paused', at)
}

/** The clock running again from `at` with what was left of it; one that was late already stays as late. */
export function resumeClock<C extends NewClock>(reckoning: Reckoning, clock: C, at: Date): C {
  if (!clock.pausedAt || clock.stoppedAt) return clock
  const running = { ...clock, pausedAt: null, resumedAt: at }
  return scheduled(reckoning, told(reckoning, reached(reckoning, running, at), 'resumed', at), clock.level)
}

/** The clock in other hours from `at`, with as much working time left as it had. */
export function moveClock<C extends NewClock>(
  former: Reckoning,
  reckoning: Reckoning,
  clock: C,
  at: Date,
): C {
  if (clock.stoppedAt) return clock
  const left = clock.pausedAt ? clock.totalMs - clock.usedMs : leftOf(former, clock, at)
  const based = { ...clock, resumedAt: at, usedMs: clock.totalMs - left }
  const next = clock.pausedAt ? based : reached(reckoning, based, at)
  // What runs day and night is due when it was: there is nothing to explain.
  const moved = clock.elapsed ? next : told(reckoning, next, 'moved', at)
  return scheduled(reckoning, moved, levelAt(reckoning, moved, at))
}

/**
 * The clock reckoned anew, as if it had had this target in these hours from its
 * start: for a changed priority or category, or because somebody chose so.
 * Pauses count as they were. Notices begin at the first that is not past.
 */
export function reckonClock<C extends NewClock>(
  reckoning: Reckoning,
  clock: C,
  given: GivenTarget & { what: 'retargeted' | 'reckoned' },
  at: Date,
): C {
  if (clock.stoppedAt || clock.name === 'revisit') return clock
  const { target, policy, what } = given
  const elapsed = isElapsed(target)
  const whole = deadlineOf(reckoning.calendar, clock.startedAt, target)
  const asked = { ...clock, target, policy, elapsed }
  const totalMs = between(reckoning, asked, clock.startedAt, whole)
  const stretches = stretchesOf(clock)
  const ran = stretches.reduce((sum, { from, to = at }) => sum + between(reckoning, asked, from, to), 0)
  const deadlineAt =
    stretches.length === 1 && !clock.pausedAt ? whole : through(reckoning, asked, { stretches, totalMs })
  const reckoned = { ...asked, totalMs, deadlineAt, resumedAt: at, usedMs: ran }
  const same = clock.target === target && clock.deadlineAt.getTime() === deadlineAt.getTime()
  const next = same ? reckoned : told(reckoning, reckoned, what, at)
  return scheduled(reckoning, next, levelAt(reckoning, next, at))
}

/** When a clock that ran in these stretches has used up its length. */
function through(
  reckoning: Reckoning,
  clock: Pick<NewClock, 'elapsed'>,
  { stretches, totalMs }: { stretches: readonly Stretch[]; totalMs: number },
): Date {
  let left = totalMs
  for (const { from, to } of stretches) {
    if (!to) return add(reckoning, clock, from, left)
    const ran = between(reckoning, clock, from, to)
    if (left <= ran) return add(reckoning, clock, from, left)
    left -= ran
  }
  // It stands still: as things are, from when it stopped.
  return add(reckoning, clock, stretches.at(-1)?.to ?? new Date(0), left)
}

/** What is left until the deadline in the clock's own time; negative when it is past, by as much as it ran since. */
function leftOf(reckoning: Reckoning, clock: NewClock, at: Date): number {
  // It stood still after its deadline: that is no lateness.
  if (clock.resumedAt > clock.deadlineAt)
    return clock.totalMs - clock.usedMs - between(reckoning, clock, clock.resumedAt, at)
  return at <= clock.deadlineAt
    ? between(reckoning, clock, at, clock.deadlineAt)
    : -between(reckoning, clock, clock.deadlineAt, at)
}

/** The clock with the deadline that what is left gives from `at`. */
function reached<C extends NewClock>(reckoning: Reckoning, clock: C, at: Date): C {
  const left = clock.totalMs - clock.usedMs
  if (left < 0) return clock
  const close = closeOf(clock.target)
  if (!close) return { ...clock, deadlineAt: add(reckoning, clock, at, left) }
  // An end of work stays one, whatever stood still before it: this week's, or the next where that is past.
  const deadlineAt = closeAfter(reckoning.calendar, at, close)
  return { ...clock, deadlineAt, usedMs: clock.totalMs - between(reckoning, clock, at, deadlineAt) }
}

/** The same clock, with the turn on record. */
function told<C extends NewClock>(
  reckoning: Reckoning,
  clock: C,
  what: Turn['what'],
  at: Date,
  note?: string,
): C {
  const { target, policy, deadlineAt } = clock
  const turn: Turn = {
    what,
    at: at.toISOString(),
    target,
    policy,
    place: reckoning.place,
    due: deadlineAt.toISOString(),
    ...(note ? { note } : {}),
  }
  return { ...clock, history: [...turnsOf(clock), turn] as unknown as C['history'] }
}

/** The clock at its end; late unless it stood still or was stopped by its deadline's very instant. */
export function stopClock<C extends NewClock>(reckoning: Reckoning, clock: C, at: Date): C {
  const late = at > clock.deadlineAt && !clock.pausedAt && clock.name !== 'revisit'
  // Whoever is told at the deadline's very instant and acts in it is in time.
  const inTime = at <= clock.deadlineAt && clock.breachedAt?.getTime() === clock.deadlineAt.getTime()
  const breachedAt = late ? (clock.breachedAt ?? clock.deadlineAt) : inTime ? null : clock.breachedAt
  const stopped = { ...clock, stoppedAt: at, nextNoticeAt: null, breachedAt }
  return told(reckoning, stopped, 'stopped', at)
}
