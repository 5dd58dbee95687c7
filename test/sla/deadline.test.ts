import { expect, test } from 'vitest'
import { deadlineOf } from '../../src/sla/deadline.ts'
import { at, chineseWeek, clockOf } from './weeks.ts'

test.each([
  // a 特急 on Saturday night does not wait for Monday
  ['15m', '2026-03-07 23:40', '2026-03-07 23:55'],
  ['2h', '2026-10-01 03:00', '2026-10-01 05:00'],
  ['24h', '2026-03-06 17:00', '2026-03-07 17:00'],
  // working time does
  ['15wm', '2026-03-07 23:40', '2026-03-09 09:15'],
  ['90wm', '2026-03-06 17:00', '2026-03-09 09:30'],
  ['4wh', '2026-03-06 11:00', '2026-03-06 15:00'],
  ['4wh', '2026-09-30 16:00', '2026-10-08 11:00'],
  ['3wd', '2026-03-05 11:00', '2026-03-10 11:00'],
  ['1wd', '2026-03-07 23:40', '2026-03-09 18:00'],
])('%s from %s is due %s', (target, from, due) => {
  expect(clockOf(deadlineOf(chineseWeek('office'), at(from), target))).toBe(due)
})

test('what is no target is refused', () => {
  expect(() => deadlineOf(chineseWeek('office'), at('2026-03-02 10:00'), 'soon')).toThrow(RangeError)
})
