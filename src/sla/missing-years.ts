import { dateIn } from '../lib/instant.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { missingYears } from './calendar.ts'
import { deskCalendar } from './calendars.ts'

/** The next year's arrangement is published in the first half of November. */
const publishedBy = '11-15'

/**
 * The years whose public holidays ought to be known at `at` and are not: the
 * current one, from 15 November on the next, and every year up to `reached`,
 * the furthest deadline of a running clock. None where holidays do not count.
 */
export function missingYearsFor(playbook: Playbook, at: Date, reached: Date = at): number[] {
  if (playbook.holidays.source !== 'china') return []
  const today = dateIn(playbook.company.timeZone, at)
  // Midsummer lies in the year in every time zone.
  const nextYear = new Date(`${Number(today.slice(0, 4)) + 1}-06-01T00:00:00Z`)
  const expected = today.slice(5) >= publishedBy ? nextYear : at
  return missingYears(deskCalendar(playbook), at, expected > reached ? expected : reached)
}
