import type { Staff } from '../generated/client.ts'
import type { Db, Tx } from '../lib/db.ts'
import type { Role } from '../playbook/playbook.ts'

/** A staff member before they are known. */
export interface NewStaff {
  workNo: string
  name: string
  roles: readonly Role[]
  departments: readonly string[]
  /** By which other platforms know them. */
  email?: string | undefined
}

/** An account on a platform, and whose it is. */
export interface Account {
  staffId: string
  platform: string
  externalId: string
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
  { workNo, name, roles, departments, email }: NewStaff,
  at: Date,
): Promise<Staff> {
  const address = email?.toLowerCase() ?? null
  const data = { workNo, name, roles: [...roles], departments: [...departments], email: address }
  const known = await db.staff.findUnique({ where: { workNo }, select: { id: true, email: true } })
  // What was found by another address was perhaps somebody else's.
  if (known && known.email !== address)
    await db.staffIdentity.deleteMany({ where: { staffId: known.id, source: 'found' } })
  return await db.staff.upsert({ where: { workNo }, create: { ...data, createdAt: at }, update: data })
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

/**
 * The accounts that the playbook names, all of them: one that it names no more is nobody's, and one that it gives to
 * another member is theirs. What platforms were asked for stays, but where the playbook names another.
 */
export async function nameAccounts(db: Db | Tx, named: readonly Account[]): Promise<void> {
  const kept = named.map(({ platform, externalId }) => ({ platform, externalId }))
  await db.staffIdentity.deleteMany({ where: { source: 'named', NOT: { OR: kept } } })
  for (const { platform, externalId, staffId } of named) {
    await db.staffIdentity.deleteMany({ where: { staffId, platform, source: 'found' } })
    await db.staffIdentity.upsert({
      where: { platform_externalId: { platform, externalId } },
      create: { platform, externalId, staffId, source: 'named' },
      update: { staffId, source: 'named' },
    })
  }
}

/** Keeps an account that a platform was asked for; false where it is somebody's already. */
export async function keepFound(db: Db | Tx, account: Account): Promise<boolean> {
  const { count } = await db.staffIdentity.createMany({
    data: [{ ...account, source: 'found' }],
    skipDuplicates: true,
  })
  return count === 1
}

/** Ends a staff member's rights at once; what they did keeps their name. */
export async function closeStaff(db: Db | Tx, id: string): Promise<void> {
  await db.staff.update({ where: { id }, data: { active: false } })
}
