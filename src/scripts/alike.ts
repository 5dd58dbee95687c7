import { likeness, pairsOf } from './traits.ts'

/**
 * Groups texts that share more than a part of their character pairs with the first of their group; each text is in
 * one group, by its place. Two texts that share enough share one of their rarest pairs, so only few are compared.
 */
export function groupsOf(texts: readonly string[], gate: number): number[][] {
  const sets = texts.map(pairsOf)
  const rarestOf = rarestFirst(sets, gate)
  const groups = new Map<number, number[]>()
  const leaders = new Map<number, number[]>()
  for (const [at, set] of sets.entries()) {
    const telling = rarestOf(set)
    const group = groups.get(leaderFor(set, { sets, telling, leaders, gate }) ?? -1)
    if (group) {
      group.push(at)
      continue
    }
    groups.set(at, [at])
    for (const pair of telling) {
      const known = leaders.get(pair)
      if (known) known.push(at)
      else leaders.set(pair, [at])
    }
  }
  return [...groups.values()]
}

interface Search {
  sets: readonly Uint32Array[]
  telling: readonly number[]
  /** The first texts of the groups, by their rarest pairs. */
  leaders: ReadonlyMap<number, readonly number[]>
  gate: number
}

function leaderFor(set: Uint32Array, { sets, telling, leaders, gate }: Search): number | undefined {
  const seen = new Set<number>()
  for (const pair of telling)
    for (const one of leaders.get(pair) ?? []) {
      if (seen.has(one)) continue
      seen.add(one)
      const other = sets[one]
      if (other && isAlike(other, set, gate)) return one
    }
  return undefined
}

/** Of a set, as many of its rarest pairs as another one that is alike enough cannot all be without. */
function rarestFirst(sets: readonly Uint32Array[], gate: number): (set: Uint32Array) => number[] {
  const counts = new Map<number, number>()
  for (const set of sets) for (const pair of set) counts.set(pair, (counts.get(pair) ?? 0) + 1)
  const countOf = (pair: number): number => counts.get(pair) ?? 0
  return (set) =>
    [...set]
      .sort((one, other) => countOf(one) - countOf(other) || one - other)
      .slice(0, set.length - Math.ceil(gate * set.length) + 1)
}

/** Whether a text shares more than a part of its character pairs with one of several. */
export function alikeAny(texts: readonly string[], gate: number): (text: string) => boolean {
  const sets = texts.map(pairsOf)
  return (text) => {
    const own = pairsOf(text)
    return sets.some((set) => isAlike(set, own, gate))
  }
}

/** Sets of very different size cannot share enough. */
const isAlike = (one: Uint32Array, other: Uint32Array, gate: number): boolean =>
  Math.min(one.length, other.length) > gate * Math.max(one.length, other.length) &&
  likeness(one, other) > gate
