import type { Clock } from '../generated/client.ts'
import { type ClockName, categoryOf, clockNames, type Playbook, type Priority } from '../playbook/playbook.ts'
import { calendarOf, deskCalendar } from '../sla/calendars.ts'
import { targetsOf } from '../sla/policy.ts'
import {
  type NewClock,
  pauseClock,
  type Reckoning,
  resumeClock,
  retargetClock,
  startClock,
} from '../sla/running.ts'
import { type Change, openStatuses } from './change.ts'
import type { TicketState } from './state.ts'

/** What a change does to a ticket's clocks: those that start, and those that are now otherwise. */
export interface ClockChange {
  started: NewClock[]
  changed: Clock[]
}

/** These stand still while the next move is the customer's. */
const pausable: ReadonlySet<string> = new Set(['plan', 'solved'])

/** The clocks after a change, from the ticket as it is after it (pure). */
export function changeClocks(
  playbook: Playbook,
  after: Pick<TicketState, 'ticket' | 'clocks'>,
  change: Pick<Change, 'start' | 'stop'>,
  at: Date,
): ClockChange {
  const { ticket, clocks } = after
  const targets = targetsFor(playbook, ticket, at)
  const waiting = ticket.status === 'waiting_customer'
  const closed = ticket.status === 'closed'
  const asked = clocks.some((clock) => clock.name === 'confirmed')
  // Nobody waits for a customer for ever: somebody is reminded to ask them.
  const starting = [...(change.start ?? []), ...(waiting && !asked ? (['confirmed'] as const) : [])]
  const answered = openStatuses.includes(ticket.status) && !waiting
  const stopping = new Set<string>([...(change.stop ?? []), ...starting, ...(answered ? ['confirmed'] : [])])
  const changed = clocks.flatMap((clock) => {
    const reckoning = reckoningFor(playbook, clock.name as ClockName, ticket)
    if (closed || stopping.has(clock.name)) return [stopped(clock, at)]
    const target = targets[clock.name as ClockName]
    const current = target ? retargetClock(reckoning, clock, target, at) : clock
    const next =
      waiting && pausable.has(clock.name)
        ? pauseClock(reckoning, current, at)
        : resumeClock(reckoning, current, at)
    return next === clock ? [] : [next]
  })
  const started = starting.flatMap((name) => {
    const target = targets[name]
    if (!target) return []
    const reckoning = reckoningFor(playbook, name, ticket)
    const clock = startClock(reckoning, name, target, at)
    return [waiting && pausable.has(name) ? pauseClock(reckoning, clock, at) : clock]
  })
  return { started, changed }
}

/** The clocks a new ticket starts with. */
export const openingClocks: ClockName[] = clockNames.filter(
  (name) => name !== 'plan_told' && name !== 'confirmed',
)

/** What a clock of this name reckons with on this ticket. */
export const reckoningFor = (
  playbook: Playbook,
  clock: ClockName,
  ticket: Pick<TicketState['ticket'], 'department' | 'leftMessage'>,
): Reckoning => ({
  calendar: calendarOf(playbook, clock, ticket),
  reminders: playbook.reminders,
})

function targetsFor(
  playbook: Playbook,
  ticket: TicketState['ticket'],
  at: Date,
): Partial<Record<ClockName, string>> {
  const { number } = categoryOf(playbook, ticket.category)
  const matter = { priority: ticket.priority as Priority, category: ticket.category, number }
  return targetsOf(playbook, matter, { calendar: deskCalendar(playbook), from: at })
}

function stopped(clock: Clock, at: Date): Clock {
  const breachedAt =
    at > clock.deadlineAt && !clock.pausedAt ? (clock.breachedAt ?? clock.deadlineAt) : clock.breachedAt
  return { ...clock, stoppedAt: at, nextNoticeAt: null, breachedAt }
}
