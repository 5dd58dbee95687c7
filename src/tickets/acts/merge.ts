import { toneOf } from '../../language/tone.ts'
import { type Emotion, type Priority, priorities, type Step } from '../../playbook/playbook.ts'
import { type Change, openStatuses, type Refusal } from '../change.ts'
import { type Matter, proposeReplies } from '../propose.ts'
import type { TicketState } from '../state.ts'
import type { House, Press } from './press.ts'
import { withdrawnPlan } from './survey.ts'

/** What a merge does to both tickets; the kept one is changed once the other's messages are its own. */
export interface Merge {
  duplicate: Change
  kept: Change
}

/** 合并: the ticket is a duplicate of another open one of the same customer, which goes on with the messages of both. */
export function merge(
  state: TicketState,
  into: TicketState,
  press: Pick<Press, 'actor' | 'at'>,
  house: House,
): Merge | Refusal {
  const { ticket } = state
  if (!openStatuses.includes(ticket.status)) return { refused: `status.${ticket.status}` }
  const { number } = into.ticket
  if (into.ticket.id === ticket.id) return { refused: 'merge.itself' }
  if (into.customer.id !== state.customer.id) return { refused: 'merge.other_customer', values: { number } }
  if (!openStatuses.includes(into.ticket.status)) return { refused: 'merge.over', values: { number } }
  const elsewhere = into.conversation.id === state.conversation.id ? '' : '_elsewhere'
  return {
    duplicate: {
      act: 'merge',
      set: { duplicateOf: number, resultCode: 'duplicate', closedAt: press.at, step: 'closing' },
      stop: ['revisit'],
      ...withdrawnPlan(state),
      happened: [{ kind: 'ticket.merged', by: press.actor, to: number }],
    },
    kept: {
      ...goingOn(state, into, house, press.at),
      happened: [{ kind: `ticket.merged_in${elsewhere}`, by: press.actor, from: ticket.number }],
    },
  }
}

/** What the kept ticket takes over: facts, the higher priority, and the newer words, which want an answer. */
function goingOn(
  { ticket, words }: TicketState,
  into: TicketState,
  house: House,
  at: Date,
): Omit<Change, 'happened'> {
  const rank = ({ priority }: { priority: string }): number => priorities.indexOf(priority as Priority)
  const raised = rank(ticket) < rank(into.ticket)
  const newer = isNewer(words, into.words)
  // A plan waiting to be sent stays the proposal.
  const asks = newer && into.plan?.status !== 'proposed'
  return {
    ...(newer ? { act: 'customer_writes' as const } : {}),
    set: {
      entities: together(into.ticket.entities, ticket.entities),
      ...(raised ? { priority: ticket.priority } : {}),
    },
    ...(raised && ticket.priority === 'critical' ? { escalate: 'critical' } : {}),
    ...(asks ? { voice: (after) => ({ suggest: proposeReplies(after, house, matterOf(after), at) }) } : {}),
  }
}

/** Whether the customer said these words later. */
const isNewer = (one: TicketState['words'], other: TicketState['words']): boolean =>
  one !== null && one.messageId > (other?.messageId ?? 0)

function matterOf({ ticket, words }: TicketState): Matter {
  const text = words?.text ?? ticket.description
  const { category, priority, emotion, step } = ticket
  const tone = toneOf({ category, priority: priority as Priority, emotion: emotion as Emotion }, text)
  return { text, tone, step: step as Step }
}

type Entities = TicketState['ticket']['entities']

function together(own: Entities, other: Entities): Record<string, string[]> {
  const merged = { ...(own as Record<string, string[]>) }
  for (const [key, values] of Object.entries(other as Record<string, string[]>))
    merged[key] = [...new Set([...(merged[key] ?? []), ...values])]
  return merged
}
