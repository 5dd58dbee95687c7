import { goods, wordBegins } from './goods.ts'
import { isName } from './numbered.ts'
import { isDayOfMonth, isMemory, isOfCount, isOfMeasure, isOfSize, isSize, isYears } from './of-measure.ts'
import {
  isAsked,
  isBrief,
  isDay,
  isMoved,
  isNamedAfter,
  isOfKind,
  isOfThing,
  isPaid,
  isPerPiece,
  isPriced,
  isSaidOfSum,
  isSold,
  isTimesOver,
  isTold,
  measure,
  type Said,
  wordsOf,
  written,
} from './price.ts'
import {
  isForLessons,
  isForSeveral,
  isGift,
  isInRow,
  isOfThis,
  isOneOfRun,
  isPaired,
  isPointedAt,
  isPricedThing,
  isQuantityBehind,
  isSized,
} from './price-row.ts'
import { isShortened, isWatt } from './shortened.ts'
import { colloquial, isFormal, isForSoLong, isInEnglish, isSame, plainSum } from './spelled-sum.ts'

/** What a rule says of a number: a sum, none, or nothing. */
type Verdict = boolean | undefined

/** A sign or word of money directly before the number: ¥ 88, RMB298. */
const sign = /(?:¥|￥|rmb|人民币|cny)\s?[:：]?$/i
export const isSigned = ({ left }: Said): boolean => sign.test(left)

const small =
  '(?:整整|足足|一会儿?|应该|还|给|出|回|只|才|就|是|为|成|我|你们?|了|的|剩下?|显示|里?还?有|里|都|(?<=[面页价签上网])写|[-:：]|差不多|约|大概|\\s)'
const before = new RegExp(`(?:${wordsOf('before')}|${wordsOf('work')})${small}{0,5}$`)
/** 两百配件费 · 150一节课 */
const seller = new RegExp(`(?:${wordsOf('seller')})${small}{0,3}$`)
/** 19.9两件 */
const postedTimes = /^(?:[一二两三四五六\d]{1,2}[件个瓶包盒斤袋箱双次年台])/
/** 1999的那款, 98的会员. */
const priced =
  /^(?:元|块)?(?:的|那)(?:那?[款种档套]|套餐|会员|券|票|课|年卡|月卡|季卡|次卡|礼盒|礼包)|^的?(?:内场|看台|池座|卡座|包厢)|^(?:的)?面[值额]/
const fee = /^的?[\u4e00-\u9fa5]{0,4}?(?:费|预算|押金|[定订]金|差价|补贴|红包|尾款|现金)/
const apiece =
  /^(?:一|每|\/)[车方节个次斤件平位晚天月年套张份只双台瓶箱包盒小条米根度吨克袋板桶罐听提捆束颗支副对棵盆幅块把扇串](?!半)/
const change = /^(?:元|块)?(?:一直)?[降涨变改减跌提]/
const deed =
  /(?:[花付扣收退赔补卖充转欠省降涨贵宜差少赚亏多减抵返保](?:了|掉)?|[打用刷]了|(?<=[错少多])[打写输录转]成|[要得出值共达缺剩为给])(?:我们?|你们?|您|[一二两三四五\d]次)?$/
const tens = /^[一二三四五六七八九]?十[一二三四五六七八九]?$/
const paid = /[费价款]得?$|[花付扣收退赔补充省降涨宜差转欠](?:了|掉)?(?:我|你们?|您)?$|刷了$/
/** 换个电容四十. */
const part = /(?:换|加|配|装)了?一?[个块根条套][\u4e00-\u9fa5]{1,4}$/
const clauseEnd =
  /^(?:$|[,，。;；!！?？\n吧呢啊啦嘛呀了)）]|[行可能成好]不|[对是][吧吗么不]|[行可]以?吗|结果|不是|才[对是行])/
const other = new RegExp(
  `${wordsOf('other')}|(?:[\\d几多]|(?<!上门|[洗修])[一二三四五六七八九十百])(?:${wordsOf('unit')}|天)`,
)
const special = /^(?:110|114|119|120|122|404|50[2-4]|12315|12345|95\d{3})$/
/** 12315见: whom people threaten to call. */
const hotline =
  /^(?:123(?:15|45|05|58|78|88|98)|12306|12381|96\d{3}|953\d\d|955\d[1-9]|100(?:10|50|60|86|99))$/
const got = /^(?:(?:买|入手|拿下|拍|抢|收|拿|入|办|报|团|囤|充|续)[的了]|[买拍抢]回?[来到下]|到手)/
/** 转12315, 给10086打电话, 再不退钱12315见 */
const calling = /(?:[给转加打拨]|[不没未][^，,。\d]{1,4})[了到]?\s?$/
const told = new RegExp(`(?:${wordsOf('before')})[了是为:：\\s]{0,2}$`)
/** 总价12358 is none. */
const isHotline = ({ value, left, right }: Said): boolean =>
  hotline.test(value) &&
  (calling.test(left) || !(told.test(left) || (got.test(right) && !right.startsWith('收'))))
/** 20上门费. */
const charge = /^(?:上门|安装|运|邮|快递|维修|检测|人工|材料|服务|手续|配件|清洗)费/
/** 1200行吗, 1250算1200. */
const bargain =
  /^(?:卖不卖|卖吗|行[吗不]|你?们?(?:卖不卖|卖吗|干不干)|可以[吗不]|成[吗不]|成交|拿走|[就算]\d|整(?![机个套体天])|[降涨变改转写](?:到|成|为)?\d|不能再[少低便]|的(?:发票|票))/
/** 4320就4300吧. */
const bargained = /\d{3,5}[就算]$/
const onlyDigit = new RegExp(`^${written}$`)

/** 199的滤芯. */
const isThingBehind = (right: string): boolean => right.startsWith('的') && wordBegins(right, 1, goods.thing)

/** Whether the words beside a number without a unit make it money: the first rule that says something; `undefined` where none does. */
export function isMoney(said: Said): Verdict {
  for (const rule of rules) {
    const verdict = rule(said)
    if (verdict !== undefined) return verdict
  }
  return undefined
}

/** Whether a word of money or a work stands right before: 检测费500. */
export const isCharged = ({ left }: Said): boolean => before.test(left)

/** 套餐三十九, 七十九的会员: what a plan costs, in full words; 套餐三 is the third of them. */
const planCost = /^(?:[二三四五六七八九]十[一二三四五六七八九]?|十[八九]|[一二两三四五六七八九]百.*)$/
const plan = /套餐(?:明明|说好|本来|原来|一直|每月|不?是|才|就|只要)*$/
const isPlanned = ({ value, left, right }: Said): boolean =>
  planCost.test(value) &&
  ((plan.test(left) && (/^\s/.test(right) || clauseEnd.test(right))) ||
    /^的(?:套餐|会员|[年月季]卡|包月)/.test(right))

/** What is known by the words directly behind, whatever stands before. */
function byWordsBehind(said: Said): Verdict {
  const { value, left, right } = said
  if (isSigned(said) || isFormal(said) || isInEnglish(said)) return true
  if (isYears(said) || isSize(said) || isDayOfMonth(said)) return false
  if (isHotline(said) || isWatt(said) || isName(said)) return false
  if (/^\d{2,5}$/.test(value) && priced.test(right) && !isOfSize(said))
    return !/^(?:19[0-8]|20[0-3])\d$/.test(value)
  if ((isNamedAfter(said) || (/^\d{3,5}$/.test(value) && /^分\d{1,2}期/.test(right))) && !isDay(value))
    return true
  if (apiece.test(right))
    return /^\d{1,6}(?!\d)|[百千万]|十[一二三四五六七八九]$/.test(value) && !left.endsWith('第')
  if (isPlanned(said) || isTimesOver(said)) return true
  if (isShortened(said) || isGift(said) || isSold(said) || isPointedAt(said)) return true
  if (/^\d{3,6}$/.test(value) && got.test(right) && !/[年月日号节.\d]$/.test(left)) return !isDay(value)
  // 9.9抢的: seldom the ninth of September.
  if (/^\d?\d?9\.9\d?$/.test(value) && /^[买抢拍秒团]的/.test(right)) return true
  // 退我一半, 花了二十: a lone Chinese digit is a sum only with its unit.
  return onlyDigit.test(value) ? false : undefined
}

/** What is known by what the number is said of, or by its neighbours. */
function byThing(said: Said): Verdict {
  const { value, left, right } = said
  if (/[百千万kw]/i.test(value) && fee.test(right)) return true
  if (
    /^\d{2,5}$/.test(value) &&
    (charge.test(right) ||
      (isThingBehind(right) &&
        !isOfMeasure(said) &&
        !isSized(value, right) &&
        !isOther(value, left) &&
        !/[A-Za-z]\d* ?$/.test(left)))
  )
    return !isDay(value)
  if (tens.test(value) && /^[买卖收]的/.test(right))
    return value !== '十一' && !/[双月初历第号年]$/.test(left)
  if (
    (/^(?:\d{3,5}|[一二两三四五六七八九][百千万])$/.test(value) ||
      (/^\d{2}$/.test(value) && /^卖[不吗]/.test(right))) &&
    !isOfMeasure(said) &&
    !isOfCount(said) &&
    (bargain.test(right) || bargained.test(left))
  )
    return !isDay(value)
  if (isForSoLong(said)) return true
  if (left.endsWith('从') && !isOfMeasure(said) && change.test(right)) return true
  if ((/\.\d/.test(value) || (plainSum.test(value) && left.endsWith('套餐'))) && postedTimes.test(right))
    return true
  if (isPricedThing(said) || isPaired(said) || isQuantityBehind(said) || isOneOfRun(said)) return true
  if (isForSeveral(said) || isForLessons(said)) return true
  if (/(?:TDS|PH|[数读均峰阈])值$/i.test(left) || left.endsWith('一加')) return false
  // 投诉1起: a case of it.
  if (/^(?:包[邮年月]|[不未]?含税|起(?!来|码|步))/.test(right)) return !/^\d起/.test(value + right)
  if (isOfThing(said) || isOfKind(said) || isPerPiece(said) || isMoved(said)) return true
  if (isSaidOfSum(said) && !isOfMeasure(said)) return true
  return measure.test(right) && !/^(?:行[不吗]|门店)/.test(right) ? false : undefined
}

/** What is known by the words before, and at the end of a clause. */
function byWordsBefore(said: Said): Verdict {
  const { value, left, right } = said
  const hundreds = /[百千万]/.test(value)
  if (isOfCount(said) || isMemory(said) || isOfMeasure(said)) return false
  if (before.test(left) || isInRow(said)) return true
  if (/[百千万kw]/i.test(value) && wholeSum.test(right)) return !isOther(value, left)
  if (colloquial.test(value) && !/[第年月点]$/.test(left) && !isAnything(said)) return true
  if (!/^\s/.test(right) && !clauseEnd.test(right)) return undefined
  if (isPaid(said) || isSame(said) || isBrief(said)) return true
  if (special.test(value)) return undefined
  if (isOther(value, left)) return false
  if (/^[1-9]\d{1,3}$/.test(value) && part.test(left)) return !isDay(value)
  if (tens.test(value)) return paid.test(left) || part.test(left) || undefined
  if ((hundreds || /^\d{3,6}$/.test(value)) && seller.test(left)) return true
  if (isOfThis(said) || isPriced(said) || isTold(said) || isAsked(said)) return true
  // 一年会员两百九十八: at the end of a clause that speaks of something, and of no other measure.
  return (hundreds ? !isAnything(said) : plainSum.test(value) && deed.test(left)) || undefined
}

const rules: readonly ((said: Said) => Verdict)[] = [byWordsBehind, byThing, byWordsBefore]

/** 刷的卡，五千整. */
const wholeSum = /^整(?:$|[,，。;；!！?？\n\s买入付刷打转给]|拿下)/
/** 一百三十二，八十: in full and alone in its clause it may be anything. */
const full = /^[^千万]*百.*十|^[一二两三四五六七八九]百$/
const isAnything = ({ value, left, right }: Said): boolean =>
  full.test(value) && clauseOf(left).trim() === '' && clauseEnd.test(right) && !spoken.test(left)
/** 定金付过了，五百 · 买的披肩，六百九十八: of money it was spoken just before. */
const spoken =
  /[定订押]金|尾款|运费|[付收退赔补]了?[^，,]{0,4}[，,]$|(?:买|订|拍|抢|刷|入手|下单|定做|囤)[^，,]{0,12}[，,]$|多少钱|价|块|元/

/** 续航400公里掉到280: another measure was spoken of in the clause. */
const isOther = (value: string, left: string): boolean =>
  special.test(value) || other.test(clauseOf(left).replace(timesOver, ''))
/** 三倍赔我 · 第二天499. */
const timesOver =
  /[\d一二两三四五六七八九十]个?小时$|(?<=赔[^，,]{0,4}|退一)[赔\d一二三四五六七八九十]倍|第.天|一天(?=[赔罚扣])|人家/

const clauseOf = (left: string): string => left.split(/[,，。;；!！?？\n]/).at(-1) ?? ''
