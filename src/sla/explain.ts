import type { Clock } from '../generated/client.ts'
import { type Calendar, missingYears, nextOpening, workingBetween } from './calendar.ts'
import type { CalendarName } from './calendars.ts'
import { type Turn, turnsOf } from './history.ts'
import { dayMs } from './time-zone.ts'

/** What of a clock explains its deadline. */
export type Told = Pick<
  Clock,
  | 'name'
  | 'target'
  | 'policy'
  | 'elapsed'
  | 'totalMs'
  | 'usedMs'
  | 'startedAt'
  | 'deadlineAt'
  | 'pausedAt'
  | 'stoppedAt'
  | 'breachedAt'
  | 'history'
>

/** Why a clock is due when it is; instants in order. */
export interface Explanation {
  clock: string
  target: string
  policy: string
  /** The name of the hours it runs in. */
  place: CalendarName
  /** When it started, and when its hours began to count where that was later. */
  from: Date
  counts: Date
  due: Date
  /** `late`: over its deadline, running or stopped. */
  state: 'running' | 'paused' | 'late' | 'met'
  /** When it was stopped. */
  ended?: Date
  /** How long it is over its deadline. */
  lateMs: number
  /** What is left of a clock that stands still, in its own time. */
  leftMs: number
  /** `ms` in the clock's own time: what each moved the deadline by; the last may go on. */
  pauses: { from: Date; to?: Date; ms: number }[]
  /** Public holidays on the way, by their days (yyyy-mm-dd). */
  closed: { name: string; first: string; last: string }[]
  /** Make-up days on the way that are worked (yyyy-mm-dd). */
  makeUp: string[]
  /** What changed it, and what it was before. */
  moved: { what: 'retargeted' | 'moved' | 'reckoned'; at: Date; former: Former; place: CalendarName }[]
  /** Years on the way whose holidays are not published yet. */
  missing: number[]
  /** What a date was set for, in somebody's own words. */
  note?: string
}

interface Former {
  due: Date
  target: string
  place: CalendarName
}

/** Explains a clock as it stands at `at`; `calendarOf` gives the hours by their name. */
export function explain(clock: Told, calendarOf: (name: CalendarName) => Calendar, at: Date): Explanation {
  const turns = turnsOf(clock)
  const { startedAt: from, deadlineAt: due, stoppedAt, pausedAt, elapsed, target, policy } = clock
  const place = turns.at(-1)?.place ?? 'desk'
  const calendar = calendarOf(place)
  const days = elapsed ? undefined : daysOn(calendar, from, due)
  const note = turns.find((turn) => turn.note)?.note
  const judged = pausedAt ?? stoppedAt ?? at
  return {
    clock: clock.name,
    target,
    policy,
    place,
    from,
    counts: elapsed ? from : nextOpening(calendarOf(turns[0]?.place ?? place), from),
    due,
    state: stateOf(clock, at),
    ...(stoppedAt ? { ended: stoppedAt } : {}),
    lateMs: Math.max(0, judged.getTime() - due.getTime()),
    leftMs: clock.totalMs - clock.usedMs,
    pauses: pausesOf(clock, calendarOf, at),
    closed: days?.closed ?? [],
    makeUp: days?.makeUp ?? [],
    moved: movesOf(turns),
    missing: elapsed ? [] : missingYears(calendar, from, due),
    ...(note ? { note } : {}),
  }
}

function stateOf({ stoppedAt, pausedAt, breachedAt, deadlineAt }: Told, at: Date): Explanation['state'] {
  if (stoppedAt) return breachedAt ? 'late' : 'met'
  if (pausedAt) return 'paused'
  return at > deadlineAt ? 'late' : 'running'
}

function pausesOf(
  clock: Told,
  calendarOf: (name: CalendarName) => Calendar,
  at: Date,
): Explanation['pauses'] {
  const pauses: Explanation['pauses'] = []
  let began: Turn | undefined
  const end = (to: Date, over: boolean): void => {
    if (!began) return
    const from = new Date(began.at)
    const ms = clock.elapsed
      ? Math.max(0, to.getTime() - from.getTime())
      : workingBetween(calendarOf(began.place), from, to)
    pauses.push({ from, ms, ...(over ? { to } : {}) })
    began = undefined
  }
  for (const turn of turnsOf(clock)) {
    if (turn.what === 'paused') began ??= turn
    if (turn.what === 'resumed' || turn.what === 'stopped') end(new Date(turn.at), true)
  }
  end(at, false)
  return pauses
}

/** The holidays and the worked make-up days on which a clock's time goes by. */
function daysOn(calendar: Calendar, from: Date, due: Date): Pick<Explanation, 'closed' | 'makeUp'> {
  const { zone } = calendar
  const closed: Explanation['closed'] = []
  const makeUp: string[] = []
  let before: number | undefined
  for (let day = zone.dayOf(from.getTime()); day <= zone.dayOf(due.getTime()); day++) {
    const special = calendar.specialOf(day)
    if (!special) continue
    const date = new Date(day * dayMs).toISOString().slice(0, 10)
    const last = closed.at(-1)
    if (special.kind === 'make_up') {
      if (works(calendar, day, { from, due })) makeUp.push(date)
    } else if (last && last.name === special.name && before === day - 1) last.last = date
    else closed.push({ name: special.name, first: date, last: date })
    if (special.kind === 'off') before = day
  }
  return { closed, makeUp }
}

const works = (calendar: Calendar, day: number, { from, due }: { from: Date; due: Date }): boolean =>
  calendar.shiftsOf(day).some((span) => span.to > from.getTime() && span.from < due.getTime())

function movesOf(turns: readonly Turn[]): Explanation['moved'] {
  return turns.flatMap(({ what, at, place }, nth) => {
    const former = turns[nth - 1]
    if (!former || (what !== 'retargeted' && what !== 'moved' && what !== 'reckoned')) return []
    const { due, target } = former
    return [{ what, at: new Date(at), place, former: { due: new Date(due), target, place: former.place } }]
  })
}
