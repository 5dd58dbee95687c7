import { inTransaction } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import type { Fate } from './fate.ts'
import { type Lost, lostBy } from './lost-card.ts'
import { tellLost } from './tell-lost.ts'

/** Writes what became of each attempt; the desk hears of every reply that did not reach its customer. */
export async function recordFates(deps: Deps, fates: readonly Fate[]): Promise<void> {
  const rows = fates.map(({ delivery, ...fate }) => ({
    id: delivery.id,
    attempts: delivery.attempts,
    ...fate,
  }))
  const at = deps.now()
  await inTransaction(deps.db, async (tx) => {
    const settled = await tx.$queryRaw<{ id: string; told: string | null }[]>`
      UPDATE "Delivery" d SET
        status = n.status::"DeliveryStatus", "externalId" = coalesce(n."externalId", d."externalId"),
        error = n.error, "nextAttemptAt" = n."nextAttemptAt",
        "lockedUntil" = CASE WHEN n.status = 'inflight' THEN n."nextAttemptAt" END,
        "sentAt" = CASE WHEN n.status = 'sent' THEN ${at}::timestamptz END,
        told = CASE WHEN d.audience <> 'customer' OR n.status IN ('sent', 'superseded') THEN NULL
          WHEN n.status IN ('dead', 'uncertain') THEN 'lost' ELSE d.told END
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          AS n(id uuid, attempts int, status text, "externalId" text, error text, "nextAttemptAt" timestamptz),
        "Delivery" before
      WHERE d.id = n.id AND before.id = d.id AND d.status = 'inflight' AND d.attempts = n.attempts
      RETURNING d.id, before.told`
    // What somebody else settled meanwhile was told by them.
    const told = fates.flatMap((fate) => {
      const known = settled.find(({ id }) => id === fate.delivery.id)
      return known && fate.delivery.audience === 'customer' ? newsOf(fate, known.told) : []
    })
    await tellLost(tx, deps, told, at)
  })
}

/** What the desk has to hear of a fate: of what went well only where it had heard otherwise. */
function newsOf(fate: Fate, told: string | null): Lost[] {
  const lost = lostBy(fate)
  if (!lost) return []
  return told === null && (lost.as === 'out' || lost.as === 'replaced') ? [] : [lost]
}
