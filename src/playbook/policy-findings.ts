import { applies } from './applies.ts'
import { type Finding, type Known, type Path, shown, unknownName } from './finding.ts'
import { clockNames, type Playbook, type PolicyClock, type Priority, priorities } from './playbook.ts'
import { targetPattern } from './times.ts'

/** Ten years in each unit: beyond that a length is a slip. */
const longest: Record<string, number> = { m: 5_256_000, h: 87_600, wm: 5_256_000, wh: 87_600, wd: 3_650 }

/** What is wrong with policies, their lengths and the reminders. */
export const policyFindings = (playbook: Playbook): Finding[] => [
  ...terms(playbook),
  ...lengths(playbook),
  ...unsetClocks(playbook),
  ...fractions(playbook),
]

function terms({ policies, categories }: Playbook): Finding[] {
  const codes: Known = { what: 'a category', names: categories.map(({ code }) => code) }
  const prefixes = new Set(categories.map(({ number }) => number))
  const numbers: Known = { what: 'the number of a category', names: [...prefixes] }
  return policies.flatMap(({ when }, index) => {
    const path = ['policies', index, 'when']
    return [
      ...(when.category ?? []).flatMap((code, at) => unknownName([...path, 'category', at], code, codes)),
      ...(when.number ?? []).flatMap((number, at) => unknownName([...path, 'number', at], number, numbers)),
    ]
  })
}

function lengths({ policies, reminders, reopenWithin }: Playbook): Finding[] {
  const written: { path: Path; target: string }[] = [
    ...policies.flatMap(({ targets }, index) =>
      Object.entries(targets).map(([clock, target]) => ({
        path: ['policies', index, 'targets', clock],
        target,
      })),
    ),
    { path: ['reminders', 'repeat', 'first'], target: reminders.repeat.first },
    { path: ['reminders', 'repeat', 'max'], target: reminders.repeat.max },
    ...policies.flatMap(({ reminders: own }, index) =>
      own?.repeat
        ? (['first', 'max'] as const).map((key) => ({
            path: ['policies', index, 'reminders', 'repeat', key],
            target: own.repeat?.[key] ?? '',
          }))
        : [],
    ),
    ...reminders.snooze.lengths.map((target, index) => ({
      path: ['reminders', 'snooze', 'lengths', index],
      target,
    })),
    { path: ['reopenWithin'], target: reopenWithin },
  ]
  // An end of work has no length.
  const lengthy = written.filter(({ target }) => targetPattern.test(target))
  return lengthy.flatMap(({ path, target }) => {
    const amount = Number.parseInt(target, 10)
    const most = longest[target.replace(/^\d+/, '')] ?? 0
    if (amount === 0) return [{ path, says: `${shown(target)} is no time at all; use a length of 1 or more` }]
    return amount > most
      ? [{ path, says: `${shown(target)} is more than ten years; use a shorter length` }]
      : []
  })
}

/** Every ticket needs every clock: what no policy sets, priorities that lack it alike together. */
function unsetClocks(playbook: Playbook): Finding[] {
  return clockNames.flatMap((clock) => {
    const lacking = Map.groupBy(priorities, (priority) => withoutTarget(playbook, clock, priority).join(', '))
    lacking.delete('')
    const all = playbook.categories.map(({ code }) => code).join(', ')
    return [...lacking].map(([codes, alike]) => ({
      path: ['policies'],
      says: `no policy gives ${clock} for priority ${alike.join(', ')}${codes === all ? '' : ` in ${codes}`}; add it to one of them`,
    }))
  })
}

const withoutTarget = (
  { policies, categories }: Playbook,
  clock: PolicyClock,
  priority: Priority,
): string[] =>
  categories
    .filter(({ code, number }) => {
      // A policy for one kind or channel is none for the others.
      const subject = { priority, category: code, number, kinds: [], channel: '' }
      return !policies.some((policy) => policy.targets[clock] && applies(policy, subject))
    })
    .map(({ code }) => code)

const fractions = ({ reminders, policies }: Playbook): Finding[] => [
  ...growing(['reminders', 'fractions'], reminders.fractions),
  ...policies.flatMap(({ reminders: own }, index) =>
    growing(['policies', index, 'reminders', 'fractions'], own?.fractions ?? []),
  ),
]

const growing = (path: Path, parts: readonly number[]): Finding[] =>
  parts.flatMap((fraction, index) => {
    const before = parts[index - 1] ?? 0
    const says = `${fraction} follows ${before}; each must be larger than the one before`
    return fraction > before ? [] : [{ path: [...path, index], says }]
  })
