import { loadPlaybook } from '../../src/playbook/load.ts'
import type { Hours, Playbook } from '../../src/playbook/playbook.ts'
import { calendarNamed } from '../../src/sla/calendars.ts'
import type { Reckoning } from '../../src/sla/ticking.ts'
import { workweek } from './weeks.ts'

const shipped = loadPlaybook()

/** The shipped playbook with a desk of 9 to 18 from Monday to Friday, and a warehouse that begins at noon. */
export function playbookWith(given: { desk?: Hours; logistics?: Hours } = {}): Playbook {
  const { desk = workweek('09:00-18:00'), logistics = workweek('12:00-20:00') } = given
  return {
    ...shipped,
    hours: { ...shipped.hours, desk },
    departments: shipped.departments.map((one) =>
      one.code === 'logistics_ops' ? { ...one, hours: logistics } : one,
    ),
  }
}

/** What a clock reckons with in the hours of that name, reminding in working hours only. */
export const reckoningIn = (playbook: Playbook, place: string): Reckoning => ({
  calendar: calendarNamed(playbook, place),
  place,
  reminders: playbook.reminders,
  quiet: true,
})
