import { cueAt } from './cue-words.ts'
import { isLatin, type Marks, mark, marksOf } from './marks.ts'
import { unitsOf } from './units.ts'

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
  /** The text in lower case. */
  lower: string
  cues: readonly Cue[]
}

/** Reads the cues of a plain text once, for all finders: from left to right the longest. */
export function passageOf(text: string): Passage {
  const marks = marksOf(text)
  const lower = marks.seen & mark.capital ? lowerCase(text) : text
  const cues: Cue[] = []
  for (let start = 0; start < lower.length; ) {
    const cue = cueAt(lower, start)
    const whole = cue && isWhole(text, cue.start, cue.end)
    if (whole && cue.kind !== 'none') cues.push(cue)
    start = whole ? cue.end : start + 1
  }
  return { ...marks, text, lower, cues }
}

/** Lower case may be longer in rare scripts; offsets must stay. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : text
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

/** The cue of which a character stands at a place, if one does. */
export function cueAcross(cues: readonly Cue[], at: number): Cue | undefined {
  const cue = cues[endingAfter(cues, at)]
  return cue && cue.start <= at ? cue : undefined
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

const endsClause = unitsOf(/[,，。;；!！?？\n]/)
const isComma = unitsOf(/[,，]/)

/** Whether a clause ends in [from, to), so many commas passed over. */
function isParted(text: string, from: number, to: number, commas = 0): boolean {
  let left = commas
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    if (!endsClause(unit)) continue
    if (left === 0 || !isComma(unit)) return true
    left--
  }
  return false
}

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
    if (isParted(text, cue.end, from, from === at ? 0 : 1) && !(from === at && isHeading(text, cue, at)))
      return undefined
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
  return cue && cue.start - at <= within && !isParted(text, at, cue.start) ? cue : undefined
}
