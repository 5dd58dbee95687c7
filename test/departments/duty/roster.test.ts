import { expect, test } from 'vitest'
import {
  isOnDuty,
  memberByWorkNo,
  namedStandIn,
  onDutyIn,
  type Roster,
  standInFor,
} from '../../../src/departments/duty/roster.ts'
import { createCalendar } from '../../../src/sla/calendar.ts'
import { shippedHolidays } from '../../../src/sla/holidays.ts'
import { at, chineseWeek, closedWeek } from '../../sla/weeks.ts'
import { alone, leave, member, said } from './rosters.ts'

test.each([
  ['office', '2026-11-20 08:59', false],
  ['office', '2026-11-20 09:00', true],
  ['office', '2026-11-20 17:59', true],
  ['office', '2026-11-20 18:00', false],
  ['office', '2026-11-21 10:00', false],
  ['lunch', '2026-11-20 11:59', true],
  ['lunch', '2026-11-20 12:00', false],
  ['lunch', '2026-11-20 13:00', true],
  // Friday's night is worked to its end, on Saturday morning; Sunday has none.
  ['night', '2026-11-20 21:59', false],
  ['night', '2026-11-20 23:40', true],
  ['night', '2026-11-21 00:00', true],
  ['night', '2026-11-21 05:59', true],
  ['night', '2026-11-21 06:00', false],
  ['night', '2026-11-22 23:40', false],
  // 国庆 2026: off from 1 October, and 10 October, a Saturday, is worked for it.
  ['office', '2026-10-01 10:00', false],
  ['office', '2026-10-10 10:00', true],
  ['night', '2026-10-01 02:00', true],
  ['night', '2026-10-01 23:00', false],
  ['always', '2026-10-01 10:00', false],
])('rota %s at %s: on duty %s', (rota, instant, on) => {
  expect(isOnDuty(alone(chineseWeek(rota)), '李工', at(instant))).toBe(on)
})

test('a rota of Saturdays alone is worked on a make-up Saturday, too, and on no public holiday', () => {
  const saturdays = createCalendar({
    hours: { ...closedWeek, sat: ['10:00-16:00'] },
    timeZone: 'Asia/Shanghai',
    holidays: shippedHolidays(),
  })
  expect(isOnDuty(alone(saturdays), '李工', at('2026-10-10 11:00'))).toBe(true)
  expect(isOnDuty(alone(saturdays), '李工', at('2026-10-03 11:00'))).toBe(false)
})

const saturday: Roster = { ...alone(chineseWeek('office')) }
test.each([
  [
    '上班 outside the rota',
    [said('李工', true, '2026-11-21 20:00', '2026-11-22 08:00')],
    '2026-11-21 23:40',
    true,
  ],
  [
    'at its very end',
    [said('李工', true, '2026-11-21 20:00', '2026-11-22 08:00')],
    '2026-11-22 08:00',
    false,
  ],
  [
    'before it was said',
    [said('李工', true, '2026-11-21 20:00', '2026-11-22 08:00')],
    '2026-11-21 19:59',
    false,
  ],
  [
    '上班 on a public holiday',
    [said('李工', true, '2026-10-01 09:00', '2026-10-01 21:00')],
    '2026-10-01 10:00',
    true,
  ],
  [
    '下班 within the rota',
    [said('李工', false, '2026-11-20 15:00', '2026-11-23 09:00')],
    '2026-11-20 16:00',
    false,
  ],
  [
    'until it begins again',
    [said('李工', false, '2026-11-20 15:00', '2026-11-23 09:00')],
    '2026-11-23 09:00',
    true,
  ],
  [
    'of somebody else',
    [said('王工', true, '2026-11-21 20:00', '2026-11-22 08:00')],
    '2026-11-21 23:40',
    false,
  ],
])('%s', (_name, switches, instant, on) => {
  expect(isOnDuty({ ...saturday, switches }, '李工', at(instant))).toBe(on)
})

test.each([
  ['2026-11-22 23:59', true],
  ['2026-11-23 00:00', false],
  ['2026-11-25 23:59', false],
  ['2026-11-26 00:00', true],
])('leave counts before switch and rota: at %s on duty %s', (instant, on) => {
  const roster: Roster = {
    members: [member('李工', { rota: chineseWeek('always') })],
    switches: [said('李工', true, '2026-11-22 20:00', '2026-11-26 08:00')],
    leaves: [leave('李工', '2026-11-23 00:00', '2026-11-26 00:00')],
  }
  expect(isOnDuty(roster, '李工', at(instant))).toBe(on)
})

test('nobody who is not a member is on duty', () => {
  expect(isOnDuty(alone(chineseWeek('always')), '张三', at('2026-11-20 10:00'))).toBe(false)
})

test('of a department those who are there, nobody of another', () => {
  const roster: Roster = {
    members: [
      member('李工'),
      member('王工', { rota: chineseWeek('mornings') }),
      member('何川', { departments: ['logistics_ops'] }),
      member('赵工'),
    ],
    switches: [],
    leaves: [leave('赵工', '2026-11-20 00:00', '2026-11-21 00:00')],
  }
  const names = (instant: string): string[] =>
    onDutyIn(roster, 'after_sales_tech', at(instant)).map(({ name }) => name)
  expect(names('2026-11-20 10:00')).toEqual(['李工', '王工'])
  expect(names('2026-11-20 15:00')).toEqual(['李工'])
  expect(names('2026-11-20 20:00')).toEqual([])
})

// 甲 is asked for on Friday at 10:00, when everybody works who is not on leave.
const friday = at('2026-11-20 10:00')
const away = (name: string, standIn: string | null = null) =>
  leave(name, '2026-11-20 00:00', '2026-11-21 00:00', standIn)
test.each([
  ['nobody is named', {}, [away('甲')], undefined],
  ['the playbook’s', { 甲: '乙' }, [away('甲')], '乙'],
  ['the leave’s before the playbook’s', { 甲: '乙' }, [away('甲', '丙')], '丙'],
  ['the playbook’s, when the leave’s has left the company', { 甲: '乙' }, [away('甲', 'former')], '乙'],
  ['the next when the first is away, too', { 甲: '乙', 乙: '丙' }, [away('甲'), away('乙')], '丙'],
  ['by the leave of the first', { 甲: '乙', 乙: '甲' }, [away('甲'), away('乙', '丁')], '丁'],
  ['a loop ends', { 甲: '乙', 乙: '甲' }, [away('甲'), away('乙')], undefined],
  [
    'a loop that leaves the one asked for out ends',
    { 甲: '乙', 乙: '丙', 丙: '乙' },
    [away('甲'), away('乙'), away('丙')],
    undefined,
  ],
  ['themselves is nobody', { 甲: '甲' }, [away('甲')], undefined],
  ['an unknown work number is nobody', { 甲: '戊' }, [away('甲')], undefined],
])('stand-in: %s', (_name, named: Record<string, string>, leaves, expected) => {
  const members = ['甲', '乙', '丙', '丁'].map((name) => member(name, { standIn: named[name] }))
  expect(standInFor({ members, switches: [], leaves }, '甲', friday)?.name).toBe(expected)
})

test('a stand-in who is off duty is named but not turned to', () => {
  const roster: Roster = {
    members: [member('甲', { standIn: '乙' }), member('乙', { rota: chineseWeek('mornings') })],
    switches: [],
    leaves: [],
  }
  expect(standInFor(roster, '甲', at('2026-11-20 20:00'))).toBeUndefined()
  expect(namedStandIn(roster, '甲', at('2026-11-20 20:00'))?.name).toBe('乙')
})

test('work numbers are found however they are written, the exact one first', () => {
  const roster: Roster = { members: [member('t101'), member('T101')], switches: [], leaves: [] }
  expect(memberByWorkNo(roster, 'T101')?.name).toBe('T101')
  expect(memberByWorkNo({ ...roster, members: [member('T101')] }, 't101')?.name).toBe('T101')
  expect(memberByWorkNo(roster, 'T10')).toBeUndefined()
})
