import type { Staff } from '../generated/client.ts'
import type { Db, Tx } from '../lib/db.ts'
import type { Role } from '../playbook/playbook.ts'

/** A staff member before they are known. */
export interface NewStaff {
  workNo: string
  name: string
  roles: readonly Role[]
  departments: readonly string[]
}

/** The active staff member behind a platform account; `undefined` for anybody else. */
export async function findStaff(
  db: Db | Tx,
  platform: string,
  externalId: string,
): Promise<Staff | undefined> {
  const identity = await db.staffIdentity.findUnique({
    where: { platform_externalId: { platform, externalId } },
    include: { staff: true },
  })
  return identity?.staff.active ? identity.staff : undefined
}

/** The active staff member with this work number. */
export async function findByWorkNo(db: Db | Tx, workNo: string): Promise<Staff | null> {
  return await db.staff.findFirst({ where: { workNo, active: true } })
}

/** Enters a staff member, or brings one with the same work number up to date. */
export async function recordStaff(
  db: Db | Tx,
  { roles, departments, ...staff }: NewStaff,
  at: Date,
): Promise<Staff> {
  const data = { ...staff, roles: [...roles], departments: [...departments] }
  return await db.staff.upsert({
    where: { workNo: staff.workNo },
    create: { ...data, createdAt: at },
    update: data,
  })
}

/** Says that an account on a platform is this staff member's. */
export async function recordIdentity(
  db: Db | Tx,
  staffId: string,
  platform: string,
  externalId: string,
): Promise<void> {
  await db.staffIdentity.upsert({
    where: { platform_externalId: { platform, externalId } },
    create: { platform, externalId, staffId },
    update: { staffId },
  })
}

/** Ends a staff member's rights at once; what they did keeps their name. */
export async function closeStaff(db: Db | Tx, id: string): Promise<void> {
  await db.staff.update({ where: { id }, data: { active: false } })
}
