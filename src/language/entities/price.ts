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

/** What makes a number before it a count or a measure. */
export const measure = new RegExp(
  `^\\s?(?:(?!升级|支付|平台|个人(?!\\d)|人工|配件|安装)(?:${wordsOf('measure')})|[A-Za-z\\d.]|${written})`,
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
const moneyTalk =
  /[买花价钱元付退费贵减赔补充券抢折卖惠押交刷]|便宜|到手|套餐|开[成票]|发票|下单|秒杀|拿下|拼团|平时|报销|[降涨掉跌]到/
const noPrice = /[A-Za-z年月日点第楼栋幢座层元室#-]\s?$/

/** 双十一买的，2499 · 原来1599现在掉到999: where money is spoken of beside it, a number at the end of a clause is a price. */
export const isPriced = ({ value, left, right }: Said): boolean =>
  price.test(value) &&
  !isDay(value) &&
  (perPiece.test(left) ||
    (!noPrice.test(left) && (moneyTalk.test(left) || moneyTalk.test(right.slice(0, 4)))))
/** 一箱160, 两年299, 每米130. */
const perPiece =
  /[一两二三四五六七八九十半每\d](?:箱|个|台|件|瓶|包|盒|套|年|季度|月|次|斤|张|只|双|支|节|米|平|孔|条|根)$/
/** 打孔一个60: so small a sum only where one piece is spoken of. */
const eachPiece = /[一每][个台件次米条根孔平]$/
const nextPiece =
  /^[一两二三四五六七八九十半](?:箱|个|台|件|瓶|包|盒|套|年|季度|月|次|斤|张|只|双|支|米)\d{2,5}/

/** 一年199两年299, 一个60: the price of so many. */
export const isPerPiece = ({ value, left, right }: Said): boolean =>
  (perPiece.test(left) && price.test(value) && !isDay(value) && nextPiece.test(right)) ||
  (eachPiece.test(left) && /^[1-9]\d{1,2}$/.test(value) && /^(?:[,，。;；!！?？\n]|$)/.test(right))

/** 上门看一眼就80. */
const visit = /(?:上门|[修换拆洗]|加氟|检测)[^，,。\d]{0,6}(?:就|就要|都要|得|开口)$/
/** 把589退回原卡, 系统显示799: where money moves or was spoken of. */
export const isMoved = ({ value, left, right }: Said): boolean =>
  /^\d{2,6}(?:\.\d{1,2})?$/.test(value) &&
  (/^(?:还|都|一直|也)?[没未不](?:退|到账|还|付|给|补)/.test(right) ||
    (visit.test(left) && /^(?:[,，。;；!！?？\n]|$)/.test(right)) ||
    (/[把将这那]$/.test(left) && /^(?:都|全|全部|先)?(?:退|还|转|打|补)[给回还到我了]/.test(right)) ||
    (/(?:系统|订单|后台|账单|小程序|平台|页面)(?:里|上)?显示$/.test(left) &&
      price.test(value) &&
      moneyTalk.test(left)))

/** 冰箱5299洗衣机3199一起买的, 延保299三年: the price of a thing beside it. */
export function isOfThing({ value, left, right }: Said): boolean {
  if (!/^\d{3,5}$/.test(value) || isDay(value)) return false
  if (/(?:延保|会员|保养|套餐)$/.test(left) && /^[一两二三四五\d]年/.test(right)) return true
  const thing = wordEnding(left, left.length, goods.thing)
  return (
    thing !== '' &&
    /^[\u4e00-\u9fa5]{2}/.test(right) &&
    (!measure.test(right) || /^一[起共]/.test(right)) &&
    /[买花付]|下单|一共/.test(left + right)
  )
}
