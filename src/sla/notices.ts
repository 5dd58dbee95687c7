import type { ClockName, Playbook } from '../playbook/playbook.ts'
import { lengthOf } from './target.ts'

/** How a clock reminds. */
export type Reminders = Pick<Playbook['reminders'], 'fractions' | 'repeat' | 'escalation'>

/** The playbook's way of reminding, or that of the policy a clock's target came from; a set date speaks up when it comes. */
export function remindersOf(
  { reminders, policies }: Pick<Playbook, 'reminders' | 'policies'>,
  clock: ClockName,
  policy: string,
): Reminders {
  const own = policies.find(({ name }) => name === policy)?.reminders
  return {
    escalation: reminders.escalation,
    repeat: own?.repeat ?? reminders.repeat,
    fractions: clock === 'revisit' ? [1] : (own?.fractions ?? reminders.fractions),
  }
}

/** The part of the target at which a level's notice is due; `undefined` for those after the deadline. */
export const partOf = ({ fractions }: Reminders, level: number): number | undefined =>
  deadlined(fractions)[level]

/** The deadline always speaks, whatever parts come before it. */
const deadlined = (fractions: readonly number[]): readonly number[] =>
  fractions.at(-1) === 1 ? fractions : [...fractions, 1]

/** The level of the deadline's own notice. */
export const deadlineLevel = ({ fractions }: Reminders): number => deadlined(fractions).length - 1

/**
 * How long after the deadline, in milliseconds of the clock's own time, a level
 * beyond the deadline's is due: where somebody else is to hear of it, and at the
 * repeats, which grow apart.
 */
export function latenessOf(reminders: Reminders, level: number): number {
  const nth = level - deadlineLevel(reminders) - 1
  const known = latenesses.get(reminders) ?? []
  if (nth < known.length) return known[nth] ?? 0
  // Twice as many as are wanted: the next levels are asked for soon.
  const reckoned = firstLatenesses(reminders, 2 * (nth + 1))
  latenesses.set(reminders, reckoned)
  return reckoned[nth] ?? 0
}

// The clocks of a sweep share a few ways of reminding, and every one asks for the same latenesses.
const latenesses = new WeakMap<Reminders, number[]>()

function firstLatenesses(reminders: Reminders, count: number): number[] {
  const widening = Object.values(reminders.escalation).map(lengthOf)
  const all = [...new Set([...widening, ...repeatsOf(reminders, count)])].filter((length) => length > 0)
  return all.sort((one, other) => one - other).slice(0, count)
}

/** Whether everybody who knows is reminded again at this lateness. */
export const repeatsAt = (reminders: Reminders, lateness: number): boolean =>
  lateness > 0 && repeatsOf(reminders, Number.POSITIVE_INFINITY, lateness).at(-1) === lateness

/** The latenesses of the first repeats, at most up to a bound. */
function repeatsOf({ repeat }: Reminders, count: number, bound = Number.POSITIVE_INFINITY): number[] {
  const most = lengthOf(repeat.max)
  const repeats: number[] = []
  let distance = Math.min(lengthOf(repeat.first), most)
  for (let late = distance; repeats.length < count && late <= bound; late += distance) {
    repeats.push(late)
    distance = Math.min(distance * repeat.factor, most)
  }
  return repeats
}
