import { longestMatches } from './lexicon.ts'
import { simplified, wording } from './words.ts'

/** How much of a message is looked at: its beginning and its end. */
const headLength = 1200
const tailLength = 800

// Controls, zero-width and bidirectional marks, broken surrogates, private use, variation selectors.
const invisible = /(?![\t\n\r])[\p{C}\p{Variation_Selector}]/gu
const latinWord = /[a-z]+/g
const traditional = new RegExp(`[${[...simplified.keys()].join('')}]`)
/** 我 要 投 诉: every character set apart. */
const spelled = /(?<!\p{Script=Han})\p{Script=Han}(?: \p{Script=Han}){3,}(?!\p{Script=Han})/gu
const filler = /(?:嗯+|呃+|额额+|诶+|哎呀|那个啥|这个那个|就是说)/g

/**
 * The message as the models read it: NFKC, lower case, simplified, invisible
 * characters gone, runs folded, wording made one. Long messages keep their ends.
 */
export function normalise(text: string): string {
  const folded = clip(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(invisible, '')
    .replace(/\s+/g, ' ')
    .replace(spelled, (run) => run.replaceAll(' ', ''))
    .replace(/(.)\1{2,}/gu, (run, one: string) => (/\d/.test(one) ? run : one + one))
    .trim()
  const chinese = simplify(folded).replace(filler, '')
  const latin = chinese.replace(latinWord, (word) => wording.latin.get(word) ?? word)
  return replaceWording(latin)
}

/** Text with the common traditional characters made simplified; as long as before. */
export function simplify(text: string): string {
  if (!traditional.test(text)) return text
  let out = ''
  for (const character of text) out += simplified.get(character) ?? character
  return out
}

/** The part of a message that is analysed: all of it up to 2,000 characters, then both ends. */
export function clip(text: string): string {
  if (text.length <= headLength + tailLength) return text
  return `${text.slice(0, headLength)}\n${text.slice(-tailLength)}`
}

function replaceWording(text: string): string {
  let out = ''
  let at = 0
  for (const { start, end, value } of longestMatches(wording.chinese, text)) {
    out += text.slice(at, start) + value
    at = end
  }
  return out + text.slice(at)
}

/** A normalised text and, for each of its UTF-16 units (and its end), where it stood in the original. */
export interface Aligned {
  text: string
  offsets: readonly number[]
}

/** NFKC, simplified, invisible characters gone: for finding spans, so every unit knows its origin. */
export function align(original: string): Aligned {
  let text = ''
  const offsets: number[] = []
  let at = 0
  for (const character of original) {
    const plain = plainOf(character)
    for (let unit = 0; unit < plain.length; unit++) offsets.push(at)
    text += plain
    at += character.length
  }
  offsets.push(at)
  return { text, offsets }
}

const plain = new Map<string, string>()

/** What a character is in plain text; there are only so many, and each is looked into once. */
function plainOf(character: string): string {
  if (character < '\u0080') return character
  if (character >= '\u4e00' && character <= '\u9fff') return simplified.get(character) ?? character
  const known = plain.get(character)
  if (known !== undefined) return known
  const folded = simplify(character.normalize('NFKC').replace(invisible, ''))
  plain.set(character, folded)
  return folded
}
