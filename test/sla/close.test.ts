import { describe, expect, test } from 'vitest'
import { createCalendar } from '../../src/sla/calendar.ts'
import { closeAfter } from '../../src/sla/close.ts'
import { deadlineOf } from '../../src/sla/deadline.ts'
import { at, chineseWeek, clockOf, closedWeek, week, workweek } from './weeks.ts'

// 2026-03-06 is a Friday without holidays near.
describe('by the end of work', () => {
  test.each([
    ['office', 'fri', '2026-03-04 10:00', '2026-03-06 18:00'],
    ['office', 'fri', '2026-03-06 10:00', '2026-03-06 18:00'],
    ['office', 'fri', '2026-03-06 17:59:59', '2026-03-06 18:00'],
    // what comes at or after that end is due a week later
    ['office', 'fri', '2026-03-06 18:00', '2026-03-13 18:00'],
    ['office', 'fri', '2026-03-06 23:00', '2026-03-13 18:00'],
    ['office', 'fri', '2026-03-07 12:00', '2026-03-13 18:00'],
    ['office', 'mon', '2026-03-06 10:00', '2026-03-09 18:00'],
    // nobody works on Saturdays: the end before it
    ['office', 'sat', '2026-03-04 10:00', '2026-03-06 18:00'],
    ['office', 'sat', '2026-03-06 18:00', '2026-03-13 18:00'],
    ['lunch', 'wed', '2026-03-04 12:30', '2026-03-04 18:00'],
    ['mornings', 'fri', '2026-03-06 11:00', '2026-03-06 12:00'],
    ['mornings', 'fri', '2026-03-06 13:00', '2026-03-13 12:00'],
    // who works on Saturdays only is done on the Saturday before, or a week later
    ['saturdays', 'fri', '2026-02-28 10:00', '2026-02-28 16:00'],
    ['saturdays', 'fri', '2026-03-04 10:00', '2026-03-07 16:00'],
  ] as const)('%s, %s from %s: %s', (name, day, from, due) => {
    expect(clockOf(closeAfter(week(name), at(from), day))).toBe(due)
  })

  test.each([
    ['office', '2026-03-04 10:00', '2026-03-04 18:00'],
    ['office', '2026-03-04 18:00', '2026-03-05 18:00'],
    ['office', '2026-03-07 10:00', '2026-03-09 18:00'],
    ['lunch', '2026-03-04 12:30', '2026-03-04 18:00'],
    ['always', '2026-03-07 23:59', '2026-03-08 00:00'],
  ])('%s, the day itself from %s: %s', (name, from, due) => {
    expect(clockOf(closeAfter(week(name), at(from), 'day'))).toBe(due)
  })
})

test('periods may be written in any order', () => {
  const given = { hours: workweek('13:30-18:00', '09:00-12:00'), timeZone: 'Asia/Shanghai' }
  const calendar = createCalendar(given)
  expect(clockOf(closeAfter(calendar, at('2026-03-06 10:00'), 'fri'))).toBe('2026-03-06 18:00')
  expect(clockOf(deadlineOf(calendar, at('2026-03-05 15:00'), '1wd'))).toBe('2026-03-06 15:00')
})

describe('night hours: a shift belongs to the day on which it begins', () => {
  test.each([
    ['fri', '2026-03-04 23:00', '2026-03-07 06:00'],
    ['fri', '2026-03-07 05:00', '2026-03-07 06:00'],
    ['fri', '2026-03-07 06:00', '2026-03-14 06:00'],
    ['day', '2026-03-04 23:00', '2026-03-05 06:00'],
    // before morning the shift that is running ends first
    ['day', '2026-03-05 05:00', '2026-03-05 06:00'],
    ['day', '2026-03-05 06:00', '2026-03-06 06:00'],
    ['day', '2026-03-07 05:00', '2026-03-07 06:00'],
    ['day', '2026-03-07 07:00', '2026-03-10 06:00'],
  ] as const)('%s from %s: %s', (day, from, due) => {
    expect(clockOf(closeAfter(week('night'), at(from), day))).toBe(due)
  })
})

describe('holidays and make-up days', () => {
  test.each([
    // 2026-10-02, a Friday, is in 国庆: the last end of work before it
    ['fri_close', '2026-09-28 10:00', '2026-09-30 18:00'],
    ['fri_close', '2026-09-30 17:59', '2026-09-30 18:00'],
    // after that end: the Friday after the holiday, which is worked
    ['fri_close', '2026-09-30 18:00', '2026-10-09 18:00'],
    ['fri_close', '2026-10-03 10:00', '2026-10-09 18:00'],
    // 2026-10-10 is a Saturday that is worked
    ['sat_close', '2026-10-08 10:00', '2026-10-10 18:00'],
    ['fri_close', '2026-10-10 10:00', '2026-10-16 18:00'],
    ['day_close', '2026-10-10 10:00', '2026-10-10 18:00'],
    ['day_close', '2026-09-30 18:30', '2026-10-08 18:00'],
    // 劳动节 begins on Friday 2026-05-01; Saturday 05-09 is worked
    ['fri_close', '2026-04-29 10:00', '2026-04-30 18:00'],
    ['sat_close', '2026-05-04 10:00', '2026-05-09 18:00'],
    // 春节: a Friday without a single working day in the week before it but the make-up Saturday
    ['fri_close', '2026-02-14 10:00', '2026-02-14 18:00'],
    ['fri_close', '2026-02-14 18:30', '2026-02-27 18:00'],
  ])('%s from %s: %s', (target, from, due) => {
    expect(clockOf(deadlineOf(chineseWeek('office'), at(from), target))).toBe(due)
  })

  test('a night shift that begins before a holiday is worked to its end', () => {
    expect(clockOf(deadlineOf(chineseWeek('night'), at('2026-09-29 23:00'), 'fri_close'))).toBe(
      '2026-10-01 06:00',
    )
  })
})

test('what is due by an end of work is never due sooner for a later start, and never at or before it', () => {
  const calendar = chineseWeek('office')
  let before = 0
  for (
    let from = at('2026-02-01 00:00').getTime();
    from < at('2026-11-01 00:00').getTime();
    from += 37 * 60_000
  ) {
    const due = closeAfter(calendar, new Date(from), 'fri').getTime()
    expect(due).toBeGreaterThan(from)
    expect(due).toBeGreaterThanOrEqual(before)
    before = due
  }
})

test('where nobody ever works there is an error, not an endless search', () => {
  const days = Array.from({ length: 900 }, (_, day) => ({
    name: '停业',
    date: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
    isOffDay: true,
  }))
  const calendar = createCalendar({
    hours: { ...closedWeek, mon: ['09:00-18:00'] },
    timeZone: 'Asia/Shanghai',
    holidays: [2026, 2027, 2028].map((year) => ({ year, days })),
  })
  expect(() => closeAfter(calendar, at('2026-01-07 10:00'), 'fri')).toThrow(/no end of work in the 800 days/)
})
