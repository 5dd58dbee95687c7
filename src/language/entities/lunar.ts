/** A day of the year. */
export interface MonthDay {
  month: number
  day: number
}

const dayMs = 86_400_000
const reader = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
})
const known = new Map<string, MonthDay | undefined>()

/**
 * The day of a lunar date (month 1 is 正月, 12 腊月) in a Gregorian year;
 * `undefined` where there is none. Leap months are passed over; 除夕 is the day
 * before the first.
 */
export function fromLunar(year: number, lunar: MonthDay): MonthDay | undefined {
  const key = `${year} ${lunar.month} ${lunar.day}`
  if (!known.has(key)) known.set(key, search(year, lunar))
  return known.get(key)
}

function search(year: number, { month, day }: MonthDay): MonthDay | undefined {
  // The first month begins between 21 January and 20 February; a month has 29 or 30 days, and one may be double.
  const from = Date.UTC(year, 0, 1) + (month === 12 ? 0 : (month - 1) * 29) * dayMs
  for (let at = from; at < from + 115 * dayMs; at += dayMs) {
    const date = new Date(at)
    if (reader.format(at) === `${month}/${day}`)
      return date.getUTCFullYear() === year
        ? { month: date.getUTCMonth() + 1, day: date.getUTCDate() }
        : undefined
  }
  return undefined
}
