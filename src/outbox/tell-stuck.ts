import { inTransaction } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import type { Lost } from './lost-card.ts'
import { tellLost } from './tell-lost.ts'

/** A customer waits so long for what was written to them before the desk hears of it. */
const patienceMs = 10 * 60_000
const mostAtOnce = 100

/**
 * Tells the desk, once each, of customers' messages that were tried and still could not leave; they are tried on.
 * Returns how many there were.
 */
export async function tellStuck(deps: Deps): Promise<number> {
  const at = deps.now()
  const since = new Date(at.getTime() - patienceMs)
  return await inTransaction(deps.db, async (tx) => {
    const stuck = await tx.$queryRaw<(Lost['delivery'] & { error: string | null })[]>`
      UPDATE "Delivery" SET told = 'stuck' WHERE id IN (
        SELECT id FROM "Delivery"
        WHERE status = 'pending' AND audience = 'customer' AND attempts > 0 AND "createdAt" <= ${since}
          AND told IS DISTINCT FROM 'stuck'
        ORDER BY seq LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED)
      RETURNING id, "ticketId", payload, error`
    const told = stuck.map(({ error, ...delivery }): Lost => ({ delivery, as: 'stuck', said: error ?? '' }))
    await tellLost(tx, deps, told, at)
    return told.length
  })
}
