import type { Tx } from '../lib/db.ts'
import type { EditedReply } from './proposals.ts'

/** So many of the latest are looked at. */
const mostReplies = 3_000

/** The suggestions that agents sent in words of their own since, in Chinese, newest first. */
export async function readEdited(tx: Tx, since: Date): Promise<EditedReply[]> {
  return await tx.$queryRaw<EditedReply[]>`
    SELECT s."ticketId", t.number, t.category, s.step, s.tone,
      s.options -> s.chosen ->> 'script' AS script,
      s.options -> s.chosen ->> 'text' AS proposed,
      s.options -> s.chosen ->> 'sent' AS sent,
      m.text AS message,
      json_build_object('name', f.name, 'workNo', f."workNo") AS agent
    FROM "Suggestion" s
    JOIN "Ticket" t ON t.id = s."ticketId"
    JOIN "Customer" c ON c.id = t."customerId"
    JOIN "Message" m ON m.id = s."messageId"
    JOIN "Staff" f ON f.id = s."decidedBy"
    WHERE s."decidedAt" >= ${since} AND s.status = 'edited' AND c.locale <> 'en'
      AND s.options -> s.chosen ->> 'sent' IS NOT NULL
    ORDER BY s."decidedAt" DESC, s.id DESC LIMIT ${mostReplies}`
}
