import { automaticWords, maySpeak } from '../automatic.ts'
import { openStatuses } from '../change.ts'
import { wordResult } from '../propose.ts'
import { type ActOf, entered } from './press.ts'
import { withdrawnPlan } from './survey.ts'

/** 标记解决: the customer is asked whether it works; the agent gets a wording of the result. */
export const solve: ActOf = (state, press, house) => {
  const { ticket } = state
  if (!openStatuses.includes(ticket.status)) return { refused: `status.${ticket.status}` }
  const result = entered(press, 'result')
  if (result === '') return { refused: 'empty' }
  const unsolvable = entered(press, 'code') === 'unsolvable'
  return {
    act: 'solve',
    set: {
      result,
      resultCode: unsolvable ? 'unsolvable' : 'solved',
      solvedAt: press.at,
      step: 'follow_up',
      // Each round is judged by itself; what was said of an earlier one is in the audit trail.
      satisfaction: null,
      rating: null,
      ratingWords: null,
      ...(ticket.assigneeId ? {} : { assigneeId: press.staff.id }),
    },
    ...withdrawnPlan(state),
    voice: (after) => ({
      say: maySpeak(after) ? [{ ...automaticWords(after, house, 'rating', press.at), card: 'survey' }] : [],
      suggest: wordResult(after, house, result, press.at),
    }),
    stop: ['started', 'plan', 'plan_told', 'adjusted', 'solved'],
    start: ['confirmed'],
    happened: [{ kind: 'ticket.solved', by: press.actor, note: result }],
  }
}

/** 结案归档: by hand, where the customer did not answer. */
export const close: ActOf = (state, press) => {
  if (state.ticket.status !== 'solved') return { refused: `status.${state.ticket.status}` }
  return {
    act: 'close',
    set: { closedAt: press.at, step: 'closing' },
    stop: ['first_response', 'confirmed'],
    happened: [{ kind: 'ticket.closed', by: press.actor }],
  }
}
