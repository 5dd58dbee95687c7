import type { Reader } from './text.ts'

export type MomentKey = 'moment.today' | 'moment.yesterday' | 'moment.tomorrow'

/** `17:30` in the reader's zone. */
export function clockTime(at: string, { language, zone }: Reader<never>): string {
  return format(at, language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zoned(zone) })
}

/** `今天`, `昨天`, `明天`, else `11月20日周四`; with the year where it is another one. */
export function dayOf(at: string, now: number, reader: Reader<MomentKey>): string {
  const away = dayNumber(at, reader.zone) - dayNumber(new Date(now).toISOString(), reader.zone)
  if (away === 0) return reader.say('moment.today')
  if (away === -1) return reader.say('moment.yesterday')
  if (away === 1) return reader.say('moment.tomorrow')
  const date = { month: 'short', day: 'numeric', weekday: 'short', ...zoned(reader.zone) } as const
  const sameYear = yearOf(at, reader.zone) === yearOf(new Date(now).toISOString(), reader.zone)
  return format(at, reader.language, sameYear ? date : { ...date, year: 'numeric' })
}

/** The day and the time; today's needs no day. */
export function moment(at: string, now: number, reader: Reader<MomentKey>): string {
  const day = dayOf(at, now, reader)
  const time = clockTime(at, reader)
  return day === reader.say('moment.today') ? time : `${day} ${time}`
}

/** Days since 1970 on the reader's calendar: two instants of one day give the same number. */
export function dayNumber(at: string, zone?: string): number {
  return Math.round(Date.parse(format(at, 'sv-SE', { dateStyle: 'short', ...zoned(zone) })) / 86_400_000)
}

const yearOf = (at: string, zone?: string): string => format(at, 'sv-SE', { year: 'numeric', ...zoned(zone) })

const zoned = (zone?: string): Intl.DateTimeFormatOptions => (zone ? { timeZone: zone } : {})

// Making a formatter is dear and a desk shows hundreds of times; the few in use are kept.
const formats = new Map<string, Intl.DateTimeFormat>()

function format(at: string, language: string, options: Intl.DateTimeFormatOptions): string {
  const name = language + JSON.stringify(options)
  const known = formats.get(name) ?? new Intl.DateTimeFormat(language, options)
  formats.set(name, known)
  return known.format(new Date(at))
}
