import { allMatches, createLexicon, type Match } from '../../language/lexicon.ts'
import { matchesOf } from '../../language/matches.ts'
import { type Aligned, align } from '../../language/normalise.ts'
import { conceptEntries } from '../../language/words.ts'

/** [start, end) */
export interface Range {
  start: number
  end: number
}

/** A reply made ready for the rules. */
export interface Draft {
  /** Width and traditional characters folded, case kept. */
  text: string
  /** The same in lower case. */
  plain: string
  /** Where each unit of `text` stood in the reply. */
  offsets: readonly number[]
  /** Words of the lists `check-*.txt`; the value is `<list>.<group>`. */
  signs: readonly Match<string>[]
  /** What stands in quotation marks, the marks left out. */
  quotes: readonly Range[]
}

const lists = [
  'vague',
  'denial',
  'overpromise',
  'rude',
  'secret',
  'leak',
  'jargon',
  'promise',
  'comfort',
] as const
const lexicon = createLexicon(
  lists.flatMap((list) =>
    conceptEntries(`check-${list}`).map(([word, group]) => [word, `${list}.${group}`] as const),
  ),
)
const capital = /[A-Z]/g
const quotation = /[“"「『‘]([^“”"「」『』‘’\n]{1,60})[”"」』’]/g
const clauseEnd = /[,。!?;、~\n…()]|\.{2,}/
const sentenceEnd = /[。!?~\n…]|\.{2,}/
/** So many characters are read at a glance. */
const glance = 30

/** Reads a reply once for all rules. */
export function readDraft(reply: string): Draft {
  const { text, offsets } = unspaced(faceless(align(reply)))
  const plain = text.replace(capital, (letter) => letter.toLowerCase())
  const quotes = matchesOf(quotation, text).map((match) => ({
    start: match.index + 1,
    end: match.index + match[0].length - 1,
  }))
  return { text, plain, offsets, signs: allMatches(lexicon, plain), quotes }
}

/** 亲~, 😀: what a reply is adorned with says nothing of it. */
const adornment = /^(?:亲(?:爱的)?[~,，!！ ]|[\s~]|\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}\u200d])+/u
const faces = /(?:\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}\u200d])+/gu

/** The same without adornment; a face that parts clauses is a full stop. */
function faceless({ text, offsets }: Aligned): Aligned {
  const lead = adornment.exec(text)?.[0].length ?? 0
  const found = matchesOf(faces, text).filter(({ index }) => index >= lead)
  if (lead === 0 && found.length === 0) return { text, offsets }
  let kept = ''
  const places: number[] = []
  let from = lead
  const keep = (to: number): void => {
    kept += text.slice(from, to)
    places.push(...offsets.slice(from, to))
  }
  for (const { 0: face, index } of found) {
    keep(index)
    from = index + face.length
    if (from === text.length || /[\p{P}~]$/u.test(kept)) continue
    kept += '。'
    places.push(offsets[index] ?? 0)
  }
  keep(text.length)
  return { text: kept, offsets: [...places, offsets[text.length] ?? 0] }
}

/** Three or more characters that stand apart: 不 是 我 们. */
const spacedOut =
  /[ \t]?(?<!\p{Script=Han})\p{Script=Han}(?:[ \t]\p{Script=Han}(?!\p{Script=Han})){2,}[ \t]?/gu

/** The same without the blanks that part a word into its characters. */
function unspaced({ text, offsets }: Aligned): Aligned {
  if (!/[ \t]/.test(text)) return { text, offsets }
  const blanks = new Set<number>()
  for (const { 0: run, index } of matchesOf(spacedOut, text))
    for (let at = 0; at < run.length; at++) if (/\s/.test(run.charAt(at))) blanks.add(index + at)
  if (blanks.size === 0) return { text, offsets }
  const isKept = (_: unknown, at: number): boolean => !blanks.has(at)
  return { text: text.split('').filter(isKept).join(''), offsets: offsets.filter(isKept) }
}

/** The signs of one group, such as `vague.hedge`, or of a list with all its groups (`vague.`). */
export const signsOf = ({ signs }: Draft, group: string): Match<string>[] =>
  signs.filter(({ value }) => (group.endsWith('.') ? value.startsWith(group) : value === group))

/** It stands in quotation marks. */
export const isQuoted = ({ quotes }: Draft, { start, end }: Range): boolean =>
  quotes.some((quote) => quote.start <= start && end <= quote.end)

/** The words before a place, as far as its clause goes. */
export const before = ({ plain }: Draft, at: number, length = 8): string =>
  plain
    .slice(Math.max(0, at - length), at)
    .split(clauseEnd)
    .at(-1) ?? ''

/** The words from a place on, as far as its clause goes. */
export const after = ({ plain }: Draft, at: number, length = 8): string =>
  plain.slice(at, at + length).split(clauseEnd)[0] ?? ''

/** The clause around a place. */
export const clauseAt = (draft: Draft, at: number): Range => around(draft, at, clauseEnd)

/** The sentence around a place. */
export const sentenceAt = (draft: Draft, at: number): Range => around(draft, at, sentenceEnd)

export const textOf = ({ plain }: Draft, { start, end }: Range): string => plain.slice(start, end)

function around({ plain }: Draft, at: number, end: RegExp): Range {
  let start = at
  while (start > 0 && !end.test(plain.charAt(start - 1))) start--
  let stop = at
  while (stop < plain.length && !end.test(plain.charAt(stop))) stop++
  return { start, end: stop }
}

/** The clause around a range, where it is short enough to be read at a glance. */
export function wide(draft: Draft, range: Range): Range {
  const clause = clauseAt(draft, range.start)
  return clause.end - clause.start <= glance && clause.end >= range.end ? clause : range
}

/** The same range in the reply as it was written. */
export function inReply({ offsets }: Draft, { start, end }: Range): Range {
  const last = offsets[end - 1] ?? 0
  let at = end
  while (at < offsets.length - 1 && offsets[at] === last) at++
  return { start: offsets[start] ?? 0, end: offsets[at] ?? last }
}
