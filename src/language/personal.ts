import { isCreditCode, isResidentId, passesLuhn } from './personal-number.ts'

/** The kinds of personal words that are recognised. */
export type SpanType =
  | 'mobile'
  | 'landline'
  | 'id_card'
  | 'bank_card'
  | 'email'
  | 'address'
  | 'plate'
  | 'passport'
  | 'secret'
  | 'name'
  | 'usc_code'
  | 'invoice_or_order_no'
  | 'wechat'
  | 'qq'

/** Something personal in an aligned text, with how sure it is (the surer of two that overlap stays). */
export interface Finding {
  type: SpanType
  start: number
  end: number
  sure: number
}

type Find = (text: string) => Finding[]

const gap = '[ \\-\\u2010-\\u2015·.]'
const orderWords =
  /(?:订单|定单|单号|单子|运单|快递单|物流单|流水|工单|序列|串号|条码|SN|S\/N|型号|编号|编码|IMEI|发票|取件)[^,，。;；!！?？\n]{0,8}$/i
const phoneWords =
  /(?:电话|手机|联系|号码|微信|致电|拨打|打我|call|tel|phone|mobile|短信)[^,，。;；!！?？\n]{0,8}$/i
const cardWords =
  /(?:卡号|银行|储蓄|信用卡|借记|账号|帐号|账户|打到|打款|退到|收款|工行|建行|农行|中行|招行|交行|邮储|浦发|民生|兴业|中信|光大|平安)/
const idWords = /(?:身份证|证件号|证件|居民证|ID\s?card|实名)/i

/** Text to the left of a place, for deciding by context. */
const left = (text: string, at: number, length = 14): string => text.slice(Math.max(0, at - length), at)

/** Runs a pattern; `judge` says how sure a match is, 0 drops it. The first group, where there is one, is the span. */
function by(type: SpanType, pattern: RegExp, judge: (value: string, before: string) => number): Find {
  return (text) => {
    const found: Finding[] = []
    for (const match of text.matchAll(pattern)) {
      const value = match[1] ?? match[0]
      const start = match.index + match[0].lastIndexOf(value)
      const end = start + value.length
      const sure = judge(value, left(text, start))
      if (sure > 0) found.push({ type, start, end, sure })
    }
    return found
  }
}

const digitsOf = (value: string): string => value.replace(/\D/g, '')

const mobile = by(
  'mobile',
  new RegExp(
    `(?<![\\dA-Za-z])(?:(?:\\+|00)?86${gap}?)?1[3-9]\\d(?:${gap}?\\d{4}${gap}?\\d{4}|(?:${gap}?\\d{2,5}){2,4})(?!\\d)(?!${gap}\\d{3})`,
    'g',
  ),
  (value, before) => {
    const digits = digitsOf(value).replace(/^(?:00)?86(?=1\d{10}$)/, '')
    if (digits.length !== 11) return 0
    if (phoneWords.test(before)) return 0.99
    return orderWords.test(before) ? 0 : 0.95
  },
)

const landline = by(
  'landline',
  /(?<![\d-])\(?(?:\+86[ -]?)?0(?:10|2\d|[3-9]\d{2})\)?[ -]?[2-8]\d{2,3}[ -]?\d{4}(?:\s?(?:转|分机|ext\.?|-|#)\s?\d{1,6})?(?!\d)/gi,
  (_, before) => (orderWords.test(before) ? 0 : /电话|座机|固话|联系|致电|传真|打/.test(before) ? 0.97 : 0.8),
)
const localLandline = by(
  'landline',
  /(?:座机|固话|固定电话|家里电话|家庭电话|办公电话)(?:号码?)?(?:是|为)?\s?[:：]?\s?([2-8]\d{2,3}[ -]?\d{4}(?:\s?(?:转|分机|-)\s?\d{1,6})?)(?!\d)/g,
  () => 0.9,
)

const idCard = by(
  'id_card',
  new RegExp(
    `(?<![\\dA-Za-z])\\d{6}${gap}?\\d{4}${gap}?\\d{4}${gap}?\\d{3}${gap}?[\\dXx](?![\\dA-Za-z])`,
    'g',
  ),
  (value, before) => {
    const near = idWords.test(before)
    if (isResidentId(value.replace(/[^\dXx]/g, ''))) return near ? 1 : orderWords.test(before) ? 0.6 : 0.98
    return near ? 0.9 : 0
  },
)
const oldIdCard = by(
  'id_card',
  /(?<!\d)[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/g,
  (_, before) => (idWords.test(before) ? 0.9 : 0),
)

const bankCard = by(
  'bank_card',
  new RegExp(`(?<![\\dA-Za-z])(?:\\d${gap}?){15,18}\\d(?!\\d)`, 'g'),
  (value, before) => {
    const digits = digitsOf(value)
    const near = cardWords.test(before)
    if (near && !/订单|运单/.test(before)) return passesLuhn(digits) ? 0.99 : 0.92
    return !orderWords.test(before) && passesLuhn(digits) && /^(?:62|4|5[1-5]|3[47]|35|60)/.test(digits)
      ? 0.85
      : 0
  },
)

const email = by(
  'email',
  /(?<![A-Za-z0-9._%+-])[A-Za-z0-9](?:[A-Za-z0-9._%+-]*[A-Za-z0-9_+-])?@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/g,
  () => 1,
)

const plate = by(
  'plate',
  /(?<![A-Za-z0-9])[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·. -]?(?:[DFABCEGHJK][A-HJ-NP-Z0-9]\d{4}|\d{5}[DFABCEGHJK]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])/gi,
  (value) => (/\d/.test(value) ? 0.97 : 0),
)

const passport = by(
  'passport',
  /(?<![A-Za-z0-9])(?:[EKGDSPHM]\d{8}|E[A-HJ-NP-Z]\d{7}|1[45]\d{7}|[HMC]\d{8,10})(?![A-Za-z0-9])/gi,
  (_, before) => (/护照|通行证|passport|证件/i.test(before) ? 0.97 : 0),
)

const creditCode = by(
  'usc_code',
  /(?<![A-Za-z0-9])[159AN][A-HJ-NPQRTUWXY0-9]{17}(?![A-Za-z0-9])/gi,
  (value, before) =>
    isCreditCode(value) ? 0.98 : /税号|信用代码|统一社会|纳税人识别/.test(before) ? 0.93 : 0,
)

const wechat = by(
  'wechat',
  /(?:微信|weixin|wechat|vx|wx|v信|薇信|威信|加v|加我v)(?:号|名|id)?(?:就?是|为|同号)?\s?[:：]?\s?([A-Za-z][A-Za-z0-9_-]{5,19}|1[3-9]\d{9})(?![A-Za-z0-9_@])/gi,
  (value, before) => (/^\d/.test(value) ? 0.6 : /支付|小程序|公众/.test(before) ? 0 : 0.96),
)
const qq = by(
  'qq',
  /(?:qq|扣扣|企鹅|q号|扣号)(?:号码?|邮箱)?(?:就?是|为)?\s?[:：]?\s?([1-9]\d{4,10})(?!\d|@)/gi,
  () => 0.98,
)

const secret = by(
  'secret',
  /(?:密码|口令|验证码|短信码|校验码|动态码|提取码|取件码|取货码|提货码|核销码|安全码|激活码|识别码|pin码?|cvv2?|cvc|password|passcode|verification code|otp)(?:号)?(?:我|已经|刚)?\s?(?:分别|就?是|为|给你|发你|改成了?|设成了?|设的|设置成|叫|还是|用的)?\s?(?:了|啦)?\s?[:：=]?\s?[“"'‘「【]?\s?((?=[A-Za-z0-9!@#$%^&*_.+-]*\d|[A-Za-z0-9!@#$%^&*_.+-]*[A-Z!@#$%^&*][a-z])[A-Za-z0-9!@#$%^&*_.+-]{3,32}(?<![.])(?:-\d{1,4}-\d{3,5})?)/gi,
  (value, before) => (/(?:请勿|不要|别).{0,6}$/.test(before) && !/\d/.test(value) ? 0 : 0.97),
)
const secretBefore = by(
  'secret',
  /(?<![\dA-Za-z])(\d{4,8})(?=(?:是|就是)(?:我的|你们发的|刚收到的)?(?:验证码|校验码|动态码|取件码|密码))/g,
  () => 0.96,
)

const orderNumber = by(
  'invoice_or_order_no',
  /(?:订单|定单|发票|单子|工单)(?:号码|编号|代码|号|码)?\s?(?:就?是|为)?\s?[:：#]?\s?[“"「]?([A-Za-z]{0,4}\d[A-Za-z0-9-]{6,31})/gi,
  () => 0.96,
)

/** Everything that is recognised by its own form or by a word beside it, names and addresses apart. */
export const numberFinders: readonly Find[] = [
  email,
  secret,
  secretBefore,
  creditCode,
  idCard,
  oldIdCard,
  bankCard,
  mobile,
  landline,
  localLandline,
  plate,
  passport,
  wechat,
  qq,
  orderNumber,
]
