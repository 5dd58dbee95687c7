import { parseNumber } from './chinese-number.ts'
import { type Day, daysBefore, isAfter, isReal } from './day.ts'
import { festivalOf } from './festival.ts'
import { fromLunar } from './lunar.ts'

type Match = RegExpExecArray

/** A written number; NaN for what is none. */
export const number = (text: string | undefined): number => parseNumber(text ?? '') ?? Number.NaN

/** 去年, 24, 二〇二四: which year that is. */
export function yearSaid(text: string, today: Day): number {
  const years = ['今年', '去年', '前年', '大前年'].indexOf(text)
  if (years >= 0) return today.year - years
  const value = number(text)
  return value < 100 ? 2000 + value : value
}

/** 去年国庆后第二天: what `festivalNames` matched, with the year before it and the days after. */
export function festivalDay(match: Match, today: Day): Day | undefined {
  const name = match[2] ?? ''
  const inYear = (at: number): Day | undefined => withYear(at, festivalOf(name, at))
  const said = match[1] === undefined ? undefined : yearSaid(match[1].replace(/(\d)年$/, '$1'), today)
  const day = said === undefined ? notAfter(today, inYear) : inYear(said)
  return day && daysBefore(day, -daysLater(match.groups))
}

/** 后两天 2, 第三天 2, 前一天 and 头天 -1. */
function daysLater({ before, eve, after, nth }: Record<string, string | undefined> = {}): number {
  if (eve !== undefined) return -1
  return number(after ?? '零') + (nth ? number(nth) - 1 : 0) - number(before ?? '零')
}

/** 去年腊月二十: a year, a lunar month, a day of it. */
export function lunarDay(
  [, said, name = '', day]: readonly (string | undefined)[],
  today: Day,
): Day | undefined {
  const month = name === '正月' ? 1 : name === '腊月' ? 12 : number(name.slice(2, -1))
  const lunar = { month, day: number(day?.replace(/廿十?/, '二十')) }
  const inYear = (at: number): Day | undefined => withYear(at, fromLunar(at, lunar))
  if (said === undefined) return notAfter(today, inYear)
  const at = yearSaid(said.replace('年', said.length > 4 ? '' : '年'), today)
  // The twelfth month of a lunar year mostly lies in the next of the calendar.
  const next = month === 12 ? inYear(at + 1) : undefined
  return next && next.month < 3 ? next : inYear(at)
}

const withYear = (at: number, day: Omit<Day, 'year'> | undefined): Day | undefined =>
  day && { year: at, ...day }

/** This year's, or last year's where this year's has not been yet. */
function notAfter(today: Day, inYear: (year: number) => Day | undefined): Day | undefined {
  if (!isReal(today)) return undefined
  const day = inYear(today.year)
  return day && !isAfter(day, today) ? day : inYear(today.year - 1)
}
