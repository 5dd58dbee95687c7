import { findByNumber } from '../tickets/find.ts'
import type { Work } from '../tickets/settle.ts'
import { type Known, readTicket } from '../tickets/state.ts'
import { takeTurns } from './arrival.ts'

/**
 * A conversation with the ticket its matter goes on in: of a duplicate the one it was merged into, and so on, should
 * that one be merged while its turn is waited for.
 */
export async function followed({ tx }: Work, known: Known): Promise<Known> {
  let { state } = known
  while (state?.ticket.duplicateOf) {
    const place = await findByNumber(tx, state.ticket.duplicateOf)
    if (!place) break
    // What is done in the kept ticket's own conversation takes turns with this.
    await takeTurns(tx, [place])
    state = (await readTicket(tx, place.ticketId)) ?? null
  }
  return { ...known, state }
}
