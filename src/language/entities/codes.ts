import { type Cue, cueAfter, cueBefore, ofPerson, type Passage } from '../cues.ts'
import { countDigits, isNumber } from '../digits.ts'
import { isLatin } from '../marks.ts'
import { unitsOf } from '../units.ts'
import {
  type Code,
  type CodeRole,
  codeOf,
  isCarriers,
  isDay,
  isLetteredOrder,
  type Token,
} from './code-form.ts'
import { alike, continues, listed } from './code-list.ts'
import { isOfOther, roleByTalk } from './code-talk.ts'
import { codeTokens } from './code-token.ts'
import { afterPause, codeCue, judged } from './code-word.ts'
import { isInvoiceLine } from './invoice-line.ts'
import { isThingAfter } from './model-name.ts'
import { groupedOrder, isCalledOrder, isOrderUnnamed, isSomeOrder } from './order-form.ts'
import { serialGroups } from './serial-group.ts'
import { isGuessedSerial, isSaidToBeSerial } from './serial-said.ts'
import { isTakenBack } from './taken-back.ts'

const quantity =
  /^\s?(?:[开打]头|结尾|[元块件个天台箱年月日点分折位次*×%]|号(?!码|的?订?单|[那这]张|的?发票)|分钟|小时|(?:kg|ml|mm|cm|w|v)(?![A-Za-z]))/i
const mayCount = unitsOf(/[\s开打结元块件个天台箱年月日点分折位次*×%号小kmcwv]/i)
const roles: Readonly<Partial<Record<Cue['kind'], CodeRole>>> = {
  order: 'order',
  service: 'service',
  invoice: 'invoice',
  parcel: 'tracking',
  serial: 'serial',
}

/** Numbers of orders, invoices, parcels and single pieces, known by the words beside them or by a carrier's form; where the words around must tell it, not of what begins at a place that is `taken`. */
export function codesIn(passage: Passage, taken: ReadonlySet<number> = nowhere): Code[] {
  if (passage.digits === 0) return []
  const codes: Code[] = []
  const waiting: Token[] = []
  const unknown: Token[] = []
  const groups = serialGroups(passage)
  for (const said of codeTokens(passage)) {
    while (groups[0] && groups[0].start < said.end) codes.push(...groups.splice(0, 1))
    if (said.start < (codes.at(-1)?.end ?? 0)) continue
    const word = wordBefore(said.value, passage, said.start)
    const start = said.start + word
    const one = word === 0 ? said : { value: said.value.slice(word), start, end: said.end }
    const role = roleOf(one, passage, codes.at(-1)) ?? (taken.has(start) ? undefined : byTalk(one, passage))
    if (role) codes.push(...listed(waiting.splice(0), codeOf(role, one), passage.text), codeOf(role, one))
    else {
      waiting.push(one)
      unknown.push(one)
    }
  }
  const found = [...codes, ...groups, ...alike(unknown, codes)].sort((one, other) => one.start - other.start)
  return found.filter((one, at) => {
    const next = found[at + 1]
    return !(next?.role === one.role && isTakenBack(passage.text.slice(one.end, next.start)))
  })
}

const nowhere: ReadonlySet<number> = new Set()

/** order829301827366, SN/PT88201934, 出厂编号NO.20230817A: so much of the token is the word for it. */
function wordBefore(said: string, passage: Passage, at: number): number {
  if (!isOfWord(said.charCodeAt(0))) return 0
  const word =
    /^(?:order(?=\d{5})|ref\.(?=[\w-]{5})|no\.(?=[\w-]{5})|s\/?n[./](?=[\w-]{5}))/i.exec(said)?.[0] ?? ''
  // The number of an invoice is kept with its No.
  return /^no/i.test(word) && cueBefore(passage, at)?.kind === 'invoice' ? 0 : word.length
}

const isOfWord = unitsOf(/[onrs]/i)

const isParted = (value: string): boolean => value.includes('.') || value.includes('-')

/** 3000元, 2.5, and 7-3-8821, where a parcel is picked up. */
const isNoCode = (one: Token, passage: Passage): boolean =>
  (one.value.length < 10 &&
    mayCount(passage.text.charCodeAt(one.end)) &&
    quantity.test(passage.text.slice(one.end, one.end + 4))) ||
  (isParted(one.value) && /^\d+\.\d+$|^\d{1,2}-\d{1,2}-\d{3,4}$/.test(one.value)) ||
  (one.value.length < 6 && !isShortNumber(one, passage))

function roleOf(one: Token, passage: Passage, last: Code | undefined): CodeRole | undefined {
  const { value, start, end } = one
  const digits = countDigits(value)
  if (digits < 1 || isNoCode(one, passage)) return undefined
  if (isInvoiceLine(one, passage.text)) return 'invoice'
  const cue = codeCue(passage, start)
  if (cue?.kind === 'label' && /^合同编?号$/.test(passage.text.slice(cue.start, cue.end)) && digits > 5)
    return isDay(value) || ofPaper.test(passage.text) ? undefined : 'contract'
  const role = cue && roles[cue.kind]
  if (role === 'invoice' && /^\s?[那这]单/.test(passage.text.slice(end, end + 4))) return 'order'
  if (cue && role) return judged(role, one, passage, cue)
  // 扣扣加我1930447728.
  if (cue && ofPerson.has(cue.kind)) return undefined
  if (isCarriers(value)) return 'tracking'
  if (
    value.length > 11 &&
    value.length < 16 &&
    isNumber(value) &&
    sentBy.test(passage.text.slice(Math.max(0, start - 12), start))
  )
    return 'tracking'
  if (value.length > 16 && groupedOrder.test(value)) return 'order'
  const lettered = isLatin(value.charCodeAt(0))
  if (lettered && digits > 5 && /^INV(?:OICE)?-?\d/i.test(value)) return 'invoice'
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
  if ((digits > 4 || (value.length > 7 && !isNumber(value))) && isSaidToBeSerial(one, passage.text))
    return 'serial'
  if (cue?.kind === 'label') return undefined
  if (cue === undefined && last && continues(one, last, passage.text)) return last.role
  // 单91827催一下.
  if (/^\d{5,7}$/.test(value) && shortOrder.test(passage.text.slice(Math.max(0, start - 4), start)))
    return 'order'
  if (digits < (lettered ? 5 : 8) || isDay(value)) return undefined
  if (value.length === 20 && /^2\d{19}$/.test(value) && /票|抬头|开具|红冲|税/.test(passage.text))
    return 'invoice'
  const paused = digits > 11 ? afterPause(one, passage) : undefined
  if (paused) return paused
  // 75331100992288显示签收.
  if (
    value.length > 8 &&
    value.length < 16 &&
    isNumber(value) &&
    delivered.test(passage.text.slice(end, end + 8))
  )
    return 'tracking'
  // 9815027734106 邮政的
  if (digits > 9 && carriers.test(passage.text.slice(end, end + 8))) return 'tracking'
  if (isOrderUnnamed(one, passage)) return isOfOther(passage.text, start, end) ? undefined : 'order'
  const after = cueAfter(passage, end, 4)
  return after && (after.kind === 'order' || after.kind === 'parcel' || after.kind === 'invoice')
    ? roles[after.kind]
    : undefined
}

const carriers = /^\s?是?(?:邮政|ems|圆通|中通|申通|韵达|顺丰|极兔|德邦|京东快递)(?:快递)?的/i

/** The contract itself is spoken of, not what was ordered by it. */
const ofPaper =
  /第[一二三四五六七八九十\d]+条|条款|归档|续[一签约]|盖章|节点|合同里|质保金|扫描|修订|附件|补充协议/

const shortOrder = /(?:^|[，,。；;！!？?\s])单子?\s?$/
const delivered = /^[^，,。\n]{0,4}(?:签收|派送|揽收|派件)/

/** What the talk says where no word nor form does: 铭牌底下那行字是2104G00761582. */
function byTalk(one: Token, passage: Passage): CodeRole | undefined {
  const cue = cueBefore(passage, one.start, 18)
  const word = cue ? passage.text.slice(cue.start, cue.end) : ''
  // 型号SC-316，编号LG1607288: the word was another's.
  const others =
    cue !== undefined &&
    !silent.has(cue.kind) &&
    !/条形?码/.test(word) &&
    !(cue.kind === 'model' && /[,，]|[A-Z0-9]{3}/i.test(passage.text.slice(cue.end, one.start)))
  // 型号 Z14-2024，订单…: its own word stands right before it.
  if (
    cue?.kind === 'model' &&
    one.value.length <= 10 &&
    /^[\s:：]?$/.test(passage.text.slice(cue.end, one.start))
  )
    return undefined
  return others || isNoCode(one, passage) ? undefined : roleByTalk(one, passage.text)
}
/** Cues that say nothing of a code behind them. */
const silent: ReadonlySet<Cue['kind']> = new Set([
  'number',
  'shows',
  'name',
  'give',
  'kin',
  'call',
  'order',
  'parcel',
  'serial',
])

/** 韵达的，4638…. */
const sentBy =
  /(?:顺丰|[圆中申]通|韵达|极兔|邮政|德邦|ems|百世|天天|丹鸟|菜鸟|裹裹|丰网|优速|宅急送|安能|跨越|快递|京东快递)(?:发|寄|走)?[的了]?[，,]\s?(?:单?号码?)?(?:是)?\s?$/i

/** 订单号 8841: short ones only right behind the word for the number. */
const isShortNumber = ({ value, start, end }: Token, { text }: Passage): boolean =>
  /\d{4}/.test(value) &&
  (text.charAt(start - 1) === '#' ||
    (value.length === 5 &&
      /^[A-Z]\d{4}$|^\d{5}$/.test(value) &&
      numberedThing.test(text.slice(Math.max(0, start - 16), start))) ||
    (leadsToShort(text.charCodeAt(start - 1)) &&
      /^[A-Z]?\d{4,5}$|^\d{4}[A-Z]$/.test(value) &&
      shortAfter.test(text.slice(Math.max(0, start - 10), start))) ||
    (value.length === 5 &&
      (isNumber(value) || (isLetteredOrder(value) && !isThingAfter(text, end))) &&
      /(?:(?:^|[，,。\s])单|订单|单子|[那这]单|order)[是为:：]?\s?$/i.test(
        text.slice(Math.max(0, start - 6), start),
      )))
const numberedThing = /(?:机号|机编|机身号|出厂号|出厂编号|序号|序列号)[^，,。\n]{0,12}$/
const leadsToShort = unitsOf(/[码号是为\s:：#o.]/i)
const shortAfter = /(?:(?:订单|发票|单)(?:号码|编号|号)(?:是|为)?\s?[:：#]?|(?:订单|单)\s?#|order no\.?)\s?$/i
