import type { SpanType } from './finding.ts'
import type { Family } from './sign.ts'

const yearLike =
  /^(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|[-/.](?:0?[1-9]|1[0-2])(?:[-/.](?:0?[1-9]|[12]\d|3[01]))?)?$/
/** Ref QK7T3M. */
const booking = /^(?=[A-Z]*\d)(?=[0-9]*[A-Z])(?=.*[A-Z].*[A-Z].*[A-Z])[A-Z0-9]{6}$/
/** MU5137. */
const flight = /^[A-Z]{2}\d{3,4}$/
const mobileLike = /^1[3-9]\d{9}$/

/** What the numbers of a family are called, and what they look like. */
interface Shape {
  type: SpanType
  /** How much the form of a token is that of such a number; 0 where it cannot be. */
  fits: (value: string, digits: string, told: string) => number
  least: number
}

/** The families that are personal. */
export const shapes: Readonly<Partial<Record<Family, Shape>>> = {
  secret: { type: 'secret', least: 3, fits: secretFit },
  qq: {
    type: 'qq',
    least: 2.6,
    fits: (value, digits) =>
      /^[1-9][\d -]*$/.test(value) &&
      !yearLike.test(value) &&
      digits.length > 4 &&
      digits.length < 12 &&
      !mobileLike.test(digits)
        ? digits.length > 7
          ? 1
          : 0.6
        : 0,
  },
  wechat: {
    type: 'wechat',
    least: 2.8,
    fits: (value) =>
      /^[A-Za-z](?=[A-Za-z]*[\d_-])[A-Za-z0-9_-]{5,19}$/.test(value) && /[a-z]/.test(value) ? 1 : 0,
  },
  fixed: {
    type: 'landline',
    least: 2.8,
    fits: (value, digits) =>
      /^[2-8](?:\d{2,3}[ -]?\d{4}|\d{3}[ -]\d{3})$/.test(value) && !yearLike.test(digits) ? 1 : 0,
  },
  card: {
    type: 'bank_card',
    least: 3.2,
    fits: (value, digits, told) =>
      /^\d[\d -]+$/.test(value) &&
      digits.length > (/[账帐户]/.test(told) ? 11 : 14) &&
      digits.length < 24 &&
      !mobileLike.test(digits)
        ? 1
        : 0,
  },
  passport: {
    type: 'passport',
    least: 3,
    fits: (value, digits) =>
      /^(?:\d{2} \d{7}|\d{8,9}|(?=[A-Z0-9]*[A-Z])[A-Z0-9]{8,9})$/.test(value) && digits.length > 4 ? 1 : 0,
  },
  order: {
    type: 'invoice_or_order_no',
    least: 3,
    fits: (value, digits) => {
      if (booking.test(value)) return 0.7
      if (
        !/^[A-Za-z0-9][A-Za-z0-9/ -]{5,24}$/.test(value) ||
        digits.length < 4 ||
        yearLike.test(value) ||
        flight.test(value)
      )
        return 0
      return digits.length > 14
        ? 1.3
        : /^0\d{7}$/.test(value)
          ? 1.2
          : digits.length > 7 || (/[A-Z-]/.test(value) && !/^[A-Z]{1,3}\d?-?\d{3,4}$/.test(value))
            ? 1
            : 0.5
    },
  },
}

/** CVV是不是背面那三个数？371: three digits are a secret only where three are spoken of. */
export const threeTold = /cvv|cvc|安全码|[三3][个位]|后三|背面|反面|卡背/i

function secretFit(value: string, digits: string): number {
  // 凭证：2026.11.02
  if (/\D/.test(value) && yearLike.test(value)) return 0
  // 短信是401.37: a sum.
  if (/^\d{1,5}\.\d{1,2}$/.test(value)) return 0
  if (/^\d{3}$/.test(value)) return 1.6
  if (/^\d{3,4}-\d{3,4}$|^\d(?:-\d){2,5}$/.test(value)) return 0.6
  if (/^\d+$/.test(value)) {
    // 1500: rather so many.
    if (/^[1-9]\d*00$/.test(value)) return 0.2
    if (yearLike.test(value)) return value.length === 8 ? 0.4 : 0.2
    const byLength = [0, 0, 0, 0, 0.7, 0.5, 1.3, 0.2, 0.8][value.length] ?? 0
    return byLength && byLength + (value.startsWith('0') ? 0.5 : 0)
  }
  if (/^[\d ]+$/.test(value)) return digits.length === 6 || digits.length === 4 ? 1.2 : 0
  if (/^(?:[A-Z]-?)?\d{1,2}-\d{1,2}-\d{3,5}$/.test(value)) return 1.5
  if (/^[零〇一二三四五六七八九幺两洞拐勾 ]+$/.test(value))
    return value.replaceAll(' ', '').length === 6 ? 2 : 1
  if (/ /.test(value)) return /^[A-Z]{1,2} \d{4}$|^(?:[A-Z0-9]{4} ){2,3}/.test(value) ? 0.8 : 0
  if (/^[A-Z]{1,2}-?\d{3,6}$/.test(value)) return 0.8
  if (/^(?=.*\d)(?=.*[a-z])[a-z\d]{4,5}$/.test(value)) return 0.6
  if (/^(?=.*\d)(?=.*[A-Za-z])(?=.*[!@#$%^&*+])/.test(value)) return 1.8
  // KFR-72LW, WDR5620: rather a model.
  if (/^[A-Z]{2,4}-?[A-Z]*\d+[A-Z]*$/.test(value)) return 0.2
  if (/^(?=.*\d.*[A-Z])[A-Z\d]{5}$/.test(value)) return 0.6
  return /\d/.test(value) && value.length > 5
    ? /[a-z]/.test(value) || /[!@#$%^&*_]/.test(value)
      ? 1
      : 0.6
    : 0
}
