import type { AuditEvent, Clock, Message, Staff } from '../generated/client.ts'
import type { Tx } from '../lib/db.ts'
import { dateIn, timeIn } from '../lib/instant.ts'
import type { Audience } from './cards/parts.ts'
import { readTicket, type TicketState } from './state.ts'

/** A ticket with everything ever said and done about it. */
export interface Dossier {
  state: TicketState
  messages: Message[]
  events: AuditEvent[]
  /** Stopped ones too. */
  allClocks: Clock[]
  people: Staff[]
  planBy: string | null
  /** When the solution is due. */
  expectedAt: Date | null
  /** Who confirmed with the customer. */
  followedUpBy: string | null
  /** 2026-11-22 17:30: a record is read years later. */
  instant: (at: Date) => string
}

/** Reads the dossier of a ticket; `undefined` when there is none. */
export async function readDossier(
  tx: Tx,
  ticketId: number,
  audience: Audience,
): Promise<Dossier | undefined> {
  const state = await readTicket(tx, ticketId)
  if (!state) return undefined
  const [messages, events, allClocks] = await Promise.all([
    tx.message.findMany({ where: { ticketId }, orderBy: { id: 'asc' } }),
    tx.auditEvent.findMany({ where: { ticketId }, orderBy: { id: 'asc' } }),
    tx.clock.findMany({ where: { ticketId }, orderBy: { id: 'asc' } }),
  ])
  const ids = [
    state.ticket.agentId,
    state.ticket.assigneeId,
    state.plan?.staffId,
    ...messages.map((message) => message.staffId),
  ].filter((id) => typeof id === 'string')
  const people = await tx.staff.findMany({ where: { id: { in: [...new Set(ids)] } } })
  const solved = allClocks.filter((clock) => clock.name === 'solved').at(-1)
  const followed = events.findLast(
    ({ kind, staffId }) => staffId !== null && (kind === 'ticket.solved' || kind === 'ticket.closed'),
  )
  return {
    state,
    messages,
    events,
    allClocks,
    people,
    planBy: people.find((person) => person.id === state.plan?.staffId)?.name ?? null,
    expectedAt: solved?.deadlineAt ?? null,
    followedUpBy: followed?.actorName ?? null,
    instant: (at) => `${dateIn(audience.timeZone, at)} ${timeIn(audience.timeZone, at)}`,
  }
}
