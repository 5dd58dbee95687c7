import { inTransaction } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import type { Fate } from './fate.ts'
import { lostBy } from './lost-card.ts'
import { tellLost } from './tell-lost.ts'

/** Writes what became of each attempt; the desk hears of every reply that did not reach its customer. */
export async function recordFates(deps: Deps, fates: readonly Fate[]): Promise<void> {
  const rows = fates.map(({ delivery, ...fate }) => ({
    id: delivery.id,
    attempts: delivery.attempts,
    ...fate,
  }))
  const lost = fates.filter((fate) => fate.status === 'dead' || fate.status === 'uncertain')
  const at = deps.now()
  await inTransaction(deps.db, async (tx) => {
    await tx.$executeRaw`
      UPDATE "Delivery" d SET
        status = n.status::"DeliveryStatus", "externalId" = coalesce(n."externalId", d."externalId"),
        error = n.error, "nextAttemptAt" = n."nextAttemptAt",
        "lockedUntil" = CASE WHEN n.status = 'inflight' THEN n."nextAttemptAt" END,
        "sentAt" = CASE WHEN n.status = 'sent' THEN ${at}::timestamptz END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS n(id uuid, attempts int, status text, "externalId" text, error text, "nextAttemptAt" timestamptz)
      WHERE d.id = n.id AND d.status = 'inflight' AND d.attempts = n.attempts`
    const told = lost.filter((fate) => fate.delivery.audience === 'customer')
    await tellLost(tx, deps, told.map(lostBy), at)
  })
}
