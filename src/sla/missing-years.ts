import { dateIn } from '../lib/instant.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { missingYears } from './calendar.ts'
import { deskCalendar } from './calendars.ts'

/** The next year's arrangement is published in the first half of November. */
const publishedBy = '11-15'

/**
 * The years whose public holidays ought to be known by now and are not: the
 * current one, from 15 November on the next, and every year up to `reached`,
 * the furthest deadline of a running clock. None where holidays do not count.
 */
export function missingYearsFor(playbook: Playbook, at: Date, reached: Date = at): number[] {
  if (playbook.holidays.source !== 'china') return []
  const today = dateIn(playbook.company.timeZone, at)
  const year = Number(today.slice(0, 4))
  const expected = today.slice(5) >= publishedBy ? new Date(Date.UTC(year + 1, 5, 1)) : at
  return missingYears(deskCalendar(playbook), at, expected > reached ? expected : reached)
}

/** The years before `last` that are missing between two instants of a clock. */
export const missingBetween = (playbook: Playbook, from: Date, to: Date): number[] =>
  playbook.holidays.source === 'china' ? missingYears(deskCalendar(playbook), from, to) : []
