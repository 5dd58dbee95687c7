import { describe, expect, test } from 'vitest'
import type { ClockName } from '../../src/playbook/playbook.ts'
import { addWorking } from '../../src/sla/calendar.ts'
import { calendarNamed, deskCalendar, hoursOf } from '../../src/sla/calendars.ts'
import { playbookWith } from './playbooks.ts'
import { at, clockOf, everyDay, hours, workweek } from './weeks.ts'

const plain = playbookWith()
const playbook = {
  ...plain,
  hours: {
    ...plain.hours,
    leftMessages: everyDay('08:00-22:00'),
    channels: { email: workweek('09:00-12:00', '13:30-18:00') },
  },
}
const live = { department: 'logistics_ops', leftMessage: false, attended: false, platform: 'web' }

describe('the hours a clock runs in', () => {
  test.each<[ClockName, Partial<typeof live>, string]>([
    // what the agent owes, by where the customer writes
    ['first_response', {}, 'desk'],
    ['first_response', { platform: 'email' }, 'channel:email'],
    ['first_response', { leftMessage: true }, 'left_messages'],
    ['first_response', { attended: true, platform: 'email' }, 'attended'],
    // a left message that came while somebody was there
    ['first_response', { leftMessage: true, attended: true, platform: 'email' }, 'channel:email'],
    ['first_response', { leftMessage: true, attended: true, platform: 'wecom' }, 'desk'],
    ['first_response', { leftMessage: true, platform: 'email' }, 'left_messages'],
    ['confirmed', { attended: true }, 'desk'],
    ['plan_told', { platform: 'email' }, 'channel:email'],
    ['confirmed', {}, 'desk'],
    ['revisit', {}, 'desk'],
    // what the department owes, wherever the customer writes
    ['started', { platform: 'email' }, 'department:logistics_ops'],
    ['plan', { leftMessage: true }, 'department:logistics_ops'],
    ['adjusted', {}, 'department:logistics_ops'],
    ['solved', {}, 'department:logistics_ops'],
    ['solved', { department: 'after_sales_tech' }, 'desk'],
    ['solved', { department: 'gone' }, 'desk'],
    // a platform may be called anything
    ['first_response', { platform: 'constructor' }, 'desk'],
  ])('%s of %j: %s', (clock, ticket, place) => {
    expect(hoursOf(playbook, clock, { ...live, ...ticket })).toBe(place)
  })
})

test.each([
  ['desk', '2026-03-06 13:00'],
  ['channel:email', '2026-03-06 14:30'],
  ['department:logistics_ops', '2026-03-06 14:00'],
  ['left_messages', '2026-03-06 13:00'],
  ['attended', '2026-03-06 13:00'],
  // hours that the playbook no longer has
  ['department:gone', '2026-03-06 13:00'],
])('two hours from 11:00 in the hours of %s are over at %s', (place, due) => {
  expect(clockOf(addWorking(calendarNamed(playbook, place), at('2026-03-06 11:00'), hours(2)))).toBe(due)
})

test('a playbook’s calendars are made once, another playbook has its own', () => {
  expect(deskCalendar(playbook)).toBe(calendarNamed(playbook, 'desk'))
  expect(deskCalendar(playbook, 'email')).toBe(calendarNamed(playbook, 'channel:email'))
  expect(deskCalendar(plain)).not.toBe(deskCalendar(playbook))
})
