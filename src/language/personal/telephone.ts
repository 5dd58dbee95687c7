import { cueAfter, cueBefore, type Passage } from '../cues.ts'
import { digitsOf } from '../digits.ts'
import type { Found } from '../matches.ts'
import { gap } from './finding.ts'
import { by, is, otherNumber } from './number-form.ts'

/** 0.99 with a word for telephones beside it, 0 with a word for another number, else as a bare number. */
function asTelephone({ start, end }: Found, passage: Passage, bare: number): number {
  const before = cueBefore(passage, start)
  if (before && is(before, 'phone', 'fixed', 'wechat', 'name', 'call', 'give', 'address')) return 0.99
  // 面单信息：蒲玉兰 15881730246: what else stands on it.
  if (before && onLabel.test(passage.text.slice(before.start, end))) return 0.97
  // 转到13900001111, 那张卡13900001111: eleven digits are no card's.
  if (
    before &&
    !(is(before, 'card') && toMobile.test(passage.text.slice(before.start, end))) &&
    otherNumber.has(before.kind)
  )
    // 寄件｜陈阿妹｜139-5982-7714: no parcel is numbered so.
    return grouped.test(passage.text.slice(start, end)) && !is(before, 'card', 'secret') ? 0.97 : 0
  // 王女士13900001111的单子: whose the order is.
  if (passage.text.startsWith('的', end)) return 0.97
  return is(cueAfter(passage, end), 'order', 'parcel') ? 0 : bare
}

const onLabel = /^面单(?!号|编号).*1[3-9]\d{9}$/
const toMobile = /^(?:[转退打充]到|[那这]张卡)1[3-9]\d{9}$/

const abroad = /^(?:00)?861\d{10}$/
const country = `(?:\\(?(?:\\+|00)?86\\)?${gap}?)`
const grouped = /^1[3-9]\d-\d{4}-\d{4}$/

const mobile = by(
  'mobile',
  [
    /[(+018]/,
    new RegExp(
      `(?<![\\dA-Za-z.])${country}?1(?:[3-9]\\d{9}(?!\\d)|[3-9]\\d${gap}\\d{4}${gap}?\\d{4}(?!\\d)|(?!9\\d\\.\\d{1,3}\\.\\d{1,3}\\.)[3-9]\\d(?:\\d?${gap}?\\d{2,5}){2,4}(?!\\d)(?!${gap}\\d{3})|(${gap})[3-9](?:\\1\\d){9}(?!\\1?\\d)|[3-9](?:${gap}\\d){9}(?!${gap}?\\d))`,
      'y',
    ),
  ],
  (one, passage) => {
    const digits = digitsOf(one.value)
    return digits.length === 11 || abroad.test(digits) ? asTelephone(one, passage, 0.95) : 0
  },
)

/** 手机13 5 7782 0419: parted anywhere, as it was typed between breaths. */
const brokenMobile = by(
  'mobile',
  [/1/, /(?<![\dA-Za-z.])1 ?[3-9](?: ?\d){9}(?! ?\d)/y],
  ({ value, start }, passage) =>
    value.includes(' ') && is(cueBefore(passage, start, 6), 'phone') ? 0.96 : 0,
)

/** 我电话一三九五七一八零四四三六六: told in one breath, a digit may be one too many or one too few. */
const mistoldMobile = by(
  'mobile',
  [/1/, /(?<![\dA-Za-z.-])1[3-9](?:\d{8}|\d{10})(?![\d-])/y],
  ({ start }, passage) => (is(cueBefore(passage, start, 6), 'phone') ? 0.97 : 0),
)

/** Tel13812345678, 手机a13812345678: close behind the word for it. */
const tiedMobile = by(
  'mobile',
  [
    /1/,
    /(?<=(?<![A-Za-z\d])(?:tel|phone|mobile|mob|cell|ph|vx|wx)[.:]?|(?:电话|手机|号码)[A-Za-z]{1,3})1[3-9]\d{9}(?![\dA-Za-z])/iy,
  ],
  () => 0.96,
)

const foreignMobile = by(
  'mobile',
  [
    /[(+08]/,
    /(?<![\dA-Za-z])(?:\+(?!8[56]|886)\d{1,3}[ -]?\d{1,4}(?:[ -]\d{2,4}){2,3}|\(?(?:\+|00)852\)?[ -]?[4-9]\d{3}[ -]?\d{4}|852[ -][4-9]\d{3}[ -]?\d{4}|\(?(?:\+|00)853\)?[ -]?6\d{3}[ -]?\d{4}|\(?(?:\+|00)886\)?[ -]?0?9\d{2}[ -]?\d{3}[ -]?\d{3}|09\d{2}[ -]\d{3}[ -]\d{3})(?!\d)/y,
  ],
  (one, passage) => asTelephone(one, passage, 0.94),
)
const bareForeignMobile = by(
  'mobile',
  [
    /[05-9]/,
    /[05-9](?<![\dA-Za-z-].)(?:(?<=0)9\d{8}|(?<!0)(?:\d{3}[ -]?\d{4}|(?: \d){7}))(?![\d-]|[ -]\d{4})/y,
  ],
  (one, passage) =>
    (is(cueBefore(passage, one.start, 6), 'phone') || isDialled(passage, one.start)) &&
    // No number of a mainland landline begins with 9.
    (/^0?9/.test(one.value) || overThere.test(passage.text))
      ? 0.93
      : 0,
)

/** Signs of Hong Kong and Macau: places, and how people write there. */
const overThere =
  /85[23]|香港|澳门|九龙|新界|观塘|旺角|湾仔|铜锣湾|尖沙咀|沙田|荃湾|屯门|元朗|氹仔|whatsapp|屋企|[唔俾哋]/i

const extension = '(?:[ ,，]?(?:转(?:接?分机)?|分机|ext\\.?|x|-|—|#)[ :：]?\\d{1,6})?'
const landline = by(
  'landline',
  [
    /[(+08]/,
    new RegExp(
      `(?<![\\d-]|[a-z](?<!tel|fax|phone))(?:\\(?(?:(?:\\+|00)86\\)?[ -]?|86-)\\(?0?|\\(?0)(?:10|2\\d|[3-9]\\d{2})\\)?(?: - |[ \\-—.]?)[2-8](?:\\d{2,3}[ .-]?\\d{4}|\\d{3}[ -]\\d{3})${extension}(?![\\d@])`,
      'iy',
    ),
  ],
  (one, passage) => (isCutFromCard(one, passage) ? 0 : asTelephone(one, passage, 0.9)),
)
/** 6258 0818 7733 0213: the groups of a card. */
const isCutFromCard = ({ value, start }: Found, { text }: Passage): boolean =>
  /^0\d{3} \d{4} \d{4}$/.test(value) && /\d{4} $/.test(text.slice(Math.max(0, start - 5), start))
const islandLandline = by(
  'landline',
  [
    /[(+08]/,
    new RegExp(
      `(?<![\\d-])(?:\\(0[2-8]\\d?\\) ?|0[2-8]\\d?-|\\(?(?:\\+|00)?852(?:\\) ?|[ -])(?=[23]))\\d{3,4}[ -]?\\d{4}${extension}(?!\\d)`,
      'iy',
    ),
  ],
  (one, passage) => asTelephone(one, passage, one.value.includes('852') ? 0.96 : 0.8),
)
const localLandline = by(
  'landline',
  [/[2-8]/, new RegExp(`(?<![\\d-])[2-8]\\d{2,3}[ -]?\\d{4}${extension}(?! ?\\d)`, 'iy')],
  (one, passage) =>
    is(cueBefore(passage, one.start, 6), 'fixed') ||
    isDialled(passage, one.start) ||
    isBeside(one, passage.text) ||
    (!date.test(one.value) && toldAsPhone.test(passage.text.slice(Math.max(0, one.start - 7), one.start))) ||
    (/^[23]/.test(one.value) && is(cueBefore(passage, one.start, 6), 'phone') && overThere.test(passage.text))
      ? 0.9
      : 0,
)
/** 0791-8831 0265…8831 0266: as it was written with its city before. */
function isBeside({ value, start }: Found, text: string): boolean {
  const mark = /\d([ -])\d{4}$/.exec(value)?.[1]
  return mark !== undefined && withCity[mark === ' ' ? 'space' : 'dash'].test(text.slice(0, start))
}
const withCity = {
  space: /(?<!\d)0\d{2,3}[- ][2-8]\d{2,3} \d{4}(?!\d)/,
  dash: /(?<!\d)0\d{2,3}[- ][2-8]\d{2,3}-\d{4}(?!\d)/,
}
/** 联系电话：6903 2218: nothing but its word before it. */
const toldAsPhone = /(?:电话|联系方式|tel)[是为]?[:：]\s?$/i
/** 联系电话：20241122: a day in the wrong field. */
const date = /^20\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$/
const isDialled = ({ text }: Passage, start: number): boolean =>
  dialled.test(text.slice(Math.max(0, start - 5), start))
const dialled = /(?:打|拨|拨打)(?:我|这个|电话)?[:：]?\s?$/

/** Telephones by how many digits at least stand close together in a text that has them. */
export const telephones = {
  seven: [localLandline],
  eight: [foreignMobile, bareForeignMobile, islandLandline],
  ten: [mobile, brokenMobile, mistoldMobile, tiedMobile, landline],
}
