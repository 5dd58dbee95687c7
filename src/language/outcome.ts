import { allMatches, createLexicon, type Match } from './lexicon.ts'
import { normalise } from './normalise.ts'
import { conceptEntries } from './words.ts'

/** A word that says how a thing stands, and which way it counts where it stands. */
export interface Lean {
  start: number
  end: number
  good: boolean
  /** The group of the word in words/outcome.txt. */
  name: string
}

const words = createLexicon(
  conceptEntries('outcome').map(([word, name]): readonly [string, string] => [normalise(word), name]),
)
const denied =
  /(?:[不没未别无勿非]|没有|没能|不会|不是|不太|不怎么|没怎么|没那么|不那么|不再|没再|不见|并没?|毫不)$/

// 卡 is a fault in 还卡 and 卡了, not in 校园卡.
const leftOfOne = /(?:^|[还不没又很太更照老别未有会就在好挺真最点直])$/
const rightOfOne = /^(?:$|[了得着啦咯的死成])/

/** Every word of how it stands in one clause of a normalised text, turned round where it is denied; the longest of overlapping ones. */
export function leansOf(clause: string): Lean[] {
  const leans: Lean[] = []
  for (const { start, end, value } of uncovered(allMatches(words, clause))) {
    if (value.startsWith('turn') || value.startsWith('none')) continue
    const left = clause.slice(Math.max(0, start - 3), start)
    if (end - start === 1 && !(leftOfOne.test(left) && rightOfOne.test(clause.slice(end)))) continue
    const firm = value.startsWith('well') || value.startsWith('ill')
    const good = value.startsWith('good') || value.startsWith('well')
    const turned = !firm && denied.test(left)
    leans.push({ start, end, name: turned ? `not-${value}` : value, good: good !== turned })
  }
  return leans
}

/** Matches that lie inside a longer one go; they must come by place of beginning. */
export function uncovered<Value>(matches: readonly Match<Value>[]): Match<Value>[] {
  const kept: Match<Value>[] = []
  let reach = -1
  let from = -1
  for (let at = matches.length - 1; at >= 0; at--) {
    // From the end: of those that begin together the longest comes first.
    const one = matches[at]
    if (one) kept.push(one)
  }
  kept.sort((one, other) => one.start - other.start || other.end - one.end)
  return kept.filter((one) => {
    const inside = one.end < reach || (one.end === reach && one.start > from)
    if (one.end > reach) {
      reach = one.end
      from = one.start
    }
    return !inside
  })
}
