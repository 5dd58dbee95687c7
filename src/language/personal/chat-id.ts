import { type CueKind, cueBefore, cuesBetween, firstCueFrom, type Passage } from '../cues.ts'
import { isDigit } from '../digits.ts'
import { mark } from '../marks.ts'
import { endOfMatch, matchAt, matchesOf } from '../matches.ts'
import { behind, has, lastBefore } from './behind.ts'
import type { Finding } from './finding.ts'

const wechatId =
  /(?:wxid_[A-Za-z0-9]{8,24}|[A-Za-z][A-Za-z0-9_.-]{4,18}[A-Za-z0-9_-]|[A-Za-z][A-Za-z0-9_-]{3,4}(?<=\d)|[1-9]\d{4,9})(?![A-Za-z0-9_@\d])/y
const notWechat = /^(?:iphone|android|windows|version|wechat|app\d?|pay|xiaomi|huawei)$/i
const qqId =
  /[1-9](?:\d{2,4}(?: \d{3,5}){1,2}(?! ?\d)|\d{4,10}|\d{1,3}(?:[ -]\d{2,5}){1,3}|(?: \d){4,10})(?!\d|@|\.\d)|[一二三四五六七八九幺][零〇一二三四五六七八九幺]{4,10}(?![十百千万])/y

const numbered = /^(?:[单号]WX|.?WX20[2-3]\d[01]\d)/
const shortId = /[A-Za-z][A-Za-z0-9_-]{3,4}(?![A-Za-z0-9_@-])/y
const pausedWechat = /[，,]\s?(?=[A-Za-z][A-Za-z0-9]*[_\d-])/y
const wechat = (text: string, from: number): Finding | undefined => {
  // 加个微信吧，miao_tea: after a pause only what looks like one.
  const at = endOfMatch(pausedWechat, text, from)
  // 微信号：lili, as short as no id may be, only where it is set off.
  const id =
    matchAt(wechatId, text, at) ??
    (/[:：是]\s?$/.test(text.slice(Math.max(0, at - 2), at)) ? matchAt(shortId, text, at) : undefined)
  if (id === undefined || notWechat.test(id)) return undefined
  // 微信发了个481726: what was sent there is no id.
  const counted = isDigit(id.charCodeAt(0))
  if (counted && /发[了来的个串]{1,3}\s?$/.test(text.slice(Math.max(0, at - 5), at))) return undefined
  // 工单WX2503180027: letters that belong to the number.
  if (counted && numbered.test(text.slice(Math.max(0, at - 3), at + 8))) return undefined
  return { type: 'wechat', start: at, end: at + id.length, sure: counted ? 0.7 : 0.96 }
}

/** V：lucky2021, v❤ lucky2021, vxlucky2021, +vlucky2021, 微lucky2021. */
const bareV =
  /(?=[vw微薇威加+➕])(?<![A-Za-z0-9])(?:(?=wxid_)|(?:v|微|薇|威)\s?[:：❤♥]\s?|(?:[vw]x(?!id_)|[+➕加](?:v|薇|微|威)\s?|[v薇微威]我?\s|v我|加我(?:一下)?[:：]?\s?(?!q\d|[vw]x)|(?<![\u4e00-\u9fa5])[薇威微]|我微)(?=[A-Za-z][A-Za-z]*[\d_-]))/gi
const wechatByLetter = (text: string): Finding[] =>
  matchesOf(bareV, text).flatMap(({ 0: { length }, index }) => wechat(text, index + length) ?? [])

/** 可以微信沟通，我的是hangzhou_lin: what looks like an id, not far from the word. */
const bareId =
  /(?<![A-Za-z0-9@._/-])(?=[A-Z0-9_-]*[a-z])[a-zA-Z](?=[A-Za-z-]*[\d_])[A-Za-z0-9_-]{5,19}(?![A-Za-z0-9@._/-])/g
const codeCues: ReadonlySet<CueKind> = new Set([
  'order',
  'parcel',
  'serial',
  'model',
  'secret',
  'email',
  'label',
  'service',
  'error',
])
/** lucky-meng99，这是我微信: what stands between a value and the word after it. */
const reversed = /^[，,（(]?\s?(?:就是|这是|这个|那个|是|我的?|的|这|那|加){0,4}\s?$/

function wechatNear({ text, cues }: Passage): Finding[] {
  return matchesOf(bareId, text).flatMap(({ 0: value, index }): Finding[] => {
    const end = index + value.length
    const last = cuesBetween(cues, index - 40, index).findLast(
      (cue) => cue.end <= index && (cue.kind === 'wechat' || codeCues.has(cue.kind)),
    )
    const near = last?.kind === 'wechat' && index - last.end < 16
    const next = firstCueFrom(cues, end)
    const gap = next?.kind === 'wechat' ? text.slice(end, next.start) : undefined
    // 尺寸发zhuangxiu_axin的微信: what is said so plainly is none of what was spoken of before.
    const plainly = last === undefined || /^的|是我/.test(gap ?? '')
    const before = gap !== undefined && plainly && reversed.test(gap)
    return near || before ? [{ type: 'wechat', start: index, end, sure: 0.85 }] : []
  })
}

/** 加Q：345678912, Q1829304756, 扣345678912. */
const bareQ =
  /(?:(?<![A-Za-z0-9])q(?:号|上|里|我)?|(?<![\u4e00-\u9fa5])扣|[加我]扣|扣我|[我加]q)(?:是)?\s?[:：，,]?\s?(?=[1-9](?:\d{6,10}(?!\d)|\d{2,4}(?: \d{2,5}){1,2}(?! ?\d))|(?<=号.{0,3}|我的?q.{0,3})[1-9]\d{4,5}(?!\d))/gi
const qqByLetter = (text: string): Finding[] =>
  matchesOf(bareQ, text).map(({ 0: { length }, index }) => {
    const start = index + length
    return { type: 'qq', start, end: endOfMatch(qqId, text, start), sure: 0.9 }
  })

/** 51870362加一下, 加一下51870362: what people are added by. */
const added =
  /(?<![\dA-Za-z.-])[1-9]\d{5,10}(?=\s?[，,]?(?:这个号)?加(?:一下|下|我|你|个?好友)(?![\u4e00-\u9fa5]{0,4}[钱价费单购]))|(?<=加(?:一下|下|我|个?好友)[:：，,\s]?)[1-9]\d{5,10}(?![\dA-Za-z.@-]|\s?[元块个\u4e00-\u9fa5])/g
const notAdded = /^1[3-9]\d{9}$/
const addedBy = (text: string): Finding[] =>
  matchesOf(added, text).flatMap(({ 0: value, index }): Finding[] =>
    notAdded.test(value) ? [] : [{ type: 'qq', start: index, end: index + value.length, sure: 0.85 }],
  )

const bareNumber =
  /(?<![\dA-Za-z.-]|\d )(?:[1-9]\d{2,4}(?: \d{2,5}){1,2}(?! ?\d)|[1-9](?: \d){5,9}(?! ?\d)|[1-9]\d{4,10})(?![\dA-Za-z@.-]|\s?[元块年月天个次])/g
const passedOver: ReadonlySet<CueKind> = new Set(['number', 'name', 'call', 'give', 'kin', 'wechat'])
/** 发我企鹅上，3049182736 */
const paused = /^[上里]?(?:吧|哈|呗|在线|远程)?[，,、\s]{1,2}$/
const mine = /我的?|号|是|加|[:：]/

/** 麻烦QQ远程，号码：2938471650 · 有QQ吗，我的2938475610 · 384920175这是我QQ: whatever stands between. */
function qq(passage: Passage): Finding[] {
  if (!has(passage, 'qq')) return []
  const { text, cues } = passage
  const near = matchesOf(bareNumber, text).flatMap(({ 0: value, index }): Finding[] => {
    if (/^1[3-9]\d{9}$/.test(value.replaceAll(' ', ''))) return []
    const end = index + value.length
    const last = lastBefore(cues, index, passedOver)
    const gap = last?.kind === 'qq' ? text.slice(last.end, index) : undefined
    const after =
      cueBefore(passage, index, 12)?.kind === 'qq' ||
      (gap !== undefined && gap.length < 20 && (mine.test(gap) || (value.length > 6 && paused.test(gap))))
    const next = firstCueFrom(cues, end)
    const before =
      last === undefined &&
      next?.kind === 'qq' &&
      value.length > 5 &&
      reversed.test(text.slice(end, next.start))
    return after || before ? [{ type: 'qq', start: index, end, sure: 0.9 }] : []
  })
  return [...behind(passage, 'qq', qqAt), ...near]
}

const qqAt = (text: string, at: number): Finding | undefined => {
  const id = matchAt(qqId, text, at)
  return id === undefined ? undefined : { type: 'qq', start: at, end: at + id.length, sure: 0.98 }
}

/** Ids of WeChat and QQ: known by the word or letter beside them. */
export function findChatIds(passage: Passage): Finding[] {
  const { text, latin, digits, seen } = passage
  const found = qq(passage)
  if (digits > 4 && seen & mark.qq) found.push(...qqByLetter(text))
  if (digits > 5 && text.includes('加')) found.push(...addedBy(text))
  if (!latin && digits < 5) return found
  found.push(...behind(passage, 'wechat', wechat))
  if (!latin) return found
  if (seen & mark.wechat) found.push(...wechatByLetter(text))
  if (has(passage, 'wechat')) found.push(...wechatNear(passage))
  return found
}
