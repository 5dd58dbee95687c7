import { type Actor, type Change, openStatuses, type Refusal } from '../change.ts'
import type { TicketState } from '../state.ts'

export const satisfactions = ['satisfied', 'fair', 'unsatisfied'] as const
export type Satisfaction = (typeof satisfactions)[number]

/** 满意 · 基本满意 close the ticket; 不满意 begins a second round. Answered once a round. */
export function answerSurvey(
  state: TicketState,
  answer: Satisfaction,
  by: Actor,
  at: Date,
): Change | Refusal {
  const { ticket } = state
  const late = ticket.status === 'closed' && ticket.satisfaction === null
  if (ticket.status !== 'solved' && !late) return { refused: 'survey_over' }
  const happened = [{ kind: 'survey.answered', by, to: `satisfaction.${answer}` }]
  if (answer === 'unsatisfied') return secondRound(state, { satisfaction: answer, happened })
  if (late) return { set: { satisfaction: answer }, happened }
  return {
    act: 'close',
    set: { satisfaction: answer, closedAt: at, step: 'closing' },
    stop: ['first_response', 'confirmed'],
    happened: [...happened, { kind: 'ticket.closed', by }],
  }
}

/** 1–5 and words, after the satisfaction. */
export function rate(state: TicketState, rating: number, words: string, by: Actor): Change | Refusal {
  if (!Number.isInteger(rating) || rating < 1 || rating > 5) return { refused: 'rating' }
  if (state.ticket.rating !== null) return { refused: 'survey_over' }
  if (state.ticket.satisfaction === null) return { refused: 'survey_first' }
  return {
    set: { rating, ratingWords: words === '' ? null : words },
    happened: [{ kind: 'survey.rated', by, to: String(rating), ...(words === '' ? {} : { note: words }) }],
  }
}

/** The ticket back at work: dispatch and plan again, supervisors told. */
export function secondRound(
  state: TicketState,
  { satisfaction, happened }: { satisfaction?: Satisfaction; happened: Change['happened'] },
): Change {
  const { ticket } = state
  return {
    act: 'reopen',
    set: {
      round: ticket.round + 1,
      solvedAt: null,
      closedAt: null,
      resultCode: null,
      step: 'diagnosis',
      ...(satisfaction ? { satisfaction } : {}),
    },
    ...withdrawnPlan(state),
    stop: ['confirmed'],
    start: ['plan', 'solved', ...(ticket.assigneeId ? [] : (['started'] as const))],
    happened: [...happened, ...happened.slice(-1).map(({ by }) => ({ kind: 'ticket.reopened', by }))],
    escalate: 'second_round',
  }
}

/** A plan that came to nothing is no longer to be sent or answered. */
export const withdrawnPlan = ({ plan }: TicketState): Pick<Change, 'plan'> =>
  plan && (plan.status === 'proposed' || plan.status === 'sent')
    ? { plan: { id: plan.id, status: 'withdrawn' } }
    : {}

/** The customer's yes or no to the plan that was sent to them. */
export function answerPlan(state: TicketState, answer: 'accepted' | 'rejected', by: Actor): Change | Refusal {
  const open = openStatuses.includes(state.ticket.status)
  if (!open || state.plan?.status !== 'sent') return { refused: 'plan_gone' }
  return {
    act: 'customer_writes',
    set: { step: answer === 'accepted' ? 'follow_up' : 'solution' },
    plan: { id: state.plan.id, status: answer },
    ...(answer === 'rejected' ? { start: ['adjusted'] } : {}),
    happened: [{ kind: `plan.${answer}`, by, note: state.plan.text }],
  }
}
