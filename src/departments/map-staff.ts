import type { Deps } from '../lib/deps.ts'
import { messageOf } from '../lib/errors.ts'
import { once } from '../lib/once.ts'
import type { Platform } from '../platforms/platform.ts'
import { keepFound } from './staff.ts'

/**
 * Asks every platform that can tell for the accounts of those who work here, have an address and no account there: each
 * once a day, for platforms shut out whoever asks for unknown people all the time. Returns how many were found.
 */
export async function mapStaff({
  db,
  platforms,
  log,
  now,
}: Pick<Deps, 'db' | 'platforms' | 'log' | 'now'>): Promise<number> {
  const asked = [...platforms.values()].filter((one) => one.findAccount !== undefined)
  if (asked.length === 0) return 0
  const members = await db.staff.findMany({
    where: { active: true, email: { not: null } },
    select: { id: true, workNo: true, email: true, identities: { select: { platform: true } } },
    orderBy: { workNo: 'asc' },
  })
  let found = 0
  for (const platform of asked) {
    const missing = members.filter(
      ({ identities }) => !identities.some((one) => one.platform === platform.name),
    )
    try {
      found += await mapOn(platform, missing)
    } catch (error) {
      // The others are asked all the same; this one again at the next turn.
      log.warn(
        { platform: platform.name, error: messageOf(error) },
        'could not be asked for accounts of staff',
      )
    }
  }
  return found

  async function mapOn(platform: Platform, missing: typeof members): Promise<number> {
    const { name } = platform
    let count = 0
    const day = now().toISOString().slice(0, 10)
    const keyOf = ({ id, email }: (typeof missing)[number]): string =>
      `account asked for:${name}:${id}:${email}:${day}`
    const known = await db.once.findMany({ where: { key: { in: missing.map(keyOf) } } })
    for (const member of missing) {
      const key = keyOf(member)
      if (known.some((one) => one.key === key)) continue
      const { id, workNo, email } = member
      const externalId = await platform.findAccount?.({ workNo, ...(email === null ? {} : { email }) })
      // Only once it was answered.
      await once(db, key, now())
      if (externalId === undefined) continue
      if (await keepFound(db, { staffId: id, platform: name, externalId })) count += 1
      else log.warn({ platform: name, workNo }, 'the account of this address is another member’s already')
    }
    return count
  }
}
