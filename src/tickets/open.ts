import { Prisma, type Ticket } from '../generated/client.ts'
import type { Tx } from '../lib/db.ts'

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
  | 'escalation'
> & { entities: Record<string, string[]> }

/**
 * Opens a ticket under the next number of the day: prefix, yyyymmdd and a
 * sequence of three digits, more when they do not suffice. Number and ticket
 * are one statement, so that no number is lost or given twice.
 */
export async function openTicket(
  tx: Tx,
  ticket: NewTicket,
  number: { prefix: string; day: string },
  at: Date,
) {
  const start = number.prefix + number.day
  const columns = { ...ticket, status: 'unclaimed', openedAt: at, updatedAt: at }
  const [row] = await tx.$queryRaw<Ticket[]>`
    WITH given AS (
      INSERT INTO "TicketNumber" (prefix, day, last) VALUES (${number.prefix}, ${number.day}, 1)
      ON CONFLICT (prefix, day) DO UPDATE SET last = "TicketNumber".last + 1 RETURNING last
    ), fresh AS (SELECT * FROM jsonb_populate_record(NULL::"Ticket", ${JSON.stringify(columns)}::jsonb))
    INSERT INTO "Ticket" (${columnList(columns)}, number)
    SELECT ${columnList(columns)}, ${start} || lpad(last::text, greatest(3, length(last::text)), '0')
    FROM given, fresh
    RETURNING *`
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
