import { matchesOf } from '../matches.ts'
import type { SpanType } from './finding.ts'
import { reach } from './hint.ts'

/** What a number may be that no rule has claimed; `other` is what is not personal. */
export type Family = 'secret' | 'qq' | 'wechat' | 'fixed' | 'card' | 'passport' | 'order' | 'other'

/** A word that speaks of numbers, with how plainly it does. */
export interface Sign {
  family: Family
  start: number
  end: number
  weight: number
  /** It speaks only of what stands behind it: 382提示错误 is no error's number. */
  leads?: boolean
  /** What was found speaks only of what has its form. */
  form?: string
}

export interface Token {
  value: string
  start: number
  end: number
}

/** What was found already, as what. */
export interface Claim {
  start: number
  end: number
  family: Family
}

const familyOfType: Readonly<Partial<Record<SpanType, Family>>> = {
  secret: 'secret',
  qq: 'qq',
  wechat: 'wechat',
  landline: 'fixed',
  bank_card: 'card',
  passport: 'passport',
  invoice_or_order_no: 'order',
}

/** What a finding is for the numbers beside it. */
export const claimOf = (type: SpanType | undefined, { start, end }: { start: number; end: number }): Claim => ({
  family: (type && familyOfType[type]) ?? 'other',
  start,
  end,
})

/** How a number looks: 9999, 9-9-9999, AA99; long ones of mere digits are all alike. */
export const formOf = (value: string): string =>
  /^\d{8,}$/.test(value)
    ? 'long'
    : value.replace(/\d/g, '9').replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a').replace(/[零〇一二三四五六七八九幺两洞拐勾]/g, '九')

/** 原先271830044，现在3540096617: what was found speaks of what looks like it. */
export const signsOfClaims = (claims: readonly Claim[], text: string): Sign[] =>
  claims.map(({ family, start, end }) => ({ family, start, end, weight: 2.8, form: formOf(text.slice(start, end)) }))

const joint = /^\s?(?:[、/和与跟及或]|还有)\s?$/
const decay = 14
const breaks = /[,，、;；]/g
const ends = /[。！!？?\n]/g
const count = (pattern: RegExp, text: string): number => matchesOf(pattern, text).length
const ownValue = /^[\s是为:：]{0,3}[A-Za-z0-9]/

/** How plainly a sign speaks of a token: less over a distance and over pauses. */
function strength({ start, end, weight, leads, form }: Sign, token: Token, text: string): number {
  const before = end <= token.start
  if (leads && !before) return 0
  const gap = before ? text.slice(end, token.start) : text.slice(token.end, start)
  if (form !== undefined && form !== formOf(token.value)) return joint.test(gap) ? weight - 0.4 : 0
  if (gap.length > (before ? reach.before : reach.behind)) return 0
  // wifi叫home-2F 密码8888: the word behind a token may speak of what comes next.
  if (!before && form === undefined && ownValue.test(text.slice(end, end + 4))) return 0
  const paused = 0.35 * count(breaks, gap) + 0.7 * count(ends, gap)
  return before ? weight - gap.length / decay - paused : weight - 0.3 - gap.length / 7 - paused
}

/** How plainly the words of each family speak of a token. */
export function votesFor(one: Token, signs: readonly Sign[], text: string): ReadonlyMap<Family, number> {
  const votes = new Map<Family, number>()
  for (const sign of signs) {
    if (sign.start < one.end && one.start < sign.end) continue
    const score = strength(sign, one, text)
    if (score > (votes.get(sign.family) ?? 0)) votes.set(sign.family, score)
  }
  return votes
}
