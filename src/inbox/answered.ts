import { timeIn } from '../lib/instant.ts'
import { enqueue } from '../outbox/enqueue.ts'
import type { Card } from '../platforms/card.ts'
import type { Address, InboundAction } from '../platforms/platform.ts'
import type { Press } from '../tickets/acts/press.ts'
import { posting } from '../tickets/cards/set.ts'
import type { Work } from '../tickets/settle.ts'
import type { TicketState } from '../tickets/state.ts'

/** A reminder that was acted on says who did what when, and asks for nothing more. */
export async function showAnswered(
  work: Work,
  state: TicketState,
  press: Press,
  action: InboundAction,
): Promise<void> {
  const shown = await work.tx.delivery.findFirst({
    where: { cardKey: press.card.key, ticketId: state.ticket.id },
    orderBy: { seq: 'desc' },
  })
  const card = (shown?.payload as { card?: Card } | undefined)?.card
  if (!shown || !card) return
  const { locale, timeZone } = work.playbook.company
  const foot = work.translate(locale, 'desk.reminder.answered', {
    name: press.actor.name,
    time: timeIn(timeZone, work.at),
    action: work.translate(locale, `desk.action.${action.action}`),
  })
  const to: Address = { platform: shown.platform, id: shown.address }
  // Whoever knows of it has yet to do it.
  const left =
    action.action === 'reminder.acknowledge' ? card.actions.filter(({ id }) => id !== action.action) : []
  const answered: Card = { ...card, revision: card.revision + 1, actions: left, foot: [...card.foot, foot] }
  await enqueue(work.tx, [posting(work, state, to, answered)], work.at)
}
