import { type Account, nameAccounts, recordIdentity, recordStaff } from '../departments/staff.ts'
import { inTransaction } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import type { WebPlatform } from '../platforms/web/index.ts'

/** Enters the playbook's team, each with an account on the web desk (one that exists stays as it is) and with those the playbook names. */
export async function enterTeam(deps: Deps, web: WebPlatform): Promise<void> {
  await alone(deps, () => enterEach(deps, web))
}

/** One process after the other: two that start together would open the same accounts. */
export async function alone<T>({ db }: Pick<Deps, 'db'>, act: () => Promise<T>): Promise<T> {
  return await inTransaction(
    db,
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('team', 0))`
      return await act()
    },
    { timeoutMs: 60_000 },
  )
}

async function enterEach({ db, playbook, now }: Deps, web: WebPlatform): Promise<void> {
  const named: Account[] = []
  for (const member of playbook.team) {
    const staff = await recordStaff(db, member, now())
    for (const [platform, externalId] of Object.entries(member.accounts ?? {}))
      named.push({ staffId: staff.id, platform, externalId })
    const identity = await db.staffIdentity.findFirst({ where: { staffId: staff.id, platform: 'web' } })
    if (identity) continue
    const { accountId } = await web.createAccount({ login: member.workNo })
    await recordIdentity(db, staff.id, 'web', accountId)
  }
  await nameAccounts(db, named)
}

/** The web account of a staff member, by work number. */
export async function accountOf({ db }: Pick<Deps, 'db'>, workNo: string): Promise<string | undefined> {
  const identity = await db.staffIdentity.findFirst({ where: { platform: 'web', staff: { workNo } } })
  return identity?.externalId
}

/**
 * A one-time link for the administrator of a desk that nobody can administer
 * yet: none of them has chosen a password. `undefined` once somebody has.
 */
export async function firstAdministratorLink(deps: Deps, web: WebPlatform): Promise<string | undefined> {
  return await alone(deps, () => administratorLink(deps, web))
}

async function administratorLink({ db, now }: Deps, web: WebPlatform): Promise<string | undefined> {
  const administrators = await db.staffIdentity.findMany({
    where: { platform: 'web', staff: { active: true, roles: { has: 'administrator' } } },
  })
  const ids = administrators.map(({ externalId }) => externalId)
  const ready = await db.webAccount.count({
    where: { id: { in: ids }, passwordHash: { not: null }, closedAt: null },
  })
  if (ready > 0) return undefined
  const [known] = ids
  if (known) return await web.createLink(known)
  const { accountId, link } = await web.createAccount({ login: 'admin' })
  const staff = await recordStaff(
    db,
    { workNo: 'ADMIN', name: '管理员', roles: ['administrator'], departments: [] },
    now(),
  )
  await recordIdentity(db, staff.id, 'web', accountId)
  return link
}
