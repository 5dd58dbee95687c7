import { applies, type Subject } from '../playbook/applies.ts'
import { type ClockName, clockNames, type Playbook } from '../playbook/playbook.ts'
import type { Calendar } from './calendar.ts'
import { deadlineOf } from './deadline.ts'
import { isElapsed } from './target.ts'

/** Where and when targets would start: the strictest is the one that would be due first from there. */
export interface Start {
  calendar: Calendar
  from: Date
}

/** Each clock's strictest target among all policies that hold for a ticket, as the playbook wrote it. */
export function targetsOf(
  playbook: Pick<Playbook, 'policies'>,
  subject: Subject,
  start: Start,
): Partial<Record<ClockName, string>> {
  const held = playbook.policies.filter((policy) => applies(policy, subject))
  const found: Partial<Record<ClockName, string>> = {}
  for (const name of clockNames) {
    const targets = held.flatMap((policy) => policy.targets[name] ?? [])
    const strictest = strictestOf(targets, start)
    if (strictest !== undefined) found[name] = strictest
  }
  return found
}

/** The target that is due first; of two due together the one that runs day and night, for a pause may part them. */
function strictestOf(targets: readonly string[], { calendar, from }: Start): string | undefined {
  const dues = targets.map((target) => ({ target, due: deadlineOf(calendar, from, target).getTime() }))
  const [first] = dues.toSorted(
    (one, other) => one.due - other.due || Number(isElapsed(other.target)) - Number(isElapsed(one.target)),
  )
  return first?.target
}
