import type { Db, Tx } from '../../../lib/db.ts'
import type { WaitingMail } from '../decode.ts'

/** Those of these mails that the house has not heard of yet, as they are handed on. */
export async function readWaiting(db: Db | Tx, ids: readonly string[]): Promise<WaitingMail[]> {
  return await db.$queryRaw<WaitingMail[]>`
    SELECT m.id, m.fingerprint, m."mailboxId", m.raw, m.size, m.reading, m.automatic, m."threadId", t.address, t.subject,
      NOT EXISTS (
        SELECT 1 FROM "Mail" e
        WHERE e."threadId" = m."threadId" AND e.seq < m.seq)
      AND NOT EXISTS (
        SELECT 1 FROM "MailId" i WHERE i."threadId" = m."threadId" AND i.outbound) AS begins
    FROM "Mail" m LEFT JOIN "MailThread" t ON t.id = m."threadId"
    WHERE m.id = ANY(${[...ids]}::uuid[]) AND m."handledAt" IS NULL
    ORDER BY m.seq`
}
