import type { Clock } from '../generated/client.ts'
import type { Subject } from '../playbook/applies.ts'
import {
  type ClockName,
  categoryOf,
  clockNames,
  type Kind,
  type Playbook,
  type PolicyClock,
  type Priority,
} from '../playbook/playbook.ts'
import { calendarNamed, hoursOf, type Placed } from '../sla/calendars.ts'
import { remindersOf } from '../sla/notices.ts'
import { type GivenTarget, targetsOf } from '../sla/policy.ts'
import {
  moveClock,
  pauseClock,
  reckonClock,
  resumeClock,
  startClock,
  startDated,
  stopClock,
} from '../sla/running.ts'
import type { NewClock, Reckoning } from '../sla/ticking.ts'
import { type Change, openStatuses } from './change.ts'
import type { TicketState } from './state.ts'

/** What a change does to a ticket's clocks: those that start, and those that are now otherwise. */
export interface ClockChange {
  started: NewClock[]
  changed: Clock[]
}

/** What of a ticket its clocks depend on. */
export type Timed = Pick<
  TicketState['ticket'],
  'category' | 'priority' | 'status' | 'department' | 'leftMessage' | 'attended' | 'round'
>

/** A ticket before and after a change, and where its customer writes. */
export interface Passage {
  /** Absent while the ticket is new. */
  before?: Timed | undefined
  after: Timed
  platform: string
  clocks: readonly Clock[]
}

/** The clocks after a change (pure). A deadline that was told moves only with the matter itself, or by choice. */
export function changeClocks(
  playbook: Playbook,
  passage: Passage,
  change: Pick<Change, 'start' | 'stop' | 'revisit' | 'reckon'>,
  at: Date,
): ClockChange {
  const { after, clocks } = passage
  const waiting = after.status === 'waiting_customer'
  const asked = clocks.some((clock) => clock.name === 'confirmed')
  // Nobody waits for a customer for ever: somebody is reminded to ask them.
  const starting = [...(change.start ?? []), ...(waiting && !asked ? (['confirmed'] as const) : [])]
  const answered = openStatuses.includes(after.status) && !waiting
  const stopping = new Set<string>([
    ...(change.stop ?? []),
    ...starting,
    ...(answered ? ['confirmed'] : []),
    ...(change.revisit ? ['revisit'] : []),
    ...(after.status === 'closed' ? clockNames : []),
  ])
  const stands = (name: string): boolean => waiting && pausing(playbook).has(name)
  const passed = passing(playbook, passage, change.reckon === true, at)
  const changed = clocks.flatMap((clock) => {
    const reckoning = passed.reckoning(clock)
    if (stopping.has(clock.name)) return [stopClock(reckoning, clock, at)]
    const current = passed.carry(clock)
    const next = stands(clock.name) ? pauseClock(reckoning, current, at) : resumeClock(reckoning, current, at)
    return next === clock ? [] : [next]
  })
  const started = starting.flatMap((name) => {
    const given = passed.targets()[name]
    if (!given) return []
    const reckoning = passed.reckoning({ name, policy: given.policy })
    const clock = startClock(reckoning, name, given, at)
    return [stands(name) ? pauseClock(reckoning, clock, at) : clock]
  })
  return { started: [...started, ...revisits(passed, change, at)], changed }
}

const pausing = (playbook: Playbook): ReadonlySet<string> => new Set(playbook.pauseWhileWaiting)

type Passing = ReturnType<typeof passing>

/** How clocks are carried over a change: what they reckon with, and what the matter's change makes of them. */
function passing(playbook: Playbook, { before, after, platform }: Passage, chosen: boolean, at: Date) {
  const place = { ...after, platform }
  const subject = subjectOf(playbook, place)
  const otherwise = before && !sameSubject(subjectOf(playbook, { ...before, platform }), subject)
  const targetsFrom = (from: Date): Partial<Record<PolicyClock, GivenTarget>> =>
    targetsOf(playbook, subject, (name) => ({
      calendar: calendarNamed(playbook, hoursOf(playbook, name, place)),
      from,
    }))
  let found: Partial<Record<PolicyClock, GivenTarget>> | undefined
  const targets = (): Partial<Record<PolicyClock, GivenTarget>> => {
    found ??= targetsFrom(at)
    return found
  }
  const reckoning = (clock: Pick<Clock, 'name' | 'policy'>): Reckoning => reckoningFor(playbook, clock, place)
  const carry = (clock: Clock): Clock => {
    const now = reckoning(clock)
    // The strictest from where the clock began: from now on another one might be.
    const given = otherwise || chosen ? targetsFrom(clock.startedAt)[clock.name as PolicyClock] : undefined
    if (given) {
      const what = chosen ? ('reckoned' as const) : ('retargeted' as const)
      return reckonClock(reckoning({ ...clock, ...given }), clock, { ...given, what }, at)
    }
    const former = before ? reckoningFor(playbook, clock, { ...before, platform }) : now
    return former.place === now.place ? clock : moveClock(former, now, clock, at)
  }
  return { targets, reckoning, carry }
}

/** The clock of a date that somebody set. */
function revisits({ reckoning }: Passing, { revisit }: Pick<Change, 'revisit'>, at: Date): NewClock[] {
  if (!revisit) return []
  return [startDated(reckoning({ name: 'revisit', policy: '' }), 'revisit', revisit, at)]
}

/** The clocks a new ticket starts with. */
export const openingClocks: PolicyClock[] = ['first_response', 'started', 'plan', 'solved']

/** What a clock reckons with on a ticket. */
export function reckoningFor(
  playbook: Playbook,
  { name, policy }: Pick<Clock, 'name' | 'policy'>,
  ticket: Placed & { priority: string },
): Reckoning {
  const place = hoursOf(playbook, name as ClockName, ticket)
  return {
    place,
    calendar: calendarNamed(playbook, place),
    reminders: remindersOf(playbook, name as ClockName, policy),
    quiet: !playbook.reminders.aroundTheClock.includes(ticket.priority as Priority),
  }
}

/** What of a ticket decides which policies hold. */
function subjectOf(playbook: Playbook, ticket: Timed & { platform: string }): Subject {
  const { number, scriptClass } = categoryOf(playbook, ticket.category)
  const kinds: Kind[] = [
    ...(ticket.leftMessage ? ['left_message' as const] : []),
    ...(scriptClass === 'complaint' ? ['complaint' as const] : []),
    ...(number === 'CF' && scriptClass !== 'complaint' ? ['suggestion' as const] : []),
    ...(ticket.round > 1 ? ['second_feedback' as const] : []),
  ]
  const { category, platform } = ticket
  return { priority: ticket.priority as Priority, category, number, kinds, channel: platform }
}

const sameSubject = (one: Subject, other: Subject): boolean =>
  one.priority === other.priority &&
  one.category === other.category &&
  one.kinds.join() === other.kinds.join()
