import type { Db } from '../lib/db.ts'
import type { OutboundMessage } from '../platforms/platform.ts'

/** How long a sender may take before another one looks into it. */
const leaseMs = 60_000

/** A delivery this process may send now. */
export interface Claimed {
  id: string
  platform: string
  address: string
  audience: 'customer' | 'internal'
  payload: Omit<OutboundMessage, 'id' | 'replaces'>
  ticketId: number | null
  /** Counting this one. */
  attempts: number
  createdAt: Date
  /** An earlier attempt ended without an answer. */
  wasInflight: boolean
  /** The platform's id of the card's first message, where this is an update. */
  replaces: string | null
  /** A later update of the same card waits already: this one need not be shown. */
  overtaken: boolean
}

/** Leases the due head of each lane. A lane whose head waits for its next attempt waits with it: order is kept. */
export async function claimDeliveries(db: Db, now: Date, most: number): Promise<Claimed[]> {
  const until = new Date(now.getTime() + leaseMs)
  return await db.$queryRaw<Claimed[]>`
    WITH head AS (
      SELECT h.id, h.status FROM "Delivery" h
      WHERE ((h.status = 'pending' AND h."nextAttemptAt" <= ${now})
          OR (h.status = 'inflight' AND h."lockedUntil" < ${now}))
        AND NOT EXISTS (
          SELECT 1 FROM "Delivery" e
          WHERE e.lane = h.lane AND e.seq < h.seq AND e.status IN ('pending', 'inflight'))
      ORDER BY h.seq LIMIT ${most}
      FOR UPDATE OF h SKIP LOCKED
    )
    UPDATE "Delivery" d SET status = 'inflight', attempts = d.attempts + 1, "lockedUntil" = ${until}
    FROM head WHERE d.id = head.id
    RETURNING d.id, d.platform, d.address, d.audience, d.payload, d."ticketId", d.attempts, d."createdAt",
      head.status = 'inflight' AS "wasInflight",
      (SELECT s."externalId" FROM "Delivery" s
        WHERE s."cardKey" = d."cardKey" AND s.platform = d.platform AND s.address = d.address
          AND s."externalId" IS NOT NULL ORDER BY s.seq LIMIT 1) AS replaces,
      EXISTS (SELECT 1 FROM "Delivery" n
        WHERE n."cardKey" = d."cardKey" AND n.platform = d.platform AND n.address = d.address
          AND n.seq > d.seq AND n.status = 'pending') AS overtaken`
}
