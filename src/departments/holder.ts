import type { Tx } from '../lib/db.ts'
import type { Address } from '../platforms/platform.ts'

/**
 * Where a staff member is reached in person on a platform: their own account
 * there. `undefined` when they have none.
 */
export async function findHolderAddress(
  tx: Tx,
  staffId: string,
  platform: string,
): Promise<Address | undefined> {
  const identity = await tx.staffIdentity.findFirst({ where: { staffId, platform } })
  return identity ? { platform, id: identity.externalId } : undefined
}

/** Where each of these staff members is reached in person, on all their platforms. */
export async function findAddresses(tx: Tx, staffIds: readonly string[]): Promise<Map<string, Address[]>> {
  if (staffIds.length === 0) return new Map()
  const identities = await tx.staffIdentity.findMany({
    where: { staffId: { in: [...staffIds] } },
    orderBy: [{ platform: 'asc' }, { externalId: 'asc' }],
  })
  const found = Map.groupBy(identities, ({ staffId }) => staffId)
  return new Map(
    [...found].map(([staffId, own]) => [
      staffId,
      own.map(({ platform, externalId }) => ({ platform, id: externalId })),
    ]),
  )
}
