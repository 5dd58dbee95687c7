import { toneOf } from '../../language/tone.ts'
import { departmentOf, type Emotion, type Priority, priorities } from '../../playbook/playbook.ts'
import { automaticWords, maySpeak } from '../automatic.ts'
import { openStatuses, type Saying } from '../change.ts'
import type { TicketState } from '../state.ts'
import { type ActOf, entered, type House } from './press.ts'

/** 转派: to another department, whose channel gets the card; history stays. */
export const transfer: ActOf = (state, press, house) => {
  const { playbook } = house
  const { ticket } = state
  if (!openStatuses.includes(ticket.status)) return { refused: `status.${ticket.status}` }
  const department = departmentOf(playbook, entered(press, 'department'))
  if (!department) return { refused: 'no_such_department' }
  if (department.code === ticket.department) return { refused: 'same_department' }
  const { locale } = playbook.company
  return {
    act: 'transfer',
    set: { department: department.code, assigneeId: null, step: 'diagnosis' },
    start: ['started'],
    leave: ticket.department,
    voice: (after) => ({ say: maySpeak(after) ? [handedOver(after, house, press.at)] : [] }),
    happened: [
      {
        kind: 'ticket.transferred',
        by: press.actor,
        from: departmentOf(playbook, ticket.department)?.name[locale] ?? ticket.department,
        to: department.name[locale],
        note: entered(press, 'reason'),
      },
    ],
  }
}

/** The customer hears at once who has it now and until when they will hear. */
function handedOver(after: TicketState, house: House, at: Date): Saying {
  const { category, priority, emotion, description } = after.ticket
  const told = { category, priority: priority as Priority, emotion: emotion as Emotion }
  return automaticWords(after, house, 'handover', at, toneOf(told, after.words?.text ?? description))
}

/** 内部备注: stays inside. */
export const note: ActOf = (_state, press) => {
  const text = entered(press, 'text')
  if (text === '') return { refused: 'empty' }
  return { happened: [{ kind: 'ticket.noted', by: press.actor, note: text }] }
}

/** 改优先级: running clocks get the targets of the new one. */
export const reprioritise: ActOf = (state, press) => {
  const priority = priorities.find((one) => one === entered(press, 'priority'))
  if (!priority) return { refused: 'no_such_priority' }
  if (priority === state.ticket.priority) return { refused: 'same_priority' }
  return {
    set: { priority: priority satisfies Priority },
    happened: [
      {
        kind: 'ticket.reprioritised',
        by: press.actor,
        from: `priority.${state.ticket.priority}`,
        to: `priority.${priority}`,
        note: entered(press, 'reason'),
      },
    ],
    ...(priority === 'critical' ? { escalate: 'critical' } : {}),
  }
}
