import { readRoster } from '../departments/duty/read.ts'
import { route } from '../departments/route.ts'
import { dateIn } from '../lib/instant.ts'
import type { InboundMessage } from '../platforms/platform.ts'
import { categoryOf, type Step } from '../playbook/playbook.ts'
import { unattended } from '../tickets/cards/duty.ts'
import { alarm, type Change, type Happening } from '../tickets/change.ts'
import { openingClocks } from '../tickets/clocks.ts'
import { openTicket } from '../tickets/open.ts'
import { type Matter, proposeReplies } from '../tickets/propose.ts'
import type { Work } from '../tickets/settle.ts'
import type { Known, TicketState } from '../tickets/state.ts'
import { customerActor } from './customer-actor.ts'
import { doubted, doubtsOf, isDoubted, isSilenced, knownTo } from './doubted.ts'
import { nextStep } from './next-step.ts'
import { openingWords } from './opening-words.ts'
import { secretWarning } from './secret-warning.ts'
import { mergeEntities, type Understood } from './understood.ts'
import { waitOf } from './wait.ts'

/** Opens a ticket for a message: greeting, clocks, suggestion and routing follow from its change. */
export async function beginTicket(
  work: Work,
  known: Known,
  message: InboundMessage,
  found: Understood,
): Promise<{ state: TicketState; change: Change }> {
  const understood = isDoubted(message) ? doubted(found) : found
  const { playbook, at } = work
  const { conversation, customer, history, state: former } = known
  const { department, supervised } = route(understood.category, playbook)
  const roster = await readRoster(work.tx, playbook, at)
  const wait = waitOf(playbook, { roster, platform: message.platform, at })
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
      ...wait,
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
  const { text, attachments } = message
  const words = { messageId: 0, text, attachments, doubts: doubtsOf(message) }
  const state: TicketState = {
    ticket,
    conversation,
    customer,
    words,
    history: earlier,
    ...nothingYet,
  }
  return { state, change: { ...openingChange(work, message, understood), roster } }
}

function openingChange(work: Work, message: InboundMessage, understood: Understood): Change {
  const { at } = work
  const { text, attachments, externalId } = message
  return {
    heard: { text, attachments, externalId, doubts: doubtsOf(message) },
    start: openingClocks,
    voice: (after) => ({
      say: isSilenced(message)
        ? []
        : [openingWords(work, after, message, understood.tone), ...secretWarning(work, after, message)],
      suggest: proposeReplies(knownTo(message, after, understood), work, matterOf(after, understood), at),
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
export const matterOf = (after: TicketState, { read, tone, intent }: Understood): Matter => ({
  text: read,
  tone,
  intent,
  step: after.ticket.step as Step,
})
