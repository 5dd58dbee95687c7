import { expect, test } from 'vitest'
import { spanOfDays } from '../../../src/departments/duty/days.ts'

test.each([
  ['Asia/Shanghai', '2026-11-23', '2026-11-25', '2026-11-22T16:00:00Z', '2026-11-25T16:00:00Z'],
  ['Asia/Shanghai', '2026-12-31', '2026-12-31', '2026-12-30T16:00:00Z', '2026-12-31T16:00:00Z'],
  ['America/New_York', '2026-11-01', '2026-11-01', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
  // Clocks went from 00:00 to 01:00: the day began at one.
  ['America/Havana', '2026-03-08', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
  // Samoa had no 30 December 2011: away on it is away on nothing.
  ['Pacific/Apia', '2011-12-30', '2011-12-30', '2011-12-30T10:00:00Z', '2011-12-30T10:00:00Z'],
])('%s: from %s to %s', (zone, from, to, fromAt, untilAt) => {
  expect(spanOfDays(zone, from, to)).toEqual({ fromAt: new Date(fromAt), untilAt: new Date(untilAt) })
})
