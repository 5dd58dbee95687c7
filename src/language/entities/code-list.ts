import { isMobile, isNumber } from '../digits.ts'
import { type Code, codeOf, isDay, type Token } from './code-form.ts'
import { isInvoicePair } from './invoice-line.ts'

/** What stands in a row with a code, or looks like it, is what the code is. */

const joint =
  /^[\s、,，和与跟及/&]*(?:还有|以及|而?是|另?一个(?:是|写的?)?|应该是|(?:(?:机器|机身|盒子|包装|箱子)上|另一?[台个件]|第二[台个件])的?(?:是|写的?)?)?[\s、,，和与跟及/&]*$/

/** A、B这两个订单: what is joined to a code is what the code is. */
export function listed(waiting: readonly Token[], last: Code, text: string): Code[] {
  const codes: Code[] = []
  let next: Token = last
  for (const one of waiting.toReversed()) {
    if (!continues(next, one, text)) break
    codes.unshift(codeOf(last.role, one))
    next = one
  }
  return codes
}

/** YC-0001到YC-0030…编号YC-0017: what looks like a code of the same text is one too. */
export function alike(unknown: readonly Token[], codes: readonly Code[]): Code[] {
  const parted = unknown.filter(
    ({ value }) => value.includes('-') || value.includes('/') || (value.length > 11 && isNumber(value)),
  )
  if (parted.length === 0 || codes.length === 0) return []
  const roles = new Map(codes.map(({ value, role }) => [formOf(value), role] as const))
  const known = new Set(codes.map(({ start }) => start))
  return parted.flatMap((one) => {
    const role = known.has(one.start) ? undefined : roles.get(formOf(one.value))
    return role ? [codeOf(role, one)] : []
  })
}
/** R58N70AB1, R58N70AB7: alike save the end. */
const isSibling = (one: string, other: string): boolean =>
  one.length > 7 && one.length === other.length && one.slice(0, -2) === other.slice(0, -2)

/** All but the last three signs, and how those look. */
const formOf = (value: string): string => value.slice(0, -3) + value.slice(-3).replace(/\d/g, '0')

/** 订单A和B: the second is what the first was. */
export function continues(one: Token, last: Token, text: string): boolean {
  return (
    one.start - last.end < 8 &&
    joint.test(text.slice(last.end, one.start)) &&
    (Math.abs(one.value.length - last.value.length) <= 3 || isInvoicePair(one, last)) &&
    ([one, last].every(({ value }) => /\d{4}/.test(value)) || isSibling(one.value, last.value)) &&
    !isDay(one.value) &&
    ![one, last].some(({ value }) => isMobile(value.replaceAll(' ', '')))
  )
}
