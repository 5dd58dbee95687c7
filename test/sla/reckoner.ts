import type { HolidayYear, Hours, Weekday } from '../../src/playbook/playbook.ts'

/**
 * Reckons working time the slow way: it reads the clock on the wall for every
 * minute of a stretch of time and asks whether anybody works then. It shares
 * nothing with src/sla but the meaning of the words.
 */
export interface Wall {
  timeZone: string
  /** Minutes since 1970 of the first minute. */
  start: number
  /** For each minute: the civil day (counted from 1970) and the minute of the day. */
  day: Int32Array
  minute: Int16Array
}

/** Reads a zone's wall clock between two dates. Offsets are asked for every quarter of an hour. */
export function readWall(timeZone: string, from: string, to: string): Wall {
  const start = Date.parse(from) / 60_000
  const length = Date.parse(to) / 60_000 - start
  const wall: Wall = { timeZone, start, day: new Int32Array(length), minute: new Int16Array(length) }
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  for (let quarter = 0; quarter < length; quarter += 15) {
    const local = Date.parse(`${format.format((start + quarter) * 60_000).replace(' ', 'T')}Z`) / 60_000
    for (let index = quarter; index < quarter + 15; index++) {
      const minute = local + index - quarter
      wall.day[index] = Math.floor(minute / 1440)
      wall.minute[index] = minute % 1440
    }
  }
  return wall
}

const names: readonly Weekday[] = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed']
const workdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri']

export interface Week {
  hours: Hours
  holidays: HolidayYear[]
}

function periodsOn({ hours, holidays }: Week, day: number): string[] {
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10)
  const usual = hours[names[day % 7] ?? 'mon']
  const special = holidays.flatMap(({ days }) => days).find((one) => one.date === date)
  if (special?.isOffDay) return []
  const workday = workdays.find((name) => hours[name].length > 0)
  return special && workday ? hours[workday] : usual
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** For each minute of the wall: 0 when nobody works, otherwise the day (from 1970) on which the period began. */
export function workedMinutes(wall: Wall, week: Week): Int32Array {
  const worked = new Int32Array(wall.day.length)
  const dayPlan = (day: number): Int32Array => {
    const plan = new Int32Array(1440)
    for (const began of [day - 1, day]) {
      for (const period of periodsOn(week, began)) {
        const [from = 0, to = 0] = period.split('-').map(minutesOf)
        const over = to <= from
        const [first, last] = began === day ? [from, over ? 1440 : to] : [0, over ? to : 0]
        plan.fill(began, first, last)
      }
    }
    return plan
  }
  let today = Number.NaN
  let plan: Int32Array = new Int32Array()
  for (let index = 0; index < worked.length; index++) {
    const day = wall.day[index] ?? 0
    if (day !== today) plan = dayPlan(day)
    today = day
    worked[index] = plan[wall.minute[index] ?? 0] ?? 0
  }
  return worked
}

/** The minutes of a wall counted once, one by one, so that thousands of questions need not count them again. */
export interface Tally {
  worked: Int32Array
  /** For each minute how many before it were worked. */
  before: Int32Array
  /** The minutes that were worked, in order. */
  open: Int32Array
  /** The minutes at which work begins or ends. */
  edges: number[]
}

export function tallyOf(worked: Int32Array): Tally {
  const before = new Int32Array(worked.length + 1)
  const open = new Int32Array(worked.length)
  const edges: number[] = []
  let sum = 0
  for (let index = 0; index < worked.length; index++) {
    before[index] = sum
    if (index > 0 && (worked[index] === 0) !== (worked[index - 1] === 0)) edges.push(index)
    if (worked[index] !== 0) {
      open[sum] = index
      sum += 1
    }
  }
  before[worked.length] = sum
  return { worked, before, open: open.subarray(0, sum), edges }
}

/** The minute by which so many minutes have been worked; `undefined` past the wall's end. */
export function countOn({ before, open }: Tally, from: number, minutes: number): number | undefined {
  const last = open[(before[from] ?? open.length) + minutes - 1]
  return last === undefined ? undefined : last + 1
}

/** The minutes worked between two. */
export const countBetween = ({ before }: Tally, from: number, to: number): number =>
  Math.max(0, (before[to] ?? 0) - (before[from] ?? 0))

/**
 * The same time on the n-th day after on which work begins, or the end of what is
 * worked before it; for zones whose clocks do not change. `undefined` past the wall's end.
 */
export function countDays(
  wall: Wall,
  worked: Int32Array,
  given: { from: number; days: number },
): number | undefined {
  let index = given.from
  while (index < worked.length && worked[index] === 0) index += 1
  const first = worked[index] ?? 0
  const read = (at: number): number => ((wall.day[at] ?? 0) - first) * 1440 + (wall.minute[at] ?? 0)
  const wanted = read(index)
  let day = first
  let left = given.days
  let due = index
  for (; index < worked.length; index++) {
    const began = worked[index] ?? 0
    if (began === 0) continue
    if (began > day) left -= 1
    day = Math.max(day, began)
    if (left < 0) return due
    if (left > 0 || read(index) - (began - first) * 1440 < wanted) due = index + 1
  }
  return undefined
}
