import { allMatches, createLexicon } from './lexicon.ts'
import { sounds } from './sound.ts'
import { conceptEntries, everydayWords } from './words.ts'

/** A concept found in a message: `group.name`, the entry that named it, and where it began. */
export interface Concept {
  name: string
  entry: string
  start: number
  end: number
  /** Found by its sound only: the characters are others. */
  slip: boolean
}

interface Entry {
  name: string
  word: string
}

const entries = conceptEntries('concepts')
const written = createLexicon(entries.map(([word, name]): readonly [string, Entry] => [word, { name, word }]))
const known = new Set(entries.map(([word]) => word))
const chinese = /^\p{Script=Han}{2,}$/u
const heard = createLexicon(
  entries
    .filter(([word]) => chinese.test(word))
    .map(([word, name]): readonly [string, Entry] => [sounds(word), { name, word }]),
)

/** The names of the concepts that a normalised text names as they are written: what only sounds alike is a guess. */
export const conceptsNamed = (text: string): Set<string> =>
  new Set(allMatches(written, text).map(({ value }) => value.name))

/** Every concept in a normalised message; words written with homophones count where nothing else fits. */
export function conceptsIn(text: string): Concept[] {
  const covered = new Uint8Array(text.length)
  const found: Concept[] = []
  for (const { start, end, value, gap } of allMatches(written, text)) {
    if (!gap && end - start > 1) covered.fill(1, start, end)
    found.push({ name: value.name, entry: value.word, start, end, slip: false })
  }
  for (const { start, end, value } of allMatches(heard, sounds(text))) {
    const word = text.slice(start, end)
    if (word === value.word || known.has(word) || everydayWords.has(word)) continue
    if (isCovered(covered, start, end)) continue
    found.push({ name: value.name, entry: value.word, start, end, slip: true })
  }
  return found
}

function isCovered(covered: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (covered[at] === 1) return true
  return false
}
