import { applies, type Subject } from '../playbook/applies.ts'
import { clockNames, type Playbook, type PolicyClock } from '../playbook/playbook.ts'
import type { Calendar } from './calendar.ts'
import { deadlineOf } from './deadline.ts'
import { isElapsed } from './target.ts'

/** Where and when a target would start: the strictest is the one that would be due first from there. */
export interface Start {
  calendar: Calendar
  from: Date
}

/** A target as the playbook wrote it, and the name of the policy that gave it. */
export interface GivenTarget {
  target: string
  policy: string
}

/** Each clock's strictest target among all policies that hold for a ticket. */
export function targetsOf(
  { policies }: Pick<Playbook, 'policies'>,
  subject: Subject,
  startOf: (clock: PolicyClock) => Start,
): Partial<Record<PolicyClock, GivenTarget>> {
  const held = policies.filter((policy) => applies(policy, subject))
  const found: Partial<Record<PolicyClock, GivenTarget>> = {}
  for (const name of clockNames) {
    const given = held.flatMap(({ name: policy, targets }) =>
      targets[name] ? [{ target: targets[name], policy }] : [],
    )
    const strictest = given.length > 1 ? strictestOf(given, startOf(name)) : given[0]
    if (strictest) found[name] = strictest
  }
  return found
}

/** The target that is due first; of two due together the one that runs day and night, for a pause may part them. */
function strictestOf(given: readonly GivenTarget[], { calendar, from }: Start): GivenTarget | undefined {
  const dues = given.map((one) => ({ one, due: deadlineOf(calendar, from, one.target).getTime() }))
  const [first] = dues.toSorted(
    (left, right) =>
      left.due - right.due || Number(isElapsed(right.one.target)) - Number(isElapsed(left.one.target)),
  )
  return first?.one
}
