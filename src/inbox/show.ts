import type { Staff } from '../generated/client.ts'
import type { Locale } from '../lib/i18n.ts'
import { timeIn } from '../lib/instant.ts'
import type { Outcome } from '../platforms/platform.ts'
import { actorOf } from '../tickets/acts/press.ts'
import { explainedClocks } from '../tickets/cards/explanation.ts'
import { channelAudience, discreet, inLocale } from '../tickets/cards/parts.ts'
import type { Work } from '../tickets/settle.ts'
import type { TicketState } from '../tickets/state.ts'
import { recordHappenings } from '../tickets/ticket.ts'

/** So many of the latest messages that hide something are shown at once. */
const shownAtOnce = 20

/** Shows one member what cards hide of a ticket: for their eyes only, and on record. */
export async function showWhole(
  work: Work,
  { ticket, customer }: TicketState,
  staff: Staff,
  locale: Locale,
): Promise<Outcome> {
  const { tx, translate, playbook, at } = work
  const messages = await tx.message.findMany({
    where: { ticketId: ticket.id },
    orderBy: { id: 'desc' },
    take: 200,
    select: { text: true, at: true },
  })
  const hiding = messages.filter(({ text }) => discreet({ playbook }, text) !== text).slice(0, shownAtOnce)
  const { timeZone } = playbook.company
  const shown = [
    ...(customer.contact
      ? [{ label: translate(locale, 'desk.record.contact'), text: customer.contact }]
      : []),
    ...hiding.toReversed().map((message) => ({ label: timeIn(timeZone, message.at), text: message.text })),
  ]
  if (shown.length === 0)
    return { status: 'refused', notice: translate(locale, 'desk.refused.nothing_hidden') }
  await recordHappenings(tx, ticket.id, [{ kind: 'personal.shown', by: actorOf(staff) }], at)
  return { status: 'done', notice: translate(locale, 'desk.done.ticket.show'), shown }
}

/** Tells one member how the running deadlines of a ticket were reckoned. */
export function showReckoning(work: Work, { clocks }: TicketState, locale: Locale): Outcome {
  const { playbook, translate, at } = work
  const shown = explainedClocks(inLocale(channelAudience(playbook, translate, at), locale), clocks)
  if (shown.length === 0) return { status: 'refused', notice: translate(locale, 'desk.refused.no_clock') }
  return { status: 'done', notice: translate(locale, 'desk.done.ticket.explain'), shown }
}
