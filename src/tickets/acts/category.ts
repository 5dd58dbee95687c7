import { route } from '../../departments/route.ts'
import type { Suggestion } from '../../generated/client.ts'
import type { Step, Tone } from '../../playbook/playbook.ts'
import { openStatuses } from '../change.ts'
import { type Matter, proposeReplies } from '../propose.ts'
import type { TicketState } from '../state.ts'
import { type ActOf, entered } from './press.ts'

/** 定类别: an agent says what it is. Clocks get its targets; a ticket nobody holds goes to its department. */
export const recategorise: ActOf = (state, press, house) => {
  const { ticket, suggestion } = state
  const { playbook } = house
  const { at } = press
  if (!openStatuses.includes(ticket.status)) return { refused: `status.${ticket.status}` }
  const category = playbook.categories.find(({ code }) => code === entered(press, 'category'))
  if (!category) return { refused: 'no_such_category' }
  if (category.code === ticket.category && ticket.otherCategory === null) return { refused: 'same_category' }
  const { department, supervised } = route(category.code, playbook)
  // What was proposed for the guess is proposed anew.
  const waiting = suggestion?.planId === null ? suggestion : null
  const moves = department !== ticket.department && ticket.assigneeId === null
  return {
    ...(moves ? { act: 'transfer' as const, leave: ticket.department, start: ['started' as const] } : {}),
    set: {
      category: category.code,
      otherCategory: null,
      ...(moves ? { department, assigneeId: null } : {}),
    },
    ...(waiting
      ? { voice: (after) => ({ suggest: proposeReplies(after, house, again(waiting, after), at) }) }
      : {}),
    happened: [
      {
        kind: 'ticket.renamed',
        by: press.actor,
        from: `category.${ticket.category}`,
        to: `category.${category.code}`,
      },
    ],
    ...(supervised ? { escalate: 'supervised' } : {}),
  }
}

/** The same words, now known to be of another category. */
const again = ({ tone, step }: Suggestion, { words, ticket }: TicketState): Matter => ({
  text: words?.text ?? ticket.description,
  tone: tone as Tone,
  step: step as Step,
})
