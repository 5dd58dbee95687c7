import { measure, type Said } from './price.ts'

/** Sums that are known by how they are spelled, or by the words of another tongue. */

/** 壹佰零捌点五: so numbers are written where money is meant. */
export const isFormal = ({ value, right }: Said): boolean =>
  value.length > 1 &&
  /[壹贰叁肆伍陆柒捌玖].*[拾佰仟万]|[拾佰仟].*[壹贰叁肆伍陆柒捌玖]|^[壹贰叁肆伍陆柒捌玖][拾佰仟]/.test(
    value,
  ) &&
  !measure.test(right)

const inEnglish =
  /(?:paid|pays?|charged?(?: me)?|cost(?:s| me)?|refund(?:ed)?(?: me)?|total|price|deposit)(?: is| was| of| only| the| back|:)*\s$|refund [a-z ]{2,12}\s$/i
/** 59, 396.50: so many digits as most sums have. */
export const plainSum = /^\d{2,6}(?:\.\d{1,2})?$/
/** you charged me 396 */
export const isInEnglish = ({ value, left, right }: Said): boolean =>
  plainSum.test(value) &&
  (inEnglish.test(left) || /^\s(?:paid|refund|deposit|only\b)/i.test(right)) &&
  !/^\s?(?:days?|pcs|pieces|times|hours?|usd|dollars?|[a-z]?\d)/i.test(right)

/** 一千二, 四百八, 六千八百九十九: said so without a unit it is money. */
export const colloquial =
  /^[一二两三四五六七八九]万零[一二三四五六七八九]百(?:[一二三四五六七八九]十?[一二三四五六七八九]?)?$|^[一二两三四五六七八九][百千万](?:[一二三四五六七八九](?:[百千](?:[一二三四五六七八九](?:十[一二三四五六七八九]?)?)?|十[一二三四五六七八九]?)?|零[一二三四五六七八九]十?[一二三四五六七八九]?)$|^[一二两三四五六七八九]万[一二两三四五六七八九]千(?:[一二三四五六七八九](?:百(?:[一二三四五六七八九](?:十[一二三四五六七八九]?)?)?)?)?$/
/** 三千六两年, 一千二一台 */
export const isForSoLong = ({ value, right }: Said): boolean =>
  colloquial.test(value) && forSoLong.test(right)
const forSoLong =
  /^[一两三四五六七八九十半\d]{1,2}(?:年|个月|季|次|节|台|套|张|双|件|部|辆)(?![前后以之内没不])/
/** 扣了百分之二十 也就是76 · 扣了两回钱，都是59 */
export const isSame = ({ value, left }: Said): boolean =>
  plainSum.test(value) &&
  (eachSame.test(left) || /[扣退赔费价付][^，,]{0,9}[，,\s](?:也就是|等于)$/.test(left))

const eachSame = /[钱扣付费价款][^，,\d]{0,3}[，,](?:都|各|分别)是?$/
