import { type Passage, passageOf } from '../cues.ts'
import { codesIn } from '../entities/codes.ts'
import { placeOf, plainText, tidied } from '../plain.ts'
import { spokenAsDigits } from '../spoken.ts'
import { findAddresses } from './address.ts'
import { findChatIds } from './chat-id.ts'
import { findCodes } from './code.ts'
import { findDigits } from './digits.ts'
import type { Finding, SpanType } from './finding.ts'
import { findLatinAddresses } from './latin-address.ts'
import { findLatinNames } from './latin-name.ts'
import { findNames } from './name.ts'
import { findLikelyNames } from './name-odds.ts'
import { findNeighbours } from './neighbour.ts'
import { findPiecedMobiles } from './pieced-mobile.ts'
import { findSecrets } from './secret.ts'
import { settle, withMore } from './settle.ts'
import { claimOf } from './sign.ts'
import { findSpelledEmails } from './spelled-email.ts'
import { findSpokenOrders } from './spoken-order.ts'
import { findUnclaimed } from './unclaimed.ts'

export type { SpanType } from './finding.ts'

/** Personal words of a text: `text.slice(start, end) === value`. */
export interface Span {
  type: SpanType
  value: string
  start: number
  end: number
}

/** What `mask` hides beside what it always hides. */
export interface MaskOptions {
  /** Order and invoice numbers too. */
  orders?: boolean
}

/** A longer text is searched piece by piece, parted where a sentence or a word ends if there is such a place. */
const piece = { longest: 20_000, atLeast: 19_000 }
const pause = /[\s,，。;；!！?？]/g

/** How much is looked for. */
export interface Search {
  /** Names that only resemble names, too: to hide one too many costs nothing, to hold a reply back does. Yes unless told. */
  likely?: boolean
}

/** Everything personal in the text, in order, none overlapping. */
export function findPersonal(text: string, search: Search = {}): Span[] {
  if (text.length <= piece.longest) return personalIn(text, search)
  const spans: Span[] = []
  for (let at = 0; at < text.length; ) {
    const length = lengthOfPiece(text.slice(at, at + piece.longest))
    for (const { start, end, ...span } of personalIn(text.slice(at, at + length), search))
      spans.push({ ...span, start: at + start, end: at + end })
    at += length
  }
  return spans
}

function lengthOfPiece(text: string): number {
  const last = text.length < piece.longest ? undefined : [...text.slice(piece.atLeast).matchAll(pause)].at(-1)
  return last ? piece.atLeast + last.index + 1 : text.length
}

function personalIn(text: string, search: Search): Span[] {
  const plain = tidied(plainText(text))
  const passage = passageOf(spokenAsDigits(plain.text))
  const known = personalByRule(passage)
  const likely = search.likely === false ? [] : findLikelyNames(passage, known)
  const all =
    likely.length === 0 ? known : [...known, ...likely].sort((one, other) => one.start - other.start)
  return all.map(({ type, start, end }) => {
    const [from, to] = placeOf(plain, start, end)
    const value = text.slice(from, to).trimEnd()
    return { type, value, start: from, end: from + value.length }
  })
}

const byForm: readonly ((passage: Passage) => Finding[])[] = [
  findDigits,
  findCodes,
  findChatIds,
  findPiecedMobiles,
  findSpelledEmails,
  findSecrets,
  findAddresses,
  findLatinAddresses,
]

/** What words and forms give away, in order. */
export function personalByRule(passage: Passage): Finding[] {
  const sure = byForm.flatMap((find) => find(passage))
  const taken = new Set(sure.map(({ start }) => start))
  const codes = codesIn(passage, taken)
  const orders = codes.flatMap(({ role, start, end }): Finding[] =>
    role === 'order' || role === 'invoice' || role === 'service'
      ? [{ type: 'invoice_or_order_no', start, end, sure: 0.96 }]
      : [],
  )
  const known = settle([...sure, ...orders, ...findSpokenOrders(passage, orders)])
  const claims = [
    ...known.map((one) => claimOf(one.type, one)),
    ...codes.flatMap((one) =>
      one.role === 'tracking' || one.role === 'serial' ? claimOf(undefined, one) : [],
    ),
  ]
  const settled = withMore(known, findUnclaimed(passage, claims))
  const names = [...findNames(passage), ...findLatinNames(passage), ...findNeighbours(passage, settled)]
  return withMore(settled, names)
}

/** The text with personal words hidden, and what was found; order numbers stay readable unless asked. */
export function mask(text: string, options: MaskOptions = {}): { masked: string; spans: Span[] } {
  const spans = findPersonal(text)
  let masked = ''
  let at = 0
  for (const span of spans) {
    if (span.type === 'invoice_or_order_no' && options.orders !== true) continue
    masked += text.slice(at, span.start) + hidden(span)
    at = span.end
  }
  return { masked: masked + text.slice(at), spans }
}

/** A contact shown in part: 138****5678, z***@163.com, 021****78. */
export function maskContact(value: string): string {
  const at = value.indexOf('@')
  if (at > 0) return `${Array.from(value)[0] ?? ''}***${value.slice(at)}`
  const characters = Array.from(value.trim())
  if (characters.length <= 2) return '*'.repeat(characters.length)
  if (characters.length < 7) return `${characters[0] ?? ''}***`
  const shown = characters.length >= 11 ? 4 : 2
  return `${characters.slice(0, 3).join('')}****${characters.slice(-shown).join('')}`
}

/** The same spans with offsets in code points instead of UTF-16 units. */
export function inCodePoints<Place extends { start: number; end: number }>(
  text: string,
  spans: readonly Place[],
): Place[] {
  let unit = 0
  let point = 0
  const pointAt = (place: number): number => {
    while (unit < place) {
      unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1
      point++
    }
    return point
  }
  return spans.map((span) => ({ ...span, start: pointAt(span.start), end: pointAt(span.end) }))
}

function hidden({ type, value }: Span): string {
  if (type === 'mobile' || type === 'landline' || type === 'email') return maskContact(value)
  if (type === 'name') return `${Array.from(value)[0] ?? ''}**`
  if (type === 'bank_card') return `****${value.replace(/\s/g, '').slice(-4)}`
  if (type === 'address') return `${Array.from(value).slice(0, 3).join('')}****`
  return '******'
}
