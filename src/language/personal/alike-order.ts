import { type CueKind, cueBefore, type Passage } from '../cues.ts'
import { matchAt, matchesOf } from '../matches.ts'
import type { Finding } from './finding.ts'

const token = /(?<![A-Za-z0-9._-])[A-Z]{0,4}\d{8,22}(?![A-Za-z0-9._@-])/gi
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

/** 订单号是2611088827361,不是昨天那个2611085510027: a number of the same form as an order's is an order's. */
export function findAlikeOrders(passage: Passage, orders: readonly Finding[]): Finding[] {
  const { text } = passage
  if (passage.run < 8 || passage.digits < 16 || !compared.test(text)) return []
  const others = passage.cues.some(({ kind }) => notOrder.has(kind))
  const known = orders.map(({ start, end }) => text.slice(start, end))
  const forms = new Set([...known, ...(others ? [] : twins(text))].map(formOf))
  return matchesOf(token, text).flatMap(({ 0: value, index }): Finding[] => {
    if (!forms.has(formOf(value)) || /^1[3-9]\d{9}$/.test(value)) return []
    const cue = cueBefore(passage, index)
    return cue && notOrder.has(cue.kind)
      ? []
      : [{ type: 'invoice_or_order_no', start: index, end: index + value.length, sure: 0.8 }]
  })
}

/** 不是上次那个2611085510031，是2611093348817; 两单. */
const compared =
  /不是|另一?[个单]|那[个一]?单|[两二]个?单|昨天|上[次回]|查成|别[退发换改]|\d[和跟与][A-Z]{0,4}\d/
/** Long numbers that begin alike: no word need say that they are of orders. */
function twins(text: string): string[] {
  const long = new Set(matchesOf(token, text).flatMap(([value]) => (value.length > 9 ? value : [])))
  return [...Map.groupBy(long, (value) => `${value.length}:${value.slice(0, 4)}`).values()]
    .filter(({ length }) => length > 1)
    .flat()
}

/** 68800231094是我的单, 我订的是HK2026111807. */
const behind =
  /(?<![A-Za-z0-9._-])[A-Z]{0,4}\d{8,22}(?=就?是?(?:这个?|我的?|那个?|你们的?){0,2}(?:订单|单子|单号|单(?=[\s,，。;；]|$)))/gi
const lead = /(?:[订下拍买]的是|我的单是)[:：]?\s?/g
const bare = /[A-Z]{0,4}\d{8,22}(?![A-Za-z0-9._@-])/iy
/** Numbers of orders that are called so behind them, or were ordered. */
export function findCalledOrders(passage: Passage): Finding[] {
  const { text } = passage
  if (passage.run < 8 || !/单|的是/.test(text)) return []
  const found = [
    ...matchesOf(behind, text).map(({ 0: value, index }) => ({ value, index })),
    ...matchesOf(lead, text).map(({ 0: { length }, index }) => ({
      value: matchAt(bare, text, index + length) ?? '',
      index: index + length,
    })),
  ]
  return found.flatMap(({ value, index }): Finding[] => {
    const cue = cueBefore(passage, index)
    return value === '' || /^1[3-9]\d{9}$/.test(value) || (cue && notOrder.has(cue.kind))
      ? []
      : [{ type: 'invoice_or_order_no', start: index, end: index + value.length, sure: 0.8 }]
  })
}

/** How long it is and how it begins: 13:26. */
const formOf = (value: string): string => `${value.length}:${value.slice(0, 2)}`
