import { allMatches, createLexicon, type Match } from './lexicon.ts'
import { conceptEntries } from './words.ts'

/** A sign of danger in the words: what kind, and what stands against it. */
export interface DangerSign {
  /** fire, smoke, smell, gas, shock, heat, melt, explode, bulge, flood, injury, poison, fall or victim. */
  kind: string
  /** Alone enough; otherwise it was the company of another word that made it a sign. */
  strong: boolean
  /** Why it is no danger now; absent when it is one. */
  guard?: 'negated' | 'hypothetical' | 'hearsay' | 'past'
}

interface Clause {
  text: string
  /** Matches inside the clause. */
  found: Match<string>[]
}

/** Two parts of one clause that make a sign together, though neither does alone. */
const pairs = [
  { kind: 'injury', one: 'part-body', other: 'part-harm' },
  { kind: 'victim', one: 'part-victim', other: 'part-peril' },
] as const
/** How far apart two parts may stand. */
const pairReach = 8

const words = createLexicon(conceptEntries('danger'))
const clauseEnd = /[,，。.!！?？;；、\n~…]+/
// 不停, 忍不住 and the like are no negations of what follows.
const negationBefore =
  /(?:没有?|[不无未别甭]|非|莫|并未|不会|没见|没闻到|没看到|没发现|不是|不算|不至于)[^不没]{0,3}$/
const noNegation =
  /(?:不停地?|不断|不住|不敢|不知|不了|不得了|不行了?|不小心|差不多|不光|不仅|不但|不只|了没|没反应|没法|没人|没办法|没关|没拔|没碰|没动|没用|没想到|不要紧|没事)[^不没]{0,3}$/
// 会冒火星吗 asks; 怎么会冒烟, 一开就会冒烟 tell.
const askedBefore = /(?:(?:^|[^么就都总老候也后一还时才])会|可能|容易|能不能|是否)[^,，]{0,3}$/
const asks = /[吗么不嘛]$/
const presentMark = /现在|还在|正在|又|今天|刚才|刚刚|刚|昨晚|今早|这会儿|一直|突然/

/**
 * Every sign of danger in a normalised message. A sign counts unless its clause
 * negates it, supposes it, tells it of somebody else or of a time that is over.
 */
export function dangerSigns(text: string): DangerSign[] {
  const clauses = splitClauses(text)
  const signs: DangerSign[] = []
  for (const [index, clause] of clauses.entries()) {
    const around = [clauses[index - 1], clause, clauses[index + 1]]
    for (const { kind, match } of pairsIn(clause)) {
      const guard = guardOf(match, clause, clauses[index - 1])
      signs.push({ kind, strong: false, ...(guard ? { guard } : {}) })
    }
    for (const match of clause.found) {
      const kind = kindOf(match, around)
      if (!kind || insideProductWord(match, clause)) continue
      const guard = guardOf(match, clause, clauses[index - 1])
      const strong = !match.value.endsWith('?')
      signs.push({ kind, strong, ...(guard ? { guard } : {}) })
    }
  }
  return signs
}

/** Danger now, by the rules alone. */
export const isDanger = (text: string): boolean => dangerSigns(text).some((sign) => !sign.guard)

/** One sign for each pair: body and harm, victim and peril. */
function pairsIn(clause: Clause): { kind: string; match: Match<string> }[] {
  return pairs.flatMap(({ kind, one, other }) => {
    const parts = clause.found.filter((match) => match.value === one && !insideProductWord(match, clause))
    const harms = clause.found.filter((match) => match.value === other && !insideProductWord(match, clause))
    const match = harms.find((harm) =>
      parts.some((part) => !covers(part, harm.start, harm.end) && distance(part, harm) <= pairReach),
    )
    return match ? [{ kind, match }] : []
  })
}

const distance = (one: Match<string>, other: Match<string>): number =>
  Math.max(one.start - other.end, other.start - one.end, 0)

function splitClauses(text: string): Clause[] {
  return text
    .split(clauseEnd)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, found: allMatches(words, part) }))
}

/** The kind of a sign; weak ones (`heat?`) need a companion in a clause nearby. */
function kindOf(match: Match<string>, around: readonly (Clause | undefined)[]): string | undefined {
  const { value } = match
  if (value.includes('-')) return undefined
  if (!value.endsWith('?')) return value
  const kind = value.slice(0, -1)
  const together = around.some((clause) =>
    clause?.found.some((other) => other.value === `with-${kind}` && !covers(other, match.start, match.end)),
  )
  return together ? kind : undefined
}

/** 防漏电, 火锅, 打火机: the sign is part of a word that means something else. */
const insideProductWord = (match: Match<string>, clause: Clause): boolean =>
  clause.found.some(
    (other) =>
      other.value === 'guard-product' &&
      (covers(other, match.start, match.end) ||
        (match.gap !== undefined &&
          (covers(other, match.start, match.gap.start) || covers(other, match.gap.end, match.end)))),
  )

const covers = (match: Match<string>, start: number, end: number): boolean =>
  match.start <= start && end <= match.end

function guardOf(match: Match<string>, clause: Clause, before: Clause | undefined): DangerSign['guard'] {
  const left = clause.text.slice(Math.max(0, match.start - 6), match.start)
  const has = (where: Clause | undefined, guard: string): boolean =>
    where?.found.some((other) => other.value === `guard-${guard}`) ?? false
  const present = presentMark.test(clause.text)
  if (asks.test(clause.text) && askedBefore.test(left) && !present) return 'hypothetical'
  if (has(clause, 'hypothetical') && !present) return 'hypothetical'
  if (negationBefore.test(left) && !noNegation.test(left)) return 'negated'
  if (match.gap && /[不没无]/.test(clause.text.slice(match.gap.start, match.gap.end))) return 'negated'
  if (has(clause, 'hearsay') || (has(before, 'hearsay') && !present)) return 'hearsay'
  if (!present && (has(clause, 'past') || has(before, 'past'))) return 'past'
  return undefined
}
