import { timeIn } from '../lib/instant.ts'
import { enqueue } from '../outbox/enqueue.ts'
import type { Card } from '../platforms/card.ts'
import type { InboundAction } from '../platforms/platform.ts'
import { postingOf } from '../tickets/cards/set.ts'
import type { Work } from '../tickets/settle.ts'

/** A reminder, or a list of them, that was acted on says who did what when, and asks for nothing more. */
export async function showAnswered(
  work: Work,
  { name }: { name: string },
  { card: { key }, action }: InboundAction,
): Promise<void> {
  const { tx, at, playbook, translate } = work
  const shown = await tx.delivery.findFirst({ where: { cardKey: key }, orderBy: { seq: 'desc' } })
  const card = (shown?.payload as { card?: Card } | undefined)?.card
  if (!shown || !card) return
  const { locale, timeZone } = playbook.company
  const foot = translate(locale, 'desk.reminder.answered', {
    name,
    time: timeIn(timeZone, at),
    action: translate(locale, `desk.action.${action}`),
  })
  // Whoever knows of it has yet to do it.
  const actions = action === 'reminder.acknowledge' ? card.actions.filter(({ id }) => id !== action) : []
  const answered: Card = { ...card, revision: card.revision + 1, actions, foot: [...card.foot, foot] }
  const { platform, address, lane, ticketId } = shown
  await enqueue(tx, [{ ...postingOf(work, { platform, id: address }, answered), lane, ticketId }], at)
}
