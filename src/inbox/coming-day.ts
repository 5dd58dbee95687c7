import { parseNumber } from '../language/chinese-number.ts'
import { type Day, daysBefore, inMonthBefore, isReal, weekdayOf, written } from '../language/day.ts'

type Resolve = (match: RegExpExecArray, today: Day, from: Day) => Day

const weekdays = '一二三四五六日天'
const english = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** Half a year: a day without a year that lies further back is next year's. */
const halfYear = 183

const ways: readonly (readonly [RegExp, Resolve])[] = [
  [/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/, ([, y, m, d]) => dayOf(y, m, d)],
  [/^(\d{1,2})[-/.月](\d{1,2})[日号]?$/, ([, m, d], _today, from) => nearest(from, Number(m), Number(d))],
  [/^(\d{1,2})[日号]$/, ([, d], _today, from) => inThisMonthOrNext(from, Number(d))],
  [/^(?:今[天日]|today)$/, (_match, today) => today],
  [/^(?:明[天日]|tomorrow)$/, (_match, today) => daysBefore(today, -1)],
  [/^后[天日]$/, (_match, today) => daysBefore(today, -2)],
  [/^大后[天日]$/, (_match, today) => daysBefore(today, -3)],
  [
    new RegExp(`^(下|这|本)个?(?:周|星期|礼拜)([${weekdays}])$`),
    ([, which, name], today) => inWeek(today, which === '下' ? 1 : 0, numberOf(name)),
  ],
  [
    new RegExp(`^(?:周|星期|礼拜)([${weekdays}])$`),
    ([, name], _today, from) => nextWeekday(from, numberOf(name)),
  ],
  [
    /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*$/,
    ([, name = ''], _today, from) => nextWeekday(from, english.indexOf(name) + 1),
  ],
]

/**
 * The day (YYYY-MM-DD) that a word for a day to come means: 2026-11-23, 11-23, 11月23日, 23日,
 * 今天, 明天, 周五, 下周一, tomorrow, fri. What has no year or month is reckoned from `from`:
 * the day itself or the first such after it. `undefined` when it is no day.
 */
export function comingDay(word: string, today: Day, from: Day = today): string | undefined {
  const plain = word
    .toLowerCase()
    .replaceAll(/[一二三四五六七八九十]+(?=[月日号])/g, (digits, at: number, whole: string) =>
      /[周期拜]/.test(whole.charAt(at - 1)) ? digits : String(parseNumber(digits) ?? digits),
    )
  for (const [pattern, resolve] of ways) {
    const match = pattern.exec(plain)
    if (!match) continue
    const day = resolve(match, today, from)
    return isReal(day) ? written(day) : undefined
  }
  return undefined
}

const dayOf = (year: string | undefined, month: string | undefined, day: string | undefined): Day => ({
  year: Number(year),
  month: Number(month),
  day: Number(day),
})

/** This year's; in autumn a day in spring is next year's, while last week's stays what it is: a slip. */
function nearest(from: Day, month: number, day: number): Day {
  const past = written({ year: from.year, month, day }) < written(daysBefore(from, halfYear))
  return { year: past ? from.year + 1 : from.year, month, day }
}

const inThisMonthOrNext = (from: Day, day: number): Day => inMonthBefore(from, day < from.day ? -1 : 0, day)

const numberOf = (name: string | undefined): number => Math.min(7, weekdays.indexOf(name ?? '') + 1)

const inWeek = (today: Day, later: number, weekday: number): Day =>
  daysBefore(today, weekdayOf(today) - weekday - 7 * later)

const nextWeekday = (from: Day, weekday: number): Day =>
  daysBefore(from, -((weekday - weekdayOf(from) + 7) % 7))
