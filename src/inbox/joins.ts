import { categoryGate, type Understanding } from '../language/understanding.ts'
import type { Intent } from '../playbook/playbook.ts'
import { deskCalendar } from '../sla/calendars.ts'
import { deadlineOf } from '../sla/deadline.ts'
import type { Work } from '../tickets/settle.ts'
import type { TicketState } from '../tickets/state.ts'

/**
 * Whether a message belongs to the conversation's latest ticket. An open ticket
 * takes it; a solved or closed one unless it is plainly another matter, a closed
 * one only for as long as the playbook lets it be reopened.
 */
export function joins(
  { playbook, at }: Pick<Work, 'playbook' | 'at'>,
  state: TicketState,
  understood: Understanding,
): boolean {
  const { ticket } = state
  if (ticket.status !== 'solved' && ticket.status !== 'closed') return true
  const closedAt = ticket.closedAt ?? ticket.solvedAt
  if (ticket.status === 'closed' && closedAt) {
    if (at > deadlineOf(deskCalendar(playbook), closedAt, playbook.reopenWithin)) return false
  }
  const sure = understood.confidence.category >= categoryGate
  const other =
    sure && understood.category !== ticket.category && understood.category !== playbook.fallbackCategory
  return !(other && !aboutTheResult.has(understood.intent))
}

/** What can only be said of the matter that was just solved, whatever words it takes. */
const aboutTheResult: ReadonlySet<Intent> = new Set([
  'accepts',
  'rejects',
  'confirms_solved',
  'not_solved',
  'thanks_closing',
])
