import { type Calendar, isOpen } from '../../sla/calendar.ts'

/** A staff member as far as duty is concerned. */
export interface Member {
  id: string
  workNo: string
  name: string
  roles: readonly string[]
  departments: readonly string[]
  /** Where they are reached in person, one account a platform. */
  accounts: readonly { platform: string; id: string }[]
  /** Their weekly rota, public holidays left out. */
  rota: Calendar
  /** The rota is theirs alone, not their department's or the desk's. */
  ownRota: boolean
  /** Work number of whoever the playbook says stands in for them. */
  standIn: string | undefined
}

/** Somebody said that they begin or end work; it holds until `untilAt`, or until they say otherwise. */
export interface DutySwitch {
  staffId: string
  isOn: boolean
  at: Date
  untilAt: Date
}

/** Somebody is away from `fromAt` up to, without, `untilAt`. */
export interface Absence {
  id: number
  staffId: string
  fromAt: Date
  untilAt: Date
  standInId: string | null
}

/** Who is there and when, as a value: every active member, what they last said, and leaves that are not over. */
export interface Roster {
  members: readonly Member[]
  switches: readonly DutySwitch[]
  leaves: readonly Absence[]
}

/** The active member with this id. */
export const memberOf = ({ members }: Roster, staffId: string): Member | undefined =>
  members.find(({ id }) => id === staffId)

/** The active member with this work number, however its letters are written. */
export const memberByWorkNo = ({ members }: Roster, workNo: string): Member | undefined =>
  members.find((member) => member.workNo === workNo) ??
  members.find((member) => member.workNo.toLowerCase() === workNo.toLowerCase())

/** The leave a member is on at an instant. */
export const leaveOf = ({ leaves }: Roster, staffId: string, at: Date): Absence | undefined =>
  leaves.find((leave) => leave.staffId === staffId && leave.fromAt <= at && at < leave.untilAt)

/** What a member said last, while it holds. */
export const switchOf = ({ switches }: Roster, staffId: string, at: Date): DutySwitch | undefined =>
  switches.find((one) => one.staffId === staffId && one.at <= at && at < one.untilAt)

/** Whether a member is on duty at an instant: leave counts before their own word, and that before the rota. */
export function isOnDuty(roster: Roster, staffId: string, at: Date): boolean {
  const member = memberOf(roster, staffId)
  if (!member || leaveOf(roster, staffId, at)) return false
  return switchOf(roster, staffId, at)?.isOn ?? isOpen(member.rota, at)
}

/** The members of a department who are on duty at an instant. */
export const onDutyIn = (roster: Roster, department: string, at: Date): Member[] =>
  membersOf(roster, department).filter(({ id }) => isOnDuty(roster, id, at))

/** Everybody of a department. */
export const membersOf = ({ members }: Roster, department: string): Member[] =>
  members.filter(({ departments }) => departments.includes(department))

/** Everybody with a role. */
export const withRole = ({ members }: Roster, role: string): Member[] =>
  members.filter(({ roles }) => roles.includes(role))

/**
 * Who is turned to instead of a member: the stand-in of the leave they are on,
 * else the playbook's; when that one is not there either, whoever stands in for
 * them, and so on: the first who is on duty. `undefined` when nobody is. Whether
 * the member is there themselves is not asked.
 */
export function standInFor(roster: Roster, staffId: string, at: Date): Member | undefined {
  const asked = new Set([staffId])
  let next = namedStandIn(roster, staffId, at)
  while (next && !asked.has(next.id)) {
    if (isOnDuty(roster, next.id, at)) return next
    asked.add(next.id)
    next = namedStandIn(roster, next.id, at)
  }
  return undefined
}

/** Whoever is named to stand in for a member at an instant, there or not. */
export function namedStandIn(roster: Roster, staffId: string, at: Date): Member | undefined {
  const { standInId } = leaveOf(roster, staffId, at) ?? {}
  // A stand-in who has left the company since is nobody; then the playbook's is asked.
  const ofLeave = standInId ? memberOf(roster, standInId) : undefined
  if (ofLeave) return ofLeave
  const workNo = memberOf(roster, staffId)?.standIn
  return workNo === undefined ? undefined : memberByWorkNo(roster, workNo)
}

/** A member's account on a platform. */
export const accountOn = (
  { accounts }: Member,
  platform: string,
): { platform: string; id: string } | undefined => accounts.find((account) => account.platform === platform)
