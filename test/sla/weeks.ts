import type { Hours } from '../../src/playbook/playbook.ts'
import { type Calendar, createCalendar } from '../../src/sla/calendar.ts'
import { shippedHolidays } from '../../src/sla/holidays.ts'

/** The same periods from Monday to Friday. */
export const workweek = (...periods: string[]): Hours => ({
  mon: periods,
  tue: periods,
  wed: periods,
  thu: periods,
  fri: periods,
  sat: [],
  sun: [],
})

/** The same periods every day. */
export const everyDay = (...periods: string[]): Hours => ({
  ...workweek(...periods),
  sat: periods,
  sun: periods,
})

export const closedWeek: Hours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }

/** Weeks in Shanghai by name, as tables write them. */
const weeks: Record<string, Hours> = {
  office: workweek('09:00-18:00'),
  lunch: workweek('09:00-12:00', '13:00-18:00'),
  night: workweek('22:00-06:00'),
  always: everyDay('00:00-24:00'),
  mornings: workweek('09:00-12:00'),
  saturdays: { ...closedWeek, sat: ['10:00-16:00'] },
}

/** The calendar of a named week in Shanghai, without holidays. */
export const week = (name: string): Calendar =>
  createCalendar({ hours: weeks[name] ?? closedWeek, timeZone: 'Asia/Shanghai' })

/** The same with the shipped Chinese holidays. */
export const chineseWeek = (name: string): Calendar =>
  createCalendar({ hours: weeks[name] ?? closedWeek, timeZone: 'Asia/Shanghai', holidays: shippedHolidays() })

/** An instant by Shanghai's clock: `2026-09-30 17:00`, with seconds if need be. */
export const at = (local: string): Date =>
  new Date(`${local.replace(' ', 'T')}${local.length === 16 ? ':00' : ''}+08:00`)

/** Shanghai's clock at an instant; seconds only where they are not zero. */
export const clockOf = (instant: Date): string =>
  new Date(instant.getTime() + 8 * 3_600_000)
    .toISOString()
    .replace('T', ' ')
    .replace(/(:00)?\.\d+Z$/, '')

export const minutes = (count: number): number => count * 60_000
export const hours = (count: number): number => count * 3_600_000
