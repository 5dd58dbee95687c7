import { numberCharacters } from './chinese-number.ts'
import type { Day } from './day.ts'
import { inMonthBefore } from './day.ts'

/** What a way of saying dates matched. */
export type Match = RegExpExecArray

/** `today` is NaN all over where it is not known: what is reckoned from it is no real day. */
export type Resolve = (match: Match, today: Day) => Day | undefined

/** A cheap sign of a way of saying a date, its pattern, and which day that means. */
export type Way = readonly [sign: RegExp, pattern: RegExp, resolve: Resolve]

/** 3, 15, 三, 十五, 廿八. */
export const n = `(?:\\d{1,2}|[${numberCharacters}廿卅]{1,3})`

/** 一 to 九十九, as days are counted. */
export const count = '一百|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]'

/** 2024, 24 (before 年), 二〇二四, 去年, 旧年 (as in Canton), 两年前: a group. */
export const year = `(\\d{4}|(?:\\d{2}|[一二三〇零][〇零一二三四五六七八九])(?=年)|[〇零一二三四五六七八九]{4}|今年|本年|去年|旧年|上年|大前年|前年|(?<![\\d一二两三四五六七八九十])[一两二三四五六七八九\\d]年(?:之|以)?前)`

/** The same with what joins it to the day: 2024年的, 去年那个. */
export const yearBefore = `${year}\\s?年?的?(?:那个)?\\s?`

/** 正月, 八, 12, 冬月, 腊月: a month of either calendar, without 月. */
export const monthName = '\\d{1,2}|[一二三四五六七八九十元]{1,2}'

/** The fifth said without its month: this one's, or the last one's where it has not been yet. */
export const latestDay = (today: Day, day: number): Day => inMonthBefore(today, day > today.day ? 1 : 0, day)
