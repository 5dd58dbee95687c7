import type { Ticket } from '../generated/client.ts'
import type { Db } from '../lib/db.ts'

/** Tickets whose number, words or customer hold the words, newest first, at most thirty. */
export async function searchTickets(db: Db, words: string): Promise<Ticket[]> {
  const contains = words.trim().slice(0, 100)
  if (contains === '') return []
  return await db.ticket.findMany({
    where: {
      OR: [
        { number: { startsWith: contains.toUpperCase() } },
        { description: { contains, mode: 'insensitive' } },
        { customer: { name: { contains, mode: 'insensitive' } } },
        { customer: { contact: contains } },
      ],
    },
    orderBy: { id: 'desc' },
    take: 30,
  })
}
