import { findPersonal, type Span } from '../../language/personal/mask.ts'
import { conceptEntries } from '../../language/words.ts'
import { type Draft, type Range, signsOf } from './draft.ts'
import type { Fault } from './finding.ts'

const near = 16
const salutation = /^(?:先生|女士|小姐|老师|同学|太太|阿姨|大姐|教授|经理|总)?(?:您好|你好|:|,|!|$)/
const ownContact =
  /热线|客服(?:电话|邮箱|热线|微信)?|总机|前台|座机|门店|网点|公司|官方|售后(?:电话|邮箱|热线|部|仓)?|寄回|寄到|寄至|退回|退货|返修|维修点|服务(?:中心|站|网点)|展厅|自提|营业厅|仓库|我司|邮件至|发至|地址在|地址是|位于|店|(?<![您你][^，。]{0,4})搬[到至]/
const privateHint = /私人|个人|自己|家里|家庭|家电话|宿舍|本人|微信|手机|[他她]|客户|顾客|业主|住户|登记|姓名/
const introduces =
  /(?:我是|我叫|工程师|技术员|师傅|客服|专员|经理|主管|同事|顾问|调律师|检修员|联系人|由|教练|老师|医生)(?:是|叫|:)?\s?$/
const staffPhone = /1[3-9]\d/

const surnames = conceptEntries('check-leak')
  .filter(([, group]) => group === 'surname')
  .map(([characters]) => characters)
  .join('')
// What follows is no given name where one of these stands in it.
const notGiven =
  '的了是在不有我你您他她它这那们就也都要来去给和与说想买卖修装退换寄收到发打电话号码家里人客户用先生女士什么吗呢吧啊呀哦嗯做住问请谢怎没把被让从对还会能可以几多少个一二三四五六七八九十天点年月元块上下前后里面边方式案便法文件件板机器水线灯台款号组店长师傅总经理工姐哥姓某老小'
const fullName = new RegExp(
  `^:?[老小]?([${surnames}])(?:女士|先生)?(?:是\\1)?[^${notGiven}\\s\\p{P}\\da-z]{1,2}(?=$|[\\s\\p{P}\\d]|家|的|她|他|在|拿|买|住|检举|举报|电话|手机|误|刷|签|代|说|约|也)`,
  'u',
)

/** Personal data in clear, of whomever; notes that were meant for colleagues. */
export function leaksIn(draft: Draft, reply: string, ownNumbers: readonly string[]): Fault[] {
  return [...personal(draft, reply, ownNumbers), ...people(draft), ...notes(draft)]
}

function personal(draft: Draft, reply: string, ownNumbers: readonly string[]): Fault[] {
  const own = new Set(ownNumbers.map(digits))
  const spans = findPersonal(reply, { likely: false })
  return spans.flatMap((span) => {
    if (span.type === 'invoice_or_order_no' || span.type === 'secret' || span.type === 'usc_code') return []
    if (own.has(digits(span.value))) return []
    const left = reply.slice(Math.max(0, span.start - near), span.start)
    if (isFine(span, { left, right: reply.slice(span.end, span.end + 4), spans })) return []
    const range = inDraft(draft, span)
    return [{ ...range, advice: adviceOf(span), sure: unmistakable.has(span.type) }]
  })
}

function isFine(
  span: Span,
  { left, right, spans }: { left: string; right: string; spans: readonly Span[] },
): boolean {
  if (left.endsWith('*')) return true
  // A company's telephone stands in its letters; only a word of somebody's home makes it private.
  if (span.type === 'landline') return !privateHint.test(left)
  if (span.type === 'email' || span.type === 'address')
    return ownContact.test(left) && !privateHint.test(left)
  if (span.type === 'wechat') return /官方|企业|公众|客服微信/.test(left)
  if (span.type !== 'name') return false
  if (salutation.test(right) && span.start < 4) return true
  if (introduces.test(left)) return !spans.some((other) => staffPhone.test(other.value))
  return false
}

const hotline = /(?<!\d)(?:[48]00-?\d{3}-?\d{4}|0\d{2,3}-\d{7,8})(?!\d)/

/** A company's telephone or masked data, and nothing of anybody's: what resembles a leak is none. */
export const showsOnlyOwn = ({ plain }: Draft): boolean =>
  (hotline.test(plain) && !privateHint.test(plain)) || /[\p{Script=Han}\d]\*|\*\d/u.test(plain)

/** Recognised by their own form; no other reading of them is likely. */
const unmistakable: ReadonlySet<Span['type']> = new Set(['mobile', 'id_card', 'bank_card', 'wechat', 'qq'])

const adviceOf = ({ type }: Span): string =>
  type === 'mobile' || type === 'landline' || type === 'wechat' || type === 'qq'
    ? 'leaks_pii_phone'
    : 'leaks_pii'

const digits = (value: string): string => value.replace(/\D/g, '')

function inDraft({ offsets }: Draft, { start, end }: Span): Range {
  const from = offsets.findIndex((offset) => offset >= start)
  const to = offsets.findIndex((offset) => offset >= end)
  return { start: from, end: to < 0 ? offsets.length - 1 : to }
}

function notes(draft: Draft): Fault[] {
  return signsOf(draft, 'leak.note').map(({ start, end }) => ({ start, end, advice: 'leaks_pii_note' }))
}

/** Somebody else by their full name: 您爱人沈佳怡, 业主孟庆华. */
function people(draft: Draft): Fault[] {
  return signsOf(draft, 'leak.person').flatMap(({ end }) => {
    const match = fullName.exec(draft.plain.slice(end, end + 9))
    return match ? [{ start: end, end: end + match[0].length, advice: 'leaks_pii_name' }] : []
  })
}
