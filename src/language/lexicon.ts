/** One step of a trie; `values` end here, `gaps` go on after a gap. Most nodes are leaves, so nothing is made before it is needed. */
interface Node<Value> {
  /** By UTF-16 unit. */
  next?: Map<number, Node<Value>>
  values?: Value[]
  gaps?: { rest: string; value: Value }[]
}

/** Words with a value each, found in one pass over a text. */
export type Lexicon<Value> = Node<Value>

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
  const root: Node<Value> = {}
  for (const [entry, value] of entries) {
    const [word = '', rest] = entry.split('*')
    let node = root
    for (let at = 0; at < word.length; at++) {
      const unit = word.charCodeAt(at)
      node.next ??= new Map()
      const next: Node<Value> = node.next.get(unit) ?? {}
      node.next.set(unit, next)
      node = next
    }
    if (rest === undefined) node.values = [...(node.values ?? nothing), value]
    else node.gaps = [...(node.gaps ?? nothing), { rest, value }]
  }
  return root
}

/** Every entry of the lexicon in the text, overlapping ones too, by place of beginning. */
export function allMatches<Value>(lexicon: Lexicon<Value>, text: string): Match<Value>[] {
  const found: Match<Value>[] = []
  for (let start = 0; start < text.length; start++) {
    let node = lexicon.next?.get(text.charCodeAt(start))
    for (let end = start + 1; node; end++) {
      for (const value of node.values ?? nothing)
        if (isWhole(text, start, end)) found.push({ start, end, value })
      for (const { rest, value } of node.gaps ?? nothing) {
        const at = afterGap(text, end, rest)
        if (at >= 0 && isWhole(text, start, at + rest.length))
          found.push({ start, end: at + rest.length, value, gap: { start: end, end: at } })
      }
      node = end < text.length ? node.next?.get(text.charCodeAt(end)) : undefined
    }
  }
  return found
}

/** The longest entries from left to right, none overlapping. */
export function longestMatches<Value>(lexicon: Lexicon<Value>, text: string): Match<Value>[] {
  const found: Match<Value>[] = []
  for (let start = 0; start < text.length; ) {
    let best: Match<Value> | undefined
    let node = lexicon.next?.get(text.charCodeAt(start))
    for (let end = start + 1; node; end++) {
      const value = node.values?.[0]
      if (value !== undefined) best = { start, end, value }
      node = end < text.length ? node.next?.get(text.charCodeAt(end)) : undefined
    }
    if (best) found.push(best)
    start = best ? best.end : start + 1
  }
  return found
}

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
