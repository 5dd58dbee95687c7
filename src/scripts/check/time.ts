import { matchesOf } from '../../language/matches.ts'

const digit = '(?:\\d{1,3}|[一二两三四五六七八九十半]{1,3})'
const clock = `(?:${digit}点(?:钟|半|整|\\d{1,2}|一刻|三刻)?|\\d{1,2}[:：]\\d{2})`
const day =
  '(?:今天|今日|今晚|今早|今夜|今儿|明天|明日|明早|明晚|明儿|后天|后日|大后天|当天|当日|当晚|次日|隔天|第二天|(?:本|这|下|上)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天末]|\\d{1,2}月\\d{1,2}(?:日|号)?|\\d{1,2}[日号](?!楼|院|线|门|机|店|柜|桌|馆|仓)|\\d{1,2}/\\d{1,2}(?!\\d))'
const span = `${digit}(?:多)?(?:个)?(?:半)?(?:分钟|小时|钟头|工作日|天|日|秒|刻钟|周|星期|礼拜|月)(?:半)?`

/** A time one can hold somebody to: 今天 17:30, 2 小时内, 周三上午. */
export const firmTime = new RegExp(`${clock}|${day}|${span}|\\{deadline\\}|[上下]午|晚上|中午`)
/** A time until which something is done: 17:30 前, 两小时内, 最晚周五. */
export const deadline = new RegExp(
  `(?:${clock}|${day}|${span})[^,。!?;]{0,6}(?:之前|以前|前|之内|以内|内)|(?:最晚|最迟|不晚于|不超过|不迟于|准确|确切|具体)[^,。!?;]{0,8}(?:${clock}|${day}|${span})|(?:${day})?(?:[上下]午|早上|晚上|中午)?${clock}`,
)
/** A length of time with nothing firm about it: 三天左右, 一周上下. */
export const aboutTime = new RegExp(
  `${span}(?:的样子|左右|上下|前后|出头|来?的?光景)|${digit}(?:点|号|日|月)(?:左右|上下|前后)|(?:周|星期|礼拜)[一二三四五六日天末](?:左右|前后)|(?:下|这|上)?(?:个)?(?:周|星期|礼拜|月)(?:底|初|中)?(?:左右|前后|的样子)`,
  'g',
)

const length = new RegExp(
  `${span}(?=[^,。!?;没不了]{0,4}(?:内|后|前|到|出|给|回|联系|就|上门|送|发|完成|答复|好|结果|见|来|办|修))`,
  'g',
)
const past =
  /(?:等|拖|用|过|花|折腾|耽误|延误|晚|迟|差|让您[^,。]{0,4}|上|昨|前|这|那|每|一共|已经)了?(?:整整|足足|快|近)?$/
/** 早一点 is no hour. */
const less = /[早晚快慢有差多少大小好高近]$/
const point = new RegExp(`${clock}|${day}|\\{deadline\\}`, 'g')

/** It says when: a day or an hour to come, or a length of time that ends in a deed; 等了一个月 says nothing. */
export const tellsWhen = (text: string): boolean =>
  [point, length].some((pattern) =>
    matchesOf(pattern, text).some(({ 0: time, index }) => {
      const left = text.slice(Math.max(0, index - 7), index)
      return !past.test(left) && !(time === '一点' && less.test(left))
    }),
  )
