import { Prisma, type Ticket } from '../generated/client.ts'
import type { Tx } from '../lib/db.ts'
import type { Happening } from './change.ts'
import { trailOf } from './ticket.ts'

/** A ticket before it has its number. */
export type NewTicket = Pick<
  Ticket,
  | 'conversationId'
  | 'customerId'
  | 'category'
  | 'otherCategory'
  | 'priority'
  | 'emotion'
  | 'step'
  | 'department'
  | 'description'
  | 'leftMessage'
  | 'attended'
  | 'escalation'
> & { entities: Record<string, string[]> }

/** What is known of a ticket's opening besides itself. */
export interface Opening {
  prefix: string
  /** yyyymmdd */
  day: string
  happened: readonly Happening[]
}

/**
 * Opens a ticket under the next number of the day: prefix, yyyymmdd and a
 * sequence of three digits, more when they do not suffice. Number, ticket and
 * the beginning of its trail are one statement: no number is lost or given twice.
 */
export async function openTicket(tx: Tx, ticket: NewTicket, { prefix, day, happened }: Opening, at: Date) {
  const start = prefix + day
  const trail = happened.map((one, nth) => ({ nth, ...trailOf(one) }))
  const columns = { ...ticket, status: 'unclaimed', openedAt: at, updatedAt: at }
  const [row] = await tx.$queryRaw<Ticket[]>`
    WITH given AS (
      INSERT INTO "TicketNumber" (prefix, day, last) VALUES (${prefix}, ${day}, 1)
      ON CONFLICT (prefix, day) DO UPDATE SET last = "TicketNumber".last + 1 RETURNING last
    ), fresh AS (SELECT * FROM jsonb_populate_record(NULL::"Ticket", ${JSON.stringify(columns)}::jsonb)), opened AS (
      INSERT INTO "Ticket" (${columnList(columns)}, number)
      SELECT ${columnList(columns)}, ${start} || lpad(last::text, greatest(3, length(last::text)), '0')
      FROM given, fresh
      RETURNING *
    ), trail AS (
      INSERT INTO "AuditEvent" ("ticketId", at, kind, "actorKind", "actorName", "staffId", "from", "to", note)
      SELECT opened.id, ${at}, kind, "actorKind", "actorName", "staffId", "from", "to", note
      FROM opened, jsonb_to_recordset(${JSON.stringify(trail)}::jsonb) AS h(
        nth int, kind text, "actorKind" text, "actorName" text, "staffId" uuid, "from" text, "to" text, note text)
      ORDER BY nth
    )
    SELECT * FROM opened`
  if (!row) throw new Error('the ticket was not written')
  return row
}

/** Column names are our own keys, never anybody's input. */
const columnList = (columns: object): Prisma.Sql =>
  Prisma.raw(
    Object.keys(columns)
      .map((name) => `"${name}"`)
      .join(', '),
  )
