import { findDates } from './chinese-date.ts'
import { numberCharacters, parseNumber } from './chinese-number.ts'
import { align, clip } from './normalise.ts'
import type { Entities } from './understanding.ts'

const code = '[A-Za-z0-9](?:[A-Za-z0-9]|[-_/](?=[A-Za-z0-9]))'
const after = '(?:号码|编号|号|码)?\\s*(?:就?是|为|填的|显示的?)?\\s*[:：=#]?\\s*[“"「]?'

const orderNo = new RegExp(`(?:订单|定单|单子|下单|购买)(?:的)?${after}(${code}{7,31})`, 'gi')
const trackingNo = new RegExp(
  `(?:运单|快递|物流|面单|货运|退货|寄回的?|寄件|顺丰|中通|圆通|申通|韵达|极兔|邮政|德邦|京东物流|EMS)(?:单)?(?:的)?${after}(${code}{7,31})`,
  'gi',
)
const carrier =
  /(?<![A-Za-z0-9])(SF\d{10,15}|YT\d{13}|ZT\d{12,14}|JD[A-Z]{0,2}\d{10,15}|JT\d{13}|STO?\d{12,15}|DPK?\d{10,14}|[A-Z]{2}\d{9}CN)(?![A-Za-z0-9])/gi
const bareNo = new RegExp(`(?<![\\u4e00-\\u9fa5])单号${after}(${code}{7,31})`, 'gi')
const serialNo = new RegExp(
  `(?:S/?N码?|序列|串|机身|机器|整机|出厂|产品序列|IMEI|MAC)(?:号码|编号|编码|条码|号|码)?\\s*(?:就?是|为|写着)?\\s*[:：=#]?\\s*[“"「]?(${code}{5,31})`,
  'gi',
)
const suffix = '(?: ?(?:Pro|Max|Plus|Ultra|Mini|SE|Air|Lite)(?![a-z]))*'
const modelSaid = new RegExp(
  `(?:型号|款号|机型|规格型号|货号)${after}((?=[A-Za-z0-9+\\-/ ]*\\d)(?:[A-Za-z]+ )?${code}{1,23}${suffix})`,
  'gi',
)
const modelShaped =
  /(?<![A-Za-z0-9./@_-])((?=[A-Z]+-?[A-Z]*\d)[A-Z]{1,6}[A-Z0-9]{0,4}(?:[-/][A-Z0-9]{1,10}){1,4}|[A-Z]{2,6}\d{2,5}[A-Za-z]{0,5})(?![A-Za-z0-9@/-]|\.\d)/gi
const modelNamed = new RegExp(
  `(?<![A-Za-z0-9])((?!(?:Type|Win|Windows|Android|Error|Err|Level|Step|Version|Code|Page|Bluetooth|Room|Order|No|Top|USB|Wi|GB|WELCOME|May|June|July|March|April|Day|Plan|Case|Part|Chapter) ?\\d)[A-Z][a-z]+[A-Z]?[A-Za-z]* ?\\d{1,4}[A-Za-z]?${suffix})(?![A-Za-z0-9%])`,
  'g',
)
const errorSaid =
  /(?:错误|故障|报错|报警|异常|出错)(?:代码|编码|码|号|提示)?\s*(?:就?是|为|显示|提示|了)?\s*[:：]?\s*[“"「]?((?:[A-Z]{1,4}[-_ ]?)?\d{1,5}|0x[0-9A-F]{2,8}|[A-Z]{1,2}[A-Z0-9]?-?\d{0,3})(?![A-Za-z0-9%])/gi
const errorShown =
  /(?:报|跳|显示|提示|弹出?|出现|闪|代码|码|code|error|err)\s*(?:是|了|一个|个|的是|为)?\s*[:：]?\s*[“"「]?((?:ERR|Err|[EFHPUCLA]{1,2})[-_ ]?\d{1,4}[A-Z]?|[EFHP][A-FHL0-9]{1,2}|0x[0-9A-Fa-f]{2,8}|(?:4|5)0\d|\d{4,5}(?=[”"」]|$|[,，。;；!！?？的]))(?![A-Za-z0-9])/g
const bareError = /(?<![A-Za-z0-9-])([EF]-?\d{1,2})(?![A-Za-z0-9-])/g
const bought = /买|购|下单|拍下|拍的|入手|订的|订了|下的单|网购|到手|付款|下订|提的|成交|buy|bought|order/i
const notBought = /收到|到货|送到|签收|送来|派送|发货|寄|上门|维修|修|坏|装|生产|出厂|制造|预约|约|取件|退/

interface Found {
  value: string
  start: number
  end: number
}

/** What helps to read a message: the day it was written and what the agent had asked for. */
export interface Reading {
  /** YYYY-MM-DD, for 昨天 and dates without a year. */
  today?: string
  said?: string
}

/** The facts stated in a message, each once. */
export function entitiesIn(text: string, { today, said }: Reading = {}): Entities {
  const plain = align(clip(text)).text
  const serial = all(plain, serialNo)
  const tracking = apart([...all(plain, trackingNo), ...all(plain, carrier)], serial)
  const order = apart([...all(plain, orderNo), ...all(plain, bareNo)], [...serial, ...tracking])
  const error = apart(
    [...all(plain, errorSaid), ...all(plain, errorShown), ...all(plain, bareError)],
    [...serial, ...order, ...tracking],
  )
  const model = apart(
    [...all(plain, modelSaid), ...all(plain, modelShaped), ...all(plain, modelNamed)],
    [...serial, ...order, ...tracking, ...error],
  )
  const found: Entities = {
    order_no: values(order.filter(({ value }) => /\d{4}/.test(value))),
    model: values(model.filter(({ value }) => isModel(value))),
    serial_no: values(serial.filter(({ value }) => /\d/.test(value))),
    tracking_no: values(tracking.filter(({ value }) => /\d{4}/.test(value))),
    error_code: values(error),
    purchase_date: purchaseDates(plain, today),
    amount: amountsIn(plain),
  }
  const answer = said === undefined ? undefined : answered(plain, said, today)
  return answer && found[answer.key].length === 0
    ? { ...found, ...cleared(found, answer.value), [answer.key]: [answer.value] }
    : found
}

const asked: readonly (readonly [keyof Entities, RegExp])[] = [
  ['tracking_no', /运单号|快递单号|物流单号/],
  ['serial_no', /序列号|机身号|机身码|SN/i],
  ['model', /型号|款号/],
  ['error_code', /错误码|故障码|错误代码|故障代码|显示什么代码/],
  ['order_no', /订单号|订单编号|单号/],
  ['purchase_date', /购买(?:日期|时间)|什么时候(?:买|购买|下单)|哪天买|下单时间/],
]

/** A bare value is the answer to what the agent asked for. */
function answered(
  text: string,
  said: string,
  today: string | undefined,
): { key: keyof Entities; value: string } | undefined {
  const key = asked.find(([, pattern]) => pattern.test(said))?.[0]
  if (!key) return undefined
  if (key === 'purchase_date') {
    const date = findDates(text, today)[0]?.date
    return date === undefined ? undefined : { key, value: date }
  }
  const codes = [
    ...text.matchAll(/(?<![A-Za-z0-9])[A-Za-z0-9](?:[A-Za-z0-9]|[-_/](?=[A-Za-z0-9])){1,31}/g),
  ].map(([value]) => value)
  const value = codes.find(
    (one) => /\d/.test(one) && (key === 'error_code' || one.length >= (key === 'model' ? 3 : 6)),
  )
  return value === undefined ? undefined : { key, value }
}

/** The other keys without a value that belongs to the answer. */
function cleared(
  found: Entities,
  value: string,
): Pick<Entities, 'order_no' | 'model' | 'serial_no' | 'tracking_no' | 'error_code'> {
  const without = (values: string[]): string[] => values.filter((one) => one !== value)
  return {
    order_no: without(found.order_no),
    model: without(found.model),
    serial_no: without(found.serial_no),
    tracking_no: without(found.tracking_no),
    error_code: without(found.error_code),
  }
}

function all(text: string, pattern: RegExp): Found[] {
  if (!/[A-Za-z0-9]/.test(text)) return []
  return [...text.matchAll(pattern)].map((match) => {
    const value = match[1] ?? ''
    const start = match.index + match[0].lastIndexOf(value)
    return { value, start, end: start + value.length }
  })
}

/** Those that share no character with others already known; of two that overlap, the first. */
function apart(found: readonly Found[], others: readonly Found[]): Found[] {
  const kept: Found[] = []
  for (const one of found)
    if (![...others, ...kept].some((other) => one.start < other.end && other.start < one.end)) kept.push(one)
  return kept.sort((one, other) => one.start - other.start)
}

const values = (found: readonly Found[]): string[] => [...new Set(found.map(({ value }) => value))]

const notModels =
  /^(?:(?:USB|WIFI|IP|HDMI|DDR|PM|CO|MP|PS|PCIE|TYPE|H|A|COVID|UTF|ISO|GB|LV|NO|APP|WIN|IOS|AC|DC|MAX)-?\d{1,4}|\d.*|(?:HTTP|WWW).*|[A-Z]+-?[A-Z]*)$/i

const isModel = (value: string): boolean => !notModels.test(value)

/** Dates that stand with a word of buying: 上周六买的, 下单时间 2024-05-01. */
function purchaseDates(text: string, today: string | undefined): string[] {
  if (!bought.test(text)) return []
  const dates = findDates(text, today)
  const kept = dates.filter(({ start, end }) => {
    const left =
      text
        .slice(Math.max(0, start - 14), start)
        .split(/[,，。;；!！?？\n]/)
        .at(-1) ?? ''
    const right = text.slice(end, end + 14).split(/[,，。;；!！?？\n]/)[0] ?? ''
    const near = right.search(bought)
    const other = right.search(notBought)
    if (near >= 0) return other < 0 || near < other
    return bought.test(left) && !notBought.test(left) && other < 0
  })
  return [...new Set(kept.map(({ date }) => date))]
}

const sum = `(\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?|\\d+(?:\\.\\d+)?[千百万]?\\d?|[${numberCharacters}]+)`
const withUnit = new RegExp(
  `${sum}\\s?(?:元|块钱|块(?![屏板表地玻砖糖布肉石豆钢儿多头])|圆(?!通)|rmb|人民币|大洋)([一二三四五六七八九1-9])?(毛|角)?(?!多)`,
  'gi',
)
const withSign = /(?:¥|￥|rmb|人民币)\s?(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)/gi
const afterVerb = new RegExp(
  `(?:花了我?|付了|扣了我?|扣我|收了我?|收我|退我|退了我|赔我|补我|要我|价格是?|到手价?|总价|原价|实付|标价|卖|便宜了?|差价|多收了?|退款|赔付|返现|押金|定金|运费|尾款|售价|实际|打给我|给我退|还我|把)\\s?(?:整整|足足)?${sum}(?![\\d${numberCharacters}]|\\s?(?:个|次|天|月|年|号|点|分|小时|台|件|遍|回|度|斤|只|条|位|多|几|来|元|块|%|折|万人|人|/|-|:))`,
  'gi',
)
const anyNumber = new RegExp(`[\\d${numberCharacters}]`)
const vague = /[几数]|上[百千万]|左右$/

// 一千二, 四百八: said so without a unit it is money, unless a measure word follows.
const colloquial =
  /(?<![一二三四五六七八九十百千万零两第\d])([一二两三四五六七八九][百千万][一二三四五六七八九](?:[百千]?(?![一二三四五六七八九十])))(?![十百千万零个次天月年号点分台件遍回度斤只条位多几来平米公里克升户人口张套层楼名册页行字瓦])/g

/** Sums of money in yuan; 几百块 and 一千多 are left out. */
function amountsIn(text: string): string[] {
  const found: { start: number; value: string }[] = []
  if (!anyNumber.test(text)) return []
  for (const pattern of [withSign, withUnit, afterVerb, colloquial]) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index + match[0].indexOf(match[1] ?? '')
      if (found.some((one) => Math.abs(one.start - start) < 2) || isVague(text, match)) continue
      const value = parseNumber(match[1] ?? '')
      if (value === undefined || value === 0) continue
      const tail = pattern === withUnit && match[2] ? (parseNumber(match[2]) ?? 0) / 10 : 0
      found.push({ start, value: String(Number((value + tail).toFixed(2))) })
    }
  }
  return [...new Set(found.sort((one, other) => one.start - other.start).map(({ value }) => value))]
}

function isVague(text: string, match: RegExpExecArray): boolean {
  const before = text.slice(Math.max(0, match.index - 2), match.index)
  const next = text.slice(match.index + match[0].length, match.index + match[0].length + 2)
  return /[几数好上]$/.test(before) || /^(?:多|来|左右|上下|出头|几)/.test(next) || vague.test(match[0])
}
