/** An entry: what is written before its gap, what after it if it has one, and what it stands for. */
interface Entry<Value> {
  word: string
  rest?: string
  value: Value
}

/** Words with a value each, found in one pass over a text. */
export interface Lexicon<Value> {
  /** By a UTF-16 unit, what begins with it: most places of a text begin nothing. */
  heads: Uint8Array
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
const pause = /[,，。.!！?？;；\n]/

const nothing: readonly never[] = []
// What a unit may begin: words of one unit, and longer ones.
const single = 1
const longer = 2

/** Builds a lexicon from entries such as `退货` or `没*收到` (a gap of up to six characters). */
export function createLexicon<Value>(entries: Iterable<readonly [string, Value]>): Lexicon<Value> {
  const heads = new Uint8Array(0x10000)
  const lists = new Map<number, Entry<Value>[]>()
  for (const [entry, value] of entries) {
    const [word = '', rest] = entry.split('*')
    const head = word.charCodeAt(0)
    heads[head] = (heads[head] ?? 0) | (word.length > 1 ? longer : single)
    const key = word.length > 1 ? pairAt(word, 0) : head
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
  for (const [key, list] of lists) {
    const short = key >= 0 && key < 0x10000 ? undefined : lists.get(key >>> 16)
    if (short) list.unshift(...short)
  }
  return { heads, lists }
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
function listAt<Value>({ heads, lists }: Lexicon<Value>, text: string, at: number): readonly Entry<Value>[] {
  const head = heads[text.charCodeAt(at)] ?? 0
  if (head === 0) return nothing
  const list = head & longer ? lists.get(pairAt(text, at)) : undefined
  return list ?? (head & single ? lists.get(text.charCodeAt(at)) : undefined) ?? nothing
}

/** Two units as one number, signed: the engine keeps no other in a word. */
const pairAt = (text: string, at: number): number => (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1)

/** Latin entries are whole words: `app` is not in `happy`. */
function isWhole(text: string, start: number, end: number): boolean {
  const cutBefore = isLatin(text.charCodeAt(start)) && isLatin(text.charCodeAt(start - 1))
  return !cutBefore && !(isLatin(text.charCodeAt(end - 1)) && isLatin(text.charCodeAt(end)))
}

const isLatin = (unit: number): boolean => unit >= 97 && unit <= 122

function afterGap(text: string, from: number, rest: string): number {
  const within = text.slice(from, from + gapLength + rest.length)
  const at = within.indexOf(rest)
  return at < 0 || pause.test(within.slice(0, at)) ? -1 : from + at
}
