import { dateIn, timeIn } from '../lib/instant.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { deskCalendar } from '../sla/calendars.ts'
import { missingYearsFor } from '../sla/missing-years.ts'
import { bad, type Checked, good, mind } from './checked.ts'

/** Whoever works here, as far as it matters whether somebody does. */
export interface Worker {
  roles: readonly string[]
  departments: readonly string[]
}

/** What the playbook's people leave open: departments and roles without anybody. */
export function checkStaff({ departments }: Playbook, staff: readonly Worker[]): Checked[] {
  const holds = (role: string): boolean => staff.some(({ roles }) => roles.includes(role))
  const empty = departments.filter(
    ({ code }) => !staff.some((member) => member.departments.includes(code) && isHolder(member)),
  )
  const roles: [string, string][] = [
    ['agent', 'nobody answers customers'],
    ['supervisor', 'nobody hears of what is overdue'],
    ['administrator', 'nobody can add staff'],
  ]
  const missing = roles.filter(([role]) => !holds(role))
  return [
    ...(staff.length > 0 ? [good(`staff: ${staff.length}`)] : []),
    ...missing.map(([role, so]) =>
      mind(
        `staff: nobody has the role ${role}: ${so}`,
        'add somebody under Administration, or to team in the playbook',
      ),
    ),
    ...empty.map(({ code, name }) =>
      mind(
        `staff: the department ${code} (${name.en}) has nobody who could claim its tickets`,
        'add somebody to it, or give its categories to another department in the playbook',
      ),
    ),
  ]
}

const isHolder = ({ roles }: Worker): boolean => roles.includes('agent') || roles.includes('department')

/** Categories nobody is asked about, because the playbook does not say what their customers want; `shipped` knows why. */
export function checkCategories({ categories, fallbackCategory }: Playbook, shipped: Playbook): Checked[] {
  const meant = shipped.categories.filter(({ wish }) => wish === undefined).map(({ code }) => code)
  return categories
    .filter(({ code, wish }) => wish === undefined && code !== fallbackCategory && !meant.includes(code))
    .map(({ code }) =>
      mind(
        `playbook: the category ${code} has no wish: customers whose message may be of two categories are not asked about it`,
        'add wish: { zh-CN: …, en: … } to it, in words that finish 您是…',
      ),
    )
}

/** The company's time zone, with what its clock reads. */
export const checkTimeZone = ({ company: { timeZone } }: Playbook, now: Date): Checked =>
  good(`time zone: ${timeZone}, where it is ${dateIn(timeZone, now)} ${timeIn(timeZone, now)}`)

/** The public holidays of this year and the next, and of any year up to `reached`, a clock's furthest deadline. */
export function checkHolidays(playbook: Playbook, now: Date, reached?: Date): Checked[] {
  if (playbook.holidays.source === 'none')
    return [good('holidays: they do not count (holidays.source is none)')]
  const year = Number(dateIn(playbook.company.timeZone, now).slice(0, 4))
  const calendar = deskCalendar(playbook)
  const missing = missingYearsFor(playbook, now, reached)
  const told = [...new Set([year, year + 1, ...missing])]
  return told.map((one) => {
    if (calendar.covers(one)) return good(`holidays: ${one} is known`)
    if (!missing.includes(one))
      return good(`holidays: ${one} is not published yet, which is usual before 15 November`)
    const says = `holidays: ${one} is missing; meanwhile only its statutory days are off, and there are no make-up working days`
    const remedy = `put ${one}.json of holiday-cn beside the playbook, name it under holidays.files, and restart`
    return one === year ? bad(says, remedy) : mind(says, remedy)
  })
}
