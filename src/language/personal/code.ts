import { type Cue, type CueKind, cueBefore, cuesBetween, type Passage } from '../cues.ts'
import { countDigits } from '../digits.ts'
import { mark } from '../marks.ts'
import { matchesAt, matchesOf } from '../matches.ts'
import { unitsOf } from '../units.ts'
import { has } from './behind.ts'
import { isCreditCode } from './check-digit.ts'
import type { Finding, SpanType } from './finding.ts'

type Judge = (value: string, cue: Cue | undefined) => number

/** Every match of a pattern, with how sure the nearest cue makes it. */
function by(type: SpanType, pattern: RegExp, judge: Judge): (passage: Passage) => Finding[] {
  return (passage) => {
    const found: Finding[] = []
    for (const match of matchesOf(pattern, passage.text)) {
      const sure = judge(match[0], cueBefore(passage, match.index, 16))
      if (sure > 0) found.push({ type, start: match.index, end: match.index + match[0].length, sure })
    }
    return found
  }
}

const is = (cue: Cue | undefined, kind: CueKind): boolean => cue?.kind === kind

const email = by(
  'email',
  /(?<![A-Za-z0-9._%+*-])[A-Za-z0-9](?:[A-Za-z0-9._%+-]*[A-Za-z0-9_+-])? ?@ ?[A-Za-z0-9\u4e00-\u9fa5-]{1,40}(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/g,
  () => 1,
)

const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const plateBegins = unitsOf(new RegExp(`[${provinces}深使WJ]`, 'i'))
const plateForm = new RegExp(
  `(?<![A-Za-z0-9])(?:[${provinces}][ ·]?[A-HJ-NP-Z][·. -]?(?:[DF][A-HJ-NP-Z0-9]{5}|[DFABCEGHJK]·?[A-HJ-NP-Z0-9]\\d{4}|\\d{5}[DFABCEGHJK]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳领试超])|[${provinces}深][A-Z]·[A-Z0-9]{5,6}|WJ[${provinces}]?·?\\d{4}[0-9XBTSHJD]|使\\d{3}[·-]?\\d{3})(?![A-Za-z0-9])`,
  'iy',
)

/** 京A·12345: a letter or a digit stands no further than behind a space. 黑a·26k90: the dot is in no other number. */
function plates(passage: Passage): Finding[] {
  const { text, tokens } = passage
  const places = tokens.flatMap((at) => [at - 2, at - 1, at]).filter((at) => plateBegins(text.charCodeAt(at)))
  return matchesAt(plateForm, text, places).flatMap(({ value, start, end }): Finding[] => {
    const known =
      value.includes('·') ||
      is(cueBefore(passage, start, 16), 'plate') ||
      (/\d.*\d.*\d/.test(value) && ofCar.test(text.slice(Math.max(0, start - 2), start)))
    return !/\d/.test(value) || (/[a-z]/.test(value) && !known)
      ? []
      : [{ type: 'plate', start, end, sure: 0.97 }]
  })
}

/** What stands before a plate that was typed small: 车是苏e7k21b. */
const ofCar = /(?:^|[^\u4e00-\u9fa5]|[车牌是辆开停我的成把])$/

const passportShape =
  /(?<![A-Za-z0-9])(?:[A-Z](?: ?[A-Z])?(?:[ -]?\d){7,8}|1[45]\d{7}|[HMC]\d{8,10}|[A-Z]{1,2}(?: \d{2,4}){2,4}|[A-Z][A-Z0-9]{7,9}|\d{8,9})(?![A-Za-z0-9])/gi
const other: ReadonlySet<CueKind> = new Set(['order', 'parcel', 'phone', 'fixed', 'qq', 'wechat', 'invoice'])
const lettered = /^(?=.*[A-Z].*\d.*[A-Z])[\dA-Z]+$/i

/** A passport's number is often a clause away from its word: 清关要护照，我是E12345678. */
function passport(passage: Passage): Finding[] {
  const { text, cues } = passage
  if (!has(passage, 'passport')) return passportsUntold(passage)
  const told = cues.filter((cue) => cue.kind === 'passport')
  return [...matchesOf(passportShape, text)].flatMap(({ 0: value, index }): Finding[] => {
    const near = cuesBetween(told, index - 31, index + value.length + 7).some(
      (cue) =>
        (index >= cue.end && index - cue.end < (/^\d/.test(value) || lettered.test(value) ? 14 : 30)) ||
        (cue.start >= index + value.length && cue.start - index - value.length < 6),
    )
    // Only letters and digits that do look like a number: C01X0006H.
    const digits = countDigits(value)
    const cue = cueBefore(passage, index)
    return near && digits > 4 && digits < 11 && !(cue && other.has(cue.kind))
      ? [{ type: 'passport', start: index, end: index + value.length, sure: 0.97 }]
      : []
  })
}

/** 证件号EA1234567, 清关用E12345678实名: the form of the country's own, where papers are spoken of. */
const ownShape = /(?<![A-Za-z0-9-])(?:[EG]\d{8}|E[A-HJ-NP-Z]\d{7})(?![A-Za-z0-9-])/g
const papers = /证件|实名|海关|清关|报关|出入?境|签证|外籍|留学|国外/
function passportsUntold(passage: Passage): Finding[] {
  if (!passage.latin || passage.run < 7 || !papers.test(passage.text)) return []
  return matchesOf(ownShape, passage.text).flatMap(({ 0: value, index }): Finding[] => {
    const cue = cueBefore(passage, index)
    return cue && notPassport.has(cue.kind)
      ? []
      : [{ type: 'passport', start: index, end: index + value.length, sure: 0.9 }]
  })
}
const notPassport: ReadonlySet<CueKind> = new Set([
  ...other,
  'serial',
  'label',
  'service',
  'model',
  'error',
  'secret',
])

const spacedHint = /税|代码|抬头|9[123]\d{2,6} |(?<![\dA-Z])[159]\d{16} [\dA-Z](?![\dA-Z])/i
const creditCode = by('usc_code', /(?<![A-Za-z0-9])[0-9A-Z]{15,20}(?![A-Za-z0-9])/gi, (value, cue) =>
  value.length === 18 && (isCreditCode(value) || companyCode.test(value))
    ? 0.98
    : is(cue, 'credit') && /\d{6}/.test(value)
      ? 0.95
      : 0,
)

const spacedCode =
  /(?<![A-Za-z0-9])(?:[159AN][0-9A-Z]|N2)[0-9A-Z]{0,15}(?:[ \n-][0-9A-Z]{1,10}){1,5}(?![A-Za-z0-9])/gi
/** 9133 0106 MA2C…, in groups. */
const spacedCreditCode = by('usc_code', spacedCode, (value, cue) => {
  const code = value.replace(/[ \n-]/g, '')
  return code.length === 18 && (isCreditCode(code) || is(cue, 'credit') || companyCode.test(code)) ? 0.98 : 0
})
/** What codes of companies begin with since 2015: a region, and MA in the part of the organisation. */
const companyCode = /^9[123][1-8]\d{5}MA[0-9A-Z]{8}$/i

/** 身份證K482913(1), 身分證字號F228 317 408: of Hong Kong and of Taiwan, where a word tells. */
const islandId = by(
  'id_card',
  /(?<![A-Za-z0-9])(?:[A-Z]{1,2}\d{6}[(（][\dA][)）]|[A-Z][1289]\d{2} ?\d{3} ?\d{3}(?![ -]?[A-Za-z0-9]))/g,
  (_, cue) => (is(cue, 'id') ? 0.97 : 0),
)

/** 车牌鲁 B 6 2 P 1 8: told sign by sign, where a word says so. */
const spelledPlate = by(
  'plate',
  new RegExp(`[${provinces}] ?[A-HJ-NP-Z](?: [A-HJ-NP-Z0-9]){5,6}(?! ?[A-Za-z0-9])`, 'g'),
  (_, cue) => (is(cue, 'plate') ? 0.97 : 0),
)

/** 車號BKR-7193: of Taiwan, where a word tells. */
const islandPlate = by(
  'plate',
  /(?<![A-Za-z0-9-])(?:[A-Z]{2,3}-\d{4}|\d{4}-[A-Z]{2})(?![A-Za-z0-9-])/g,
  (_, cue) => (is(cue, 'plate') ? 0.97 : 0),
)

/** Codes known by their form or by the word before them: e-mail, plates, passports and credit codes. */
export function findCodes(passage: Passage): Finding[] {
  const { latin, digits, text, seen } = passage
  const found: Finding[] = []
  if (latin && seen & mark.at) found.push(...email(passage))
  if (latin && digits > 0) found.push(...plates(passage))
  if (digits >= 4) found.push(...passport(passage))
  if (digits >= 4 && seen & mark.capital) {
    if (has(passage, 'id')) found.push(...islandId(passage))
    if (passage.spaced && has(passage, 'plate')) found.push(...spelledPlate(passage))
    if (seen & mark.dash && has(passage, 'plate')) found.push(...islandPlate(passage))
  }
  if (digits < 8) return found
  if (passage.longest >= 15) found.push(...creditCode(passage))
  if (passage.run >= 4 && (seen & mark.tax || passage.spaced) && spacedHint.test(text))
    found.push(...spacedCreditCode(passage))
  return found
}
