import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCalendar, isOpen, nextOpening, workingBetween } from '../../src/sla/calendar.ts'
import { addWorkingDays } from '../../src/sla/calendar-days.ts'
import { at, chineseWeek, clockOf, closedWeek, everyDay, hours, week, workweek } from './weeks.ts'

test.each([
  ['office', '2026-03-02 10:00', 1, '2026-03-03 10:00'],
  ['office', '2026-03-06 10:00', 1, '2026-03-09 10:00'],
  ['office', '2026-03-06 17:59:59', 3, '2026-03-11 17:59:59'],
  // from an opening, and from any time before it, a working day ends with that day
  ['office', '2026-03-02 09:00', 1, '2026-03-02 18:00'],
  ['office', '2026-03-02 09:00:01', 1, '2026-03-03 09:00:01'],
  ['office', '2026-03-07 14:00', 1, '2026-03-09 18:00'],
  ['office', '2026-03-06 18:00', 2, '2026-03-10 18:00'],
  ['lunch', '2026-03-02 12:30', 1, '2026-03-03 12:00'],
  ['lunch', '2026-03-02 13:00', 1, '2026-03-03 12:00'],
  ['mornings', '2026-03-02 15:00', 1, '2026-03-03 12:00'],
  ['always', '2026-03-07 23:40', 2, '2026-03-09 23:40'],
  // a working day is one on which a shift begins: Friday's reaches into Saturday
  ['night', '2026-03-03 03:00', 1, '2026-03-04 03:00'],
  ['night', '2026-03-06 23:00', 1, '2026-03-09 23:00'],
  ['night', '2026-03-07 03:00', 1, '2026-03-10 03:00'],
  ['saturdays', '2026-03-07 11:00', 2, '2026-03-21 11:00'],
  ['office', '2026-03-07 11:00', 0, '2026-03-09 09:00'],
])('%s from %s, %i working days → %s', (name, from, days, due) => {
  expect(clockOf(addWorkingDays(week(name), at(from), days))).toBe(due)
})

test.each([
  ['2026-09-30 17:30', 1, '2026-10-08 17:30'],
  ['2026-09-30 17:30', 3, '2026-10-10 17:30'],
  ['2026-10-03 12:00', 1, '2026-10-08 18:00'],
  ['2026-02-13 10:00', 2, '2026-02-24 10:00'],
  ['2026-02-24 10:00', 7, '2026-03-04 10:00'],
])('over Chinese holidays from %s, %i working days → %s', (from, days, due) => {
  expect(clockOf(addWorkingDays(chineseWeek('office'), at(from), days))).toBe(due)
})

describe('days of different length', () => {
  const calendar = createCalendar({
    hours: { ...closedWeek, mon: ['08:00-20:00'], tue: ['10:00-12:00', '14:00-16:00'], wed: ['08:00-20:00'] },
    timeZone: 'Asia/Shanghai',
  })
  test.each([
    ['a time after the close is the close', '2026-03-02 19:00', '2026-03-03 16:00'],
    ['a time in the break is the end of the work before it', '2026-03-02 13:00', '2026-03-03 12:00'],
    ['a time before the opening is the close of the day before', '2026-03-02 08:30', '2026-03-02 20:00'],
  ])('%s', (_, from, due) => {
    expect(clockOf(addWorkingDays(calendar, at(from), 1))).toBe(due)
  })
})

describe('clocks that change', () => {
  const berlin = createCalendar({ hours: everyDay('00:00-24:00'), timeZone: 'Europe/Berlin' })
  const early = createCalendar({
    hours: { ...everyDay('02:00-03:00'), sat: ['01:00-04:00'] },
    timeZone: 'Europe/Berlin',
  })
  test.each([
    ['the hour stays, though the day has 23 hours', berlin, '2026-03-28T11:00:00Z', '2026-03-29T10:00:00Z'],
    ['the hour stays, though the day has 25 hours', berlin, '2026-10-24T10:00:00Z', '2026-10-25T11:00:00Z'],
    ['from after the clocks went forward', berlin, '2026-03-29T10:00:00Z', '2026-03-30T10:00:00Z'],
    ['from after the clocks went back', berlin, '2026-10-25T11:00:00Z', '2026-10-26T11:00:00Z'],
    [
      'an hour that is skipped is the moment of the jump',
      berlin,
      '2026-03-28T01:30:00Z',
      '2026-03-29T01:00:00Z',
    ],
    ['an hour that comes twice is its first coming', berlin, '2026-10-24T00:30:00Z', '2026-10-25T00:30:00Z'],
    ['a shift that is skipped is no working day', early, '2026-03-28T01:30:00Z', '2026-03-30T00:30:00Z'],
  ])('%s', (_, calendar, from, due) => {
    expect(addWorkingDays(calendar, new Date(from), 1)).toEqual(new Date(due))
  })
})

test('with days of one length, n working days are n days of work, end it, and never move backwards', () => {
  const calendars = [week('office'), week('lunch'), week('night'), chineseWeek('office')]
  const dayLength = [9, 8, 8, 9]
  const instant = fc.date({ min: at('2025-06-01 00:00'), max: at('2026-11-30 00:00'), noInvalidDate: true })
  fc.assert(
    fc.property(
      fc.nat(3),
      instant,
      fc.integer({ min: 1, max: 20 }),
      fc.nat(hours(90)),
      (which, from, days, later) => {
        const calendar = calendars[which] ?? week('office')
        const due = addWorkingDays(calendar, from, days)
        expect(workingBetween(calendar, nextOpening(calendar, from), due)).toBe(
          days * hours(dayLength[which] ?? 0),
        )
        expect(isOpen(calendar, new Date(due.getTime() - 1))).toBe(true)
        const next = addWorkingDays(calendar, new Date(from.getTime() + later), days)
        expect(next.getTime()).toBeGreaterThanOrEqual(due.getTime())
        expect(addWorkingDays(calendar, from, days + 1).getTime()).toBeGreaterThan(due.getTime())
      },
    ),
    { numRuns: 500 },
  )
})

test('a calendar that stays closed for years ends in an error, not in an endless search', () => {
  const days = Array.from({ length: 1500 }, (_, index) => ({
    name: '停业',
    date: new Date(Date.parse('2026-03-03') + index * 86_400_000).toISOString().slice(0, 10),
    isOffDay: true,
  }))
  const hours = workweek('09:00-18:00')
  const calendar = createCalendar({ hours, timeZone: 'Asia/Shanghai', holidays: [{ year: 2026, days }] })
  expect(() => addWorkingDays(calendar, at('2026-03-02 10:00'), 1)).toThrow(/no working day in the 800 days/)
})
