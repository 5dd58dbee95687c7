import { type Cue, type CueKind, cueAfter, cueBefore, type Passage } from '../cues.ts'
import { matchesOf } from '../matches.ts'
import { isLikeResidentId, isResidentId, passesLuhn } from './check-digit.ts'
import { type Find, type Finding, gap, type SpanType } from './finding.ts'

const digitsOf = (value: string): string => value.replace(/\D/g, '')

/** Cues that say a number is no telephone. */
const otherNumber: ReadonlySet<CueKind> = new Set([
  'order',
  'invoice',
  'parcel',
  'serial',
  'label',
  'service',
  'model',
  'error',
  'secret',
  'qq',
  'card',
])

const is = (cue: Cue | undefined, ...kinds: CueKind[]): boolean =>
  cue !== undefined && kinds.includes(cue.kind)

interface Candidate {
  value: string
  start: number
  end: number
}

/** Runs a pattern; `judge` says how sure a match is, 0 drops it. */
function by(type: SpanType, pattern: RegExp, judge: (one: Candidate, passage: Passage) => number): Find {
  return (passage) => {
    const found: Finding[] = []
    for (const match of matchesOf(pattern, passage.text)) {
      const [start, end] = [match.index, match.index + match[0].length]
      const sure = judge({ value: match[0], start, end }, passage)
      if (sure > 0) found.push({ type, start, end, sure })
    }
    return found
  }
}

/** 0.99 with a word for telephones beside it, 0 with a word for another number, else as a bare number. */
function asTelephone({ start, end }: Candidate, passage: Passage, bare: number): number {
  const before = cueBefore(passage, start)
  if (before && is(before, 'phone', 'fixed', 'wechat', 'name', 'call', 'give', 'address')) return 0.99
  if (before && otherNumber.has(before.kind)) return 0
  return is(cueAfter(passage, end), 'order', 'parcel') ? 0 : bare
}

const country = `(?:\\(?(?:\\+|00)?86\\)?${gap}?)`
const mobile = by(
  'mobile',
  new RegExp(
    `(?<![\\dA-Za-z.])${country}?1(?:[3-9]\\d{9}(?!\\d)|[3-9]\\d${gap}\\d{4}${gap}?\\d{4}(?!\\d)|(?!9\\d\\.\\d{1,3}\\.\\d{1,3}\\.)[3-9]\\d(?:\\d?${gap}?\\d{2,5}){2,4}(?!\\d)(?!${gap}\\d{3})|(${gap})[3-9](?:\\1\\d){9}(?!\\1?\\d)|[3-9](?:${gap}\\d){9}(?!${gap}?\\d))`,
    'g',
  ),
  (one, passage) =>
    digitsOf(one.value).replace(/^(?:00)?86(?=1\d{10}$)/, '').length === 11
      ? asTelephone(one, passage, 0.95)
      : 0,
)

/** 手机13 5 7782 0419: parted anywhere, as it was typed between breaths. */
const brokenMobile = by(
  'mobile',
  /(?<![\dA-Za-z.])1 ?[3-9](?: ?\d){9}(?! ?\d)/g,
  ({ value, start }, passage) =>
    value.includes(' ') && is(cueBefore(passage, start, 6), 'phone') ? 0.96 : 0,
)

const foreignMobile = by(
  'mobile',
  /(?<![\dA-Za-z])(?:\(?(?:\+|00)852\)?[ -]?[4-9]\d{3}[ -]?\d{4}|\(?(?:\+|00)853\)?[ -]?6\d{3}[ -]?\d{4}|\(?(?:\+|00)886\)?[ -]?0?9\d{2}[ -]?\d{3}[ -]?\d{3}|09\d{2}[ -]\d{3}[ -]\d{3})(?!\d)/g,
  (one, passage) => asTelephone(one, passage, 0.94),
)
const bareForeignMobile = by(
  'mobile',
  /(?<![\dA-Za-z])(?:09\d{8}|[5-9]\d{3} ?\d{4})(?!\d)/g,
  (one, passage) =>
    is(cueBefore(passage, one.start, 6), 'phone') &&
    (one.value.startsWith('09') || /852|香港/.test(passage.text))
      ? 0.9
      : 0,
)

const extension = '(?:[ ,，]?(?:转|分机|ext\\.?|x|-|—|#)[ :：]?\\d{1,6})?'
const landline = by(
  'landline',
  new RegExp(
    `(?<![\\d-])(?:\\(?(?:(?:\\+|00)86\\)?[ -]?|86-)\\(?0?|\\(?0)(?:10|2\\d|[3-9]\\d{2})\\)?[ \\-—]?[2-8]\\d{2,3}[ -]?\\d{4}${extension}(?!\\d)`,
    'gi',
  ),
  (one, passage) => asTelephone(one, passage, 0.9),
)
const islandLandline = by(
  'landline',
  new RegExp(`(?<![\\d-])(?:\\(0[2-8]\\d?\\) ?|0[2-8]\\d?-)\\d{3,4}[ -]?\\d{4}${extension}(?!\\d)`, 'gi'),
  (one, passage) => asTelephone(one, passage, 0.8),
)
const localLandline = by(
  'landline',
  new RegExp(`(?<![\\d-])[2-8]\\d{2,3}[ -]?\\d{4}${extension}(?!\\d)`, 'gi'),
  (one, passage) =>
    is(cueBefore(passage, one.start, 6), 'fixed') ||
    dialled.test(passage.text.slice(Math.max(0, one.start - 5), one.start))
      ? 0.9
      : 0,
)
const dialled = /(?:打|拨|拨打)(?:我|这个|电话)?[:：]?\s?$/

const idCard = by(
  'id_card',
  new RegExp(`(?<![\\dA-Za-z])\\d(?:${gap}?\\d){16}${gap}?[\\dXx](?![\\dA-Za-z])`, 'g'),
  ({ value, start, end }, passage) => {
    const id = value.replace(/[^\dXx]/g, '')
    const cue = cueBefore(passage, start, 16)
    const near = is(cue, 'id') || is(cueAfter(passage, end), 'id')
    if (isResidentId(id)) return near ? 1 : cue && otherNumber.has(cue.kind) ? 0.6 : 0.98
    // One digit was mistyped: the birthday still tells.
    if (near) return 0.97
    return isLikeResidentId(id) && /[\u4e00-\u9fa5]/.test(passage.text) && !(cue && otherNumber.has(cue.kind))
      ? 0.93
      : 0
  },
)
const oldIdCard = by(
  'id_card',
  /(?<!\d)[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/g,
  ({ start, end }, passage) =>
    is(cueBefore(passage, start, 20), 'id') ||
    is(cueAfter(passage, end), 'id') ||
    /身份证/.test(passage.text.slice(Math.max(0, start - 24), start))
      ? 0.9
      : 0,
)

const bankCard = by(
  'bank_card',
  new RegExp(`(?<![\\dA-Za-z]|\\d-)\\d(?:${gap}?\\d){14,18}(?!\\d)(?!${gap}\\d{4})`, 'g'),
  ({ value, start, end }, passage) => {
    const digits = digitsOf(value)
    const cue = cueBefore(passage, start, 16)
    const near =
      is(cue, 'card') ||
      (!is(cue, 'id') && is(cueAfter(passage, end), 'card')) ||
      /卡[号是为]?[:： ]{0,2}$/.test(passage.text.slice(Math.max(0, start - 4), start))
    if (near && digits.length > 15) return passesLuhn(digits) ? 0.99 : 0.95
    if (cue && otherNumber.has(cue.kind) && cue.kind !== 'card') return 0
    if (is(cueAfter(passage, end), 'order', 'parcel', 'serial')) return 0
    if (digits.startsWith('62') && [16, 19].includes(digits.length)) return 0.86
    return passesLuhn(digits) && isCardLike(digits) ? 0.85 : 0
  },
)

/** 开户行…支行 账号…: accounts of companies have any length. */
const account = by(
  'bank_card',
  new RegExp(
    `(?=\\d)(?<=(?:[账帐]号|账户|帐户|户头|卡号)[是为]?[:：\\s]{0,2})(?!1[3-9]\\d{9}(?!\\d))\\d(?:${gap}?\\d){8,24}(?!\\d)`,
    'g',
  ),
  ({ start }, { text }) =>
    /开户|[支分]行|银行|对公|信用社|收款/.test(text.slice(Math.max(0, start - 40), start)) ? 0.96 : 0,
)

/** The ranges of the card schemes by length. */
const isCardLike = (digits: string): boolean =>
  /^62\d{14,17}$|^(?:4|5[1-5]|35)\d{14,15}$|^3[47]\d{13}$/.test(digits)

const finders = {
  seven: [localLandline],
  eight: [foreignMobile, bareForeignMobile, islandLandline],
  ten: [mobile, brokenMobile, landline, account],
  fifteen: [idCard, oldIdCard, bankCard],
}

/** Telephones, identity cards and bank cards: numbers known by their form, checked by the words beside them. */
export function findDigits(passage: Passage): Finding[] {
  const { run } = passage
  const wanted = [
    ...(run >= 7 ? finders.seven : []),
    ...(run >= 8 ? finders.eight : []),
    ...(run >= 10 ? finders.ten : []),
    ...(run >= 15 ? finders.fifteen : []),
  ]
  return wanted.flatMap((find) => find(passage))
}
