import { type Cue, type CueKind, cueBefore, type Passage } from './cues.ts'
import { matchAt, matchesOf } from './matches.ts'
import { afterLink, type Finding, type SpanType } from './personal.ts'
import { isCreditCode } from './personal-number.ts'

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
  /(?<![A-Za-z0-9._%+-])[A-Za-z0-9](?:[A-Za-z0-9._%+-]*[A-Za-z0-9_+-])? ?@ ?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/g,
  () => 1,
)

const plate = by(
  'plate',
  /(?<![A-Za-z0-9])(?:[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·. -]?(?:[DFABCEGHJK][A-HJ-NP-Z0-9]\d{4}|\d{5}[DFABCEGHJK]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳领试超])|WJ[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]?·?\d{4}[0-9XBTSHJD]|使\d{3}[·-]?\d{3})(?![A-Za-z0-9])/gi,
  (value, cue) => (!/\d/.test(value) || (/[a-z]/.test(value) && !is(cue, 'plate')) ? 0 : 0.97),
)

const passportShape =
  /(?<![A-Za-z0-9])(?:[A-Z]{1,2}-?\d{7,8}|1[45]\d{7}|[HMC]\d{8,10}|[A-Z]{1,2} \d{4} ?\d{3,4}|\d{8,9})(?![A-Za-z0-9])/gi

/** A passport's number is often a clause away from its word: 清关要护照，我是E12345678. */
function passport({ text, cues }: Passage): Finding[] {
  const told = cues.filter((cue) => cue.kind === 'passport')
  if (told.length === 0) return []
  return [...matchesOf(passportShape, text)].flatMap(({ 0: value, index }): Finding[] => {
    const near = told.some(
      (cue) =>
        (index >= cue.end && index - cue.end < (/^\d/.test(value) ? 14 : 30)) ||
        (cue.start >= index + value.length && cue.start - index - value.length < 6),
    )
    return near ? [{ type: 'passport', start: index, end: index + value.length, sure: 0.97 }] : []
  })
}

const longToken = /[0-9A-Z]{15}/i
const creditCode = by('usc_code', /(?<![A-Za-z0-9])[0-9A-Z]{15,20}(?![A-Za-z0-9])/gi, (value, cue) =>
  value.length === 18 && isCreditCode(value) ? 0.98 : is(cue, 'credit') && /\d{6}/.test(value) ? 0.95 : 0,
)

const wechatId =
  /(?:[A-Za-z][A-Za-z0-9_-]{5,19}|[A-Za-z][A-Za-z0-9_-]{3,4}(?<=\d)|[1-9]\d{4,9})(?![A-Za-z0-9_@\d])/y
const notWechat = /^(?:iphone|android|windows|version|wechat|app\d?|pay|xiaomi|huawei)$/i
const qqId = /[1-9](?:\d{4,10}|\d{1,3}(?:[ -]\d{2,4}){1,3})(?!\d|@|\.\d)/y
const value = '[A-Za-z0-9!@#$%^&*_.+~?=-]'
const secretValue = new RegExp(
  `(?:\\d(?: \\d){3,7}|\\d{3} \\d{3}|(?=${value}*\\d|${value}*[A-Z!@#$%^&*]${value}*[a-z]|[a-z]{6})${value}{3,32}(?<![.?-])|[零〇一二三四五六七八九幺两]{4,10})(?![A-Za-z0-9零〇一二三四五六七八九十百]|\\s?[位次天秒月年个块元折遍])`,
  'y',
)
const notSecret =
  /^(?:\d{4}年|\d{1,2}[-/.]\d{1,2}$|wifi|app|null|password|iphone.*|android.*|(?:400|800)-?\d)/i

/** A value that stands behind its cue, after small words. */
function behind(
  passage: Passage,
  kind: CueKind,
  read: (text: string, at: number) => Finding | undefined,
): Finding[] {
  const found: Finding[] = []
  for (const cue of passage.cues) {
    if (cue.kind !== kind) continue
    const one = read(passage.text, afterLink(passage.text, cue.end))
    if (one) found.push(one)
  }
  return found
}

const shortId = /[A-Za-z][A-Za-z0-9_-]{3,4}(?![A-Za-z0-9_@-])/y
const pausedWechat = /[，,]\s?(?=[A-Za-z][A-Za-z0-9]*[_\d-])/y
const wechat = (text: string, from: number): Finding | undefined => {
  // 加个微信吧，miao_tea: after a pause only what looks like one.
  const at = from + (matchAt(pausedWechat, text, from)?.length ?? 0)
  // 微信号：lili, as short as no id may be, only where it is set off.
  const id =
    matchAt(wechatId, text, at) ??
    (/[:：是]\s?$/.test(text.slice(Math.max(0, at - 2), at)) ? matchAt(shortId, text, at) : undefined)
  if (id === undefined || notWechat.test(id)) return undefined
  return { type: 'wechat', start: at, end: at + id.length, sure: /^\d/.test(id) ? 0.7 : 0.96 }
}

const secret = (text: string, at: number): Finding | undefined => {
  const said = matchAt(secretValue, text, at)
  if (said === undefined || notSecret.test(said)) return undefined
  // The # or * with which an entry on a keypad is ended is no part of it.
  const kept = /^\d+[#*]$/.test(said) ? said.slice(0, -1) : said
  return { type: 'secret', start: at, end: at + kept.length, sure: 0.97 }
}

/** 丰巢48201937这个取件码, 482913是验证码: the value before its cue. */
const before =
  /(?<![\dA-Za-z.-])(?:\d{4,8}|[A-Z]?\d{1,2}-\d{1,2}-\d{3,5})(?=(?:就?是|这个|这串|那个|的)?(?:我的|你们发的|刚收到的|今天的|错误的)?$)/
function secretsBefore({ text, cues }: Passage): Finding[] {
  const found: Finding[] = []
  for (const cue of cues) {
    if (cue.kind !== 'secret') continue
    const from = Math.max(0, cue.start - 24)
    const match = before.exec(text.slice(from, cue.start))
    if (match && match.index + match[0].length + from < cue.start)
      found.push({
        type: 'secret',
        start: from + match.index,
        end: from + match.index + match[0].length,
        sure: 0.93,
      })
  }
  return found
}

/** V：lucky2021, v❤ lucky2021. */
const bareV = /(?<![A-Za-z0-9])(?:v|微|薇|威)\s?[:：❤]\s?/gi
const wechatByLetter = (text: string): Finding[] =>
  matchesOf(bareV, text).flatMap(({ 0: { length }, index }) => wechat(text, index + length) ?? [])

/** 加Q：345678912, Q1829304756. */
const bareQ = /(?<![A-Za-z0-9])q(?:号|上|里)?(?:是)?\s?[:：]?\s?(?=[1-9]\d{6,10}(?!\d))/gi
const qqByLetter = (text: string): Finding[] =>
  matchesOf(bareQ, text).map(({ 0: { length }, index }) => {
    const start = index + length
    return { type: 'qq', start, end: start + (matchAt(qqId, text, start)?.length ?? 0), sure: 0.9 }
  })

/** 密码忘了，旧的是Wzx_1987: which one was said a clause before. */
const another =
  /[，,；;]\s?(?:我)?(?:旧|新|原来|原|老|之前|以前|现在|后来)(?:的|那个|密码)*(?:是|为|:|：)?\s?/y
function secretsAfterPause({ text, cues }: Passage): Finding[] {
  return cues.flatMap((cue) => {
    if (cue.kind !== 'secret') return []
    const pause = /^[^，,；;。！？]{0,8}/.exec(text.slice(cue.end))?.[0].length ?? 0
    const led = matchAt(another, text, cue.end + pause)
    return led === undefined ? [] : (secret(text, cue.end + pause + led.length) ?? [])
  })
}

/** 麻烦QQ远程，号码：2938471650, 微信和QQ都是19283746: whatever stands between. */
const bareNumber = /(?<![\dA-Za-z.-])[1-9]\d{5,10}(?![\dA-Za-z@.-])/g
function qq(passage: Passage): Finding[] {
  if (!passage.cues.some((cue) => cue.kind === 'qq')) return []
  const near = matchesOf(bareNumber, passage.text).flatMap(({ 0: value, index }): Finding[] =>
    cueBefore(passage, index, 12)?.kind === 'qq' && !/^1[3-9]\d{9}$/.test(value)
      ? [{ type: 'qq', start: index, end: index + value.length, sure: 0.9 }]
      : [],
  )
  return [...behind(passage, 'qq', qqAt), ...near]
}

const qqAt = (text: string, at: number): Finding | undefined => {
  const id = matchAt(qqId, text, at)
  return id === undefined ? undefined : { type: 'qq', start: at, end: at + id.length, sure: 0.98 }
}

/** 可以微信沟通，我的是hangzhou_lin: what looks like an id, not far from the word. */
const bareId =
  /(?<![A-Za-z0-9@._/-])[a-zA-Z](?=[A-Z0-9_-]*[a-z])(?=[A-Za-z-]*[\d_])[A-Za-z0-9_-]{5,19}(?![A-Za-z0-9@._/-])/g
const codeCues: ReadonlySet<CueKind> = new Set([
  'order',
  'parcel',
  'serial',
  'model',
  'secret',
  'email',
  'label',
  'error',
])
function wechatNear({ text, cues }: Passage): Finding[] {
  if (!cues.some((cue) => cue.kind === 'wechat')) return []
  return matchesOf(bareId, text).flatMap(({ 0: value, index }): Finding[] => {
    const last = cues.findLast((cue) => cue.end <= index && (cue.kind === 'wechat' || codeCues.has(cue.kind)))
    const near = last?.kind === 'wechat' && index - last.end < 16
    return near ? [{ type: 'wechat', start: index, end: index + value.length, sure: 0.85 }] : []
  })
}

/** Codes known by their form or by the word before them: e-mail, plates, passports, credit codes, WeChat, QQ and secrets. */
export function findCodes(passage: Passage): Finding[] {
  const { latin, digits, cues } = passage
  if (!latin && digits < 3 && !cues.some((cue) => cue.kind === 'secret')) return []
  const found = [
    ...behind(passage, 'secret', secret),
    ...secretsBefore(passage),
    ...secretsAfterPause(passage),
    ...qq(passage),
    ...behind(passage, 'wechat', wechat),
  ]
  if (latin) found.push(...wechatNear(passage), ...wechatByLetter(passage.text), ...qqByLetter(passage.text))
  if (latin && passage.text.includes('@')) found.push(...email(passage))
  if (latin && digits > 0) found.push(...plate(passage))
  if (digits >= 7) found.push(...passport(passage))
  if (digits >= 8 && longToken.test(passage.text)) found.push(...creditCode(passage))
  return found
}
