import { findByNumber } from '../tickets/find.ts'
import type { Work } from '../tickets/settle.ts'
import { type Known, readTicket } from '../tickets/state.ts'
import { takeTurns } from './arrival.ts'

/** A conversation with the ticket its matter goes on in: of a duplicate the one it was merged into. */
export async function followed({ tx }: Work, known: Known): Promise<Known> {
  const number = known.state?.ticket.duplicateOf ?? null
  const place = number === null ? undefined : await findByNumber(tx, number)
  if (!place) return known
  // What is done in the kept ticket's own conversation takes turns with this.
  await takeTurns(tx, [place])
  return { ...known, state: (await readTicket(tx, place.ticketId)) ?? null }
}
