import type { Clock } from '../generated/client.ts'
import type { Db, Tx } from '../lib/db.ts'

/** A clock whose next notice is due, with the conversation whose lane it must take. */
export interface DueClock {
  id: number
  ticketId: number
  lane: string
}

/** The clocks that have something to say now, the longest waiting first; costs what is due, not what is open. */
export async function dueClocks(db: Db, now: Date, seen: readonly number[]): Promise<DueClock[]> {
  return await db.$queryRaw<DueClock[]>`
    SELECT k.id, k."ticketId", c.platform || ':' || c."externalId" AS lane
    FROM "Clock" k JOIN "Ticket" t ON t.id = k."ticketId" JOIN "Conversation" c ON c.id = t."conversationId"
    WHERE k."nextNoticeAt" <= ${now} AND k.id <> ALL(${[...seen]}::int[])
    ORDER BY k."nextNoticeAt" LIMIT 200`
}

/** Keeps others off the clock's ticket for the rest of the transaction; false when somebody is at work on it. */
export async function takeLaneIfFree(tx: Tx, { lane }: DueClock): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ free: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${lane}, 0)) AS free`
  return row?.free ?? false
}

/** Moves a clock on to its next notice, if it still stands where it was read; false when somebody was faster. */
export async function advanceClock(
  tx: Tx,
  clock: Clock,
  next: Pick<Clock, 'level' | 'nextNoticeAt' | 'breachedAt'>,
): Promise<boolean> {
  const { id, level, nextNoticeAt } = clock
  const { count } = await tx.clock.updateMany({
    where: { id, level, nextNoticeAt, stoppedAt: null },
    data: next,
  })
  return count === 1
}

/** Puts off a running clock's next notice; false when it has stopped. */
export async function snoozeClock(tx: Tx, id: number, until: Date): Promise<boolean> {
  const { count } = await tx.clock.updateMany({
    where: { id, stoppedAt: null, pausedAt: null },
    data: { nextNoticeAt: until },
  })
  return count === 1
}
