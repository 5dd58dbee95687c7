import { isLatin, type Marks, marksOf } from './marks.ts'
import { conceptEntries } from './words.ts'

/** What a word says of the number, code or name beside it: one of the kinds of words/cues.txt, or a place. */
export type CueKind =
  | 'phone'
  | 'fixed'
  | 'number'
  | 'wechat'
  | 'qq'
  | 'email'
  | 'id'
  | 'passport'
  | 'credit'
  | 'card'
  | 'plate'
  | 'order'
  | 'invoice'
  | 'parcel'
  | 'serial'
  | 'label'
  | 'service'
  | 'model'
  | 'error'
  | 'shows'
  | 'secret'
  | 'name'
  | 'call'
  | 'kin'
  | 'give'
  | 'address'
  | 'province'
  | 'city'
  | 'county'
  | 'none'

/** What is said of a person's or a firm's own number: no code of goods follows. */
export const ofPerson: ReadonlySet<CueKind> = new Set([
  'wechat',
  'qq',
  'email',
  'id',
  'passport',
  'credit',
  'plate',
  'secret',
])

/** Where such a word stands, [start, end). */
export interface Cue {
  kind: CueKind
  start: number
  end: number
}

/** A plain text (see plainText) with its cues in order: what every finder of spans works on. */
export interface Passage extends Marks {
  text: string
  cues: readonly Cue[]
}

const kinds = new Map(
  [...conceptEntries('cues'), ...conceptEntries('places'), ...conceptEntries('counties')].map(
    ([word, kind]) => [word.replaceAll('_', ' '), kind as CueKind] as const,
  ),
)
// Most places begin no cue: lengths to try by the first two units are faster than a trie here.
const pairOf = (text: string, at: number): number =>
  text.charCodeAt(at) * 0x10000 + (text.charCodeAt(at + 1) || 0)
const lengths = new Map<number, readonly number[]>()
// Whether a pair may be known, by its hash: most that begin like a cue are not.
const hashed = new Uint8Array(0x10000)
const hashOf = (pair: number): number => ((pair >>> 16) * 31 + pair) & 0xffff
const begins = new Uint8Array(0x10000)
const [longer, single] = [1, 2]
for (const word of kinds.keys()) {
  const first = word.charCodeAt(0)
  begins[first] = (begins[first] ?? 0) | (word.length > 1 ? longer : single)
  if (word.length > 1) {
    const pair = pairOf(word, 0)
    hashed[hashOf(pair)] = 1
    const known = lengths.get(pair) ?? []
    lengths.set(
      pair,
      [...new Set([...known, word.length])].sort((one, other) => other - one),
    )
  }
}

/** Reads the cues of a plain text once, for all finders: from left to right the longest. */
export function passageOf(text: string): Passage {
  const folded = text.toLowerCase()
  // Lower case may be longer in rare scripts; offsets must stay.
  const lower = folded.length === text.length ? folded : text
  const cues: Cue[] = []
  for (let start = 0; start < lower.length; ) {
    const cue = begins[lower.charCodeAt(start)] ? cueAt(lower, start) : undefined
    const whole = cue && isWhole(text, cue.start, cue.end)
    if (whole && cue.kind !== 'none') cues.push(cue)
    start = whole ? cue.end : start + 1
  }
  return { text, cues, ...marksOf(text) }
}

function cueAt(lower: string, start: number): Cue | undefined {
  const first = begins[lower.charCodeAt(start)] ?? 0
  const pair = pairOf(lower, start)
  if (first & longer && hashed[hashOf(pair)])
    for (const length of lengths.get(pair) ?? []) {
      const kind = kinds.get(lower.slice(start, start + length))
      if (kind !== undefined) return { kind, start, end: start + length }
    }
  const kind = first & single ? kinds.get(lower.charAt(start)) : undefined
  return kind && { kind, start, end: start + 1 }
}

/** `sn` is no cue in `sniper`. */
function isWhole(text: string, start: number, end: number): boolean {
  const cutBefore = isLatin(text.charCodeAt(start)) && isLatin(text.charCodeAt(start - 1))
  return !cutBefore && !(isLatin(text.charCodeAt(end - 1)) && isLatin(text.charCodeAt(end)))
}

/** A province, a city or a district is named. */
export const isPlace = ({ kind }: Cue): boolean => kind === 'county' || kind === 'city' || kind === 'province'

/** The index of the first cue that ends behind `at`: cues stand in order and do not overlap. */
function endingAfter(cues: readonly Cue[], at: number): number {
  let [low, high] = [0, cues.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cues[middle]?.end ?? 0) > at) high = middle
    else low = middle + 1
  }
  return low
}

/** The cue that ends at a place, if one does. */
export function cueEndingAt(cues: readonly Cue[], at: number): Cue | undefined {
  const cue = cues[endingAfter(cues, at) - 1]
  return cue?.end === at ? cue : undefined
}

/** The first cue that begins at a place or behind it. */
export function firstCueFrom(cues: readonly Cue[], at: number): Cue | undefined {
  const index = endingAfter(cues, at)
  const cue = cues[index]
  return cue && cue.start < at ? cues[index + 1] : cue
}

/** The cues that have a part of [from, to), in order. */
export function cuesBetween(cues: readonly Cue[], from: number, to: number): readonly Cue[] {
  const first = endingAfter(cues, from)
  let last = first
  while (last < cues.length && (cues[last]?.start ?? to) < to) last++
  return last === first ? none : cues.slice(first, last)
}

const none: readonly Cue[] = []

const clauseEnd = /[,，。;；!！?？\n]/

/**
 * The cue that speaks of what begins at `at`: the nearest to its left in the
 * same clause. 号码 and the like only repeat what was named before them, even a
 * clause earlier.
 */
export function cueBefore({ text, cues }: Passage, at: number, within = 12): Cue | undefined {
  let from = at
  for (let index = endingAfter(cues, at) - 1; index >= 0; index--) {
    const cue = cues[index]
    if (!cue || cue.end > from) continue
    if (from - cue.end > within) return undefined
    const between = text.slice(cue.end, from)
    const over = from === at && isHeading(text, cue, at)
    if (!over && clauseEnd.test(from === at ? between : between.replace(/[,，]/, ''))) return undefined
    if (isPlace(cue)) continue
    if (cue.kind !== 'number') return cue
    from = cue.start
  }
  return undefined
}

/** 订单编号 on a line of its own, as pages are pasted: what it names stands on the next. */
const isHeading = (text: string, { start, end }: Cue, at: number): boolean =>
  (start === 0 || text.charAt(start - 1) === '\n') &&
  heading.test(text.slice(end, at)) &&
  !/^1[3-9]\d{9}(?!\d)/.test(text.slice(at, at + 12))
const heading = /^[ :：]{0,3}\n\s{0,3}$/

/** The cue that begins at most `within` characters after `at`, with nothing that ends a clause between. */
export function cueAfter({ text, cues }: Passage, at: number, within = 4): Cue | undefined {
  const cue = firstCueFrom(cues, at)
  return cue && cue.start - at <= within && !clauseEnd.test(text.slice(at, cue.start)) ? cue : undefined
}
