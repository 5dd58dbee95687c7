import type { Locale, Translate } from './i18n.ts'

/** Where a reader is: what an instant is called depends on it. */
export interface Reader {
  locale: Locale
  timeZone: string
  translate: Translate
}

/** The calendar date (yyyy-mm-dd) of an instant in a time zone. */
export function dateIn(timeZone: string, at: Date): string {
  const parts = formatOf('date', timeZone).formatToParts(at)
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** The time of day (17:30) of an instant in a time zone. */
export const timeIn = (timeZone: string, at: Date): string => formatOf('time', timeZone).format(at)

/** 今天 17:30 · 明天 09:00 · 周三 09:00 · 11月25日 09:00, as people say it at `now`. */
export function phraseInstant(reader: Reader, at: Date, now: Date): string {
  const { locale, timeZone, translate } = reader
  const days = daysBetween(dateIn(timeZone, now), dateIn(timeZone, at))
  const time = timeIn(timeZone, at)
  if (days === 0) return translate(locale, 'desk.instant.today', { time })
  if (days === 1) return translate(locale, 'desk.instant.tomorrow', { time })
  if (days === -1) return translate(locale, 'desk.instant.yesterday', { time })
  const [, month = '', day = ''] = dateIn(timeZone, at).split('-')
  const weekday = translate(locale, `desk.weekday.${weekdayOf(dateIn(timeZone, at))}`)
  if (days > 1 && days < 7) return translate(locale, 'desk.instant.weekday', { weekday, time })
  return translate(locale, 'desk.instant.date', { month: Number(month), day: Number(day), time })
}

/** 11月23日（周一）12:00: for what is read on another day than it was written. */
export function phraseDate({ locale, timeZone, translate }: Reader, at: Date): string {
  const date = dateIn(timeZone, at)
  const [, month = '', day = ''] = date.split('-')
  const weekday = translate(locale, `desk.weekday.${weekdayOf(date)}`)
  const time = timeIn(timeZone, at)
  return translate(locale, 'desk.instant.full', { month: Number(month), day: Number(day), weekday, time })
}

/** The same, and 周五 11:00 for the days of the past week too: for what is told beside a later instant. */
export function phraseNear(reader: Reader, at: Date, now: Date): string {
  const { locale, timeZone, translate } = reader
  const date = dateIn(timeZone, at)
  const days = daysBetween(dateIn(timeZone, now), date)
  if (days > -2 || days < -6) return phraseInstant(reader, at, now)
  const weekday = translate(locale, `desk.weekday.${weekdayOf(date)}`)
  return translate(locale, 'desk.instant.weekday', { weekday, time: timeIn(timeZone, at) })
}

/** 25 分钟 · 2 小时 5 分钟 · 3 天: a length as people say it, never longer than two parts. */
export function phraseLength(reader: Pick<Reader, 'locale' | 'translate'>, milliseconds: number): string {
  const minutes = Math.max(0, Math.round(Math.abs(milliseconds) / 60_000))
  const { locale, translate } = reader
  if (minutes < 60) return translate(locale, 'desk.length.minutes', { minutes })
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return translate(locale, 'desk.length.days', { days: Math.round(hours / 24) })
  if (minutes % 60 === 0) return translate(locale, 'desk.length.hours', { hours })
  return translate(locale, 'desk.length.hoursMinutes', { hours, minutes: minutes % 60 })
}

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

const weekdayOf = (date: string): string =>
  ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sun'

// Building an Intl format costs a hundred times using it.
const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(kind: 'date' | 'time', timeZone: string): Intl.DateTimeFormat {
  const key = `${kind} ${timeZone}`
  const known = formats.get(key)
  if (known) return known
  const options: Intl.DateTimeFormatOptions =
    kind === 'date'
      ? { year: 'numeric', month: '2-digit', day: '2-digit' }
      : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
  const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone })
  formats.set(key, format)
  return format
}
