import { may, type Rights } from '../departments/permission.ts'
import type { Card } from '../platforms/card.ts'
import {
  categoryAction,
  departmentActions,
  deskActions,
  mergeActions,
  supervisorActions,
} from '../tickets/cards/actions.ts'
import { doubtLines } from '../tickets/cards/doubts.ts'
import { type Audience, stateOf, titleOf } from '../tickets/cards/parts.ts'
import { openStatuses } from '../tickets/change.ts'
import type { TicketState } from '../tickets/state.ts'

/** The panel's card: whatever this reader may do with the ticket now, and nothing else. */
export function panelCard(audience: Audience, state: TicketState, reader: Rights): Card {
  const { ticket } = state
  const all = [
    ...deskActions(audience, state),
    ...departmentActions(audience, state),
    ...supervisorActions(audience, state),
    ...mergeActions(audience, state),
    ...(openStatuses.includes(ticket.status) ? [categoryAction(audience, [ticket.category])] : []),
  ]
  const actions = all
    .filter((action, index) => all.findIndex((other) => other.id === action.id) === index)
    .filter((action) => may(reader, action.id, ticket.department))
    .map((action) => ({ ...action, style: 'plain' as const }))
  const show = { id: 'ticket.show', label: audience.translate(audience.locale, 'desk.action.ticket.show') }
  return {
    key: `ticket:${ticket.id}:panel`,
    revision: ticket.revision,
    kind: 'ticket',
    audience: 'internal',
    title: titleOf(audience, ticket),
    ticket: ticket.number,
    state: stateOf(audience, ticket),
    facts: [],
    why: doubtLines(audience, state),
    choices: [],
    actions: may(reader, show.id, ticket.department) ? [...actions, { ...show, style: 'plain' }] : actions,
    foot: [],
  }
}
