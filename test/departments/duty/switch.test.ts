import { expect, test } from 'vitest'
import { offUntil, onUntil } from '../../../src/departments/duty/switch.ts'
import { createCalendar } from '../../../src/sla/calendar.ts'
import { at, chineseWeek, clockOf, everyDay } from '../../sla/weeks.ts'

test.each([
  ['a Saturday evening: twelve hours', 'office', '2026-11-21 20:00', '2026-11-22 08:00'],
  ['a Sunday night: until Monday’s rota', 'office', '2026-11-22 23:00', '2026-11-23 09:00'],
  ['at lunch: until the afternoon', 'lunch', '2026-11-20 12:10', '2026-11-20 13:00'],
  ['within the rota: until the period ends', 'lunch', '2026-11-20 10:00', '2026-11-20 12:00'],
  ['within a night: until the morning', 'night', '2026-11-20 23:00', '2026-11-21 06:00'],
  ['within a night, after midnight', 'night', '2026-11-21 01:00', '2026-11-21 06:00'],
  ['on the first day of 国庆, which has no rota', 'office', '2026-10-01 10:00', '2026-10-01 22:00'],
  ['on the edge where the rota ends', 'office', '2026-11-19 18:00', '2026-11-20 06:00'],
  ['on the edge where it begins', 'office', '2026-11-20 09:00', '2026-11-20 18:00'],
])('上班 on %s', (_name, rota, said, until) => {
  expect(clockOf(onUntil(chineseWeek(rota), at(said)))).toBe(until)
})

test.each([
  ['a Friday afternoon: until Monday', 'office', '2026-11-20 15:00', '2026-11-23 09:00'],
  ['before lunch: until the afternoon', 'lunch', '2026-11-20 10:00', '2026-11-20 13:00'],
  [
    'within a night: not until its midnight, but the next night',
    'night',
    '2026-11-19 23:00',
    '2026-11-20 22:00',
  ],
  ['within a night, after midnight', 'night', '2026-11-20 01:00', '2026-11-20 22:00'],
  ['before 国庆: over it', 'office', '2026-09-30 15:00', '2026-10-08 09:00'],
  ['a rota without end begins anew each midnight', 'always', '2026-11-20 15:00', '2026-11-21 00:00'],
])('下班 on %s', (_name, rota, said, until) => {
  expect(clockOf(offUntil(chineseWeek(rota), at(said)))).toBe(until)
})

test('where clocks are put back, a night is still one period', () => {
  const rota = createCalendar({ hours: everyDay('22:00-06:00'), timeZone: 'Europe/Berlin' })
  // 25 October 2026, 02:30 for the second time.
  const said = new Date('2026-10-25T01:30:00Z')
  expect(onUntil(rota, said)).toEqual(new Date('2026-10-25T05:00:00Z'))
  expect(offUntil(rota, said)).toEqual(new Date('2026-10-25T21:00:00Z'))
})
