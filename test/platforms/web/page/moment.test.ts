import { describe, expect, test } from 'vitest'
import { dayNumber, moment } from '../../../../src/platforms/web/page/moment.ts'
import { chinese, english } from './reader.ts'

const now = Date.parse('2026-11-22T14:02:00+08:00')

describe('a moment, seen at 14:02 on 22 November', () => {
  test.each([
    ['2026-11-22T09:05:00+08:00', '09:05', '09:05'],
    ['2026-11-22T00:00:00+08:00', '00:00', '00:00'],
    ['2026-11-21T23:59:00+08:00', '昨天 23:59', 'Yesterday 23:59'],
    ['2026-11-23T08:00:00+08:00', '明天 08:00', 'Tomorrow 08:00'],
    ['2026-11-20T08:00:00+08:00', '11月20日周五 08:00', 'Fri, Nov 20 08:00'],
    ['2025-12-31T08:00:00+08:00', '2025年12月31日周三 08:00', 'Wed, Dec 31, 2025 08:00'],
  ])('%s', (at, zh, en) => {
    expect([moment(at, now, chinese), moment(at, now, english)]).toEqual([zh, en])
  })
})

test.each([
  ['2026-11-22T23:59:59+08:00', '2026-11-23T00:00:00+08:00', 'Asia/Shanghai', 1],
  ['2026-11-22T00:00:00+08:00', '2026-11-22T23:59:59+08:00', 'Asia/Shanghai', 0],
  // The day the clocks go forward has 23 hours and is still one day.
  ['2026-03-07T12:00:00-05:00', '2026-03-09T12:00:00-04:00', 'America/New_York', 2],
])('from %s to %s in %s the calendar turns %i times', (a, b, zone, days) => {
  expect(dayNumber(b, zone) - dayNumber(a, zone)).toBe(days)
})
