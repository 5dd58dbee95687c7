import { matchesOf } from '../matches.ts'
import { parseNumber } from './chinese-number.ts'
import { goods, wordBegins } from './goods.ts'
import { isPiece } from './piece.ts'
import {
  isAsked,
  isDay,
  isMoved,
  isNamedAfter,
  isOfThing,
  isPerPiece,
  isPriced,
  isSaidOfSum,
  isTold,
  measure,
  type Said,
  wordsOf,
  written,
} from './price.ts'

/** A number not inside another, nor in a code or a date. */
const number = new RegExp(
  `(?<!\\d|\\d[.,]|[A-Za-z\\d][\\-/]|[A-Za-z](?<!rmb|cny))(?<!(?<!双十)${written})(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?|\\d+(?:\\.\\d+)?(?:[kKwW]\\d(?!\\d)|[kK](?![A-Za-z])|[wW](?![A-Za-z的])|[千百万](?:\\d{1,3}[千百十]?|[一二三四五六七八九](?!${written}))*)?|${written}+(?:点[零一二三四五六七八九]{1,2})?)`,
  'gi',
)
const sign = /(?:¥|￥|rmb|人民币|cny)\s?[:：]?$/i
const digit = '[一二两三四五六七八九壹贰叁肆伍陆柒捌玖1-9]'
const unit = new RegExp(
  `^\\s?(?:元(?!电池|素|件|宵|旦|音|组)|块钱|快钱|块儿|蚊|块(?![屏板表地玻砖糖布肉石豆钢多头电皮木纱海桌显硬])|圆(?!通)|rmb|¥(?!\\d)|r(?![A-Za-z])|yuan|kuai|人民币|大洋|大元|软妹币)整?(?:零?(${digit})(?![\\d十百千个块元A-Za-z次年月天台件起共直般定根条分张平米位把套瓶箱袋盒双支份单盆]|包(?!邮))(?:[毛角](?:(${digit})分?)?)?)?`,
  'i',
)
const dime = new RegExp(`^(?:毛(?:(${digit})(?!${written})|钱|(?=[,，。一每的没也都]|$))|角钱)`)
const small =
  '(?:整整|足足|还|给|出|回|只|才|就|是|为|成|我|你们?|了|的|剩下?|显示|里?还?有|里|[-:：]|差不多|约|大概|\\s)'
const before = new RegExp(`(?:${wordsOf('before')})${small}{0,5}$`)
/** 一千二, 四百八, 六千八百九十九: said so without a unit it is money. */
const colloquial =
  /^[一二两三四五六七八九]万零[一二三四五六七八九]百(?:[一二三四五六七八九]十?[一二三四五六七八九]?)?$|^[一二两三四五六七八九][百千万](?:[一二三四五六七八九](?:[百千](?:[一二三四五六七八九](?:十[一二三四五六七八九]?)?)?|十[一二三四五六七八九]?)?|零[一二三四五六七八九]十?[一二三四五六七八九]?)$|^[一二两三四五六七八九]万[一二两三四五六七八九]千(?:[一二三四五六七八九](?:百(?:[一二三四五六七八九](?:十[一二三四五六七八九]?)?)?)?)?$/
/** 1.2万的电视, 2.5万订的, 三千五买的. */
const round =
  /^(?:\d+(?:\.\d+)?[万千kKwW](?:\d[千百]?)*|\d+万\d+千?\d*|[一二两三四五六七八九][万千百][一二三四五六七八九]?)$/
const thing = /^(?:的(?![播浏粉订续人用销访点转毫])|[买订入购拍]|收的|卖)/
/** 4k的显示器. */
const sharp = /^的(?:显示|屏|电视|投影|画|片|视频|高清|分辨|超清)/
/** 两百配件费 · 150一节课 */
const seller = new RegExp(`(?:${wordsOf('seller')})${small}{0,3}$`)
/** 19.9两件 */
const postedTimes = /^(?:[一二两三四五六\d]{1,2}[件个瓶包盒斤袋箱双次年台])/

/** 1999的那款, 98的会员. */
const priced =
  /^(?:元|块)?(?:的|那)(?:那?[款种档套]|套餐|会员|券|票|课|年卡|月卡|季卡|次卡|礼盒|礼包)|^(?:的)?面[值额]/
const fee = /^的?[\u4e00-\u9fa5]{0,4}?(?:费|预算|押金|[定订]金|差价|补贴|红包|尾款|现金)/
const apiece = /^(?:一|每|\/)[节个次斤件平位晚天月年套张份只双台瓶箱包盒小条米根度吨](?!半)/
const change = /^(?:元|块)?(?:一直)?[降涨变改减跌提]/
const deed =
  /(?:[花付扣收退赔补卖充转欠省降涨贵宜差少赚亏多减抵返](?:了|掉)?|[要得出值共达缺剩为给])(?:我|你们?|您)?$/
const plainSum = /^\d{2,6}(?:\.\d{1,2})?$/
const tens = /^[一二三四五六七八九]?十[一二三四五六七八九]?$/
const paid = /[费价款]得?$|[花付扣收退赔补充省降涨宜差转欠](?:了|掉)?(?:我|你们?|您)?$/
/** 换个电容四十. */
const part = /(?:换|加|配|装)了?一?[个块根条套][\u4e00-\u9fa5]{1,4}$/
const clauseEnd =
  /^(?:$|[,，。;；!！?？\n吧呢啊啦嘛呀了)）]|[行可能成好]不|[对是][吧吗么不]|[行可]以?吗|结果|不是)/
const other = new RegExp(
  `${wordsOf('other')}|(?:[\\d几多]|(?<!上门|[洗修])[一二三四五六七八九十百])(?:${wordsOf('unit')}|天)`,
)
const special = /^(?:110|114|119|120|122|404|50[2-4]|12315|12345|95\d{3})$/

/** 20上门费. */
const charge = /^(?:上门|安装|运|邮|快递|维修|检测|人工|材料|服务|手续|配件|清洗)费/
/** 199的滤芯. */
const isThingBehind = (right: string): boolean => right.startsWith('的') && wordBegins(right, 1, goods.thing)

/** 1200行吗, 1250算1200. */
const bargain =
  /^(?:行[吗不]|卖不卖|可以[吗不]|成[吗不]|成交|拿走|算\d|整(?![机个套体天])|[降涨变](?:到|成|为)?\d|不能再[少低便]|的(?:发票|票))/
const eachOne = /^[次节个晚天斤件平位月年套张小]/

/** 仨百, 俩千: three, two. */
const contracted = /[仨俩][百千万]/g

/** Sums of money in yuan, as plain numbers; 几百块 and 一千多 are left out. */
export function amountsIn(original: string): string[] {
  const text = original.replace(contracted, (both) => (both.startsWith('仨') ? '三' : '两') + both.slice(1))
  const found: string[] = []
  let read = 0
  for (const { 0: run, index } of matchesOf(number, text)) {
    if (index < read) continue
    // 两百一次: two hundred each time.
    const each = run.length > 2 && run.endsWith('一') && eachOne.test(text.slice(index + run.length)) ? 1 : 0
    const value = run.slice(0, run.length - each)
    const end = index + value.length
    const said = { value, left: text.slice(Math.max(0, index - 14), index), right: text.slice(end, end + 14) }
    const withUnit = unit.exec(said.right)
    // 三百五十块五毛: the rest of the sum is no sum of its own.
    if (withUnit) read = end + withUnit[0].length
    const sum = withUnit ? inUnits(said, withUnit) : bare(said)
    if (sum !== undefined && sum > 0) found.push(String(Number(sum.toFixed(2))))
  }
  return [...new Set(found)]
}

function inUnits(said: Said, [unitSaid, tenths = '', cents = '']: RegExpExecArray): number | undefined {
  if (isVague(said, said.right.slice(unitSaid.length)) || isPiece(said, unitSaid)) return undefined
  return (parseNumber(said.value) ?? 0) + (parseNumber(tenths) ?? 0) / 10 + (parseNumber(cents) ?? 0) / 100
}

function bare(said: Said): number | undefined {
  const { value, right } = said
  if (isVague(said, right)) return undefined
  // 后面加0923, 8821 3345 6678: parts of a longer number.
  if (/^0\d/.test(value) || (/^\d+$/.test(value) && /\d{3} $/.test(said.left))) return undefined
  const dimes = dime.exec(right)
  if (dimes)
    return value.length > 1
      ? undefined
      : (parseNumber(value) ?? 0) / 10 + (parseNumber(dimes[1] ?? '') ?? 0) / 100
  const sum = isMoney(said) ? parseNumber(value) : undefined
  // 差零点一: so little is said with its unit.
  return sum !== undefined && (sum >= 1 || sign.test(said.left) || /^0\.\d{2}$/.test(said.value))
    ? sum
    : undefined
}

/** Whether the words beside a number without a unit make it money. */
function isMoney(said: Said): boolean {
  const { value, left, right } = said
  if (sign.test(left)) return true
  if (/^\d{2,5}$/.test(value) && priced.test(right)) return !/^(?:19[0-8]|20[0-3])\d$/.test(value)
  if ((isNamedAfter(said) || (/^\d{3,5}$/.test(value) && /^分\d{1,2}期/.test(right))) && !isDay(value))
    return true
  if (apiece.test(right)) return /^\d|[百千万]/.test(value) && !left.endsWith('第')
  if (
    round.test(value) &&
    thing.test(right) &&
    !(/^[248]k$/i.test(value) && sharp.test(right)) &&
    !/^(?:9|1[48]|2[24])k$/i.test(value) &&
    !(/^[248]k$/i.test(value) && /^的(?:[,，。;；!！?？\s]|$)/.test(right))
  )
    return true
  if (
    /^\d{3,6}$/.test(value) &&
    /^(?:(?:买|入手|拿下|拍|抢|收)[的了]|[买拍抢]回?[来到下]|到手)/.test(right) &&
    !/[年月日号节.\d]$/.test(left)
  )
    return !isDay(value)
  // 退我一半, 花了二十: a lone Chinese digit is a sum only with its unit.
  if (new RegExp(`^${written}$`).test(value)) return false
  const hundreds = /[百千万]/.test(value)
  if (hundreds && fee.test(right)) return true
  if (
    /^\d{2,5}$/.test(value) &&
    (charge.test(right) || (isThingBehind(right) && !/[A-Za-z]\d* ?$/.test(left)))
  )
    return !isDay(value)
  if (tens.test(value) && /^[买卖收]的/.test(right))
    return value !== '十一' && !/[双月初历第号年]$/.test(left)
  if (/^\d{3,5}$/.test(value) && bargain.test(right)) return !isDay(value)
  if (left.endsWith('从') && change.test(right)) return true
  if ((/\.\d/.test(value) || (plainSum.test(value) && left.endsWith('套餐'))) && postedTimes.test(right))
    return true
  if (/(?:TDS|PH|[数读均峰阈])值$/i.test(left) || left.endsWith('一加')) return false
  if (/^(?:包[邮年月]|起(?!来|码|步))/.test(right)) return true
  if (isOfThing(said) || isPerPiece(said) || isMoved(said) || isSaidOfSum(said)) return true
  if (measure.test(right) && !/^(?:行[不吗]|门店)/.test(right)) return false
  if (before.test(left)) return true
  if (colloquial.test(value) && !/[第年月点]$/.test(left) && !isAnything(said)) return true
  if (!/^\s/.test(right) && !clauseEnd.test(right)) return false
  if (isOther(value, left)) return false
  if (/^[1-9]\d{1,3}$/.test(value) && part.test(left)) return !isDay(value)
  if (tens.test(value)) return paid.test(left) || part.test(left)
  if ((hundreds || /^\d{3,6}$/.test(value)) && seller.test(left)) return true
  if (isPriced(said) || isTold(said) || isAsked(said)) return true
  // 一年会员两百九十八: at the end of a clause that speaks of something, and of no other measure.
  return hundreds ? !isAnything(said) : plainSum.test(value) && deed.test(left)
}

/** 一百三十二，八十: in full and alone in its clause it may be anything. */
const full = /^[^千万]*百.*十|^[一二两三四五六七八九]百$/
const isAnything = ({ value, left, right }: Said): boolean =>
  full.test(value) && clauseOf(left).trim() === '' && clauseEnd.test(right) && !spoken.test(left)
/** 定金付过了，五百: of money it was spoken just before. */
const spoken = /[定订押]金|尾款|运费|[付收退赔补]了?[^，,]{0,4}[，,]$|多少钱|价|块|元/

/** 续航400公里掉到280: another measure was spoken of in the clause. */
const isOther = (value: string, left: string): boolean =>
  special.test(value) || other.test(clauseOf(left).replace(timesOver, ''))
/** 三倍赔我. */
const timesOver = /(?<=赔[^，,]{0,4}|退一)[赔\d一二三四五六七八九十]倍/

const clauseOf = (left: string): string => left.split(/[,，。;；!！?？\n]/).at(-1) ?? ''

const about =
  /(?:[几数好近小约]|上|大几|将近|接近|不到|快|不超过|超过|大概(?:是|有)?|大约|差不多(?:是|有)?|估计)$/
const orSo = /^(?:\+|多|来|左右|上下|出头|几|以内|以上|以下|不到|之间|到[一二两三四五六七八九\d])/
/** 百来, 三四百, 五六十. */
const approximate = /^[百千万]|[一二两三四五六七八九][二两三四五六七八九](?:[十百千万]|$)/

const isVague = ({ value, left }: Said, after: string): boolean =>
  (about.test(left) && !/(?:便宜|说|讲|谈|刚|正)好$/.test(left)) ||
  orSo.test(after) ||
  (/^[^\d]/.test(value) && !value.includes('点') && approximate.test(value))
