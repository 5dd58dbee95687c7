import type { Clock, Customer, Plan, Staff, Suggestion, Ticket } from '../generated/client.ts'
import { Prisma } from '../generated/client.ts'
import type { Tx } from '../lib/db.ts'
import type { InboundAttachment } from '../platforms/platform.ts'

/** A ticket with all that cards and decisions need of its surroundings, read in one statement. */
export interface TicketState {
  ticket: Ticket
  conversation: Place
  customer: Customer
  /** Those that have not stopped. */
  clocks: Clock[]
  plan: Plan | null
  /** The suggestion waiting for a decision. */
  suggestion: Suggestion | null
  /** The customer's latest words about the matter. */
  words: Words | null
  /** What was last said to the customer. */
  said: string | null
  people: Staff[]
  history: History
  /** The category is a language model's opinion, which nobody has confirmed or corrected. */
  secondOpinion: boolean
}

/** Where the customer writes. */
interface Place {
  id: number
  platform: string
  externalId: string
}

interface Words {
  messageId: number
  text: string
  attachments: InboundAttachment[]
  /** What speaks against taking them as the customer's own: `sender_failed`, `unreadable`, `other_sender:<address>`. */
  doubts: string[]
}

/** The customer's other tickets: how many, and the latest three. */
interface History {
  count: number
  latest: Pick<Ticket, 'number' | 'category' | 'status' | 'openedAt'>[]
}

/** A known conversation; `state` is absent when nothing was ever reported in it. */
export interface Known {
  conversation: Place
  customer: Customer
  history: History
  state: TicketState | null
}

/**
 * The conversation with its ticket: an open one before a solved one before the latest closed one. A duplicate stands
 * for the ticket it was merged into.
 */
export async function readConversation(
  tx: Tx,
  platform: string,
  externalId: string,
): Promise<Known | undefined> {
  const [row] = await read(
    tx,
    Prisma.sql`c.platform = ${platform} AND c."externalId" = ${externalId}`,
    Prisma.empty,
  )
  return row
}

/** The state of one ticket; `undefined` when there is none with this id. */
export async function readTicket(tx: Tx, ticketId: number): Promise<TicketState | undefined> {
  const where = Prisma.sql`c.id = (SELECT "conversationId" FROM "Ticket" WHERE id = ${ticketId})`
  const [row] = await read(tx, where, Prisma.sql`AND t.id = ${ticketId}`)
  return row?.state ?? undefined
}

async function read(tx: Tx, conversation: Prisma.Sql, ticket: Prisma.Sql): Promise<Known[]> {
  const rows = await tx.$queryRaw<{ state: Record<string, unknown> }[]>`
    SELECT json_build_object(
      'conversation', json_build_object('id', c.id, 'platform', c.platform, 'externalId', c."externalId"),
      'customer', row_to_json(cu),
      'ticket', row_to_json(t),
      'clocks', (SELECT coalesce(json_agg(k ORDER BY k.id), '[]') FROM "Clock" k
        WHERE k."ticketId" = t.id AND k."stoppedAt" IS NULL),
      'plan', (SELECT row_to_json(p) FROM "Plan" p WHERE p."ticketId" = t.id ORDER BY p.id DESC LIMIT 1),
      'suggestion', (SELECT row_to_json(s) FROM "Suggestion" s
        WHERE s."ticketId" = t.id AND s.status = 'pending' ORDER BY s.id DESC LIMIT 1),
      'words', (SELECT json_build_object('messageId', m.id, 'text', m.text, 'attachments', m.attachments,
          'doubts', m.doubts)
        FROM "Message" m WHERE m."ticketId" = t.id AND m.direction = 'inbound' ORDER BY m.id DESC LIMIT 1),
      'said', (SELECT m.text FROM "Message" m
        WHERE m."conversationId" = c.id AND m.direction = 'outbound' ORDER BY m.id DESC LIMIT 1),
      'people', (SELECT coalesce(json_agg(f), '[]') FROM "Staff" f WHERE f.id IN (t."assigneeId", t."agentId")),
      'secondOpinion', coalesce((SELECT a.kind = 'opinion.given' FROM "AuditEvent" a
        WHERE a."ticketId" = t.id AND a.kind IN ('opinion.given', 'ticket.renamed')
        ORDER BY a.id DESC LIMIT 1), false),
      'history', json_build_object(
        'count', (SELECT count(*) FROM "Ticket" h WHERE h."customerId" = c."customerId" AND h.id IS DISTINCT FROM t.id),
        'latest', (SELECT coalesce(json_agg(h), '[]') FROM (
          SELECT number, category, status, "openedAt" FROM "Ticket" h
          WHERE h."customerId" = c."customerId" AND h.id IS DISTINCT FROM t.id ORDER BY h.id DESC LIMIT 3) h))
    ) AS state
    FROM "Conversation" c
    JOIN "Customer" cu ON cu.id = c."customerId"
    LEFT JOIN LATERAL (
      SELECT t.* FROM "Ticket" t LEFT JOIN "Ticket" k ON k.number = t."duplicateOf"
      WHERE t."conversationId" = c.id ${ticket}
      ORDER BY coalesce(k.status, t.status) = 'closed', coalesce(k.status, t.status) = 'solved', t.id DESC
      LIMIT 1) t ON true
    WHERE ${conversation}`
  return rows.map(({ state }) => {
    const known = withDates(state) as Omit<TicketState, 'ticket'> & { ticket: Ticket | null }
    const { conversation, customer, history, ticket } = known
    return { conversation, customer, history, state: ticket ? { ...known, ticket } : null }
  })
}

/** JSON has no instants: by our naming every `…At` holds one. */
function withDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDates)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [
      key,
      key.endsWith('At') && typeof field === 'string'
        ? new Date(field)
        : key === 'entities'
          ? field
          : withDates(field),
    ]),
  )
}
