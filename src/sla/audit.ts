import type { Clock } from '../generated/client.ts'
import { deadlineLevel } from './notices.ts'
import { resumeClock, stopClock } from './running.ts'
import { type Reckoning, scheduled } from './ticking.ts'

/**
 * Why a clock will never be swept, or wrongly:
 * `unscheduled`: it runs, and nothing says when it speaks next;
 * `beyond`: it speaks only after a deadline nobody was told of;
 * `unresumed`: it stands still though nobody waits for the customer;
 * `unstopped`: its ticket is closed and it runs on;
 * `unwanted`: it stands still or has stopped, and would speak all the same.
 */
export type ClockFault = 'unscheduled' | 'beyond' | 'unresumed' | 'unstopped' | 'unwanted'

/** What of a clock's ticket its state must agree with. */
export interface Ticketed {
  status: string
  closedAt: Date | null
}

/** What is wrong with a clock, the gravest first; `undefined` when it will be swept as it should. */
export function faultOf(reckoning: Reckoning, clock: Clock, ticket: Ticketed): ClockFault | undefined {
  if (clock.stoppedAt) return clock.nextNoticeAt ? 'unwanted' : undefined
  // A date set for a customer holds after the ticket is closed.
  if (ticket.status === 'closed' && clock.name !== 'revisit') return 'unstopped'
  if (clock.pausedAt) {
    if (ticket.status !== 'waiting_customer') return 'unresumed'
    return clock.nextNoticeAt ? 'unwanted' : undefined
  }
  if (!clock.nextNoticeAt) return 'unscheduled'
  return isBeyond(reckoning, clock, clock.nextNoticeAt) ? 'beyond' : undefined
}

/** In quiet hours the deadline's own notice waits for the morning: later than that is too late. */
function isBeyond(reckoning: Reckoning, clock: Clock, next: Date): boolean {
  if (next <= clock.deadlineAt || clock.breachedAt) return false
  const last = deadlineLevel(reckoning.reminders)
  if (clock.level > last) return false
  const told = scheduled(reckoning, clock, last).nextNoticeAt
  return told !== null && next > told
}

/** The clock as it would be had nothing gone wrong: scheduled, resumed at `at`, or stopped when its ticket was closed. */
export function mendedClock(
  reckoning: Reckoning,
  clock: Clock,
  { fault, ticket, at }: { fault: ClockFault; ticket: Ticketed; at: Date },
): Clock {
  if (fault === 'unwanted') return { ...clock, nextNoticeAt: null }
  if (fault === 'unstopped') return stopClock(reckoning, clock, ticket.closedAt ?? at)
  if (fault === 'unresumed') return resumeClock(reckoning, clock, at)
  return scheduled(reckoning, clock, firstUntold(reckoning, clock))
}

/** The level that is to speak next: never one after a deadline that nobody was told of. */
const firstUntold = ({ reminders }: Reckoning, { level, breachedAt }: Clock): number =>
  breachedAt ? level : Math.min(level, deadlineLevel(reminders))
