import { type CueKind, cuesBetween, type Passage } from '../cues.ts'
import { digitsOf, isMobile, isNumber } from '../digits.ts'
import type { Found } from '../matches.ts'
import { isLikeResidentId, passesLuhn } from '../personal/check-digit.ts'

/** 260312-448812093377651, as one shop writes its orders; 114-2938475-1029384, as another does. */
export const groupedOrder = /^\d{6}-\d{12,18}$|^\d{3}-\d{7}-\d{7}$/

/** 外卖单5021…, 这个单：…: whatever kind of 单. */
const someOrder =
  /(?:^|[^运递流面货名菜账清简买工修])单[号子]?(?:号|编号)?(?:我?[念报读](?:一下|给你听?|你)?|是|为)?\s?[:：,，#]?\s?(?:(?:编|单)?号码?(?:是|为)?\s?[:：]?\s?)?$/
/** 拼多多的，…, 天猫买的 …: a shop. */
const shop =
  /(?:拼多多|pdd|京东|天猫|唯品会|淘宝|抖音|快手|苏宁|闲鱼|得物|小红书|有赞|官网|商城|旗舰店|小程序|1688)(?:上|里|那边)?(?:买|拍|下|订)?(?:单|了)?的?(?:东西|那个|那单)?(?:号)?[,，:：]?\s?$/i
/** 我在官网下的单，编号…; 订的那个，号码是…. */
const ordered =
  /(?:下单|下的单|下了单|买的|拍的|订的|订购)[^\d，,。]{0,8}[，,]?\s?(?:订?单|购买)?(?:编号|号码|号|单号)(?:是|为)?\s?[:：]?\s?$/
/** 2026…4471的单, …这单. */
const orderAfter =
  /^\s?这?[两三]单(?![位独价间反身人门品号])|^\s?(?:的|这个|这|那)(?:那|这|个)?一?(?:笔(?!记)|单)(?![位独价间反身人门品号])/
/** 编号KF2026…，官网下的单. */
const orderedAfter = /^[，,]?\s?[^，,。\d]{0,6}(?:下的单|下单的|买的|拍的|订的)/
/** 2837465019，这是我的订单号. */
const namedAfter = /^\s?[，,]?\s?(?:这个?|那个?|就|是|为|我|的){0,4}(?:订单|单号|单子号)/
/** Whether the words right behind call it an order's number. */
export function isCalledOrder(text: string, end: number): boolean {
  const right = text.slice(end, end + 12)
  return orderWord.test(right) && (namedAfter.test(right) || orderAfter.test(right.slice(0, 8)))
}
const orderWord = /[单笔]/
/** 我的单 77 2019 …: whatever kind of 单. */
export function isSomeOrder(text: string, start: number): boolean {
  const left = text.slice(Math.max(0, start - 10), start)
  return left.includes('单') && someOrder.test(left)
}
/** 尾号不记得了，全的是CN0618-4471-02: what was said to be of an order, in whole. */
const inWhole = /(?:全的|完整的?)(?:单号|编号|号码?)?(?:就?是|为)?\s?[:：]?\s?$/
const ofOrder = /^(?!.*(?:快递|运单|物流|包裹|序列|机身)).*(?:订单|单号)/
/** 昨晚下的10938827. */
const placed = /(?:下|拍|买|订)的\s?$/
const plainNumber = /^\d{7,14}$/
/** KS882019 师傅几时来: letters and a count, of which is asked when somebody comes. */
const lettered = /^(?!SN)[A-Z]{1,3}-?\d{6,}$/
const visit = /师傅|几[时点]|上门|[来约]装|来[修量换]|到哪|量尺|预约|约的|约了|先到/
const toldNumber = /(?:编号|号码|单号)(?:是|为)?\s?[:：]?\s?$/

/** XS-2026-08-1174: of an order whatever else is spoken of. */
const orderOfYear =
  /^(?:ORD|ORDER|SO|PO|XS|DH|OD)[-_]20\d\d[-_](?:\d\d[-_])?\d{3,}$|^(?:ORD|ORDER)[-_][0-9A-Z]{3,6}[-_]\d{3,}$/i
/** Prefixes of order numbers, and letters before a day and a count. */
const orderPrefix =
  /^(?:DD|TB|TM|PDD|ORD|ORDER|SO|PO|XS|DH|OD|TMALL|WX)[-_]?(?:\d{6,}(?:[-_][0-9a-z]+)*|20\d\d-\d{3,})$/i
const datedPrefix = /^(?!SN)[A-Z]{1,4}-?20[2-3]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:-?\d{3,}|-\d\d)$/i

const otherTalk: ReadonlySet<CueKind> = new Set([
  'parcel',
  'serial',
  'label',
  'service',
  'card',
  'id',
  'model',
  'credit',
  'secret',
  'passport',
  'invoice',
])
const dealing =
  /下单|下了单|买的|拍的|订的|发货|没发|不发|退款|退货|退了|要退|取消|换货|换个|改地址|什么时候到|少发|漏发|到底发|催|改(?:颜色|规格|尺码|电话|时间|数量)|开票|开发票|没到|没收到|补发|重发|(?<=^|[，,])(?:我)?刚?下的|帮我?[查看]|啥时候(?:到|发)|一起到|查下|查一下|查[不得]到|付款截图/

/** Whether a number that no word names is an order's: by its form, by a shop before it, by what is asked of it. */
export function isOrderUnnamed({ value, start, end }: Found, { text, cues }: Passage): boolean {
  const left = text.slice(Math.max(0, start - 20), start)
  const right = text.slice(end, end + 16)
  if (isSomeOrder(text, start)) return true
  const digits = digitsOf(value)
  if (isMobile(value.replace(/^[vw]x/i, '')) || isLikeResidentId(value)) return false
  if (orderWord.test(right) && (orderAfter.test(right) || namedAfter.test(right))) return true
  if (left.includes('号') && ordered.test(left)) return true
  if (placed.test(left) && plainNumber.test(value)) return true
  if (orderOfYear.test(value)) return true
  if (toldNumber.test(left) && orderedAfter.test(right)) return true
  if (inWhole.test(left) && ofOrder.test(text.slice(Math.max(0, start - 40), start))) return true
  if (shop.test(left) && digits.length >= 10) return true
  const near = text.slice(Math.max(0, start - 60), end + 60)
  if (cuesBetween(cues, start - 60, end + 60).some((cue) => otherTalk.has(cue.kind))) return false
  if (orderPrefix.test(value)) return true
  if (datedPrefix.test(value) && dealing.test(near)) return true
  if (lettered.test(value) && (visit.test(near) || (digits.length > 7 && dealing.test(near)))) return true
  if (!isNumber(value) || isCard(digits) || /^69\d{11}$|^8[46]\d{13}$/.test(value)) return false
  return (
    digits.length > 15 ||
    (digits.length > 9 && dealing.test(near) && !/^0\d{9,11}$|^[48]00\d{7}$/.test(value))
  )
}

const isCard = (digits: string): boolean =>
  (digits.startsWith('62') && [16, 17, 18, 19].includes(digits.length)) ||
  (digits.length === 16 && /^[45]/.test(digits) && passesLuhn(digits))
