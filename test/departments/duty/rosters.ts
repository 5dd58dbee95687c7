import type { Absence, DutySwitch, Member, Roster } from '../../../src/departments/duty/roster.ts'
import type { Calendar } from '../../../src/sla/calendar.ts'
import { at, chineseWeek } from '../../sla/weeks.ts'

/** A member by name, whose id and work number are the name too. */
export const member = (name: string, more: Partial<Member> = {}): Member => ({
  id: name,
  workNo: name,
  name,
  roles: ['department'],
  departments: ['after_sales_tech'],
  accounts: [],
  rota: chineseWeek('office'),
  ownRota: false,
  standIn: undefined,
  ...more,
})

/** 李工 alone, on a rota. */
export const alone = (rota: Calendar): Roster => ({
  members: [member('李工', { rota })],
  switches: [],
  leaves: [],
})

export const said = (staffId: string, isOn: boolean, from: string, until: string): DutySwitch => ({
  staffId,
  isOn,
  at: at(from),
  untilAt: at(until),
})

export const leave = (
  staffId: string,
  from: string,
  until: string,
  standInId: string | null = null,
): Absence => ({
  id: 1,
  staffId,
  fromAt: at(from),
  untilAt: at(until),
  standInId,
})
