import { isNumber } from '../digits.ts'
import { type IsUnit, unitsOf } from '../units.ts'
import type { SpanType } from './finding.ts'
import { reach } from './hint.ts'
import type { Nearby, Place } from './nearby.ts'

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
  /** What was found speaks only of what looks like it. */
  found?: boolean
}

export interface Token extends Place {
  value: string
}

/** What was found already, as what. */
export interface Claim extends Place {
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
export const claimOf = (
  type: SpanType | undefined,
  { start, end }: { start: number; end: number },
): Claim => ({
  family: (type && familyOfType[type]) ?? 'other',
  start,
  end,
})

/** Whether two numbers look alike: 2233 and 4455, 5-1-8831 and 5-2-0097; long ones of mere digits all do. */
function alike(text: string, one: Place, other: Place): boolean {
  const length = one.end - one.start
  if (length !== other.end - other.start) return isLong(text, one) && isLong(text, other)
  for (let at = 0; at < length; at++)
    if (classOf(text.charCodeAt(one.start + at)) !== classOf(text.charCodeAt(other.start + at))) return false
  return true
}
const isLong = (text: string, { start, end }: Place): boolean =>
  end - start > 7 && isNumber(text.slice(start, end))
/** A digit, a capital, a small letter, a Chinese character, or the mark itself. */
const classOf = (unit: number): number =>
  unit > 0x2fff
    ? -4
    : unit >= 97 && unit <= 122
      ? -3
      : unit >= 65 && unit <= 90
        ? -2
        : unit >= 48 && unit <= 57
          ? -1
          : unit

/** 原先271830044，现在3540096617: what was found speaks of what looks like it. */
export const signOf = ({ family, start, end }: Claim): Sign => ({
  family,
  start,
  end,
  weight: 2.8,
  found: true,
})

const joint = /^\s?(?:[、/和与跟及或]|还有)\s?$/
const decay = 14
const breaks = unitsOf(/[,，、;；]/)
const ends = unitsOf(/[。！!？?\n]/)
function count(is: IsUnit, text: string): number {
  let sum = 0
  for (let at = 0; at < text.length; at++) if (is(text.charCodeAt(at))) sum++
  return sum
}
const ownValue = /^[\s是为:：]{0,3}[A-Za-z0-9]/

/** How plainly a sign speaks of a token: less over a distance and over pauses. */
function strength({ start, end, weight, leads, found }: Sign, token: Token, text: string): number {
  const before = end <= token.start
  if (leads && !before) return 0
  if (before ? token.start - end > reach.before : start - token.end > reach.behind) return 0
  const gap = before ? text.slice(end, token.start) : text.slice(token.end, start)
  if (found && !alike(text, { start, end }, token))
    return gap.length < 5 && joint.test(gap) ? weight - 0.4 : 0
  // wifi叫home-2F 密码8888: the word behind a token may speak of what comes next.
  if (!before && !found && ownValue.test(text.slice(end, end + 4))) return 0
  const paused = 0.35 * count(breaks, gap) + 0.7 * count(ends, gap)
  return before ? weight - gap.length / decay - paused : weight - 0.3 - gap.length / 7 - paused
}

/** How plainly the words of each family speak of a token. */
export function votesFor(one: Token, signs: Nearby<Sign>, text: string): ReadonlyMap<Family, number> {
  const votes = new Map<Family, number>()
  for (const sign of signs.around(one.start - reach.before, one.end + reach.behind)) {
    if (sign.start < one.end && one.start < sign.end) continue
    const score = strength(sign, one, text)
    if (score > (votes.get(sign.family) ?? 0)) votes.set(sign.family, score)
  }
  return votes
}
