import { dateIn } from '../lib/instant.ts'
import { route } from '../departments/route.ts'
import { isOpen } from '../sla/calendar.ts'
import { deskCalendar } from '../sla/calendars.ts'
import { categoryOf } from '../playbook/playbook.ts'
import type { InboundMessage } from '../platforms/platform.ts'
import { automaticWords } from '../tickets/automatic.ts'
import type { Change } from '../tickets/change.ts'
import { openingClocks } from '../tickets/clocks.ts'
import { openTicket } from '../tickets/open.ts'
import { proposeReplies } from '../tickets/propose.ts'
import { stillMissing } from '../tickets/slots.ts'
import type { Known, TicketState } from '../tickets/state.ts'
import { stepOf } from '../tickets/step.ts'
import type { Work } from '../tickets/settle.ts'
import { customerActor } from './customer-actor.ts'
import { mergeEntities, type Understood } from './understood.ts'

/** Opens a ticket for a message: greeting, clocks, suggestion and routing follow from its change. */
export async function beginTicket(
  work: Work,
  known: Known,
  message: InboundMessage,
  understood: Understood,
): Promise<{ state: TicketState; change: Change }> {
  const { playbook, at } = work
  const { conversation, customer, history, state: former } = known
  const { department, supervised } = route(understood.category, playbook)
  const leftMessage = !isOpen(deskCalendar(playbook), at)
  const ticket = await openTicket(
    work.tx,
    {
      conversationId: conversation.id,
      customerId: customer.id,
      category: understood.category,
      otherCategory: understood.otherCategory ?? null,
      priority: understood.priority,
      emotion: understood.emotion,
      step: 'opening',
      department,
      description: message.text,
      entities: mergeEntities(null, understood.entities),
      leftMessage,
    },
    {
      prefix: categoryOf(playbook, understood.category).number,
      day: dateIn(playbook.company.timeZone, at).replaceAll('-', ''),
    },
    at,
  )
  const earlier = former
    ? { count: history.count + 1, latest: [former.ticket, ...history.latest].slice(0, 3) }
    : history
  const words = { messageId: 0, text: message.text, attachments: message.attachments }
  const state: TicketState = {
    ticket, conversation, customer, clocks: [], plan: null, suggestion: null, words, said: null, people: [], history: earlier,
  }
  return { state, change: openingChange(work, message, understood, { leftMessage, supervised }) }
}

function openingChange(
  work: Work,
  message: InboundMessage,
  understood: Understood,
  { leftMessage, supervised }: { leftMessage: boolean; supervised: boolean },
): Change {
  const { at } = work
  const by = customerActor(message)
  const escalate = understood.priority === 'critical' ? 'critical' : supervised ? 'supervised' : undefined
  return {
    heard: { text: message.text, attachments: message.attachments, externalId: message.externalId },
    start: openingClocks,
    voice: (after) => ({
      // Danger is answered with what to do, whatever the hour.
      say: [automaticWords(after, work, leftMessage && after.ticket.priority !== 'critical' ? 'left_message' : 'greeting', at, understood.tone)],
      suggest: proposeReplies(after, work, matterOf(work, after, message, understood), at),
    }),
    happened: [
      { kind: 'ticket.opened', by, to: `category.${understood.category}` },
      { kind: 'ticket.routed', by: { kind: 'bot', name: '', staffId: null }, to: `department.${route(understood.category, work.playbook).department}` },
    ],
    ...(escalate ? { escalate } : {}),
  }
}

/** What the next reply answers, at which step, in which tone. */
export function matterOf(work: Work, after: TicketState, message: InboundMessage, understood: Understood) {
  const { plan, ticket } = after
  const step = stepOf({
    status: ticket.status,
    unclear: ticket.category === work.playbook.fallbackCategory,
    missing: stillMissing(after, work),
    plan: plan === null || plan.status === 'rejected' || plan.status === 'withdrawn' ? 'none' : plan.status,
    intent: understood.intent,
  })
  return { text: message.text, tone: understood.tone, step }
}
