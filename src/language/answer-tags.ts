import { createLexicon, longestMatches } from './lexicon.ts'
import { normalise } from './normalise.ts'
import { conceptEntries } from './words.ts'

const entries = (file: string): (readonly [string, string])[] =>
  conceptEntries(file).map(([word, name]) => [normalise(word), name])
const signs: Readonly<Record<string, string>> = {
  good: '+',
  well: '+',
  bad: '-',
  ill: '-',
  turn: 'but',
  none: '_',
}
const words = createLexicon(
  [...entries('outcome'), ...entries('answer')].map(([word, name]): readonly [string, string] => {
    const group = name.slice(0, name.indexOf('.'))
    return [word, signs[group] ?? name]
  }),
)
const small = new Set('不没还又再别就都也了吗呢吧啊的才可但要想能会得过着把被给我你您这那一有是在,?!.。')
const hollow = new Set(
  '的了是有在我你您他它她们还能会不没吗么要得上下来去到个一这那就都再也很好吧呢啊给把被让后前和与请已帮为,。?',
)

/** An answer with its words replaced by what they are: `X` was in the agent's mouth, `+` stands well … */
export function tagsOf(text: string, said: string): string[] {
  const tags: string[] = []
  const push = (tag: string): void => {
    if (tag !== tags.at(-1) || (tag !== '_' && tag !== 'X' && tag !== '0' && tag !== '@')) tags.push(tag)
  }
  let at = 0
  const plain = (end: number): void => {
    for (; at < end; at++) {
      const one = text.charAt(at)
      if (small.has(one)) push(one)
      else if (/\d/.test(one)) push('0')
      else if (/[a-z]/.test(one)) push('@')
      else if (!hollow.has(one) && said.includes(one) && /\p{L}/u.test(one)) push('X')
      else push('_')
    }
  }
  for (const { start, end, value } of longestMatches(words, text)) {
    if (end - start < 2 && small.has(text.charAt(start))) continue
    plain(start)
    push(value)
    at = end
  }
  plain(text.length)
  return tags
}
