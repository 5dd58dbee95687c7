import type { ClockName, Playbook } from '../playbook/playbook.ts'
import { type Calendar, createCalendar } from './calendar.ts'
import { holidaysOf } from './holidays.ts'

interface Calendars {
  desk: Calendar
  leftMessages: Calendar
  departments: Map<string, Calendar>
}

// A playbook does not change while the process runs, so its calendars are made once.
const made = new WeakMap<Playbook, Calendars>()

function calendarsOf(playbook: Playbook): Calendars {
  const known = made.get(playbook)
  if (known) return known
  const { timeZone } = playbook.company
  const make = (hours: Playbook['hours']['desk']): Calendar =>
    createCalendar({ hours, timeZone, holidays: holidaysOf(playbook) })
  const desk = make(playbook.hours.desk)
  const departments = playbook.departments.map(
    ({ code, hours }) => [code, hours ? make(hours) : desk] as const,
  )
  const calendars = {
    desk,
    leftMessages: make(playbook.hours.leftMessages),
    departments: new Map(departments),
  }
  made.set(playbook, calendars)
  return calendars
}

/** When live customers are answered. */
export const deskCalendar = (playbook: Playbook): Calendar => calendarsOf(playbook).desk

/**
 * The hours a clock runs in: the department's for its own work, the desk's for
 * what the agent owes, and the window for left messages until one was answered.
 */
export function calendarOf(
  playbook: Playbook,
  clock: ClockName,
  ticket: { department: string; leftMessage: boolean },
): Calendar {
  const calendars = calendarsOf(playbook)
  if (clock === 'first_response' && ticket.leftMessage) return calendars.leftMessages
  const ofDepartment = clock === 'started' || clock === 'plan' || clock === 'solved'
  return (ofDepartment && calendars.departments.get(ticket.department)) || calendars.desk
}
