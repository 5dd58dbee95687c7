import { type CueKind, cueBefore, type Passage } from '../cues.ts'
import { isMobile } from '../digits.ts'
import { isCarriers } from '../entities/code-form.ts'
import { type Found, matchAt, matchesAt } from '../matches.ts'
import { everyUnit, unitsOf } from '../units.ts'
import type { Finding } from './finding.ts'

const token = /(?<![A-Za-z0-9._-])[A-Z]{0,4}\d{8,22}(?![A-Za-z0-9._@-])/iy
const isOfToken = unitsOf(/[A-Za-z0-9]/)
const notOrder: ReadonlySet<CueKind> = new Set([
  'parcel',
  'serial',
  'phone',
  'fixed',
  'card',
  'id',
  'qq',
  'wechat',
  'secret',
  'label',
  'model',
  'credit',
])

/**
 * Numbers of orders by what is said of them: 不是昨天那个2611085510027 has the form of
 * an order's beside it, 68800231094是我的单 is called so, and so is 我订的是HK2026111807.
 */
export function findSpokenOrders(passage: Passage, orders: readonly Finding[]): Finding[] {
  const { text } = passage
  if (passage.run < 8) return []
  const beside = passage.digits > 15 && compared.test(text)
  if (!beside && !called.test(text)) return []
  const places = passage.tokens.filter((at) => everyUnit(isOfToken, text, at, at + 8))
  const tokens = matchesAt(token, text, places)
  const numbers = tokens.filter(
    ({ value }) => !isMobile(value) && (!isCarriers(value) || /^JD\d/i.test(value)),
  )
  if (numbers.length === 0) return []
  const forms = beside ? formsIn(passage, orders, tokens) : none
  return numbers.flatMap(({ value, start, end }): Finding[] => {
    if (!forms.has(formOf(value)) && !isCalledSo(text, start, end)) return []
    const cue = cueBefore(passage, start)
    return cue && notOrder.has(cue.kind) ? [] : [{ type: 'invoice_or_order_no', start, end, sure: 0.8 }]
  })
}

const none: ReadonlySet<string> = new Set()

/** The forms of the orders' numbers, and of long numbers that begin alike: no word need say that those are of orders. */
function formsIn(
  { text, cues }: Passage,
  orders: readonly Finding[],
  tokens: readonly Found[],
): ReadonlySet<string> {
  const known = orders.map(({ start, end }) => formOf(text.slice(start, end)))
  if (cues.some(({ kind }) => notOrder.has(kind))) return new Set(known)
  const long = new Set(tokens.flatMap(({ value }) => (value.length > 9 ? value : [])))
  const twins = [...Map.groupBy(long, (value) => `${value.length}:${value.slice(0, 4)}`).values()]
  return new Set([...known, ...twins.flatMap((same) => (same.length > 1 ? same.map(formOf) : []))])
}

const called = /(?:是|这个?|[我那你]的?)(?:订单|单子|单号|单)|[订下拍买]的是/
const behind = /就?是?(?:这个?|我的?|那个?|你们的?){0,2}(?:订单|单子|单号|单(?=[\s,，。;；]|$))/y
const lead = /(?:[订下拍买]的是|我的单是)[:：]?\s?$/
const isCalledSo = (text: string, start: number, end: number): boolean =>
  matchAt(behind, text, end) !== undefined || lead.test(text.slice(Math.max(0, start - 6), start))

/** 不是上次那个2611085510031，是2611093348817; 两单. */
const compared =
  /不是|另一?[个单]|那[个一]?单|[两二]个?单|昨天|上[次回]|查成|别[退发换改]|\d[和跟与][A-Z]{0,4}\d/
/** How long it is and how it begins: 13:26. */
const formOf = (value: string): string => `${value.length}:${value.slice(0, 2)}`
