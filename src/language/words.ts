import { readFileSync } from 'node:fs'
import { createLexicon, type Lexicon } from './lexicon.ts'

/** The lines of a word list, without its remarks. */
export const linesOf = (name: string): string[] =>
  readFileSync(new URL(`./words/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))

/** Traditional character → simplified. */
export const simplified: ReadonlyMap<string, string> = new Map(
  linesOf('traditional')
    .flatMap((line) => line.split(/\s+/))
    .map((pair) => {
      const [from = '', to = ''] = Array.from(pair)
      return [from, to] as const
    }),
)

/** Ways of writing a word → the one way the models know. */
export const wording: { latin: ReadonlyMap<string, string>; chinese: Lexicon<string> } = readWording()

function readWording(): { latin: Map<string, string>; chinese: Lexicon<string> } {
  const pairs = linesOf('wording').map((line) => {
    const [from = '', to = ''] = line.split(/\s+/)
    return [from, to] as const
  })
  const isLatin = ([from]: readonly [string, string]): boolean => /^[a-z]+$/.test(from)
  return {
    latin: new Map(pairs.filter(isLatin)),
    chinese: createLexicon(pairs.filter((pair) => !isLatin(pair))),
  }
}

/** Words grouped by what they speak of: `name: word word …` a line, a name may have several lines. */
export const conceptEntries = (file: string): (readonly [string, string])[] =>
  linesOf(file).flatMap((line) => {
    const [said = '', words = ''] = line.split(/:\s*/, 2)
    const name = interned(said)
    return words
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => [word, name] as const)
  })

/** A name that the engine compares with one in the code by its address: a string cut from a file is compared unit by unit. */
const interned = (name: string): string => Object.keys({ [name]: true })[0] ?? name

/** Characters by how they are read. */
export const syllables: readonly { characters: string }[] = linesOf('pinyin').map((line) => ({
  characters: line.split(/:\s*/, 2)[1] ?? '',
}))

/** Everyday words that sound like a word of the lexicons and are no slip of the keyboard. */
export const everydayWords: ReadonlySet<string> = new Set(
  linesOf('everyday').flatMap((line) => line.split(/\s+/)),
)
