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
