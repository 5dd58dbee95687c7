import { route } from '../../departments/route.ts'
import type { Suggestion } from '../../generated/client.ts'
import { toneOf } from '../../language/tone.ts'
import type { Emotion, Priority, Step } from '../../playbook/playbook.ts'
import { type Change, openStatuses } from '../change.ts'
import { type Matter, proposeReplies } from '../propose.ts'
import type { TicketState } from '../state.ts'
import { type ActOf, entered, type House } from './press.ts'

/** 定类别: an agent says what it is. Clocks get its targets; a ticket nobody holds goes to its department. */
export const recategorise: ActOf = (state, press, house) => {
  const { ticket } = state
  const { playbook } = house
  if (!openStatuses.includes(ticket.status)) return { refused: `status.${ticket.status}` }
  const category = playbook.categories.find(({ code }) => code === entered(press, 'category'))
  if (!category) return { refused: 'no_such_category' }
  const open = ticket.otherCategory !== null || state.secondOpinion
  if (category.code === ticket.category && !open) return { refused: 'same_category' }
  const [from, to] = [`category.${ticket.category}`, `category.${category.code}`]
  return {
    ...categorised(state, house, { category: category.code, at: press.at }),
    happened: [{ kind: 'ticket.renamed', by: press.actor, from, to }],
  }
}

/** What follows from its category being known, whoever knows it. */
export function categorised(
  { ticket, suggestion }: TicketState,
  house: House,
  { category, at }: { category: string; at: Date },
): Omit<Change, 'happened'> {
  const { department, supervised } = route(category, house.playbook)
  // What was proposed for the guess is proposed anew.
  const waiting = suggestion?.planId === null ? suggestion : null
  const moves = department !== ticket.department && ticket.assigneeId === null
  return {
    ...(moves ? { act: 'transfer' as const, leave: ticket.department, start: ['started' as const] } : {}),
    set: {
      category,
      otherCategory: null,
      ...(moves ? { department, assigneeId: null } : {}),
    },
    ...(waiting
      ? { voice: (after) => ({ suggest: proposeReplies(after, house, again(waiting, after), at) }) }
      : {}),
    ...(supervised ? { escalate: 'supervised' } : {}),
  }
}

/** The same words, now known to be of another category. */
function again({ step }: Suggestion, { words, ticket }: TicketState): Matter {
  const text = words?.text ?? ticket.description
  const { category, priority, emotion } = ticket
  const tone = toneOf({ category, priority: priority as Priority, emotion: emotion as Emotion }, text)
  return { text, tone, step: step as Step }
}
