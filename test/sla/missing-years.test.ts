import { expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/load.ts'
import type { Playbook } from '../../src/playbook/playbook.ts'
import { missingYearsFor } from '../../src/sla/missing-years.ts'
import { at } from './weeks.ts'

const shipped = loadPlaybook()
const withHolidays = (holidays: Partial<Playbook['holidays']>): Playbook => ({
  ...shipped,
  holidays: { ...shipped.holidays, ...holidays },
})
const year = (number: number) => ({ year: number, days: [] })

test.each([
  // 2025 and 2026 are shipped
  ['2026-11-14 23:59', undefined, []],
  ['2026-11-15 00:00', undefined, [2027]],
  ['2026-12-31 23:59', undefined, [2027]],
  ['2027-01-01 00:00', undefined, [2027]],
  ['2027-11-15 00:00', undefined, [2027, 2028]],
  // a clock's deadline reaches into the next year
  ['2026-11-01 09:00', '2026-12-31 18:00', []],
  ['2026-11-01 09:00', '2027-01-04 10:00', [2027]],
  ['2026-11-20 09:00', '2028-01-04 10:00', [2027, 2028]],
  // one that is past long ago does not
  ['2026-11-01 09:00', '2024-01-04 10:00', []],
])('at %s, with deadlines until %s: %j', (now, reached, expected) => {
  const until = reached ? at(reached) : undefined
  expect(missingYearsFor(shipped, at(now), until)).toEqual(expected)
})

test('what the playbook gives is not missing, and where holidays do not count nothing is', () => {
  const late = at('2026-12-24 09:00')
  expect(missingYearsFor(withHolidays({ years: [year(2027)] }), late)).toEqual([])
  expect(missingYearsFor(withHolidays({ years: [year(2028)] }), late)).toEqual([2027])
  expect(missingYearsFor(withHolidays({ source: 'none' }), late)).toEqual([])
})

test('the year is that of the company, not of Greenwich', () => {
  expect(missingYearsFor(shipped, new Date('2026-11-14T15:59:00Z'))).toEqual([])
  expect(missingYearsFor(shipped, new Date('2026-11-14T16:00:00Z'))).toEqual([2027])
})
