import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ConfigError, messageOf } from '../../src/lib/errors.ts'
import { loadPlaybook } from '../../src/playbook/load.ts'
import { holidaysOf } from '../../src/sla/holidays.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'holidays-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(name: string, text: string): string {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

const day = (date: string, isOffDay = true): string =>
  `\n    { "name": "元旦", "date": "${date}", "isOffDay": ${isOffDay} }`
/** A year as holiday-cn writes it, with what it says besides. */
const year = (number: number, ...days: string[]): string =>
  `{\n  "$schema": "https://example.org/schema.json",\n  "year": ${number},\n  "papers": [],\n  "days": [${days.join(',')}\n  ]\n}\n`

written('2027.json', year(2027, day('2027-01-01'), day('2027-01-03', false)))
written('2027-again.json', year(2027, day('2027-01-01')))
written('2026.json', year(2026, day('2026-08-08')))
written('years/2028.json', year(2028, day('2028-01-01')))

const load = (overlay: string, name = 'own.yaml') => loadPlaybook({ overlays: [written(name, overlay)] })

function complaints(overlay: string): string[] {
  try {
    load(overlay)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return messageOf(error).replaceAll(`${folder}/`, '').split('\n')
  }
  return []
}

describe('files of years', () => {
  test('are read beside the playbook that names them, from its own folder and below', () => {
    const { holidays } = load('holidays:\n  files: [2027.json, years/2028.json]')
    expect(holidays.years.map((one) => one.year)).toEqual([2027, 2028])
    expect(holidays.years[0]?.days).toEqual([
      { name: '元旦', date: '2027-01-01', isOffDay: true },
      { name: '元旦', date: '2027-01-03', isOffDay: false },
    ])
    expect(load('holidays: { files: [2028.json] }', 'years/own.yaml').holidays.years[0]?.year).toBe(2028)
  })

  test('replace the shipped year, and are replaced by what the playbook writes itself', () => {
    const shipped = (overlay: string, wanted: number) =>
      holidaysOf(load(overlay))
        ?.find((one) => one.year === wanted)
        ?.days.map(({ date }) => date)
    expect(shipped('holidays: { files: [2026.json] }', 2026)).toEqual(['2026-08-08'])
    expect(shipped('holidays: { files: [2026.json] }', 2025)).toContain('2025-10-01')
    const own = '{ year: 2026, days: [{ name: 店庆, date: 2026-09-09, isOffDay: true }] }'
    expect(shipped(`holidays: { files: [2026.json], years: [${own}] }`, 2026)).toEqual(['2026-09-09'])
  })

  test('the shipped years are of that very shape', () => {
    const file = path.resolve(import.meta.dirname, '../../src/sla/holidays/2026.json')
    const { years } = load(`holidays: { files: [${JSON.stringify(file)}] }`).holidays
    expect(years).toEqual([{ year: 2026, days: JSON.parse(readFileSync(file, 'utf8')).days }])
  })
})

describe('what is wrong with a file is told', () => {
  const remedy = 'give the path of a year of holiday-cn, such as 2027.json: {'
  written('broken.json', '{\n  "year": 2027,\n  "days": [\n')
  written('list.json', '[]')
  written('empty.json', '{}')
  written(
    'words.json',
    year(2027, day('2027-01-01'), '\n    { "name": "春节", "date": "2027-2-6", "isOffDay": 1 }'),
  )
  written('foreign.json', year(2027, day('2027-01-01'), day('2019-01-01')))
  test.each([
    [
      'none.json',
      [
        /^own\.yaml:2: holidays\.files\[0\]: none\.json: the holidays of a year cannot be read: there is no such file; give the path/,
      ],
    ],
    [
      'years',
      [
        /^own\.yaml:2: holidays\.files\[0\]: years: the holidays of a year cannot be read: it is a folder; give the path/,
      ],
    ],
    ['broken.json', [/^own\.yaml:2: holidays\.files\[0\]: broken\.json:\d: not JSON: /]],
    ['list.json', [`own.yaml:2: holidays.files[0]: list.json holds no year; ${remedy}`]],
    [
      'empty.json',
      ['empty.json:1: year: is missing; give a number', 'empty.json:1: days: is missing; give a list'],
    ],
    [
      'words.json',
      [
        'words.json:7: days[1].date: "2027-2-6" is not right; use a date such as 2026-10-01',
        'words.json:7: days[1].isOffDay: must be true or false, not 1',
      ],
    ],
    [
      'foreign.json',
      ['foreign.json:7: days[1].date: "2019-01-01" does not belong to 2027; correct the date or the year'],
    ],
  ])('%s', (name, expected) => {
    const lines = complaints(`holidays:\n  files: [${name}]`)
    expect(lines).toHaveLength(expected.length)
    for (const [index, line] of expected.entries()) {
      if (typeof line === 'string') expect(lines[index]?.startsWith(line), lines[index]).toBe(true)
      else expect(lines[index]).toMatch(line)
    }
  })

  test('a year given by two files, where the second is named', () => {
    expect(complaints('holidays:\n  files:\n    - 2027.json\n    - 2027-again.json')).toEqual([
      'own.yaml:4: holidays.files[1]: 2027 is given by "2027.json" already; keep one of the two',
    ])
  })

  test('together with whatever else is wrong', () => {
    const lines = complaints('company:\n  timeZone: Beijing\nholidays:\n  files: [empty.json]')
    expect(lines.map((line) => line.split(': ')[1])).toEqual(['company.timeZone', 'year', 'days'])
  })
})
