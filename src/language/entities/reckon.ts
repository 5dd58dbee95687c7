import {
  type Day,
  daysBefore,
  inMonthBefore,
  isAfter,
  isReal,
  lastOf,
  latest,
  monthsBefore,
  weekdayOf,
} from './day.ts'
import { number } from './festival-day.ts'

type Match = RegExpExecArray

/** The names of the days of the week; the last two are one. */
export const weekdays = '一二三四五六日天'

/** 才买半个月, 买了整三个月. */
export function ago([, said = '', unit]: Match, today: Day): Day | undefined {
  const count = number(said.replace('个', ''))
  if (said === '半个') return unit === '月' ? daysBefore(today, 15) : undefined
  if (unit === '月') return said.endsWith('个') ? monthsBefore(today, count) : undefined
  if (unit === '周' || unit === '星期' || unit === '礼拜') return daysBefore(today, 7 * count)
  if (said.endsWith('个')) return undefined
  return unit === '天' ? daysBefore(today, count) : monthsBefore(today, 12 * count)
}

export const dayOf = (y: string | undefined, m: string | undefined, d: string | undefined): Day => ({
  year: number(y),
  month: number(m),
  day: number(d),
})

export const monthOf = (text: string | undefined): number =>
  text === '元' || text === '正' ? 1 : text === '腊' ? 12 : number(text)

export const weekdayNumber = (name: string | undefined): number =>
  Math.min(7, weekdays.indexOf(name ?? '') + 1)

/** How many weeks or months back: 上上 two, 上 one, 这 none. */
export const back = (word: string | undefined): number =>
  word === '上上' || word === '大上' ? 2 : word === '上' || word === '前' ? 1 : 0

/** 25.8.16: two digits for the year, where that gives a day that was. */
export function shortYear(match: Match, today: Day): Day | undefined {
  const day = dayOf(`20${match[1]}`, match[2], match[3])
  return isReal(today) && isReal(day) && !isAfter(day, today) && day.year > today.year - 15 ? day : undefined
}

/** 上个月最后一天, 五月份最后一天. */
export function lastOfMonth([, ago, month]: Match, today: Day): Day {
  const first = month ? latest(today, number(month), 28) : inMonthBefore(today, back(ago), 1)
  return { ...first, day: lastOf(first) }
}

/** A day of the week so many weeks back. */
export function inWeek(name: string | undefined, weeks: number, today: Day): Day | undefined {
  const day = daysBefore(today, weekdayOf(today) - weekdayNumber(name) + weeks * 7)
  // 这周五 said on Monday has not been yet: nothing was bought then.
  return isAfter(day, today) ? undefined : day
}
