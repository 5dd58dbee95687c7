import { readRoster } from '../../departments/duty/read.ts'
import { isOnDuty, type Member, membersOf, standInFor } from '../../departments/duty/roster.ts'
import type { Tx } from '../../lib/db.ts'
import type { Playbook } from '../../playbook/playbook.ts'

/** Who is on duty, as far as reminders ask. */
export interface Duty {
  isOn(staffId: string): boolean
  /** Who is turned to instead of somebody who is off duty; undefined when nobody is there. */
  standIn(staffId: string): Member | undefined
  memberOf(staffId: string): Member | undefined
  onDutyIn(department: string): Member[]
  membersOf(department: string): Member[]
}

/** What falls due as work ends still reaches whoever is just leaving. */
const graceMs = 60_000

/** Who is on duty at an instant, read once. */
export async function readDuty(tx: Tx, playbook: Playbook, at: Date): Promise<Duty> {
  const roster = await readRoster(tx, playbook, at)
  const justBefore = new Date(at.getTime() - graceMs)
  const known = new Map<string, boolean>()
  const isOn = (staffId: string): boolean => {
    const found =
      known.get(staffId) ?? (isOnDuty(roster, staffId, at) || isOnDuty(roster, staffId, justBefore))
    known.set(staffId, found)
    return found
  }
  const members = new Map(roster.members.map((member) => [member.id, member]))
  return {
    isOn,
    standIn: (staffId) => standInFor(roster, staffId, at),
    memberOf: (staffId) => members.get(staffId),
    onDutyIn: (department) => membersOf(roster, department).filter(({ id }) => isOn(id)),
    membersOf: (department) => membersOf(roster, department),
  }
}
