import type { Absence } from '../departments/duty/roster.ts'
import { dateIn } from '../lib/instant.ts'
import type { Speaker } from './speaker.ts'

/** 11月23日 至 11月25日, or one day alone; with the year where it is not this one. */
export function phraseLeave(
  speaker: Speaker,
  { fromAt, untilAt }: Pick<Absence, 'fromAt' | 'untilAt'>,
): string {
  const from = dayOf(speaker, fromAt)
  const to = dayOf(speaker, new Date(untilAt.getTime() - 1))
  return from === to ? from : speaker.say('leave.span', { from, to })
}

function dayOf({ reader, say, work }: Speaker, at: Date): string {
  const date = dateIn(reader.timeZone, at)
  const [year = '', month = '', day = ''] = date.split('-')
  const thisYear = dateIn(reader.timeZone, work.at).startsWith(year)
  const values = { date, year, month: String(Number(month)), day: String(Number(day)) }
  return say(thisYear ? 'leave.day' : 'leave.dayOfYear', values)
}
