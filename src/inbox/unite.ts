import { moveConversations } from '../conversations/conversation.ts'
import { claimContacts, contactsOf, isNews, removeCustomers, uniteCustomers } from '../customers/contact.ts'
import type { Customer } from '../generated/client.ts'
import type { InboundMessage } from '../platforms/platform.ts'
import { openStatuses } from '../tickets/change.ts'
import { bot } from '../tickets/opinion.ts'
import type { Work } from '../tickets/settle.ts'
import { moveTickets, recordTrail } from '../tickets/ticket.ts'
import { takeTurns } from './arrival.ts'
import { isDoubted } from './doubted.ts'

/**
 * Whoever has the same contact, which the platforms vouch for, is the same customer: the elder one has the tickets,
 * accounts and conversations of both. Returns who the customer is then; `undefined` where nothing changed.
 */
export async function unite(
  work: Work,
  customer: Customer,
  message: InboundMessage,
): Promise<Customer | undefined> {
  const { tx, at } = work
  const contacts = contactsOf(message.from)
  if (contacts.length === 0 || isDoubted(message)) return undefined
  if (!(await isNews(tx, customer, message))) return undefined
  const found = await claimContacts(tx, customer.id, contacts, at)
  if (found.length === 0) return undefined
  // What is said and done elsewhere about either of them takes turns with this.
  const places = await tx.conversation.findMany({ where: { customerId: { in: [customer.id, ...found] } } })
  await takeTurns(tx, places)
  const others = await claimContacts(tx, customer.id, contacts, at)
  if (others.length === 0) return undefined
  const { elder, younger } = await uniteCustomers(tx, [customer.id, ...others])
  const gone = younger.map(({ id }) => id)
  await moveConversations(tx, gone, elder.id)
  const moved = await moveTickets(tx, gone, elder.id)
  await removeCustomers(tx, gone)
  const open = await tx.ticket.findMany({
    where: { customerId: elder.id, status: { in: [...openStatuses] } },
    select: { id: true },
  })
  const told = new Set([...moved, ...open.map(({ id }) => id)])
  await recordTrail(
    tx,
    [...told].map((ticketId) => ({ kind: 'customer.united', by: bot, ticketId })),
    at,
  )
  return elder
}
