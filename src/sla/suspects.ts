import type { Clock } from '../generated/client.ts'
import type { Db, Tx } from '../lib/db.ts'

/** A clock that looks as if nobody would sweep it, with the conversation whose lane it must take. */
export interface Suspect {
  id: number
  lane: string
}

/** Read at once, so that a million of them fill no memory. */
const pageSize = 500

/**
 * The clocks whose columns contradict each other or their ticket, in pages from
 * `after` on; some of them rightly, in quiet hours. A notice kept to its whole
 * minute is none of them. An empty page is the end.
 */
export async function readSuspects(db: Db, after: number): Promise<Suspect[]> {
  return await db.$queryRaw<Suspect[]>`
    SELECT k.id, c.platform || ':' || c."externalId" AS lane
    FROM "Clock" k JOIN "Ticket" t ON t.id = k."ticketId" JOIN "Conversation" c ON c.id = t."conversationId"
    WHERE k.id > ${after} AND (
      ((k."stoppedAt" IS NOT NULL OR k."pausedAt" IS NOT NULL) AND k."nextNoticeAt" IS NOT NULL)
      OR (k."stoppedAt" IS NULL AND (
        (t.status = 'closed' AND k.name <> 'revisit')
        OR (k."pausedAt" IS NOT NULL AND t.status <> 'waiting_customer')
        OR (k."pausedAt" IS NULL AND k."nextNoticeAt" IS NULL)
        OR (k."nextNoticeAt" > k."deadlineAt" + interval '1 minute' AND k."breachedAt" IS NULL))))
    ORDER BY k.id LIMIT ${pageSize}`
}

/** Keeps others off the clock's ticket for the rest of the transaction; false when somebody is at work on it. */
export async function takeLaneIfFree(tx: Tx, { lane }: Suspect): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ free: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${lane}, 0)) AS free`
  return row?.free ?? false
}

/** Writes a mended clock if it still stands where it was read; false when somebody was faster. */
export async function mendClock(tx: Tx, before: Clock, after: Clock): Promise<boolean> {
  const { id, level, nextNoticeAt, pausedAt, stoppedAt, deadlineAt } = before
  const { count } = await tx.clock.updateMany({
    where: { id, level, nextNoticeAt, pausedAt, stoppedAt, deadlineAt },
    data: {
      level: after.level,
      nextNoticeAt: after.nextNoticeAt,
      pausedAt: after.pausedAt,
      stoppedAt: after.stoppedAt,
      resumedAt: after.resumedAt,
      deadlineAt: after.deadlineAt,
      breachedAt: after.breachedAt,
      history: after.history ?? [],
    },
  })
  return count === 1
}
