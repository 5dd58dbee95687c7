import type { Card } from '../../platforms/card.ts'
import { categoryOf, departmentOf } from '../../playbook/playbook.ts'
import { openStatuses } from '../change.ts'
import type { TicketState } from '../state.ts'
import { categoryAction, departmentActions, deskActions, mergeActions, supervisorActions } from './actions.ts'
import { doubtLines } from './doubts.ts'
import {
  type Audience,
  discreet,
  factsOf,
  historyLine,
  isLate,
  opinionLine,
  quoteOf,
  stateOf,
  titleOf,
} from './parts.ts'

/** The ticket in the agents' channel. */
export function deskCard(audience: Audience, state: TicketState): Card {
  const card = ticketCard(audience, state, 'desk')
  return { ...card, actions: deskActions(audience, state), ...more(audience, state) }
}

/** 合并 · 定类别, while there is something left to do. */
function more(audience: Audience, state: TicketState): Pick<Card, 'more'> {
  if (!openStatuses.includes(state.ticket.status)) return {}
  const actions = deskActions(audience, state)
  const others = [...mergeActions(audience, state), categoryAction(audience, [state.ticket.category])]
  return { more: others.filter(({ id }) => !actions.some((one) => one.id === id)) }
}

/** The ticket in its department's channel: the task, the deadline, the customer's words, what to do. */
export function departmentCard(audience: Audience, state: TicketState): Card {
  const { ticket } = state
  const task = audience.translate(audience.locale, 'desk.task', {
    category: categoryOf(audience.playbook, ticket.category).name[audience.locale],
    step: audience.translate(audience.locale, `desk.step.${ticket.step}`),
  })
  const card = ticketCard(audience, state, `department:${ticket.department}`)
  return { ...card, why: [task, ...card.why], actions: departmentActions(audience, state) }
}

/** The card left behind in a department the ticket went away from. */
export function leftCard(audience: Audience, state: TicketState, department: string): Card {
  const to = departmentOf(audience.playbook, state.ticket.department)?.name[audience.locale] ?? ''
  const label = audience.translate(audience.locale, 'desk.status.left', { department: to })
  const card = ticketCard(audience, state, `department:${department}`)
  return { ...card, state: { tone: 'filed', mark: '⚪', label }, facts: [], foot: [], actions: [] }
}

/** The ticket before the supervisors, with the reason it came to them. */
export function supervisorCard(audience: Audience, state: TicketState, reason: string): Card {
  const card = ticketCard(audience, state, 'supervisors')
  const why = [
    audience.translate(audience.locale, `desk.escalation.${reason}`),
    ...doubtLines(audience, state),
  ]
  return { ...card, kind: 'supervisor', why, actions: supervisorActions(audience, state) }
}

function ticketCard(audience: Audience, state: TicketState, place: string): Card {
  const { ticket } = state
  return {
    key: `ticket:${ticket.id}:${place}`,
    revision: ticket.revision,
    kind: 'ticket',
    audience: 'internal',
    title: titleOf(audience, ticket),
    ticket: ticket.number,
    state: stateOf(audience, ticket, isLate(state, audience.at)),
    facts: factsOf(audience, state),
    quote: quoteOf(audience, state),
    why: [
      ...mergedLine(audience, state),
      ...doubtLines(audience, state),
      ...opinionLine(audience, state),
      ...planLine(audience, state),
    ],
    choices: [],
    actions: [],
    foot: [historyLine(audience, state)],
  }
}

function mergedLine({ translate, locale }: Audience, { ticket: { duplicateOf } }: TicketState): string[] {
  return duplicateOf === null ? [] : [translate(locale, 'desk.mergedInto', { number: duplicateOf })]
}

function planLine(audience: Audience, { plan }: TicketState): string[] {
  if (!plan) return []
  const status = audience.translate(audience.locale, `desk.planStatus.${plan.status}`)
  return [
    audience.translate(audience.locale, 'desk.planLine', { status, text: discreet(audience, plan.text) }),
  ]
}
