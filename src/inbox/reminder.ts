import type { InboundAction } from '../platforms/platform.ts'
import { snoozeClock } from '../sla/due.ts'
import { snoozes } from '../sla/remind-card.ts'
import { entered, type Press } from '../tickets/acts/press.ts'
import type { Refusal } from '../tickets/change.ts'
import { settle, type Work } from '../tickets/settle.ts'
import type { TicketState } from '../tickets/state.ts'
import { recordHappenings } from '../tickets/ticket.ts'

/** 延后 with a reason, or 升级 to the supervisors; `undefined` when it is done. */
export async function pressReminder(
  work: Work,
  state: TicketState,
  press: Press,
  { action }: InboundAction,
): Promise<Refusal | undefined> {
  if (action === 'reminder.escalate') {
    const happened = [{ kind: 'ticket.escalated', by: press.actor }]
    await settle(work, state, { escalate: 'by_hand', happened })
    return undefined
  }
  const minutes = entered(press, 'minutes')
  const reason = entered(press, 'reason')
  if (action !== 'reminder.snooze' || !snoozes.includes(minutes)) return { refused: 'gone' }
  if (reason === '') return { refused: 'empty' }
  const clockId = Number(press.card.key.split(':')[1])
  const wanted = work.at.getTime() + Number(minutes) * 60_000
  const clock = state.clocks.find(({ id }) => id === clockId)
  // The deadline itself is put off by nobody: the supervisors hear of it.
  const latest = clock && clock.deadlineAt > work.at ? clock.deadlineAt.getTime() : wanted
  const until = new Date(Math.min(wanted, latest))
  if (!(await snoozeClock(work.tx, clockId, until))) return { refused: 'clock_stopped' }
  await recordHappenings(
    work.tx,
    state.ticket.id,
    [{ kind: 'reminder.snoozed', by: press.actor, to: minutes, note: reason }],
    work.at,
  )
  return undefined
}
