import type { NewDelivery } from '../outbox/enqueue.ts'
import { customerLocale } from './acts/press.ts'
import { planCard, surveyCard } from './cards/customer.ts'
import type { Saying } from './change.ts'
import type { Work } from './settle.ts'
import type { TicketState } from './state.ts'

/** What is said to the customer, in the order of their conversation. */
export function sayings(work: Work, state: TicketState, say: readonly Saying[]): NewDelivery[] {
  const { conversation, ticket } = state
  const locale = customerLocale(state)
  return say.map(({ text, by, card, attachments }) => ({
    to: { platform: conversation.platform, id: conversation.externalId },
    lane: `conversation:${conversation.id}`,
    ticketId: ticket.id,
    audience: 'customer' as const,
    message: {
      text,
      author: by
        ? {
            kind: 'agent' as const,
            name: work.translate(locale, 'desk.say.agent', { name: by.name, workNo: by.workNo }),
          }
        : { kind: 'bot' as const, name: work.playbook.company.name[locale] },
      ...(attachments ? { attachments } : {}),
      ...(card === 'survey' ? { card: surveyCard(work, state, text) } : {}),
      ...(card === 'plan' ? { card: planCard(work, state, text) } : {}),
    },
  }))
}
