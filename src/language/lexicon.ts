import { pairOf } from './units.ts'

/** An entry: what is written before its gap, what after it if it has one, and what it stands for. */
interface Entry<Value> {
  word: string
  rest?: string
  value: Value
}

/** Words with a value each, found in one pass over a text. */
export interface Lexicon<Value> {
  /** A bit for each key of `lists` and for few others: most places of a text begin nothing, and this is small enough to stay at hand. */
  sign: Uint32Array
  /** What may stand where two units stand, or one that begins no longer word; the shortest first. */
  lists: ReadonlyMap<number, readonly Entry<Value>[]>
}

/** Where a word stood, [start, end), and what it stands for. */
export interface Match<Value> {
  start: number
  end: number
  value: Value
  /** Where the gap began and ended, for an entry with `*`. */
  gap?: { start: number; end: number }
}

/** How many characters `*` in an entry may stand for; it never crosses punctuation. */
const gapLength = 6
const pauses = ',，。.!！?？;；\n'

const nothing: readonly never[] = []

/** Builds a lexicon from entries such as `退货` or `没*收到` (a gap of up to six characters). */
export function createLexicon<Value>(entries: Iterable<readonly [string, Value]>): Lexicon<Value> {
  const lists = new Map<number, Entry<Value>[]>()
  for (const [entry, value] of entries) {
    const [word = '', rest] = entry.split('*')
    const key = word.length > 1 ? pairOf(word, 0) : word.charCodeAt(0)
    const one: Entry<Value> = rest === undefined ? { word, value } : { word, rest, value }
    const list = lists.get(key)
    if (list) list.push(one)
    else lists.set(key, [one])
  }
  for (const list of lists.values())
    list.sort(
      (one, other) =>
        one.word.length - other.word.length ||
        Number(one.rest !== undefined) - Number(other.rest !== undefined),
    )
  // So that one look tells all that may stand at a place.
  const sign = new Uint32Array(1 << (signBits - 5))
  for (const [key, list] of lists) {
    const bit = bitOf(key)
    sign[bit >>> 5] = (sign[bit >>> 5] ?? 0) | (1 << (bit & 31))
    const short = key >= 0 && key < 0x10000 ? undefined : lists.get(key >>> 16)
    if (short) list.unshift(...short)
  }
  return { sign, lists }
}

/** Every entry of the lexicon in the text, overlapping ones too, by place of beginning. */
export function allMatches<Value>(lexicon: Lexicon<Value>, text: string): Match<Value>[] {
  const found: Match<Value>[] = []
  for (let start = 0; start < text.length; start++)
    for (const { word, rest, value } of listAt(lexicon, text, start)) {
      if (!text.startsWith(word, start)) continue
      const end = start + word.length
      if (rest === undefined) {
        if (isWhole(text, start, end)) found.push({ start, end, value })
        continue
      }
      const at = afterGap(text, end, rest)
      if (at >= 0 && isWhole(text, start, at + rest.length))
        found.push({ start, end: at + rest.length, value, gap: { start: end, end: at } })
    }
  return found
}

/** The longest entries from left to right, none overlapping. */
export function longestMatches<Value>(lexicon: Lexicon<Value>, text: string): Match<Value>[] {
  const found: Match<Value>[] = []
  for (let start = 0; start < text.length; ) {
    let best: Match<Value> | undefined
    for (const { word, rest, value } of listAt(lexicon, text, start)) {
      const end = start + word.length
      if (rest === undefined && end > (best?.end ?? start) && text.startsWith(word, start))
        best = { start, end, value }
    }
    if (best) found.push(best)
    start = best ? best.end : start + 1
  }
  return found
}

/** The entries that may stand at this place: each begins with its first units. */
function listAt<Value>(lexicon: Lexicon<Value>, text: string, at: number): readonly Entry<Value>[] {
  return listOf(lexicon, pairOf(text, at)) ?? listOf(lexicon, text.charCodeAt(at)) ?? nothing
}

function listOf<Value>({ sign, lists }: Lexicon<Value>, key: number): readonly Entry<Value>[] | undefined {
  const bit = bitOf(key)
  return ((sign[bit >>> 5] ?? 0) >>> (bit & 31)) & 1 ? lists.get(key) : undefined
}

const signBits = 15
const bitOf = (key: number): number => Math.imul(key, 0x9e3779b1) >>> (32 - signBits)

/** Latin entries are whole words: `app` is not in `happy`. */
function isWhole(text: string, start: number, end: number): boolean {
  const cutBefore = isLatin(text.charCodeAt(start)) && isLatin(text.charCodeAt(start - 1))
  return !cutBefore && !(isLatin(text.charCodeAt(end - 1)) && isLatin(text.charCodeAt(end)))
}

const isLatin = (unit: number): boolean => unit >= 97 && unit <= 122

/** Where the rest begins, -1 where it does not or only behind a pause. */
function afterGap(text: string, from: number, rest: string): number {
  for (let at = from; at <= from + gapLength; at++) {
    if (text.startsWith(rest, at)) return at
    if (pauses.includes(text.charAt(at))) return -1
  }
  return -1
}
