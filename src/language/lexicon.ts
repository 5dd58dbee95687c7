/** An entry: what is written before its gap, what after it if it has one, and what it stands for. */
interface Entry<Value> {
  word: string
  rest?: string
  value: Value
}

/** Words with a value each, found in one pass over a text; by their first two UTF-16 units, the shortest first. */
export type Lexicon<Value> = ReadonlyMap<number, readonly Entry<Value>[]>

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
const pause = /[,，。.!！?？;；\n]/

const nothing: readonly never[] = []

/** Builds a lexicon from entries such as `退货` or `没*收到` (a gap of up to six characters). */
export function createLexicon<Value>(entries: Iterable<readonly [string, Value]>): Lexicon<Value> {
  const lists = new Map<number, Entry<Value>[]>()
  for (const [entry, value] of entries) {
    const [word = '', rest] = entry.split('*')
    const key = keyOf(word, 0, word.length)
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
  return lists
}

/** Every entry of the lexicon in the text, overlapping ones too, by place of beginning. */
export function allMatches<Value>(lexicon: Lexicon<Value>, text: string): Match<Value>[] {
  const found: Match<Value>[] = []
  for (let start = 0; start < text.length; start++)
    for (const { word, rest, value } of startingAt(lexicon, text, start)) {
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
    for (const { word, rest, value } of startingAt(lexicon, text, start)) {
      const end = start + word.length
      if (rest === undefined && end > (best?.end ?? start)) best = { start, end, value }
    }
    if (best) found.push(best)
    start = best ? best.end : start + 1
  }
  return found
}

/** The entries whose word stands at this place. */
function startingAt<Value>(lexicon: Lexicon<Value>, text: string, start: number): readonly Entry<Value>[] {
  const single = lexicon.get(keyOf(text, start, 1))
  const longer = start + 1 < text.length ? lexicon.get(keyOf(text, start, 2)) : undefined
  if (!longer) return single ?? nothing
  const fitting = longer.filter(({ word }) => text.startsWith(word, start))
  return single ? [...single, ...fitting] : fitting
}

const keyOf = (text: string, start: number, length: number): number =>
  length < 2 ? text.charCodeAt(start) : text.charCodeAt(start) * 65_536 + text.charCodeAt(start + 1)

const latin = /[a-z]/

/** Latin entries are whole words: `app` is not in `happy`. */
function isWhole(text: string, start: number, end: number): boolean {
  const cutBefore = latin.test(text.charAt(start)) && latin.test(text.charAt(start - 1))
  return !cutBefore && !(latin.test(text.charAt(end - 1)) && latin.test(text.charAt(end)))
}

function afterGap(text: string, from: number, rest: string): number {
  const within = text.slice(from, from + gapLength + rest.length)
  const at = within.indexOf(rest)
  return at < 0 || pause.test(within.slice(0, at)) ? -1 : from + at
}
