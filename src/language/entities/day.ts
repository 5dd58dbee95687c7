/** A day of the calendar; whether there is such a day, `isReal` tells. */
export interface Day {
  year: number
  month: number
  day: number
}

/** YYYY-MM-DD; `undefined` for anything else. */
export function parseDay(text: string): Day | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  return year === undefined ? undefined : { year: Number(year), month: Number(month), day: Number(day) }
}

/** YYYY-MM-DD. */
export const written = ({ year, month, day }: Day): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

export const isAfter = (one: Day, other: Day): boolean => written(one) > written(other)

/** Whether the calendar has such a day, in a year that people speak of. */
export function isReal({ year, month, day }: Day): boolean {
  if (!(year >= 1990 && year <= 2100)) return false
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day
}

/** The latest such day that is not after today; of a 29th of February the latest there was. */
export function latest(today: Day, month: number, day: number): Day {
  const later = month > today.month || (month === today.month && day > today.day)
  const year = later ? today.year - 1 : today.year
  return { year: month === 2 && day === 29 ? lastLeap(year) : year, month, day }
}

/** Between 1990 and 2100 every fourth year is one. */
const lastLeap = (year: number): number => year - (year % 4)

/** So many days before; a negative number gives a day after. */
export function daysBefore(from: Day, days: number): Day {
  const at = new Date(Date.UTC(from.year, from.month - 1, from.day - days))
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() }
}

/** A day of the month so many months before. */
export function inMonthBefore(from: Day, months: number, day: number): Day {
  const month = from.year * 12 + from.month - 1 - months
  return { year: Math.floor(month / 12), month: (month % 12) + 1, day }
}

/** The same day so many months before, or the last of that month where it is shorter. */
export function monthsBefore(from: Day, months: number): Day {
  const same = inMonthBefore(from, months, from.day)
  return { ...same, day: Math.min(same.day, lastOf(same)) }
}

/** The last day of a day's month. */
export const lastOf = ({ year, month }: Day): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Monday is 1, Sunday 7: weeks begin on Monday. */
export const weekdayOf = ({ year, month, day }: Day): number =>
  new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7
