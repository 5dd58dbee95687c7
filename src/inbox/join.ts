import { route } from '../departments/route.ts'
import { categoryGate } from '../language/understanding.ts'
import type { InboundMessage } from '../platforms/platform.ts'
import { type Priority, priorities } from '../playbook/playbook.ts'
import { answerPlan, secondRound } from '../tickets/acts/survey.ts'
import { automaticWords } from '../tickets/automatic.ts'
import { type Actor, type Change, isRefusal, openStatuses, type Voice } from '../tickets/change.ts'
import { proposeReplies, wordPlan } from '../tickets/propose.ts'
import type { Work } from '../tickets/settle.ts'
import type { TicketState } from '../tickets/state.ts'
import { matterOf } from './begin.ts'
import { customerActor } from './customer-actor.ts'
import { consent, doubted, doubtsOf, isDoubted, isSilenced, knownTo } from './doubted.ts'
import { nextStep } from './next-step.ts'
import { secretWarning } from './secret-warning.ts'
import { mergeEntities, type Understood } from './understood.ts'

/** What a message does to the ticket it joins. */
export function joinChange(
  work: Work,
  state: TicketState,
  message: InboundMessage,
  understood: Understood,
): Change {
  const by = customerActor(message)
  const meant = isDoubted(message) ? doubted(understood) : understood
  const change = speaksForNobody(message, understood)
    ? heardOnly(state)
    : meaningOf(state, understood, by, work.at)
  const sharpened = sharpen(work, state, understood, by)
  const { attachments, text, externalId } = message
  const entities = mergeEntities(state, meant)
  const { status, category, priority } = { ...state.ticket, ...sharpened.set }
  const matter = { ticket: { category, priority, entities }, customer: state.customer }
  const step = nextStep(work, { ...matter, status, plan: state.plan }, meant.intent)
  return {
    ...change,
    heard: { text, attachments, externalId, doubts: doubtsOf(message) },
    set: {
      emotion: understood.emotion,
      step,
      ...sharpened.set,
      ...change.set,
      entities,
    },
    voice: (after) =>
      voiceOf(work, after, { message, understood: meant, danger: sharpened.escalate !== undefined }),
    happened: [{ kind: 'message.received', by }, ...sharpened.happened, ...change.happened],
    ...(sharpened.leave === undefined
      ? {}
      : {
          act: 'transfer' as const,
          leave: sharpened.leave,
          start: [...(change.start ?? []), 'started' as const],
        }),
    ...(sharpened.escalate
      ? { escalate: sharpened.escalate }
      : change.escalate
        ? { escalate: change.escalate }
        : {}),
  }
}

/** Consent of somebody who is perhaps not the customer: it counts for nothing. */
const speaksForNobody = (message: InboundMessage, { intent }: Understood): boolean =>
  isDoubted(message) && consent.has(intent)

/** Words that change nothing but that somebody must read them. */
const heardOnly = ({ ticket }: TicketState): Change =>
  openStatuses.includes(ticket.status) ? { act: 'customer_writes', happened: [] } : { happened: [] }

/** The customer's yes, no, thanks or urging, as what it does to the ticket. */
function meaningOf(state: TicketState, { intent }: Understood, by: Actor, at: Date): Change {
  const { ticket, plan } = state
  const happened: Change['happened'] = []
  if (ticket.status === 'solved' || ticket.status === 'closed') {
    if (intent === 'confirms_solved' || intent === 'thanks_closing') {
      if (ticket.status === 'closed') return { happened }
      const set = { closedAt: at, step: 'closing' }
      return { act: 'close', set, stop: ['confirmed'], happened: [{ kind: 'ticket.confirmed', by }] }
    }
    const waits = intent === 'accepts' || (intent === 'adds_information' && ticket.status === 'solved')
    if (waits) return { happened }
    return secondRound(state, { happened: [{ kind: 'ticket.not_solved', by }] })
  }
  if (plan?.status === 'sent' && (intent === 'accepts' || intent === 'rejects')) {
    const change = answerPlan(state, intent === 'accepts' ? 'accepted' : 'rejected', by)
    if (!isRefusal(change)) return change
  }
  const escalate =
    intent === 'asks_human' ? { escalate: 'asks_human' } : intent === 'urges' ? { escalate: 'urged' } : {}
  return {
    act: 'customer_writes',
    happened: intent === 'urges' ? [{ kind: 'customer.urged', by }] : happened,
    ...escalate,
  }
}

/** A clearer category or a higher priority than the ticket had; unclaimed tickets move with it. */
function sharpen(work: Work, { ticket, secondOpinion }: TicketState, understood: Understood, by: Actor) {
  const { playbook } = work
  const open = openStatuses.includes(ticket.status)
  const danger = understood.priority === 'critical' && ticket.priority !== 'critical'
  const raised =
    open && priorities.indexOf(understood.priority) < priorities.indexOf(ticket.priority as Priority)
  const guess =
    ticket.otherCategory !== null || secondOpinion || ticket.category === playbook.fallbackCategory
  const clearer =
    understood.category !== ticket.category && understood.confidence.category >= categoryGate && guess
  const renamed = open && (clearer || danger)
  const { department } = route(renamed ? understood.category : ticket.category, playbook)
  const moves = renamed && department !== ticket.department && (ticket.assigneeId === null || danger)
  const settled = open && ticket.otherCategory !== null && understood.confidence.category >= categoryGate
  return {
    set: {
      ...(raised ? { priority: understood.priority } : {}),
      ...(renamed
        ? { category: understood.category, otherCategory: understood.otherCategory ?? null }
        : settled
          ? { otherCategory: null }
          : {}),
      ...(moves ? { department, assigneeId: null } : {}),
    },
    happened: [
      ...(renamed
        ? [
            {
              kind: 'ticket.renamed',
              by,
              from: `category.${ticket.category}`,
              to: `category.${understood.category}`,
            },
          ]
        : []),
      ...(raised
        ? [
            {
              kind: 'ticket.reprioritised',
              by,
              from: `priority.${ticket.priority}`,
              to: `priority.${understood.priority}`,
            },
          ]
        : []),
    ],
    leave: moves ? ticket.department : undefined,
    escalate: danger ? 'critical' : undefined,
  }
}

/** A plan waiting to be sent stays the proposal; else fresh replies to the fresh words. */
function voiceOf(
  work: Work,
  after: TicketState,
  { message, understood, danger }: { message: InboundMessage; understood: Understood; danger: boolean },
): Voice {
  const { plan, ticket } = after
  const safety = [
    ...(danger && !isSilenced(message)
      ? [automaticWords(after, work, 'greeting', work.at, understood.tone)]
      : []),
    ...secretWarning(work, after, message),
  ]
  if (plan?.status === 'proposed')
    return { say: safety, suggest: wordPlan(after, work, { planId: plan.id, text: plan.text }, work.at) }
  if (ticket.status === 'closed') return { say: safety }
  const told = knownTo(message, after, understood)
  return { say: safety, suggest: proposeReplies(told, work, matterOf(after, understood), work.at) }
}
