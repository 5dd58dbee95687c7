import type { Clock } from '../generated/client.ts'
import { phraseLength } from '../lib/instant.ts'
import type { InboundAction } from '../platforms/platform.ts'
import { acknowledgeClocks, snoozeClocks } from '../sla/due.ts'
import { lengthOf } from '../sla/target.ts'
import { entered, type Press } from '../tickets/acts/press.ts'
import type { Refusal } from '../tickets/change.ts'
import { settle, type Work } from '../tickets/settle.ts'
import { readTicket, type TicketState } from '../tickets/state.ts'
import { recordTrail } from '../tickets/ticket.ts'

/** Who pressed, and what they entered. */
export type Presser = Pick<Press, 'staff' | 'actor' | 'values'>

/** 知道了, 延后 with a reason, or 升级 to the supervisors; `undefined` when it is done. */
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
  const clockId = Number(press.card.key.split(':')[1])
  const clock = state.clocks.find(({ id }) => id === clockId)
  if (!clock) return { refused: 'clock_stopped' }
  if (action === 'reminder.acknowledge') return await acknowledge(work, press, [clock])
  if (action === 'reminder.snooze') return await snooze(work, press, [clock])
  return { refused: 'gone' }
}

/** 知道了: whoever holds the tickets is on them, and nobody is called instead of them. */
export async function acknowledge(
  work: Work,
  press: Presser,
  clocks: readonly Clock[],
): Promise<Refusal | undefined> {
  const { tx, at } = work
  // A date has served its purpose once somebody knows that it came.
  const dates = clocks.filter(({ name }) => name === 'revisit')
  for (const { ticketId } of dates) await stopRevisit(work, ticketId)
  const ids = clocks.filter(({ name }) => name !== 'revisit').map(({ id }) => id)
  const known = await acknowledgeClocks(tx, ids, { staffId: press.staff.id, at })
  const done = clocks.filter(({ id, name }) => name === 'revisit' || known.has(id))
  if (done.length === 0) return { refused: 'clock_stopped' }
  await recordTrail(
    tx,
    done.map(({ ticketId, name }) => ({
      ticketId,
      kind: 'reminder.acknowledged',
      by: press.actor,
      to: `clock.${name}`,
    })),
    at,
  )
  return undefined
}

async function stopRevisit(work: Work, ticketId: number): Promise<void> {
  const state = await readTicket(work.tx, ticketId)
  if (state) await settle(work, state, { stop: ['revisit'], happened: [] })
}

/** 延后: by one of the playbook's lengths, so often, with a reason. */
export async function snooze(
  work: Work,
  press: Presser,
  clocks: readonly Clock[],
): Promise<Refusal | undefined> {
  const { tx, at, playbook, translate } = work
  const { lengths, times } = playbook.reminders.snooze
  const length = entered(press, 'length')
  const reason = entered(press, 'reason')
  if (!lengths.includes(length)) return { refused: 'gone' }
  if (reason === '') return { refused: 'empty' }
  const free = clocks.filter(({ snoozes }) => snoozes < times)
  if (free.length === 0) return { refused: 'snoozed_enough', values: { times: String(times) } }
  const wanted = free.map((clock) => ({ id: clock.id, until: snoozedUntil(clock, length, at) }))
  const put = await snoozeClocks(tx, wanted)
  if (put.size === 0) return { refused: 'clock_stopped' }
  const to = phraseLength({ locale: playbook.company.locale, translate }, lengthOf(length))
  await recordTrail(
    tx,
    free
      .filter(({ id }) => put.has(id))
      .map(({ ticketId }) => ({ ticketId, kind: 'reminder.snoozed', by: press.actor, to, note: reason })),
    at,
  )
  return undefined
}

/** The deadline itself is put off by nobody: who is to hear of it hears of it. */
function snoozedUntil({ deadlineAt }: Clock, length: string, at: Date): Date {
  // On a whole minute: what falls due with it is told with it.
  const wanted = Math.ceil((at.getTime() + lengthOf(length)) / 60_000) * 60_000
  return new Date(deadlineAt > at ? Math.min(wanted, deadlineAt.getTime()) : wanted)
}
