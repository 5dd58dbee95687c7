import { describe, expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/load.ts'
import { createHolidays, holidaysOf, shippedHolidays, statutoryDays } from '../../src/sla/holidays.ts'

const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()
const isWeekend = (date: string): boolean => weekday(date) === 0 || weekday(date) === 6

describe.each(shippedHolidays())('the published year $year', ({ year, days }) => {
  test('has every date once, in order, within the year', () => {
    const dates = days.map(({ date }) => date)
    expect(dates).toEqual([...new Set(dates)].sort())
    expect(dates.every((date) => date.startsWith(`${year}-`))).toBe(true)
  })

  test('makes up on weekends only, and gives the statutory days off', () => {
    expect(days.filter(({ date, isOffDay }) => !isOffDay && !isWeekend(date))).toEqual([])
    const off = new Set(days.filter(({ isOffDay }) => isOffDay).map(({ date }) => date))
    expect(statutoryDays(year).filter((date) => !off.has(date))).toEqual([])
  })
})

test.each([
  // Days off, make-up days, and working days from Monday to Friday that remain with them.
  [2025, 28, 5, 248],
  [2026, 33, 6, 248],
])('%i has %i days off and %i make-up days: %i working days', (year, off, makeUp, working) => {
  const days = shippedHolidays().find((one) => one.year === year)?.days ?? []
  expect(days.filter(({ isOffDay }) => isOffDay)).toHaveLength(off)
  expect(days.filter(({ isOffDay }) => !isOffDay)).toHaveLength(makeUp)
  const special = new Map(days.map(({ date, isOffDay }) => [date, isOffDay]))
  const all = Array.from({ length: 365 }, (_, index) =>
    new Date(Date.UTC(year, 0, 1 + index)).toISOString().slice(0, 10),
  )
  expect(all.filter((date) => !(special.get(date) ?? isWeekend(date)))).toHaveLength(working)
})

describe('statutory days', () => {
  test('2027, whose 春节 Intl misses by a day', () => {
    expect(statutoryDays(2027)).toEqual([
      '2027-01-01',
      '2027-02-05',
      '2027-02-06',
      '2027-02-07',
      '2027-02-08',
      '2027-04-05',
      '2027-05-01',
      '2027-05-02',
      '2027-06-09',
      '2027-09-15',
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ])
  })

  test.each([2028, 2030, 2034, 2036, 2040])('%i has 13, or fewer where two fall together', (year) => {
    const days = statutoryDays(year)
    expect(days).toHaveLength(13)
    expect(days.every((date) => !Number.isNaN(Date.parse(date)))).toBe(true)
  })

  test('a year whose moons are not known has the others', () => {
    expect(statutoryDays(2041)).toEqual([
      '2041-01-01',
      '2041-04-04',
      '2041-05-01',
      '2041-05-02',
      '2041-10-01',
      '2041-10-02',
      '2041-10-03',
    ])
  })
})

test.each([
  ['2026-10-01', 'off', '国庆节'],
  // a make-up day belongs to the holiday it makes up for
  ['2026-10-10', 'make_up', '国庆节'],
  ['2026-09-25', 'off', '中秋节'],
  ['2026-10-08', undefined, undefined],
  // years without data: the statutory days, by their names
  ['2027-01-01', 'off', '元旦'],
  ['2027-02-05', 'off', '春节'],
  ['2027-04-05', 'off', '清明节'],
  ['2027-06-09', 'off', '端午节'],
  ['2027-10-04', undefined, undefined],
  ['2031-10-01', 'off', '中秋节'],
  ['2031-10-02', 'off', '国庆节'],
])('%s is %s, %s', (date, kind, name) => {
  const holidays = createHolidays(shippedHolidays())
  const day = Date.parse(date) / 86_400_000
  expect([holidays.kindOf(day), holidays.nameOf(day)]).toEqual([kind, name])
})

describe('the years of a playbook', () => {
  const { holidays } = loadPlaybook()
  const own = { year: 2026, days: [{ name: '店庆', date: '2026-08-08', isOffDay: true }] }

  test('are the shipped ones by default', () => {
    expect(holidaysOf({ holidays })?.map(({ year }) => year)).toEqual([2025, 2026])
  })

  test('its own year replaces the shipped one', () => {
    const years = holidaysOf({ holidays: { ...holidays, years: [own] } }) ?? []
    expect(years.map(({ year }) => year)).toEqual([2025, 2026])
    expect(years.find(({ year }) => year === 2026)).toEqual(own)
  })

  test('none where holidays do not count', () => {
    expect(holidaysOf({ holidays: { source: 'none', years: [own], files: [] } })).toBeUndefined()
  })
})
