import type { HolidayYear, Playbook } from '../playbook/playbook.ts'
import year2025 from './holidays/2025.json' with { type: 'json' }
import year2026 from './holidays/2026.json' with { type: 'json' }
import { dayMs, remember } from './time-zone.ts'

/** The years that come with the product: the State Council's arrangements of November 2024 and November 2025. */
export const shippedHolidays = (): HolidayYear[] => [year2025, year2026]

/** The years a playbook works with, its own before the shipped ones; `undefined` where holidays do not count. */
export function holidaysOf(playbook: Pick<Playbook, 'holidays'>): HolidayYear[] | undefined {
  const { source, years } = playbook.holidays
  if (source === 'none') return undefined
  const replaced = new Set(years.map(({ year }) => year))
  return [...shippedHolidays().filter(({ year }) => !replaced.has(year)), ...years]
}

/** What is special about a day (counted from 1970-01-01): `off`, a make-up working day, or nothing. */
export interface Holidays {
  kindOf(day: number): DayKind | undefined
  /** The feast a special day belongs to, as it was published. */
  nameOf(day: number): string | undefined
  has(year: number): boolean
}

export type DayKind = 'off' | 'make_up'

/** A year without data falls back to the statutory days, without make-up days. */
export function createHolidays(years: readonly HolidayYear[]): Holidays {
  const published = new Map<number, { kind: DayKind; name: string }>()
  // A year's arrangement may name days of the December before, so all years share one map.
  for (const { days } of years) {
    for (const { date, isOffDay, name } of days)
      published.set(dayOfDate(date), { kind: isOffDay ? 'off' : 'make_up', name })
  }
  const known = new Set(years.map(({ year }) => year))
  const statutory = new Map<number, Map<number, string>>()
  const feastOf = (day: number): string | undefined => {
    const year = new Date(day * dayMs).getUTCFullYear()
    if (known.has(year)) return undefined
    const feasts = remember(
      statutory,
      year,
      () => new Map(statutoryFeasts(year).map(([date, name]) => [dayOfDate(date), name])),
    )
    return feasts.get(day)
  }
  return {
    has: (year) => known.has(year),
    kindOf: (day) => published.get(day)?.kind ?? (feastOf(day) === undefined ? undefined : 'off'),
    nameOf: (day) => published.get(day)?.name ?? feastOf(day),
  }
}

const dayOfDate = (date: string): number => Date.parse(date) / dayMs

/**
 * 春节, 端午 and 中秋 by year. Intl's Chinese calendar misses 春节 of 2027 and 2030,
 * whose new moons fall within minutes of midnight in Beijing, so the dates are
 * kept here; they were reckoned from the new moons.
 */
const lunar: Record<number, readonly [string, string, string]> = {
  2024: ['02-10', '06-10', '09-17'],
  2025: ['01-29', '05-31', '10-06'],
  2026: ['02-17', '06-19', '09-25'],
  2027: ['02-06', '06-09', '09-15'],
  2028: ['01-26', '05-28', '10-03'],
  2029: ['02-13', '06-16', '09-22'],
  2030: ['02-03', '06-05', '09-12'],
  2031: ['01-23', '06-24', '10-01'],
  2032: ['02-11', '06-12', '09-19'],
  2033: ['01-31', '06-01', '09-08'],
  2034: ['02-19', '06-20', '09-27'],
  2035: ['02-08', '06-10', '09-16'],
  2036: ['01-28', '05-30', '10-04'],
  2037: ['02-15', '06-18', '09-24'],
  2038: ['02-04', '06-07', '09-13'],
  2039: ['01-24', '05-27', '10-02'],
  2040: ['02-12', '06-14', '09-20'],
}

/**
 * The 13 days off that the law of 2024 fixes, as dates. Before 2024 and after
 * 2040 the three lunar feasts are not known and only the others are given.
 */
export const statutoryDays = (year: number): string[] =>
  statutoryFeasts(year)
    .map(([date]) => date)
    .sort()

/** The same days with the names of their feasts; where two fall together the later named is the lunar one. */
function statutoryFeasts(year: number): [date: string, name: string][] {
  const [spring, dragonBoat, midAutumn] = lunar[year] ?? []
  const feasts: [string, string[]][] = [
    ['元旦', ['01-01']],
    ['清明节', [`04-0${qingming(year)}`]],
    ['劳动节', ['05-01', '05-02']],
    ['国庆节', ['10-01', '10-02', '10-03']],
    ['春节', spring ? aroundSpring(year, spring) : []],
    ['端午节', dragonBoat ? [dragonBoat] : []],
    ['中秋节', midAutumn ? [midAutumn] : []],
  ]
  return feasts.flatMap(([name, dates]) => dates.map((date): [string, string] => [`${year}-${date}`, name]))
}

/** 除夕 to 初三. */
const aroundSpring = (year: number, first: string): string[] =>
  [-1, 0, 1, 2].map((shift) => {
    const date = new Date(Date.parse(`${year}-${first}`) + shift * dayMs)
    return date.toISOString().slice(5, 10)
  })

/** The day of April on which 清明 falls, right for this century. */
const qingming = (year: number): number => {
  const short = year % 100
  return Math.floor(short * 0.2422 + 4.81) - Math.floor(short / 4)
}
