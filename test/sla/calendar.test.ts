import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ConfigError } from '../../src/lib/errors.ts'
import {
  addWorking,
  createCalendar,
  isOpen,
  missingYears,
  nextOpening,
  workingBetween,
} from '../../src/sla/calendar.ts'
import { at, chineseWeek, clockOf, closedWeek, everyDay, hours, minutes, week, workweek } from './weeks.ts'

// 2026-03-02 is a Monday without holidays near.
describe('open or not', () => {
  test.each([
    ['office', '2026-03-02 08:59:59', false],
    ['office', '2026-03-02 09:00', true],
    ['office', '2026-03-02 17:59:59', true],
    ['office', '2026-03-02 18:00', false],
    ['office', '2026-03-07 12:00', false],
    ['lunch', '2026-03-02 12:00', false],
    ['lunch', '2026-03-02 13:00', true],
    ['night', '2026-03-02 05:59', false],
    ['night', '2026-03-03 05:59', true],
    ['night', '2026-03-07 05:59', true],
    ['night', '2026-03-07 22:00', false],
    ['always', '2026-03-08 00:00', true],
    ['always', '2026-03-08 23:59:59', true],
  ])('%s at %s: %s', (name, instant, open) => {
    expect(isOpen(week(name), at(instant))).toBe(open)
  })
})

describe('working time added', () => {
  test.each([
    // within a day, and exactly to its edges
    ['office', '2026-03-02 10:00', hours(2), '2026-03-02 12:00'],
    ['office', '2026-03-02 09:00', hours(9), '2026-03-02 18:00'],
    ['office', '2026-03-02 16:00', hours(2), '2026-03-02 18:00'],
    ['office', '2026-03-02 16:00', hours(2) + 1000, '2026-03-03 09:00:01'],
    ['office', '2026-03-02 18:00', hours(1), '2026-03-03 10:00'],
    ['office', '2026-03-02 17:59:59', 1000, '2026-03-02 18:00'],
    // nights and weekends
    ['office', '2026-03-02 03:00', minutes(30), '2026-03-02 09:30'],
    ['office', '2026-03-06 17:00', hours(4), '2026-03-09 12:00'],
    ['office', '2026-03-07 23:40', minutes(15), '2026-03-09 09:15'],
    ['office', '2026-03-06 17:00', 0, '2026-03-06 17:00'],
    ['office', '2026-03-06 18:00', 0, '2026-03-09 09:00'],
    ['office', '2026-03-02 09:00', hours(45), '2026-03-06 18:00'],
    ['office', '2026-03-02 09:00', hours(46), '2026-03-09 10:00'],
    // a break at noon
    ['lunch', '2026-03-02 11:30', hours(1), '2026-03-02 13:30'],
    ['lunch', '2026-03-02 11:30', minutes(30), '2026-03-02 12:00'],
    ['lunch', '2026-03-02 12:10', minutes(1), '2026-03-02 13:01'],
    ['lunch', '2026-03-02 17:30', hours(4), '2026-03-03 13:30'],
    // shifts over midnight; Friday's is worked until Saturday morning
    ['night', '2026-03-02 23:00', hours(3), '2026-03-03 02:00'],
    ['night', '2026-03-03 05:00', hours(2), '2026-03-03 23:00'],
    ['night', '2026-03-06 23:00', hours(7), '2026-03-07 06:00'],
    ['night', '2026-03-07 05:00', hours(2), '2026-03-09 23:00'],
    ['always', '2026-03-07 23:30', hours(24), '2026-03-08 23:30'],
    ['saturdays', '2026-03-02 09:00', hours(13), '2026-03-21 11:00'],
  ])('%s from %s, %i ms → %s', (name, from, length, due) => {
    expect(clockOf(addWorking(week(name), at(from), length))).toBe(due)
  })

  test.each([-1, Number.NaN])('refuses a length of %s', (length) => {
    expect(() => addWorking(week('office'), at('2026-03-02 10:00'), length)).toThrow(RangeError)
  })
})

describe('Chinese holidays and make-up days', () => {
  test.each([
    // the last hour before 国庆, the first hours after; 10-10 is a working Saturday
    ['office', '2026-09-30 17:00', hours(4), '2026-10-08 12:00'],
    ['office', '2026-10-09 17:00', hours(3), '2026-10-10 11:00'],
    ['office', '2026-10-10 17:00', hours(3), '2026-10-12 11:00'],
    // a working Sunday before 国庆
    ['office', '2026-09-18 17:00', hours(2), '2026-09-20 10:00'],
    // 春节 2026: nine days off between two working Saturdays
    ['office', '2026-02-13 17:30', hours(1), '2026-02-14 09:30'],
    ['office', '2026-02-14 17:30', hours(1), '2026-02-24 09:30'],
    ['office', '2026-02-27 17:30', hours(1), '2026-02-28 09:30'],
    ['office', '2025-09-30 17:30', hours(1), '2025-10-09 09:30'],
    ['lunch', '2026-05-08 17:30', hours(4), '2026-05-09 13:30'],
    // a night shift before a holiday is worked to its end, one that would begin on it is not
    ['night', '2026-09-30 23:00', hours(8), '2026-10-08 23:00'],
    // who only works on Saturdays works on a make-up Saturday as on any
    ['saturdays', '2026-10-01 09:00', hours(1), '2026-10-10 11:00'],
  ])('%s from %s, %i ms → %s', (name, from, length, due) => {
    expect(clockOf(addWorking(chineseWeek(name), at(from), length))).toBe(due)
  })

  test('a holiday closes even a week that is always open, unless holidays do not count', () => {
    expect(isOpen(chineseWeek('always'), at('2026-10-01 12:00'))).toBe(false)
    expect(isOpen(week('always'), at('2026-10-01 12:00'))).toBe(true)
  })

  test('a year without data is told, and its statutory days are off', () => {
    const calendar = chineseWeek('office')
    expect(missingYears(calendar, at('2026-12-31 23:00'), at('2028-01-01 00:30'))).toEqual([2027, 2028])
    expect(missingYears(calendar, at('2025-01-01 00:00'), at('2026-12-31 23:59'))).toEqual([])
    expect(missingYears(week('office'), at('2027-01-01 00:00'), at('2030-01-01 00:00'))).toEqual([])
    expect(clockOf(addWorking(calendar, at('2026-12-31 17:00'), hours(2)))).toBe('2027-01-04 10:00')
    expect(clockOf(nextOpening(calendar, at('2027-02-05 18:00')))).toBe('2027-02-09 09:00')
  })

  test('whoever works Monday to Saturday has the same hours on a make-up Sunday as on Monday', () => {
    const calendar = createCalendar({
      hours: { ...workweek('09:00-18:00'), sat: ['10:00-12:00'] },
      timeZone: 'Asia/Shanghai',
      holidays: [{ year: 2026, days: [{ name: '国庆节', date: '2026-09-20', isOffDay: false }] }],
    })
    expect(workingBetween(calendar, at('2026-09-20 00:00'), at('2026-09-21 00:00'))).toBe(hours(9))
    expect(workingBetween(calendar, at('2026-09-19 00:00'), at('2026-09-20 00:00'))).toBe(hours(2))
  })
})

describe('clocks that change', () => {
  const berlin = createCalendar({ hours: everyDay('01:00-05:00'), timeZone: 'Europe/Berlin' })
  const newYork = createCalendar({ hours: everyDay('00:00-24:00'), timeZone: 'America/New_York' })
  const gap = createCalendar({ hours: everyDay('02:15-02:45'), timeZone: 'Europe/Berlin' })
  test.each([
    // Berlin jumps from 02:00 to 03:00 on 2026-03-29 and repeats 02:00–03:00 on 2026-10-25
    [
      'a shift loses the hour that is skipped',
      berlin,
      '2026-03-28T23:00:00Z',
      hours(3),
      '2026-03-29T03:00:00Z',
    ],
    ['and the rest is worked the next day', berlin, '2026-03-28T23:00:00Z', hours(4), '2026-03-30T00:00:00Z'],
    [
      'a shift works the hour that is repeated twice',
      berlin,
      '2026-10-24T22:00:00Z',
      hours(5),
      '2026-10-25T04:00:00Z',
    ],
    [
      'time that does not happen is not worked',
      gap,
      '2026-03-28T12:00:00Z',
      minutes(30),
      '2026-03-30T00:45:00Z',
    ],
    ['a day of 23 hours', newYork, '2026-03-08T05:00:00Z', hours(24), '2026-03-09T05:00:00Z'],
    ['a day of 25 hours', newYork, '2026-11-01T04:00:00Z', hours(25), '2026-11-02T05:00:00Z'],
  ])('%s', (_, calendar, from, length, due) => {
    expect(addWorking(calendar, new Date(from), length)).toEqual(new Date(due))
  })

  test('a day of 23, 24 and 25 hours has as much working time', () => {
    const dayLength = (from: string, to: string): number =>
      workingBetween(newYork, new Date(from), new Date(to)) / hours(1)
    expect(dayLength('2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z')).toBe(23)
    expect(dayLength('2026-03-09T04:00:00Z', '2026-03-10T04:00:00Z')).toBe(24)
    expect(dayLength('2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z')).toBe(25)
  })

  test('a day that a zone skipped is not worked', () => {
    const apia = createCalendar({ hours: everyDay('09:00-17:00'), timeZone: 'Pacific/Apia' })
    // Samoa went from 2011-12-29 straight to 2011-12-31.
    expect(addWorking(apia, new Date('2011-12-30T03:00:00Z'), hours(1))).toEqual(
      new Date('2011-12-30T20:00:00Z'),
    )
  })
})

describe('properties', () => {
  const calendars = [week('office'), week('night'), chineseWeek('lunch')]
  const instant = fc.date({ min: at('2025-06-01 00:00'), max: at('2026-11-30 00:00'), noInvalidDate: true })
  const length = fc.integer({ min: 1, max: hours(300) })
  const calendar = fc.constantFrom(...calendars)

  test('the working time between start and deadline is the target, and a deadline ends working time', () => {
    fc.assert(
      fc.property(calendar, instant, length, (one, from, ms) => {
        const due = addWorking(one, from, ms)
        expect(workingBetween(one, from, due)).toBe(ms)
        expect(isOpen(one, new Date(due.getTime() - 1))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('more time, or a later start, is never due earlier', () => {
    fc.assert(
      fc.property(calendar, instant, length, fc.nat(hours(100)), (one, from, ms, more) => {
        const due = addWorking(one, from, ms).getTime()
        expect(addWorking(one, from, ms + more).getTime()).toBeGreaterThanOrEqual(due)
        expect(addWorking(one, new Date(from.getTime() + more), ms).getTime()).toBeGreaterThanOrEqual(due)
      }),
      { numRuns: 500 },
    )
  })

  test('working time adds up over any instant between', () => {
    fc.assert(
      fc.property(calendar, instant, fc.nat(hours(400)), fc.nat(hours(400)), (one, from, first, second) => {
        const middle = new Date(from.getTime() + first)
        const end = new Date(middle.getTime() + second)
        expect(workingBetween(one, from, middle) + workingBetween(one, middle, end)).toBe(
          workingBetween(one, from, end),
        )
      }),
      { numRuns: 500 },
    )
  })
})

describe('weeks that cannot be', () => {
  test('no working time at all is a clear error', () => {
    expect(() => createCalendar({ hours: closedWeek, timeZone: 'Asia/Shanghai' })).toThrow(
      new ConfigError(
        'hours: the week has no working time; give at least one day a period such as 09:00-18:00',
      ),
    )
  })

  test('a time zone that is none is a clear error', () => {
    expect(() => createCalendar({ hours: workweek('09:00-18:00'), timeZone: 'Asia/Atlantis' })).toThrow(
      new ConfigError('"Asia/Atlantis" is not a time zone; use an IANA name such as Asia/Shanghai'),
    )
  })

  test('a week that only exists while clocks jump ends in an error, not in an endless search', () => {
    const never = createCalendar({
      hours: { ...closedWeek, sun: ['02:00-02:30'] },
      timeZone: 'Europe/Berlin',
    })
    expect(addWorking(never, new Date('2026-03-23T00:00:00Z'), minutes(1))).toEqual(
      new Date('2026-04-05T00:01:00Z'),
    )
    expect(() => addWorking(never, new Date('2026-03-23T00:00:00Z'), hours(100_000))).toThrow(/20000 days/)
  })

  test('periods that overlap are worked once', () => {
    const calendar = createCalendar({
      hours: everyDay('09:00-13:00', '12:00-18:00'),
      timeZone: 'Asia/Shanghai',
    })
    expect(workingBetween(calendar, at('2026-03-02 00:00'), at('2026-03-03 00:00'))).toBe(hours(9))
  })

  test('working time backwards is none', () => {
    expect(workingBetween(week('office'), at('2026-03-03 10:00'), at('2026-03-02 10:00'))).toBe(0)
  })
})
