import { readRoster } from '../departments/duty/read.ts'
import { route } from '../departments/route.ts'
import { dateIn } from '../lib/instant.ts'
import type { InboundMessage } from '../platforms/platform.ts'
import { categoryOf, type Step } from '../playbook/playbook.ts'
import { isOpen } from '../sla/calendar.ts'
import { deskCalendar } from '../sla/calendars.ts'
import { automaticWords } from '../tickets/automatic.ts'
import { unattended } from '../tickets/cards/duty.ts'
import { alarm, type Change, type Happening } from '../tickets/change.ts'
import { openingClocks } from '../tickets/clocks.ts'
import { openTicket } from '../tickets/open.ts'
import { type Matter, proposeReplies } from '../tickets/propose.ts'
import type { Work } from '../tickets/settle.ts'
import type { Known, TicketState } from '../tickets/state.ts'
import { customerActor } from './customer-actor.ts'
import { isLeftMessage } from './left-message.ts'
import { nextStep } from './next-step.ts'
import { secretWarning } from './secret-warning.ts'
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
  const roster = await readRoster(work.tx, playbook, at)
  const leftMessage = isLeftMessage(playbook, { roster, platform: message.platform, at })
  const entities = mergeEntities(null, understood)
  const { category, priority, intent } = understood
  const escalation = priority === 'critical' ? 'critical' : supervised ? 'supervised' : null
  const step = nextStep(work, { ticket: { category, priority, entities }, customer }, intent)
  const ticket = await openTicket(
    work.tx,
    {
      conversationId: conversation.id,
      customerId: customer.id,
      category: understood.category,
      otherCategory: understood.otherCategory ?? null,
      priority: understood.priority,
      emotion: understood.emotion,
      step,
      department,
      description: message.text,
      entities,
      leftMessage,
      // Somebody is there although the desk is closed: they answer as on any day.
      attended: !leftMessage && !isOpen(deskCalendar(playbook, message.platform), at),
      escalation,
    },
    {
      prefix: categoryOf(playbook, understood.category).number,
      day: dateIn(playbook.company.timeZone, at).replaceAll('-', ''),
      happened: [
        ...opened(work, message, understood),
        ...(unattended({ priority, status: 'unclaimed', department }, roster, at) ? [alarm(department)] : []),
      ],
    },
    at,
  )
  const earlier = former
    ? { count: history.count + 1, latest: [former.ticket, ...history.latest].slice(0, 3) }
    : history
  const words = { messageId: 0, text: message.text, attachments: message.attachments }
  const state: TicketState = {
    ticket,
    conversation,
    customer,
    words,
    history: earlier,
    ...nothingYet,
  }
  return { state, change: { ...openingChange(work, message, understood, { leftMessage }), roster } }
}

function openingChange(
  work: Work,
  message: InboundMessage,
  understood: Understood,
  { leftMessage }: { leftMessage: boolean },
): Change {
  const { at } = work
  return {
    heard: { text: message.text, attachments: message.attachments, externalId: message.externalId },
    start: openingClocks,
    voice: (after) => ({
      // Danger is answered with what to do, whatever the hour.
      say: [
        automaticWords(
          after,
          work,
          leftMessage && after.ticket.priority !== 'critical' ? 'left_message' : 'greeting',
          at,
          understood.tone,
        ),
        ...secretWarning(work, after, message),
      ],
      suggest: proposeReplies(after, work, matterOf(after, message, understood), at),
    }),
    // Written with the ticket.
    happened: [],
  }
}

/** How a ticket's trail begins. */
const opened = ({ playbook }: Work, message: InboundMessage, { category }: Understood): Happening[] => [
  { kind: 'ticket.opened', by: customerActor(message), to: `category.${category}` },
  {
    kind: 'ticket.routed',
    by: { kind: 'bot', name: '', staffId: null },
    to: `department.${route(category, playbook).department}`,
  },
]

const nothingYet = {
  clocks: [],
  plan: null,
  suggestion: null,
  said: null,
  people: [],
  secondOpinion: false,
}

/** What the next reply answers, at which step, in which tone. */
export const matterOf = (
  after: TicketState,
  { text }: InboundMessage,
  { tone, intent }: Understood,
): Matter => ({
  text,
  tone,
  intent,
  step: after.ticket.step as Step,
})
