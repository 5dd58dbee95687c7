import { expect, test } from 'vitest'
import type { HolidayYear, Hours } from '../../src/playbook/playbook.ts'
import { addWorking, type Calendar, createCalendar, isOpen, workingBetween } from '../../src/sla/calendar.ts'
import { addWorkingDays } from '../../src/sla/calendar-days.ts'
import { shippedHolidays } from '../../src/sla/holidays.ts'
import { pauseClock, resumeClock, startClock } from '../../src/sla/running.ts'
import type { Reckoning } from '../../src/sla/ticking.ts'
import {
  countBetween,
  countDays,
  countOn,
  readWall,
  type Tally,
  tallyOf,
  type Wall,
  workedMinutes,
} from './reckoner.ts'

const from = '2026-02-01T00:00:00Z'
const to = '2026-12-01T00:00:00Z'

/** Chosen for their clocks: none, both ways, half an hour, odd offsets, at midnight, backwards in winter. */
const zones = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/St_Johns',
  'Pacific/Auckland',
]

type Chance = (below: number) => number

/** A small seeded generator, so that a failure can be repeated. */
function chanceOf(seed: number): Chance {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Up to three periods a day, now and then a night shift, some days closed; never overlapping. */
function randomHours(chance: Chance): Hours {
  const day = (): string[] => {
    const cuts = Array.from({ length: chance(4) * 2 }, () => 360 + chance(1080))
    const times = [...new Set(cuts)].sort((one, other) => one - other)
    const pairs = times.flatMap((time, index) => (index % 2 === 1 ? [[times[index - 1] ?? 0, time]] : []))
    return pairs.map(([first = 0, last = 0], index) => {
      const night = index === pairs.length - 1 && chance(4) === 0
      return `${timeOf(first)}-${night ? timeOf(chance(360)) : timeOf(last)}`
    })
  }
  const hours = {
    mon: ['09:00-17:30'],
    tue: day(),
    wed: day(),
    thu: day(),
    fri: day(),
    sat: day(),
    sun: day(),
  }
  return chance(2) === 0 ? { ...hours, mon: day(), wed: ['08:15-12:00', '13:00-18:00'] } : hours
}

function randomHolidays(chance: Chance): HolidayYear[] {
  if (chance(2) === 0) return shippedHolidays()
  const days = Array.from({ length: chance(40) }, () => ({
    name: '店休',
    date: new Date(Date.parse(from) + chance(300) * 86_400_000).toISOString().slice(0, 10),
    isOffDay: chance(3) > 0,
  }))
  return [{ year: 2026, days: [...new Map(days.map((one) => [one.date, one])).values()] }]
}

interface Compared {
  what: string
  start: string
  length: number
  reckoned: string
  counted: string
}

interface Round {
  wall: Wall
  tally: Tally
  calendar: Calendar
  chance: Chance
}

/** 2,000 rounds over 20 random weeks, each reckoned both ways: how many could be counted, and those that differ. */
function compareIn(
  timeZone: string,
  seed: number,
  reckon: (round: Round) => Compared[],
): { rounds: number; wrong: object[] } {
  const chance = chanceOf(seed)
  const wall = readWall(timeZone, from, to)
  const wrong: object[] = []
  let rounds = 0
  for (let week = 0; week < 20; week++) {
    const hours = randomHours(chance)
    const holidays = randomHolidays(chance)
    const calendar = createCalendar({ hours, timeZone, holidays })
    const tally = tallyOf(workedMinutes(wall, { hours, holidays }))
    for (let turn = 0; turn < 100; turn++) {
      const found = reckon({ wall, tally, calendar, chance })
      if (found.length > 0) rounds += 1
      for (const one of found) if (one.reckoned !== one.counted) wrong.push({ ...one, hours, holidays })
    }
  }
  return { rounds, wrong }
}

const dateOf = (wall: Wall, minute: number): Date => new Date((wall.start + minute) * 60_000)

/** Any minute, often one at which work begins or ends. */
function minuteOf({ tally: { worked, edges }, chance }: Round, latest = worked.length - 60_000): number {
  const edge = edges[chance(edges.length)]
  return chance(3) === 0 && edge !== undefined && edge < latest ? edge : chance(latest)
}

/** A length that ends anywhere, beyond a long holiday, or with the work of a period. */
function lengthFrom({ tally, chance }: Round, first: number): number {
  if (chance(4) > 0) return 1 + chance(chance(3) === 0 ? 20_000 : 1000)
  const later = tally.edges.findIndex((edge) => edge > first)
  const end = tally.edges[later + chance(20)] ?? 0
  return Math.max(1, countBetween(tally, first, end))
}

/** Open or not, the deadline, what a deadline must be, and the working time of a stretch that ends anywhere. */
function reckonMinutes(round: Round): Compared[] {
  const { wall, tally, calendar, chance } = round
  const first = minuteOf(round)
  const length = lengthFrom(round, first)
  const due = countOn(tally, first, length)
  if (due === undefined) return []
  const at = dateOf(wall, first)
  const later = first + 1 + chance(20_000)
  const reckoned = addWorking(calendar, at, length * 60_000)
  const told = { start: at.toISOString(), length }
  const compare = (what: string, one: unknown, other: unknown): Compared => ({
    ...told,
    what,
    reckoned: String(one),
    counted: String(other),
  })
  const after = (more: Date, ms: number): boolean => addWorking(calendar, more, ms) >= reckoned
  return [
    compare('isOpen', isOpen(calendar, at), tally.worked[first] !== 0),
    compare('addWorking', reckoned.toISOString(), dateOf(wall, due).toISOString()),
    compare(
      'workingBetween',
      workingBetween(calendar, at, dateOf(wall, later)) / 60_000,
      countBetween(tally, first, later),
    ),
    compare('the target is worked until then', workingBetween(calendar, at, reckoned), length * 60_000),
    compare('never inside closed hours', isOpen(calendar, new Date(reckoned.getTime() - 1)), true),
    compare('a longer target is not due sooner', after(at, length * 60_000 + chance(90_000)), true),
    compare(
      'a later start is not due sooner',
      after(dateOf(wall, first + chance(300)), length * 60_000),
      true,
    ),
  ]
}

const reminders = {
  fractions: [0.5, 1],
  repeat: { first: '30wm', factor: 2, max: '1wd' },
  escalation: { standIn: '15wm', supervisors: '0wm' },
}

/** A clock with up to three pauses, each anywhere before it is due and often over closed hours. */
function reckonPauses(round: Round): Compared[] {
  const { wall, tally, calendar, chance } = round
  const reckoning: Reckoning = { calendar, place: 'desk', reminders, quiet: false }
  const first = minuteOf(round, tally.worked.length - 90_000)
  const length = lengthFrom(round, first)
  let clock = startClock(reckoning, 'solved', { target: `${length}wm`, policy: '' }, dateOf(wall, first))
  let resumed = first
  let left = length
  for (let pauses = 1 + chance(3); pauses > 0; pauses--) {
    const due = countOn(tally, resumed, left)
    if (due === undefined) return []
    const from = resumed + chance(due - resumed)
    const to = from + chance(5000)
    left -= countBetween(tally, resumed, from)
    resumed = to
    clock = resumeClock(reckoning, pauseClock(reckoning, clock, dateOf(wall, from)), dateOf(wall, to))
  }
  const due = countOn(tally, resumed, left)
  if (due === undefined) return []
  const counted = dateOf(wall, due).toISOString()
  const start = dateOf(wall, first).toISOString()
  return [{ what: 'paused', start, length, reckoned: clock.deadlineAt.toISOString(), counted }]
}

function reckonDays({ wall, tally, calendar, chance }: Round): Compared[] {
  const first = chance(tally.worked.length - 20_000)
  const length = 1 + chance(10)
  const due = countDays(wall, tally.worked, { from: first, days: length })
  if (due === undefined) return []
  const at = dateOf(wall, first)
  const reckoned = addWorkingDays(calendar, at, length).toISOString()
  return [
    { what: 'days', start: at.toISOString(), length, reckoned, counted: dateOf(wall, due).toISOString() },
  ]
}

/** A case, and the same week's clock with pauses. */
const reckonBoth = (round: Round): Compared[] => {
  const plain = reckonMinutes(round)
  const paused = reckonPauses(round)
  return plain.length === 0 || paused.length === 0 ? [] : [...plain, ...paused]
}

test.each(zones)('2,000 random cases in %s agree with counting minute by minute', (timeZone) => {
  const { rounds, wrong } = compareIn(timeZone, zones.indexOf(timeZone) + 1, reckonBoth)
  expect(wrong).toEqual([])
  expect(rounds).toBeGreaterThan(1900)
})

test('2,000 random working days in Shanghai agree with counting minute by minute', () => {
  const { rounds, wrong } = compareIn('Asia/Shanghai', 99, reckonDays)
  expect(wrong).toEqual([])
  expect(rounds).toBeGreaterThan(1900)
})
