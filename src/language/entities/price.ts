import { conceptEntries } from '../words.ts'
import { numberCharacters } from './chinese-number.ts'
import { goods, wordEnding } from './goods.ts'

const listed = conceptEntries('money')
const of = (kind: string): string[] => listed.filter(([, name]) => name === kind).map(([word]) => word)
/** The words of one kind of money.txt as alternatives of a pattern. */
export const wordsOf = (kind: string): string =>
  of(kind)
    .sort((one, other) => other.length - one.length)
    .map((word) => word.replace('/', '\\/'))
    .join('|')

/** One character of a written number. */
export const written = `[${numberCharacters}]`

/** What makes a number before it a count or a measure; a day behind a space begins what follows (尾款2700 八月订的). */
export const measure = new RegExp(
  `^\\s?(?:(?!键鼠|班费|只[减退给补送返优收扣付卖差有]|包[安送装上运教邮]|次[月日年]|首月|余[款额]|排[线水污气]|升级|支付|平台|个人(?=版|会员|账|套餐|款|专业|订阅|包年|包月)|人工|(?<=\\s)(?:前[年天]|后[面来])|多[刷扣收付交花退给算转]|配件|安装|套餐|包包|包裹|包括)(?:${wordsOf('measure')}|班)|[*×乘]|[A-Za-z\\d.]|(?!(?<=\\s)${written}{1,3}[月号日点年])(?!一[共起直样定并会]|(?<=\\s)一(?:[充开插用按打拿洗通碰动上]|[个台件瓶包盒双条只张把份笔单]\\s?(?:\\d|${written})))${written})`,
)

/** A number with the fourteen characters on either side of it. */
export interface Said {
  value: string
  left: string
  right: string
}

const day = /^(?:618|818|520|1111|1212|19[5-9]\d|20[0-3]\d)$/
/** Whether a number is as often the name of a sale or a year. */
export const isDay = (value: string): boolean => day.test(value)

const price = /^(?:\d{3,5}(?:\.\d{1,2})?|\d{1,2},\d{3}(?:\.\d{1,2})?|(?:1[3-9]|[2-9]\d)\.\d{1,2})$/
/** 1299, 15.8: as a price is written. */
export const isPrice = (value: string): boolean => price.test(value)
/** 399, 98, 29.9: as shops write their prices. */
export const charm = /^\d*(?:[1-9]9|[5-9]8|88|9\.9|\d9\.\d)$/
const moneyTalk =
  /[买花价钱元付扣退费贵减赔补充券抢折卖惠押交刷]|入手|拍[的下了]|便宜|到手|套餐|开[成票]|发票|下单|秒杀|拿下|拼团|平时|报销|[降涨掉跌]到/
/** 买的2999，现在1999: a sum a clause before makes it one, be it the number of a year. */
const since =
  /(?:\d{3,5}|\d{2}\.\d{1,2})元?(?:块钱?)?[^\d，,]{0,2}[，,]?\s?(?:现在|今天|今儿|昨天|第二天|隔天|转头|这会儿|别人|人家|活动|你们|结果)(?:才|只要|只|卖|变|是|就|降到|标|写|显示)*$/
/** 国庆买的 3299 现在…: right behind the word of buying. */
const paid = /(?:(?:买|拍|订|入手|下单|拿下)的?|[下买付拍][的了](?:单|款))[ ,，]$/
export const isPaid = ({ value, left }: Said): boolean =>
  price.test(value) && !isDay(value) && paid.test(left)
/** 昨晚付的款，1.5w · 平安夜买的，6.5k: alone in its clause, and of money it was spoken just before; 4k is a screen. */
export const isBrief = ({ value, left }: Said): boolean =>
  /^\d+(?:\.\d+)?[kw]\d?$/i.test(value) && !/^[248]k$/i.test(value) && paidBefore.test(left)
const paidBefore = /(?:(?:买|订|拍|抢|付|交|花|入手|下单)[^，,]{0,8}[，,]\s?|收据|小票|发票)$/
/** 先是404，后来502: what a page answers. */
export const status = /^(?:40[0134]|50[0234])$/
const noPrice =
  /(?:提示|报错|错误|代码)[:：]?\s?$|[发寄来用装称量]了\s?$|(?:房间|班级|楼层|容量)\s?$|[A-Za-z年月日点第楼栋幢座层元室位#-]\s?$|(?<![\d一二三四五六七八九十])号\s?$|(?:订单|单号|编号|号码)\s?$/

/** 双十一买的，2499 · 原来1599现在掉到999: where money is spoken of beside it, a number at the end of a clause is a price. */
export const isPriced = ({ value, left, right }: Said): boolean =>
  (/^\d{2}$/.test(value) && charm.test(value) && perPiece.test(left)) ||
  (price.test(value) && since.test(left) && /^(?:[,，。;；!！?？\n了]|$)/.test(right)) ||
  (price.test(value) &&
    !isDay(value) &&
    (perPiece.test(left) ||
      (!noPrice.test(left) && (moneyTalk.test(left) || moneyTalk.test(right.slice(0, 4))))))
/** 换门封条200太贵了 · 这笔4280的订单 · 186谁报: what is said of a number that only a sum can be. */
export const isSaidOfSum = ({ value, right }: Said): boolean =>
  /^\d{2,6}(?:\.\d{1,2})?$/.test(value) &&
  !isDay(value) &&
  /^(?:(?:是不是|也|真|实在|有点|有些|太|这也)*贵|够不够|够吗|对不上|谁(?:报|出|给|付)|减\d{1,4}(?:[,，。;；!！?？\s]|$)|送(?:安装|延保|配件|耗材|滤芯|赠品)|是[^，,。;；!！?？\d]{0,5}价(?!比)|打水漂|到账\d|白[花瞎搭]|就?没了|我认|的(?:红包|订单|单子|差价|押金|价|费用|运费|套餐|货款)|(?:小费|红包|现金|辛苦费|定金|尾款|押金|运费|邮费))/.test(
    right,
  )

/** 洗油烟机150 · 京东自营1699 · 维修单上写500: a number of hundreds behind a work, a shop or what was written. */
export const isAsked = ({ value, left, right }: Said): boolean =>
  price.test(value) &&
  !isDay(value) &&
  !noPrice.test(left.replace(/ $/, '')) &&
  /^(?:$|[\s,，。;；!！?？\n吧呢啊吗]|你们|你家|别家|人家|这边|结果)/.test(right) &&
  /(?:(?:洗(?!衣|碗|地|手)|(?<!装)修(?!改)|换|拆|安装)[^到成在用，,。\d]{1,7}|店|自营|商城|是不是|[单票约]上?[写是打]|(?:网|线)[上下]|会员|官网|多少钱?[，,])$/.test(
    left,
  )

/** 你这1999啥也不送: what somebody sells it for. */
export const isSold = ({ value, left, right }: Said): boolean =>
  /^\d{3,5}$/.test(value) &&
  charm.test(value) &&
  /(?:你们?[家这]|人家|别家|隔壁|他家)(?:才|就|要|是|卖)?$/.test(left) &&
  !measure.test(right)

/** 整机才1599 · 别人家都是1880: said so of a thing, where no other measure is spoken of. */
export const isTold = ({ value, left }: Said): boolean =>
  price.test(value) &&
  !isDay(value) &&
  /(?:当初|[买卖价钱家店新机台]|官网|网上|京东|淘宝|天猫|拼多多|得物|抖音|唯品会|闲鱼|1688|亚马逊|苏宁|山姆|盒马|别处|直播间|隔壁)[^，,。]{0,4}(?:才|只要|都是|都要|起码)$/.test(
    left,
  )

/** 这399是年费吗, 199年费: what a sum is said to be. */
export const isNamedAfter = ({ value, right }: Said): boolean =>
  /^\d{2,5}(?:\.\d{1,2})?$/.test(value) &&
  /^(?:就?是|叫|算)?(?:什么|啥|你们的?)?(?:[年月季]费|(?!免费|消费|[\u4e00-\u9fa5]{2}费(?:用|电|力|劲|时))(?![天月年次个号点分])[\u4e00-\u9fa5]{2}费|会员费|会费|[定订]金|押金|运费|邮费|差价|上门费|安装费|检测费|服务费|手续费|工时费|预算|减\d{1,4}(?:元|块)?的?(?:优惠)?券|拆机费|加急费|违约金|赔偿金|尾款|首付)/.test(
    right,
  )

/** 1.2米的599, A4的29 */
export const isOfKind = ({ value, left, right }: Said): boolean =>
  /^\d{2,5}$/.test(value) &&
  charm.test(value) &&
  /(?:\d[米寸升斤匹克人层]|[大中小]号|[A-Z]\d)的$/.test(left) &&
  /^(?:$|[,，。;；!！?？\s])/.test(right)

/** 充了648两次: what was charged more than once. */
export const isTimesOver = ({ value, left, right }: Said): boolean =>
  /^\d{2,5}(?:\.\d{1,2})?$/.test(value) &&
  /(?:充|付|刷|扣|交|转|收)了?我?$/.test(left) &&
  /^[两三四五几俩仨][次回遍笔]/.test(right)

/** 一箱160, 两年299, 每米130. */
const perPiece =
  /[一两二三四五六七八九十半每\d](?:箱|个?小时|个?钟头?|度|天|晚|笔|份|口|把|块|款|床|束|桶|碗|间|扇|盏|个|台|件|瓶|包|盒|套|年|季度|个?月|次|斤|张|只|双|支|管|罐|袋|听|本|盆|节|米|平|孔|条|根|[斤袋盒瓶罐个支片包]装)(?:应该是?|是|要|才要?|就要?|只要|都是)?$/
/** 打孔一个60: so small a sum only where one piece is spoken of. */
const eachPiece =
  /[一每](?:个?小时|个人|学期|公斤|[人位车方吨克层楼度天晚单个台件次米条根孔平箱套盒瓶桶对扇趟壶斤])(?:\d{1,4}还是)?$/
const nextPiece =
  /^[一两二三四五六七八九十半](?:箱|笔|份|口|把|款|床|束|桶|碗|间|扇|盏|个|台|件|瓶|包|盒|套|年|季度|月|次|斤|张|只|双|支|米)\d{2,5}/

/** 一年199两年299, 一个60, 一天25还是28: the price of so many. */
export const isPerPiece = ({ value, left, right }: Said): boolean =>
  (perPiece.test(left) && /^\d{2,5}(?:\.\d{1,2})?$/.test(value) && !isDay(value) && nextPiece.test(right)) ||
  (eachPiece.test(left) &&
    /^[1-9]\d{1,3}$|^\d{1,3}\.\d{1,2}$/.test(value) &&
    !isDay(value) &&
    /^(?:[,，。;；!！?？\n]|$)/.test(right))

/** 上门看一眼就80. */
const visit = /(?:上门|[修换拆洗]|加氟|检测)[^，,。\d]{0,6}(?:就|就要|都要|得|开口)$/
/** 买6999现在5999 · 官网2699你们卖2899 */
const thenNow =
  /^(?:[,，]?\s?(?:你们?家?|他们|人家|别人|店里)?(?:现在|今天|这会儿|后来|隔天|第二天|转头|转眼)|[,，]?\s?(?:你们?家?|人家|别家|隔壁|网上|京东|淘宝|直播间?)(?=才|只要|卖|要|是|\d))(?:你们?家?|给我|才|只要|卖|变|成|要|是|就|降到|跌到)*\d{3,5}(?:[,，。;；!！?？\s]|$)/
/** 把589退回原卡, 系统显示799: where money moves or was spoken of. */
export const isMoved = ({ value, left, right }: Said): boolean =>
  /^\d{2,6}(?:\.\d{1,2})?$/.test(value) &&
  ((price.test(value) &&
    !isDay(value) &&
    !status.test(value) &&
    thenNow.test(right) &&
    !noPrice.test(left)) ||
    /^(?:还|都|一直|也)?[没未不](?:退|到账|还|付|给|补)/.test(right) ||
    // 4799退我原卡
    (price.test(value) &&
      !noPrice.test(left) &&
      /^(?:全|都|先)?退(?:还|回|给|我|到)[^，,。\d]{0,5}(?:卡|账|微信|支付宝|零钱|钱包|余额|花呗)/.test(
        right,
      )) ||
    (visit.test(left) && /^(?:[,，。;；!！?？\n]|$)/.test(right)) ||
    (/(?:退|还|[要拿]回|赔|扣|收|押|付|交|花)[了的我]{0,2}[那这]$/.test(left) && !measure.test(right)) ||
    (/[把将这那]$/.test(left) && /^(?:都|全|全部|先)?(?:退|还|转|打|补|要)[给回还到我了]/.test(right)) ||
    (/(?:系统|订单|后台|账单|小程序|平台|页面)(?:里|上)?显示$/.test(left) &&
      price.test(value) &&
      moneyTalk.test(left)))

/** 冰箱5299洗衣机3199一起买的, 延保299三年: the price of a thing beside it. */
export function isOfThing({ value, left, right }: Said): boolean {
  if (!/^\d{2,5}$/.test(value) || isDay(value)) return false
  if (/(?:延保|会员|保养|套餐)$/.test(left) && /^[一两二三四五\d]年/.test(right)) return true
  const thing = wordEnding(left, left.length, goods.thing)
  // 4k电视3999: so ends a price, and seldom a model.
  if (
    thing !== '' &&
    (/\d99$/.test(value) || (value.length === 2 && charm.test(value))) &&
    /^(?:$|[,，。;；!！?？\s])/.test(right)
  )
    return true
  return (
    thing !== '' &&
    value.length > 2 &&
    /^[\u4e00-\u9fa5]{2}/.test(right) &&
    (!measure.test(right) || /^一[起共]/.test(right)) &&
    /[买花付]|下单|一共/.test(left + right)
  )
}
