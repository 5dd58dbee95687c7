import type { Tx } from '../lib/db.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { createTimeZone } from '../sla/time-zone.ts'
import { dangerous } from '../tickets/opinion.ts'

/** An unsure ticket, with the lane that orders what happens to it. */
export interface Unasked {
  ticketId: number
  lane: string
}

/** Keeps other processes from asking for the rest of the transaction; false when one is at it. */
export async function takeTurn(tx: Tx): Promise<boolean> {
  const [turn] = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('second opinions', 0)) AS taken`
  return turn?.taken ?? false
}

const mark = 'message.'

/** How the audit trail names the message an opinion was asked about. */
export const messageMark = (messageId: number): string => `${mark}${messageId}`

/** The unsure ticket whose latest message waits longest for a first opinion; the conditions are those of `isUnsure`. */
export async function findUnasked(tx: Tx, playbook: Playbook): Promise<Unasked | undefined> {
  const [row] = await tx.$queryRaw<Unasked[]>`
    SELECT t.id AS "ticketId", c.platform || ':' || c."externalId" AS lane
    FROM "Ticket" t JOIN "Conversation" c ON c.id = t."conversationId"
    JOIN LATERAL (SELECT m.id FROM "Message" m WHERE m."ticketId" = t.id AND m.direction = 'inbound'
      ORDER BY m.id DESC LIMIT 1) latest ON true
    WHERE t.status IN ('unclaimed', 'in_progress') AND t."otherCategory" IS NOT NULL
      AND t.priority <> 'critical' AND t.category <> ALL(${dangerous(playbook)}::text[])
      AND NOT EXISTS (SELECT FROM "AuditEvent" a WHERE a."ticketId" = t.id
        AND a.kind = 'opinion.asked' AND a."from" = ${mark} || latest.id)
    ORDER BY latest.id LIMIT 1`
  return row
}

/** How many opinions were asked for since the company's day began. */
export async function askedToday(tx: Tx, { company }: Pick<Playbook, 'company'>, at: Date): Promise<number> {
  const zone = createTimeZone(company.timeZone)
  const [first] = zone.stretchesOf(zone.dayOf(at.getTime()))
  const midnight = new Date(first?.from ?? at)
  const [row] = await tx.$queryRaw<{ asked: number }[]>`
    SELECT count(*)::int AS asked FROM "AuditEvent" WHERE kind = 'opinion.asked' AND at >= ${midnight}`
  return row?.asked ?? 0
}
