import { parseNumber } from './chinese-number.ts'
import { type Day, daysBefore, isAfter, isReal } from './day.ts'
import { type Feast, festivalOf, holidayEnd } from './festival.ts'
import { fromLunar, type MonthDay } from './lunar.ts'

type Match = RegExpExecArray

/** A written number, 廿八 too; NaN for what is none. */
export const number = (text: string | undefined): number =>
  text === '俩' ? 2 : text === '仨' ? 3 : (parseNumber(tens(text ?? '')) ?? Number.NaN)
const tens = (text: string): string => text.replace(/廿十?/, '二十').replace(/卅十?/, '三十')

const yearWords: Readonly<Record<string, number>> = {
  今年: 0,
  本年: 0,
  去年: 1,
  旧年: 1,
  上年: 1,
  前年: 2,
  大前年: 3,
}

/** 去年, 两年前, 24, 2024年, 二〇二四: which year that is. */
export function yearSaid(text: string, today: Day): number {
  const back = yearWords[text] ?? number(/^(.+)年(?:之|以)?前$/.exec(text)?.[1])
  if (!Number.isNaN(back)) return today.year - back
  const value = number(text.replace(/年$/, ''))
  return value < 100 ? 2000 + value : value
}

/** Days counted from a feast: 前一天, 头天, 后两天, 第二天, 次日, 假期最后一天. */
export const shift =
  '(?:当[天日晚]|那[天日晚]|前(?<before>[一两二三四五\\d])[天日晚]|(?<eve>的?头一?[天日晚]|前一?[天晚]|前[夕夜])|过?后的?第?(?<after>[一二两三四五六\\d])[天日]|(?:假期|长假|小长假|黄金周|放假)?的?第(?<nth>[一二三四五六七八\\d])[天日]|(?<next>次日|隔[天日]|翌日|转天)|(?:假期|长假|小长假|黄金周|放假)?的?(?<last>最后一?[天日]|最尾一?[天日]))?'

/** 去年国庆后第二天: what `festivalNames` matched, with the year before it and the days after. */
export function festivalDay(match: Match, today: Day): Day | undefined {
  const { last, ...shifted } = match.groups ?? {}
  const feast: Feast | undefined = last
    ? holidayEnd(match[2] ?? '', /[假黄]/.test(match[0]))
    : (at) => festivalOf(match[2] ?? '', at)
  const day = feast && inYearSaid(match[1], today, (at) => withYear(at, feast(at)))
  return day && daysBefore(day, -daysLater(shifted))
}

/** 国庆假期4号, 去年五一2号: a day of the feast's month. */
export function inHolidays(match: Match, today: Day): Day | undefined {
  return inYearSaid(match[1], today, (at) => {
    const feast = festivalOf(match[2] ?? '', at)
    return feast && { year: at, month: feast.month, day: number(match[3]) }
  })
}

/** The feast of the year that was said, or the latest one. */
function inYearSaid(
  said: string | undefined,
  today: Day,
  inYear: (year: number) => Day | undefined,
): Day | undefined {
  return said === undefined ? notAfter(today, inYear) : inYear(yearSaid(said, today))
}

/** 后两天 2, 第三天 2, 次日 1, 前一天 and 头天 -1. */
function daysLater({ before, eve, after, nth, next }: Record<string, string | undefined>): number {
  if (eve !== undefined) return -1
  if (next !== undefined) return 1
  return number(after ?? '零') + (nth ? number(nth) - 1 : 0) - number(before ?? '零')
}

const months: Readonly<Record<string, number>> = { 正: 1, 元: 1, 冬: 11, 腊: 12 }

/** 去年腊月二十, 农历八月十六: a year, a lunar month (正, 腊, 八), a day of it. */
export function lunarDay(match: Match, today: Day): Day | undefined {
  const lunar = { month: months[match[2] ?? ''] ?? number(match[2]), day: number(match[3]) }
  const day = lunarIn(match[1], lunar, today)
  return day && daysBefore(day, -daysLater(match.groups ?? {}))
}

/** 年廿八, 大年二十九, 年初五: days about the turn of the lunar year. */
export function newYearDay(match: Match, today: Day): Day | undefined {
  const day = number(match[3])
  return lunarIn(match[1], { month: match[2]?.endsWith('初') ? 1 : 12, day }, today)
}

function lunarIn(said: string | undefined, lunar: MonthDay, today: Day): Day | undefined {
  const inYear = (at: number): Day | undefined => withYear(at, fromLunar(at, lunar))
  if (said === undefined) return notAfter(today, inYear)
  const at = yearSaid(said, today)
  // The twelfth month of a lunar year mostly lies in the next of the calendar.
  const next = lunar.month === 12 ? inYear(at + 1) : undefined
  return next && next.month < 3 && !isAfter(next, today) ? next : inYear(at)
}

const withYear = (at: number, day: MonthDay | undefined): Day | undefined => day && { year: at, ...day }

/** This year's, or last year's where this year's has not been yet. */
function notAfter(today: Day, inYear: (year: number) => Day | undefined): Day | undefined {
  if (!isReal(today)) return undefined
  const day = inYear(today.year)
  return day && !isAfter(day, today) ? day : inYear(today.year - 1)
}
