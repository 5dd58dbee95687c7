import type { ClockName, Hours, Playbook } from '../playbook/playbook.ts'
import { type Calendar, createCalendar } from './calendar.ts'
import { holidaysOf } from './holidays.ts'

/**
 * Names the hours a clock runs in: `desk`, `left_messages`, `attended`, `channel:email`,
 * `department:logistics_ops`. Kept with the clock, so that a deadline can be explained.
 */
export type CalendarName = string

/** What of a ticket decides in which hours its clocks run. */
export interface Placed {
  department: string
  leftMessage: boolean
  /** Came in while the desk was closed, and somebody was there; a left message: while somebody was there. */
  attended: boolean
  /** The platform the customer writes on. */
  platform: string
}

// A playbook does not change while the process runs, so its calendars are made once.
const made = new WeakMap<Playbook, Map<CalendarName, Calendar>>()

function calendarsOf(playbook: Playbook): Map<CalendarName, Calendar> {
  const known = made.get(playbook)
  if (known) return known
  const { timeZone } = playbook.company
  const holidays = holidaysOf(playbook)
  const { desk, leftMessages, channels } = playbook.hours
  const weeks: [CalendarName, Hours][] = [
    ['desk', desk],
    ['left_messages', leftMessages],
    ...Object.entries(channels).map(([platform, hours]): [string, Hours] => [`channel:${platform}`, hours]),
    ...playbook.departments.flatMap(({ code, hours }): [string, Hours][] =>
      hours ? [[`department:${code}`, hours]] : [],
    ),
  ]
  const calendars = new Map(
    weeks.map(([name, hours]) => [name, createCalendar({ hours, timeZone, holidays })] as const),
  )
  calendars.set('attended', createCalendar({ hours: everyDay(desk), timeZone }))
  made.set(playbook, calendars)
  return calendars
}

/** The desk's hours as if every day were worked: whoever is on duty on a Saturday answers then, or on Sunday. */
function everyDay(hours: Hours): Hours {
  const usual = Object.values(hours).find((periods) => periods.length > 0) ?? []
  const days = Object.entries(hours).map(([day, periods]) => [day, periods.length > 0 ? periods : usual])
  return Object.fromEntries(days) as Hours
}

/** The calendar of that name; the desk's where the playbook has none of that name any more. */
export function calendarNamed(playbook: Playbook, name: CalendarName): Calendar {
  const calendars = calendarsOf(playbook)
  const found = calendars.get(name) ?? calendars.get('desk')
  if (!found) throw new Error('the playbook has no desk hours')
  return found
}

/** When live customers are answered: those of a platform with hours of its own at its hours. */
export const deskCalendar = (playbook: Playbook, platform?: string): Calendar =>
  calendarNamed(playbook, deskHours(playbook, platform))

const deskHours = ({ hours }: Playbook, platform: string | undefined): CalendarName =>
  platform !== undefined && Object.hasOwn(hours.channels, platform) ? `channel:${platform}` : 'desk'

/** The hours of a department, or the desk's where it has none of its own. */
export function departmentHours(playbook: Playbook, department: string): CalendarName {
  const own = playbook.departments.some(({ code, hours }) => code === department && hours)
  return own ? `department:${department}` : 'desk'
}

/**
 * The hours a clock runs in: the department's for its own work, the desk's for
 * what the agent owes, and the window for left messages until one was answered that came while nobody was there.
 */
export function hoursOf(playbook: Playbook, clock: ClockName, ticket: Placed): CalendarName {
  if (clock === 'first_response' && ticket.leftMessage)
    return ticket.attended ? deskHours(playbook, ticket.platform) : 'left_messages'
  if (clock === 'first_response' && ticket.attended) return 'attended'
  const ofDepartment = clock === 'started' || clock === 'plan' || clock === 'adjusted' || clock === 'solved'
  return ofDepartment ? departmentHours(playbook, ticket.department) : deskHours(playbook, ticket.platform)
}
