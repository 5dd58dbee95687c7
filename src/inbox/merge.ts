import { moveMessages } from '../conversations/message.ts'
import type { InboundAction } from '../platforms/platform.ts'
import { merge } from '../tickets/acts/merge.ts'
import type { Press } from '../tickets/acts/press.ts'
import type { Refusal } from '../tickets/change.ts'
import { findByNumber, type TicketPlace } from '../tickets/find.ts'
import { settle, type Work } from '../tickets/settle.ts'
import { readTicket, type TicketState } from '../tickets/state.ts'
import { redirectDuplicates } from '../tickets/ticket.ts'

/** The ticket that a press names besides its own: what happens to both takes turns. */
export async function findOther(
  { tx }: Work,
  { action, values }: InboundAction,
): Promise<TicketPlace | undefined> {
  return action === 'ticket.merge' ? await findByNumber(tx, (values.into ?? '').trim()) : undefined
}

/** 合并: the pressed ticket ends as a duplicate, and the other has its messages. */
export async function pressMerge(
  work: Work,
  state: TicketState,
  other: TicketPlace | undefined,
  press: Press,
): Promise<Refusal | { done?: string }> {
  const { tx } = work
  const into = other && (await readTicket(tx, other.ticketId))
  if (!into) return { refused: 'merge.unknown' }
  const merged = merge(state, into, press, work)
  if ('refused' in merged) return merged
  await settle(work, state, merged.duplicate)
  await moveMessages(tx, state.ticket.id, into.ticket.id)
  await redirectDuplicates(tx, state.ticket.number, into.ticket.number)
  // With the messages of both.
  const kept = await readTicket(tx, into.ticket.id)
  if (kept) await settle(work, kept, merged.kept)
  return {}
}
