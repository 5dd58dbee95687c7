import type { Customer, Ticket } from '../generated/client.ts'
import type { Db, Tx } from '../lib/db.ts'

/** A ticket that was found, and whose it is. */
export type FoundTicket = Ticket & { customer: Pick<Customer, 'name' | 'contact'> }

/** Tickets of these departments whose number, words or customer hold the words, newest first, at most thirty. */
export async function searchTickets(
  db: Db | Tx,
  words: string,
  departments: readonly string[],
): Promise<FoundTicket[]> {
  // To PostgreSQL's LIKE these are wildcards; to a person they are letters.
  const contains = words
    .trim()
    .slice(0, 100)
    .replaceAll(/[\\%_]/g, '\\$&')
  if (contains === '') return []
  return await db.ticket.findMany({
    where: {
      department: { in: [...departments] },
      OR: [
        { number: { startsWith: contains.toUpperCase() } },
        { description: { contains, mode: 'insensitive' } },
        { customer: { name: { contains, mode: 'insensitive' } } },
        { customer: { contact: words.trim() } },
      ],
    },
    orderBy: { id: 'desc' },
    take: 30,
    include: { customer: { select: { name: true, contact: true } } },
  })
}
