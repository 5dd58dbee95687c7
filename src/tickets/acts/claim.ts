import { openStatuses, type Refusal } from '../change.ts'
import { type ActOf, entered, nameOf, type Press } from './press.ts'

/** 认领: the first one gets it; a later one is told who has it. */
export const claim: ActOf = (state, press) => {
  const { ticket } = state
  if (!openStatuses.includes(ticket.status)) return { refused: `status.${ticket.status}` }
  if (ticket.assigneeId === press.staff.id) return { refused: 'claimed_by_you' }
  if (ticket.assigneeId) return { refused: 'claimed', values: { name: nameOf(state, ticket.assigneeId) } }
  return {
    act: 'claim',
    set: { assigneeId: press.staff.id },
    stop: ['started'],
    happened: [{ kind: 'ticket.claimed', by: press.actor, to: press.actor.name }],
  }
}

/** 释放: back to the channel, by its holder or a supervisor. */
export const release: ActOf = (state, press) => {
  const { ticket } = state
  if (!ticket.assigneeId) return { refused: 'not_claimed' }
  if (ticket.assigneeId !== press.staff.id && !press.staff.roles.includes('supervisor'))
    return { refused: 'claimed', values: { name: nameOf(state, ticket.assigneeId) } }
  if (ticket.status !== 'in_progress' && ticket.status !== 'waiting_customer')
    return { refused: `status.${ticket.status}` }
  return {
    act: 'release',
    set: { assigneeId: null },
    start: ['started'],
    happened: [{ kind: 'ticket.released', by: press.actor, from: nameOf(state, ticket.assigneeId) }],
  }
}

/** 接管: a supervisor becomes the one who answers the customer. */
export const takeOver: ActOf = (state, press) => {
  if (state.ticket.agentId === press.staff.id) return { refused: 'claimed_by_you' }
  return {
    set: { agentId: press.staff.id },
    happened: [
      {
        kind: 'ticket.taken_over',
        by: press.actor,
        from: nameOf(state, state.ticket.agentId),
        to: press.actor.name,
      },
    ],
  }
}

/** 指派: a supervisor names the holder, over the head of any former one. */
export const assign: ActOf = (state, press) => {
  const { ticket } = state
  if (!openStatuses.includes(ticket.status)) return { refused: `status.${ticket.status}` }
  const holder = press.named
  if (!holder?.departments.includes(ticket.department))
    return { refused: 'not_in_department', values: { workNo: entered(press, 'workNo') } }
  if (press.away) return onLeave(holder.name, press.away)
  return {
    act: 'claim',
    set: { assigneeId: holder.id },
    stop: ['started'],
    happened: [
      { kind: 'ticket.assigned', by: press.actor, from: nameOf(state, ticket.assigneeId), to: holder.name },
    ],
  }
}

/** Nobody is given work while they are on leave; their stand-in is named instead. */
export function onLeave(name: string, { days, standIn }: NonNullable<Press['away']>): Refusal {
  if (!standIn) return { refused: 'on_leave', values: { name, days } }
  const { name: other, workNo } = standIn
  return { refused: 'on_leave_stand_in', values: { name, days, standIn: other, workNo } }
}
