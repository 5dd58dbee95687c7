import { expect, test } from 'vitest'
import type { HolidayYear, Hours } from '../../src/playbook/playbook.ts'
import { addWorking, type Calendar, createCalendar, isOpen, workingBetween } from '../../src/sla/calendar.ts'
import { addWorkingDays } from '../../src/sla/calendar-days.ts'
import { shippedHolidays } from '../../src/sla/holidays.ts'
import { countBetween, countDays, countOn, readWall, type Wall, workedMinutes } from './reckoner.ts'

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
  worked: Int32Array
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
    const worked = workedMinutes(wall, { hours, holidays })
    for (let turn = 0; turn < 100; turn++) {
      const found = reckon({ wall, worked, calendar, chance })
      if (found.length > 0) rounds += 1
      for (const one of found) if (one.reckoned !== one.counted) wrong.push({ ...one, hours, holidays })
    }
  }
  return { rounds, wrong }
}

const dateOf = (wall: Wall, minute: number): Date => new Date((wall.start + minute) * 60_000)

/** Open or not, the deadline, and the working time of a stretch that ends anywhere. */
function reckonMinutes({ wall, worked, calendar, chance }: Round): Compared[] {
  const first = chance(worked.length - 20_000)
  const length = 1 + chance(chance(3) === 0 ? 20_000 : 1000)
  const due = countOn(worked, first, length)
  if (due === undefined) return []
  const at = dateOf(wall, first)
  const later = first + length
  const told = { start: at.toISOString(), length }
  return [
    { ...told, what: 'isOpen', reckoned: String(isOpen(calendar, at)), counted: String(worked[first] !== 0) },
    {
      ...told,
      what: 'addWorking',
      reckoned: addWorking(calendar, at, length * 60_000).toISOString(),
      counted: dateOf(wall, due).toISOString(),
    },
    {
      ...told,
      what: 'workingBetween',
      reckoned: String(workingBetween(calendar, at, dateOf(wall, later)) / 60_000),
      counted: String(countBetween(worked, first, later)),
    },
  ]
}

function reckonDays({ wall, worked, calendar, chance }: Round): Compared[] {
  const first = chance(worked.length - 20_000)
  const length = 1 + chance(10)
  const due = countDays(wall, worked, { from: first, days: length })
  if (due === undefined) return []
  const at = dateOf(wall, first)
  const reckoned = addWorkingDays(calendar, at, length).toISOString()
  return [
    { what: 'days', start: at.toISOString(), length, reckoned, counted: dateOf(wall, due).toISOString() },
  ]
}

test.each(zones)('2,000 random cases in %s agree with counting minute by minute', (timeZone) => {
  const { rounds, wrong } = compareIn(timeZone, zones.indexOf(timeZone) + 1, reckonMinutes)
  expect(wrong).toEqual([])
  expect(rounds).toBeGreaterThan(1900)
})

test('2,000 random working days in Shanghai agree with counting minute by minute', () => {
  const { rounds, wrong } = compareIn('Asia/Shanghai', 99, reckonDays)
  expect(wrong).toEqual([])
  expect(rounds).toBeGreaterThan(1900)
})
