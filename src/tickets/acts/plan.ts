import { openStatuses } from '../change.ts'
import { wordPlan } from '../propose.ts'
import { type ActOf, entered } from './press.ts'

/** 给出方案: the department's plan; the agent gets a wording of it to send. */
export const proposePlan: ActOf = (state, press, house) => {
  const { ticket, plan } = state
  if (!openStatuses.includes(ticket.status)) return { refused: `status.${ticket.status}` }
  const text = entered(press, 'text')
  if (text === '') return { refused: 'empty' }
  const holder = ticket.assigneeId ? {} : { assigneeId: press.staff.id }
  return {
    ...(ticket.assigneeId ? {} : { act: 'claim' as const }),
    set: { ...holder, step: 'solution' },
    propose: { id: press.id, text, staffId: press.staff.id },
    ...(plan?.status === 'proposed' ? { plan: { id: plan.id, status: 'withdrawn' as const } } : {}),
    voice: (after) => ({ suggest: wordPlan(after, house, { planId: press.id, text }, press.at) }),
    stop: ['started', 'plan', 'adjusted'],
    start: ['plan_told'],
    happened: [{ kind: 'plan.proposed', by: press.actor, note: text }],
  }
}

/** 退回部门: the agent sends a plan back with a reason. */
export const returnPlan: ActOf = (state, press) => {
  const { plan } = state
  if (plan?.status !== 'proposed') return { refused: 'plan_gone' }
  const reason = entered(press, 'reason')
  if (reason === '') return { refused: 'empty' }
  return {
    plan: { id: plan.id, status: 'withdrawn' },
    ...(state.suggestion?.planId === plan.id
      ? { decide: { suggestionId: state.suggestion.id, status: 'dismissed' as const, by: press.actor } }
      : {}),
    stop: ['plan_told'],
    start: ['plan'],
    happened: [{ kind: 'plan.returned', by: press.actor, note: reason }],
  }
}
