import type { Db, Tx } from '../lib/db.ts'

/** The id and lane of the ticket with this number. */
export async function findByNumber(db: Db | Tx, number: string): Promise<TicketPlace | undefined> {
  return await place(db, { number: number.toUpperCase() })
}

/** A ticket and the conversation whose lane orders what happens to it. */
export interface TicketPlace {
  ticketId: number
  department: string
  platform: string
  externalId: string
}

/** The ticket a card is about, from the card's key; `undefined` when it is gone or the key was never ours. */
export async function findByCard(db: Db | Tx, key: string): Promise<TicketPlace | undefined> {
  const [kind, id = ''] = key.split(':')
  const uuid = /^[0-9a-f-]{36}$/.test(id)
  if ((kind === 'ticket' || kind === 'survey') && /^\d{1,9}$/.test(id))
    return await place(db, { id: Number(id) })
  if (kind === 'reminder' && /^\d{1,9}$/.test(id)) {
    const clock = await db.clock.findUnique({ where: { id: Number(id) }, select: { ticketId: true } })
    return clock ? await place(db, { id: clock.ticketId }) : undefined
  }
  if (kind === 'suggestion' && uuid) {
    const suggestion = await db.suggestion.findUnique({ where: { id }, select: { ticketId: true } })
    return suggestion ? await place(db, { id: suggestion.ticketId }) : undefined
  }
  if (kind === 'plan' && uuid) {
    const plan = await db.plan.findUnique({ where: { id }, select: { ticketId: true } })
    return plan ? await place(db, { id: plan.ticketId }) : undefined
  }
  if (kind === 'release' && uuid) {
    const release = await db.release.findUnique({ where: { id }, select: { ticketId: true } })
    return release ? await place(db, { id: release.ticketId }) : undefined
  }
  return undefined
}

/** The tickets in which a file was sent, by the reference it was stored under. */
export async function ticketsOfFile(db: Db | Tx, ref: string): Promise<{ id: number; department: string }[]> {
  return await db.$queryRaw<{ id: number; department: string }[]>`
    SELECT DISTINCT t.id, t.department FROM "Message" m JOIN "Ticket" t ON t.id = m."ticketId"
    WHERE m.attachments @> ${JSON.stringify([{ ref }])}::jsonb`
}

async function place(
  db: Db | Tx,
  where: { id: number } | { number: string },
): Promise<TicketPlace | undefined> {
  const ticket = await db.ticket.findUnique({
    where,
    select: { id: true, department: true, conversation: { select: { platform: true, externalId: true } } },
  })
  return ticket ? { ticketId: ticket.id, department: ticket.department, ...ticket.conversation } : undefined
}
