import { conceptEntries } from '../words.ts'

const listed = conceptEntries('goods')
const of = (kind: string): ReadonlySet<string> =>
  new Set(listed.filter(([, name]) => name === kind).map(([word]) => word))

/** Makers (美的), lines of a maker (小新, mate), makers that count their things (小米14), names of things (空调), Latin words that are no model (wifi). */
export const goods = {
  maker: of('maker'),
  series: of('series'),
  line: of('line'),
  counted: of('counted'),
  thing: of('goods'),
  plain: of('plain'),
} as const

const longest = 6

/** The longest word of a set that ends at `end`; '' where none does. */
export function wordEnding(text: string, end: number, words: ReadonlySet<string>): string {
  const before = text.slice(Math.max(0, end - longest), end).toLowerCase()
  for (let from = 0; from < before.length; from++) {
    const word = before.slice(from)
    if (words.has(word)) return word
  }
  return ''
}

/** Whether a word of a set begins at `at`. */
export function wordBegins(text: string, at: number, words: ReadonlySet<string>): boolean {
  const after = text.slice(at, at + longest).toLowerCase()
  for (let to = after.length; to > 0; to--) if (words.has(after.slice(0, to))) return true
  return false
}
