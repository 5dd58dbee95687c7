import { recordReturned } from '../outbox/undelivered.ts'
import type { InboundUndelivered, Outcome } from '../platforms/platform.ts'
import { bot } from '../tickets/opinion.ts'
import type { Work } from '../tickets/settle.ts'
import { recordHappenings } from '../tickets/ticket.ts'

/** A message of ours came back: the desk is shown it, and its ticket's trail says so. What was never sent is ignored. */
export async function fromUndelivered(work: Work, undelivered: InboundUndelivered): Promise<Outcome> {
  const returned = await recordReturned(work.tx, work, undelivered, work.at)
  if (!returned) return { status: 'ignored' }
  const { ticketId, reason, said } = returned
  if (ticketId === null) return { status: 'done' }
  const happened = { kind: 'reply.undelivered', by: bot, to: `undelivered.${reason}` }
  await recordHappenings(work.tx, ticketId, [said === '' ? happened : { ...happened, note: said }], work.at)
  return { status: 'done' }
}
