import type { Clock } from '../generated/client.ts'
import type { Tx } from '../lib/db.ts'
import type { NewClock } from './ticking.ts'

/** Writes clocks that start. */
export async function recordClocks(tx: Tx, ticketId: number, clocks: readonly NewClock[]): Promise<void> {
  if (clocks.length === 0) return
  await tx.clock.createMany({
    data: clocks.map((clock) => ({ ...clock, ticketId, history: clock.history ?? [] })),
  })
}

/** Writes clocks that changed, all in one statement. */
export async function updateClocks(tx: Tx, clocks: readonly Clock[]): Promise<void> {
  if (clocks.length === 0) return
  await tx.$executeRaw`
    UPDATE "Clock" c SET
      target = n.target, policy = n.policy, elapsed = n.elapsed, "totalMs" = n."totalMs", "deadlineAt" = n."deadlineAt",
      "resumedAt" = n."resumedAt", "usedMs" = n."usedMs", "pausedAt" = n."pausedAt",
      "stoppedAt" = n."stoppedAt", "breachedAt" = n."breachedAt", level = n.level,
      "nextNoticeAt" = n."nextNoticeAt", history = n.history
    FROM jsonb_populate_recordset(NULL::"Clock", ${JSON.stringify(clocks)}::jsonb) n
    WHERE c.id = n.id`
}
