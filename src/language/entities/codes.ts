import { type Cue, cueAfter, cueBefore, cuesBetween, type Passage } from '../cues.ts'
import { matchesAt } from '../matches.ts'
import { isInvoiceLine, isInvoicePair } from './invoice-line.ts'
import { groupedOrder, isCalledOrder, isOrderUnnamed, isSomeOrder } from './order-form.ts'
import { serialGroups } from './serial-group.ts'
import { isGuessedSerial, isSaidToBeSerial } from './serial-said.ts'

/** What a code in a message is the number of; a contract is an order where no other is named. */
export type CodeRole = 'order' | 'contract' | 'service' | 'invoice' | 'tracking' | 'serial'

export interface Code {
  role: CodeRole
  value: string
  start: number
  end: number
}

const token =
  /(?<![A-Za-z0-9@_+-]|(?<![nNoO])\.)(?:\d(?: \d){9,23}|(?:[A-Za-z]{2} ?)?\d{3,6}(?: \d{3,6}){1,5}(?: \d{1,2})?(?![A-Za-z0-9元块])|\d{2,8}(?: \d{2,6}){2,6}(?![A-Za-z0-9元块号个件台天%])|[A-Za-z0-9](?:[A-Za-z0-9]|(?:[-_.]|\/(?!\d{8}))(?=[A-Za-z0-9])){3,39})(?![@A-Za-z0-9])/y
const carrier =
  /^(?:SF\d{10,15}|YT\d{13}|ZTO?\d{10,14}|JD[A-Z]{0,3}\d{10,15}(?:-\d{1,2}){0,2}|JT\d{12,13}|STO?\d{12,15}|YD\d{12,15}|DP[KL]?\d{9,14}|[A-Z]{2}\d{9}CN|KY\d{10,14}|YUNDA\d{10,14}|BEST\d{10,14}|LP\d{14})$/i
const dateLike = /^(?:19|20)\d\d([-/.]?)(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])$/
const quantity =
  /^\s?(?:[开打]头|结尾|[元块件个天台箱年月日点分折位次*×%]|号(?!码|的?订?单)|分钟|小时|(?:kg|ml|mm|cm|w|v)(?![A-Za-z]))/i
const joint =
  /^[\s、,，和与跟及/&]*(?:还有|以及|而?是|应该是|(?:(?:机器|机身|盒子|包装|箱子)上|另一?[台个件]|第二[台个件])的?(?:是|写的?)?)?[\s、,，和与跟及/&]*$/

const roles: Readonly<Partial<Record<Cue['kind'], CodeRole>>> = {
  order: 'order',
  service: 'service',
  invoice: 'invoice',
  parcel: 'tracking',
  serial: 'serial',
}

/** Numbers of orders, invoices, parcels and single pieces, known by the words beside them or by a carrier's form. */
export function codesIn(passage: Passage): Code[] {
  if (passage.digits === 0) return []
  const codes: Code[] = []
  const waiting: Token[] = []
  const groups = serialGroups(passage)
  for (const match of matchesAt(token, passage.text, passage.tokens)) {
    while (groups[0] && groups[0].start < match.index + match[0].length) codes.push(...groups.splice(0, 1))
    if (match.index < (codes.at(-1)?.end ?? 0)) continue
    const word = wordBefore(match[0], passage, match.index)
    const start = match.index + word
    const one = { value: match[0].slice(word), start, end: match.index + match[0].length }
    const role = roleOf(one, passage, codes.at(-1))
    if (role) codes.push(...listed(waiting.splice(0), { role, ...one }, passage.text), { role, ...one })
    else waiting.push(one)
  }
  return [...codes, ...groups]
}

/** order829301827366, SN/PT88201934, 出厂编号NO.20230817A: so much of the token is the word for it. */
function wordBefore(said: string, passage: Passage, at: number): number {
  const word = /^(?:order(?=\d{5})|no\.(?=[\w-]{5})|s\/?n[./](?=[\w-]{5}))/i.exec(said)?.[0] ?? ''
  // The number of an invoice is kept with its No.
  return /^no/i.test(word) && cueBefore(passage, at)?.kind !== 'serial' ? 0 : word.length
}

/** A、B这两个订单: what is joined to a code is what the code is. */
function listed(waiting: readonly Token[], last: Code, text: string): Code[] {
  const codes: Code[] = []
  let next: Token = last
  for (const one of waiting.toReversed()) {
    if (!continues(next, one, text)) break
    codes.unshift({ role: last.role, ...one })
    next = one
  }
  return codes
}

type Token = Omit<Code, 'role'>

/** 3000元, 2.5, and 7-3-8821, where a parcel is picked up. */
const isNoCode = (one: Token, passage: Passage): boolean =>
  quantity.test(passage.text.slice(one.end, one.end + 4)) ||
  /^\d+\.\d+$|^\d{1,2}-\d{1,2}-\d{3,4}$/.test(one.value) ||
  (one.value.length < 6 && !isShortNumber(one, passage))

function roleOf(one: Token, passage: Passage, last: Code | undefined): CodeRole | undefined {
  const { value, start, end } = one
  const digits = digitsIn(value)
  if (digits < 1 || isNoCode(one, passage)) return undefined
  if (isInvoiceLine(one, passage.text)) return 'invoice'
  const cue = codeCue(passage, start)
  if (cue?.kind === 'label' && /^合同编?号$/.test(passage.text.slice(cue.start, cue.end)) && digits > 5)
    return dateLike.test(value) ? undefined : 'contract'
  const role = cue && roles[cue.kind]
  if (cue && role) return judged(role, one, passage, cue)
  if (carrier.test(value.includes(' ') ? value.replaceAll(' ', '') : value)) return 'tracking'
  if (/^\d{12,15}$/.test(value) && sentBy.test(passage.text.slice(Math.max(0, start - 12), start)))
    return 'tracking'
  if (groupedOrder.test(value)) return 'order'
  if (/^INV(?:OICE)?-?\d/i.test(value) && digits > 5) return 'invoice'
  if (isGuessedSerial(passage.text, start)) return 'serial'
  const earlier = cue === undefined && digits > 11 ? afterPause(one, passage) : undefined
  if (earlier) return earlier
  // 1938 2736 4501 9283订单: in groups only with the word right behind.
  if (value.includes(' '))
    return digits > 11 &&
      !value.startsWith('62') &&
      (isCalledOrder(passage.text, end) || isSomeOrder(passage.text, start))
      ? 'order'
      : undefined
  if (digits > 4 && isSaidToBeSerial(one, passage.text)) return 'serial'
  if (cue?.kind === 'label') return undefined
  if (cue === undefined && last && continues(one, last, passage.text)) return last.role
  if (digits < (/^[A-Za-z]/.test(value) ? 5 : 8) || dateLike.test(value)) return undefined
  if (/^2\d{19}$/.test(value) && /票|抬头|开具|红冲|税/.test(passage.text)) return 'invoice'
  const paused = digits > 11 ? afterPause(one, passage) : undefined
  if (paused) return paused
  if (isOrderUnnamed(one, passage)) return 'order'
  const after = cueAfter(passage, end, 4)
  return after && (after.kind === 'order' || after.kind === 'parcel' || after.kind === 'invoice')
    ? roles[after.kind]
    : undefined
}

function digitsIn(value: string): number {
  let digits = 0
  for (let at = 0; at < value.length; at++) {
    const unit = value.charCodeAt(at)
    if (unit >= 48 && unit <= 57) digits++
  }
  return digits
}

/** 韵达的，4638…. */
const sentBy =
  /(?:顺丰|[圆中申]通|韵达|极兔|邮政|德邦|ems|百世|天天|丹鸟|菜鸟|裹裹|丰网|优速|宅急送|安能|跨越|快递|京东快递)(?:发|寄|走)?[的了]?[，,]\s?(?:单?号码?)?(?:是)?\s?$/i

/** 订单号 8841: short ones only right behind the word for the number. */
const isShortNumber = ({ value, start }: Token, { text }: Passage): boolean =>
  (/^[A-Z]?\d{4,5}$/.test(value) && shortAfter.test(text.slice(Math.max(0, start - 10), start))) ||
  (/^\d{5}$/.test(value) &&
    /(?:订单|单子|[那这]单|order)\s?$/i.test(text.slice(Math.max(0, start - 6), start)))
const shortAfter = /(?:(?:订单|发票|单)(?:号码|编号|号)(?:是|为)?\s?[:：#]?|(?:订单|单)\s?#|order no\.?)\s?$/i

/** 发票 代码…: 代码 alone says no more than 号码. */
function codeCue(passage: Passage, at: number): Cue | undefined {
  const cue = cueBefore(passage, at, 18)
  return cue && passage.text.slice(cue.start, cue.end) === '代码'
    ? (cueBefore(passage, cue.start, 8) ?? cue)
    : cue
}

/** 我有两个订单，2961044773180 · 订单尾数不清楚，完整的是…: the word stands in the clause before. */
function afterPause({ start }: Token, { text, cues }: Passage): 'order' | 'tracking' | undefined {
  const earlier = cuesBetween(cues, start - 18, start).find(
    (cue) =>
      (cue.kind === 'order' || cue.kind === 'parcel') &&
      cue.end < start &&
      /^[^，,。；;！!？?\n]{0,8}[,，][^，,。；;！!？?\n]{0,6}$/.test(text.slice(cue.end, start)),
  )
  return earlier && (earlier.kind === 'order' ? 'order' : 'tracking')
}

function judged(role: CodeRole, one: Token, passage: Passage, cue: Cue): CodeRole | undefined {
  const { value, start } = one
  const word = passage.text.slice(cue.start, cue.end)
  const numbered = /[号码单id]$|no|number|sn/i.test(word) || /[号码]/.test(passage.text.slice(cue.end, start))
  const digits = value.replace(/\D/g, '').length
  if (role === 'serial')
    return value.length >= 6 && !(dateLike.test(value) && !numbered) ? 'serial' : undefined
  if (carrier.test(value.replaceAll(' ', '')) && word !== '订单号' && word !== '订单') return 'tracking'
  const tied = role === 'order' && start - cue.end < 2
  if (digits < (numbered ? 4 : tied ? 5 : 7) || (dateLike.test(value) && (!numbered || /\D/.test(value))))
    return undefined
  // 快递13866201157打来的: a courier's telephone.
  if (role === 'tracking' && /^1[3-9]\d{9}$/.test(value) && !numbered) return undefined
  return role === 'order' && word === '单号' && isParcelTalk(passage, cue) ? 'tracking' : role
}

/** 快递还没到，单号…: which number is meant by 单号 was said before. */
function isParcelTalk({ text, cues }: Passage, at: Cue): boolean {
  const earlier = cuesBetween(cues, at.start - 24, at.start)
  const last = earlier.findLast((cue) => cue.kind === 'order' || cue.kind === 'parcel')
  if (last) return last.kind === 'parcel'
  // 单号138…，顺丰: or is said behind it.
  return (
    cuesBetween(cues, at.end, at.end + 26)[0]?.kind === 'parcel' &&
    !ownNumber.test(text.slice(at.end, at.end + 70))
  )
}
/** 帮查物流，快递说单号YT8829…: the parcel has its own. */
const ownNumber = /(?:快递|物流|包裹|运单)[^，,。\dA-Z]{0,6}[A-Z\d]{9}/

/** 订单A和B: the second is what the first was. */
function continues(one: Token, last: Token, text: string): boolean {
  return (
    one.start - last.end < 8 &&
    joint.test(text.slice(last.end, one.start)) &&
    (Math.abs(one.value.length - last.value.length) <= 3 || isInvoicePair(one, last)) &&
    /\d{4}/.test(one.value) &&
    !/^1[3-9]\d{9}$/.test(one.value)
  )
}
