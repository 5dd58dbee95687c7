import { countDigits } from './digits.ts'
import { simplify } from './normalise.ts'

/** What an agent's words ask for, one or several facts at once. */
export type AskedFact = 'order_no' | 'model' | 'contact' | 'address' | 'time_window' | 'photo' | 'error_text'

const words: readonly (readonly [AskedFact, string])[] = [
  ['order_no', '订单|单号|单子|order'],
  ['model', '型号|机型|款号|哪[一]?款|什么款|哪个型|model'],
  ['contact', '电话|手机号?|联系方式|联系号码|号码|contact|phone'],
  ['address', '地址|住址|位置|哪个小区|门牌|在哪[里儿]?|几[楼栋]|address'],
  ['time_window', '时间|几点|哪天|什么时候|何时|time'],
  ['photo', '照片|图片|拍照?|拍[一个张下段]|截图|视频|录像|[发传]图|photo'],
  ['error_text', '提示|报错|错误|什么字|文字|代码|显示什么|error'],
]
const patterns = words.map(([fact, pattern]) => [fact, new RegExp(pattern, 'i')] as const)
const asks = /[?？]|请|麻烦|发[我来一]|给我|提供|告诉|留[个一]|报一?下|需要|还要|还差|补|说一?下|[呢吗]$/

/** The facts that the agent's last words ask for. */
export function factsAsked(said: string): Set<AskedFact> {
  const asked = new Set<AskedFact>()
  for (const part of simplify(said).split(/[。！!；;\n]/))
    if (asks.test(part))
      for (const [fact, pattern] of patterns)
        if (pattern.test(part) && !isKept(part, pattern)) asked.add(fact)
  return asked
}

/** The facts that somebody's words say are there already: 电话你们有, 订单我这边已看到. */
export function factsKept(text: string): Set<AskedFact> {
  const kept = new Set<AskedFact>()
  const parts = simplify(text).split(/[。！!；;\n?？]/)
  for (const part of parts) for (const [fact, pattern] of patterns) if (isKept(part, pattern)) kept.add(fact)
  return kept
}

const havings =
  /^.{0,24}?都(?:还?在|有)(?![哪什])|^.{0,9}?(?:(?:你们?|您|后台|系统|上次|之前|前面|刚才|早就|已经?|都|我们?|也|这边|我).{0,5}(?:有(?!问题)|存|给[过了]|发[过了]|传[过了]|填[过了]|说[过了]|报过|(?:已|都有?|有)登记|登记[了过在的]|留[过了]|看到|收到|查到|记[录下]|一样)|都在|没变|不变|沿用|照旧|还是(?:之前|上次|原来|那个)|看到了|收到了|查到了)/

function isKept(part: string, pattern: RegExp): boolean {
  const at = part.search(pattern)
  if (at < 0) return false
  const rest = part.slice(at)
  return havings.test(rest) && !/没有?|不(?:记得|知道|清楚|在|晓得)|吗|未|[?？]/.test(rest.slice(0, 16))
}

const refused =
  /(?:不|没|冇|唔)(?:记得|知道|晓得|清楚|会看|会弄|识|太?懂|想给|想说|方便|告诉|给)|看不[清见到]|找不[到着]|没(?:有)?(?:拍|找到|看见|看清|看到|来得及|记|带|抄)|忘了|丢了|扔了|模糊|糊了|掉了/

/** Whether the words say that what was asked for cannot or shall not be told. */
export const isRefused = (text: string): boolean => refused.test(text)

const numerals = '零〇一二三四五六七八九幺两'
const digitOf: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from(numerals, (sign, at) => [
    sign,
    ['0', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '1', '2'][at] ?? '',
  ]),
)

/** Digits said one by one, as figures: 七七零零一二 is 770012. */
export const spelledOut = (text: string): string =>
  text.replace(/[零〇一二三四五六七八九幺两]{4,}/g, (run) =>
    Array.from(run, (sign) => digitOf[sign] ?? sign).join(''),
  )

const code = /(?<![A-Za-z0-9.])[A-Za-z0-9]+(?:[-_/#][A-Za-z0-9]+)*/g
const mobile = /^(?:\+?86)?1[3-9]\d{9}$|^09\d{8}$|^0\d{2,3}-?\d{7,8}$|^09\d{2}-\d{3}-\d{3}$|^400/
/** Numbers of authorities and emergency services, which are nobody's order. */
const hotline = /^(?:12315|12345|12348|12300|12305|12321|12377|12378|95\d{3})$/
const fault = /^[EFHLP]-?\d{1,3}$/i
const plain =
  /^(?:\d{1,2}G|USB\d?|MP\d|TYPE-?C|IOS\d*|APP|WIFI\d?|5G|4G|HDMI\d?|\d+(?:元|块|天|W|V|KG|G|CM|MM|ML|L|M|H|K|HZ|GB|寸)|20\d\d)$/i
const orderCue =
  /(?:订单编?号?|单号|单子|编号|申请号?|工单号?|order(?: ?(?:no|number))?\.?|request)\s?(?:是|为|号|叫|就是|[:：#=])*\s?#?$/i
const errorBefore = /(?:提示|报错|弹[出窗]|缺少|错误码?|代码)[^，。]{0,6}$/
const modelCue = /(?:型号|机型|款号|model)\s?(?:写着|应该|好像|上)?\s?(?:是|为|叫|写的是|[:：])*\s?$/i
const afterOrder = /^\s?(?:这|那)[一个]?(?:单|个订单|笔)|^\s?的(?:订单|单子|单)/
const shortModel =
  /^[A-Za-z]{1,8}-?\d{1,4}[A-Za-z]{0,3}$|^[A-Za-z]{1,6}-[A-Za-z0-9]{1,6}(?:-[A-Za-z0-9]{1,4})?$/

/** Orders and models: named ones, and codes that are the bare answer to a question for them. */
export function codesTold(text: string, said: string): { order_no?: string[]; model?: string[] } {
  const asked = factsAsked(said)
  const line = spelledOut(text)
  const order: string[] = []
  const model: string[] = []
  for (const { 0: value, index } of line.matchAll(code)) {
    if (!/\d/.test(value) || mobile.test(value) || plain.test(value) || hotline.test(value)) continue
    const before = line.slice(Math.max(0, index - 12), index)
    const after = line.slice(index + value.length, index + value.length + 6)
    if (errorBefore.test(before)) continue
    const figures = countDigits(value)
    const counted =
      /^\s?(?:[元块件个天台张次年月日号点分秒度斤米寸升瓦人层楼栋幢室座]|%|分钟|小时|厘米|公分|平)/.test(
        after,
      )
    if ((orderCue.test(before) && figures >= 3) || (afterOrder.test(after) && figures >= 3)) order.push(value)
    else if (modelCue.test(before)) model.push(value)
    else if (counted && !/[A-Za-z]/.test(value)) continue
    else if (
      asked.has('order_no') &&
      figures >= 4 &&
      !(asked.has('model') && shortModel.test(value) && figures < 5)
    )
      order.push(value)
    else if (figures >= 5 && figures <= 16 && !value.startsWith('0')) order.push(value)
    else if (
      shortModel.test(value) &&
      (asked.has('model') || !fault.test(value)) &&
      !/[栋楼座幢室-]$/.test(before) &&
      !/^[栋楼座幢室]/.test(after)
    )
      model.push(value)
    else if (asked.has('model') && figures >= 1 && value.length <= 12 && !counted) model.push(value)
  }
  if (
    asked.has('model') &&
    /(?:型号|机型)(?:还?是|叫|写的?)/.test(line) &&
    !isRefused(line) &&
    model.length === 0
  )
    model.push(line.slice(0, 40))
  return { ...(order.length > 0 ? { order_no: order } : {}), ...(model.length > 0 ? { model } : {}) }
}
