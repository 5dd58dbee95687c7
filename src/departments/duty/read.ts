import type { Tx } from '../../lib/db.ts'
import type { Playbook } from '../../playbook/playbook.ts'
import type { Member, Roster } from './roster.ts'
import { ownRotaOf, usualRota } from './rota.ts'

interface Row {
  id: string
  workNo: string
  name: string
  roles: string[]
  departments: string[]
  accounts: { platform: string; id: string }[]
  last: { isOn: boolean; at: string; untilAt: string } | null
  leaves: { id: number; fromAt: string; untilAt: string; standInId: string | null }[]
}

/** The whole roster as it stands at an instant, in one statement; good for later instants too. */
export async function readRoster(tx: Pick<Tx, '$queryRaw'>, playbook: Playbook, at: Date): Promise<Roster> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT s.id, s."workNo", s.name, s.roles, s.departments,
      (SELECT coalesce(json_agg(json_build_object('platform', i.platform, 'id', i."externalId")), '[]')
        FROM "StaffIdentity" i WHERE i."staffId" = s.id) AS accounts,
      (SELECT row_to_json(w) FROM "DutySwitch" w WHERE w."staffId" = s.id ORDER BY w.id DESC LIMIT 1) AS last,
      (SELECT coalesce(json_agg(l ORDER BY l."fromAt"), '[]') FROM "Leave" l
        WHERE l."staffId" = s.id AND l."untilAt" > ${at} AND l."endedAt" IS NULL) AS leaves
    FROM "Staff" s WHERE s.active ORDER BY s."workNo"`
  return {
    members: rows.map((row) => memberFrom(playbook, row)),
    switches: rows.flatMap(({ id, last }) =>
      last ? [{ staffId: id, isOn: last.isOn, at: new Date(last.at), untilAt: new Date(last.untilAt) }] : [],
    ),
    leaves: rows.flatMap(({ id, leaves }) =>
      leaves.map((leave) => ({
        id: leave.id,
        staffId: id,
        fromAt: new Date(leave.fromAt),
        untilAt: new Date(leave.untilAt),
        standInId: leave.standInId,
      })),
    ),
  }
}

/** Whoever the playbook's team does not name, being entered on the administrators' page, works as their department does. */
function memberFrom(playbook: Playbook, row: Row): Member {
  const { id, workNo, name, roles, departments, accounts } = row
  const own = ownRotaOf(playbook, workNo)
  return {
    id,
    workNo,
    name,
    roles,
    departments,
    accounts,
    rota: own ?? usualRota(playbook, departments),
    ownRota: own !== undefined,
    standIn: playbook.team.find((member) => member.workNo === workNo)?.standIn,
  }
}
