import type { Absence } from '../departments/duty/roster.ts'
import { dateIn, type Reader } from '../lib/instant.ts'

/** 11月23日 至 11月25日, or one day alone; with the year where that is not `now`'s. */
export function phraseLeave(
  reader: Reader,
  { fromAt, untilAt }: Pick<Absence, 'fromAt' | 'untilAt'>,
  now: Date,
): string {
  const day = (at: Date): string => phraseDay(reader, at, now)
  const from = day(fromAt)
  const to = day(new Date(untilAt.getTime() - 1))
  return from === to ? from : reader.translate(reader.locale, 'desk.leave.span', { from, to })
}

function phraseDay({ locale, timeZone, translate }: Reader, at: Date, now: Date): string {
  const date = dateIn(timeZone, at)
  const [year = '', month = '', day = ''] = date.split('-')
  const key = dateIn(timeZone, now).startsWith(year) ? 'day' : 'dayOfYear'
  return translate(locale, `desk.leave.${key}`, { date, year, month: Number(month), day: Number(day) })
}
