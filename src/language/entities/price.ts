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
export const measure = new RegExp(`^\\s?(?:${wordsOf('measure')}|[A-Za-z\\d.]|${written})`)

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
/** 一箱160, 两年299. */
const perPiece =
  /[一两二三四五六七八九十半\d](?:箱|个|台|件|瓶|包|盒|套|年|季度|月|次|斤|张|只|双|支|节|米|平)$/

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
