import type { Experience, Tally } from './experience.ts'
import { createMatchIndex } from './match.ts'
import type { Learnt, ScriptLibrary } from './script.ts'

/** What a decision speaks for or against a script; one sent changed says only that it was looked at. */
const judgements = [
  { kind: 'approved', weight: 1, sign: 1 },
  { kind: 'edited', weight: 1, sign: 0 },
  { kind: 'dismissed', weight: 1, sign: -1 },
  { kind: 'liked', weight: 0.5, sign: 1 },
  { kind: 'disliked', weight: 1.5, sign: -1 },
] as const
/** So many decisions of no account stand before a script's first: one alone says little … */
const doubt = 4
/** … and before the first of all the others, until it shows what is usual. */
const usualDoubt = 20
/** A script is not buried under the messages it was approved for. */
const mostCases = 30

/** The library as agents' decisions made it: the messages a script was approved for find it, its standing moves it. */
export function withExperience(library: ScriptLibrary, experience: Experience): ScriptLibrary {
  const places = new Map(library.scripts.map(({ id }, at) => [id, at]))
  const standings = standingsOf(experience, places, library.scripts.length)
  const cases = casesOf(library, experience, places)
  const learnt: Learnt = { cases, standing: (category) => standings.get(category) }
  return { ...library, learnt }
}

type Places = ReadonlyMap<string, number>

function standingsOf({ tallies }: Experience, places: Places, size: number): Map<string, Float64Array> {
  const standings = new Map<string, Float64Array>()
  for (const [category, judged] of Map.groupBy(tallies, (tally) => tally.category)) {
    const verdicts = judged.map(verdictOf)
    const all = verdicts.reduce(add, { sum: 0, weight: usualDoubt })
    const standing = new Float64Array(size)
    for (const [nth, { script }] of judged.entries()) {
      const at = places.get(script)
      const verdict = verdicts[nth]
      if (at !== undefined && verdict) standing[at] = standingOf(verdict, all)
    }
    standings.set(category, standing)
  }
  return standings
}

/** What was said for and against a script, and how much was said at all. */
interface Verdict {
  sum: number
  weight: number
}

function verdictOf(tally: Tally): Verdict {
  return judgements
    .map(({ kind, weight, sign }) => ({ sum: sign * weight * tally[kind], weight: weight * tally[kind] }))
    .reduce(add)
}

const add = (one: Verdict, other: Verdict): Verdict => ({
  sum: one.sum + other.sum,
  weight: one.weight + other.weight,
})

/**
 * −1 … 1: how much better or worse than the category's other scripts it fared; where agents approve everything, being
 * approved says nothing. The nearer to 0 the fewer decisions there are.
 */
function standingOf({ sum, weight }: Verdict, all: Verdict): number {
  const usual = (all.sum - sum) / (all.weight - weight)
  return Math.max(-1, Math.min(1, (sum - usual * weight) / (weight + doubt)))
}

/** A text each and not one with the examples: a matter that comes again is found by its one like, not by an average. */
function casesOf(library: ScriptLibrary, { examples }: Experience, places: Places): Learnt['cases'] {
  const owners: number[] = []
  const texts: string[] = []
  const taken = library.scripts.map((script) => new Set(script.examples))
  const counts = new Uint16Array(library.scripts.length)
  for (const { script, text } of examples) {
    const at = places.get(script)
    if (at === undefined || taken[at]?.has(text) || (counts[at] ?? 0) >= mostCases) continue
    taken[at]?.add(text)
    counts[at] = (counts[at] ?? 0) + 1
    owners.push(at)
    texts.push(text)
  }
  const index = createMatchIndex(texts, library.index)
  const ownerOf = Int32Array.from(owners)
  return (terms) => {
    const best = new Float64Array(library.scripts.length)
    const scores = index.scoresOf(terms)
    for (let text = 0; text < scores.length; text++) {
      const score = scores[text] ?? 0
      const owner = ownerOf[text] ?? 0
      if (score > (best[owner] ?? 0)) best[owner] = score
    }
    return best
  }
}
