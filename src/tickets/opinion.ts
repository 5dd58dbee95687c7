import type { Opinion } from '../language/opinion-answer.ts'
import { priorityOf } from '../language/priority.ts'
import { type Emotion, emotions, type Playbook, type Priority, priorities } from '../playbook/playbook.ts'
import { categorised } from './acts/category.ts'
import type { House } from './acts/press.ts'
import type { Actor, Change, Refusal } from './change.ts'
import type { TicketState } from './state.ts'

/** How sure a language model must be: of one of the two that the rules thought likely, and of any other. */
const gates = { likely: 0.8, other: 0.9 }

/** The program, as the audit trail names it. */
export const bot: Actor = { kind: 'bot', name: '', staffId: null }

/** What a category alone says of the priority. */
const priorityFrom = (category: string, text = ''): Priority =>
  priorityOf(text, { category, danger: false, urgency: 0 }).priority

/** The categories that are danger: about these nobody's opinion is asked. */
export const dangerous = ({ categories }: Pick<Playbook, 'categories'>): string[] =>
  categories.map(({ code }) => code).filter((code) => priorityFrom(code) === 'critical')

/** Whether a ticket's category is still open to an opinion: unsure, no danger, and nobody has asked the customer. */
export const isUnsure = ({ ticket }: TicketState, playbook: Pick<Playbook, 'categories'>): boolean =>
  ticket.otherCategory !== null &&
  (ticket.status === 'unclaimed' || ticket.status === 'in_progress') &&
  ticket.priority !== 'critical' &&
  !dangerous(playbook).includes(ticket.category)

/**
 * What a language model's opinion does to an unsure ticket, if it is sure enough: its category is known, and
 * the rules are the floor below which neither the priority nor how upset the customer is can fall.
 */
export function opinionChange(
  state: TicketState,
  house: House,
  { opinion, model, at }: { opinion: Opinion; model: string; at: Date },
): Change | Refusal {
  const { ticket, words } = state
  const { category, confidence } = opinion
  const likely = category === ticket.category || category === ticket.otherCategory
  if (confidence < (likely ? gates.likely : gates.other)) return { refused: 'unsure' }
  const change = categorised(state, house, { category, at })
  const floor = priorityFrom(category, words?.text ?? ticket.description)
  const before = ticket.priority as Priority
  const priority = earliest(priorities, [before, opinion.priority, floor])
  const emotion = earliest(emotions, [ticket.emotion as Emotion, opinion.emotion])
  const rose = priority !== before
  return {
    ...change,
    set: { ...change.set, priority, emotion },
    ...(rose && priority === 'critical' ? { escalate: 'critical' } : {}),
    happened: [
      {
        kind: 'opinion.given',
        by: bot,
        from: `category.${ticket.category}`,
        to: `category.${category}`,
        note: `${model} ${confidence}`,
      },
      ...(rose
        ? [{ kind: 'ticket.reprioritised', by: bot, from: `priority.${before}`, to: `priority.${priority}` }]
        : []),
    ],
  }
}

/** The one of `values` that comes first in `order`: the gravest. */
function earliest<T>(order: readonly T[], values: readonly T[]): T {
  const [first] = values.toSorted((one, other) => order.indexOf(one) - order.indexOf(other))
  return first as T
}
