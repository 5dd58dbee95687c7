import path from 'node:path'
import { ConfigError, messageOf } from '../lib/errors.ts'
import { foreignDates } from './cross-check.ts'
import type { Finding } from './finding.ts'
import type { HolidayYear, Playbook } from './playbook.ts'
import { locate, readSource, type Source, valueAt } from './source.ts'
import { holidayYearSchema } from './times.ts'
import { findingsOf } from './wording.ts'

/** A year's holidays read from a file, or what is wrong with it: in the playbook that names it, or in the file itself. */
type ReadYear =
  | { year: HolidayYear; nth: number }
  | { sources: readonly Source[]; findings: readonly Finding[] }

/** What the files of a playbook's holidays give. */
export interface HolidayFiles {
  years: HolidayYear[]
  /** Findings with the files in which they stand. */
  wrong: { sources: readonly Source[]; findings: readonly Finding[] }[]
}

/**
 * Reads the files of holiday-cn that a playbook names, each beside the file that
 * names it. What cannot be read is told where it is named, what is malformed
 * where it stands; a year may be given by one of the files only.
 */
export function readHolidayFiles(sources: readonly Source[], { holidays }: Playbook): HolidayFiles {
  const read = holidays.files.map((name, nth) => readYear(sources, name, nth))
  const good = read.flatMap((one) => ('year' in one ? [one] : []))
  const bad = read.flatMap((one) => ('year' in one ? [] : [one]))
  const twice = good.flatMap(({ year: { year }, nth }, index): Finding[] => {
    const first = good.slice(0, index).find((one) => one.year.year === year)
    if (!first) return []
    const says = `${year} is given by ${JSON.stringify(holidays.files[first.nth])} already; keep one of the two`
    return [{ path: ['holidays', 'files', nth], says }]
  })
  return { years: good.map(({ year }) => year), wrong: [...bad, { sources, findings: twice }] }
}

function readYear(sources: readonly Source[], name: string, nth: number): ReadYear {
  const where = ['holidays', 'files', nth]
  const file = path.resolve(path.dirname(locate(sources, where).file), name)
  let source: Source
  try {
    source = readSource(file, holidayFile)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { sources, findings: [{ path: where, says: messageOf(error).split('\n')[0] ?? '' }] }
  }
  const parsed = holidayYearSchema.safeParse(source.value)
  if (typeof source.value !== 'object' || Array.isArray(source.value))
    return { sources, findings: [{ path: where, says: `${file} holds no year; ${holidayFile.remedy}` }] }
  if (!parsed.success)
    return {
      sources: [source],
      findings: findingsOf(parsed.error.issues, (inner) => valueAt(source.value, inner)),
    }
  const foreign = foreignDates(['days'], parsed.data)
  if (foreign.length > 0) return { sources: [source], findings: foreign }
  return { year: parsed.data, nth }
}

const holidayFile = {
  what: 'the holidays of a year',
  format: 'JSON',
  remedy:
    'give the path of a year of holiday-cn, such as 2027.json: { "year": 2027, "days": [{ "name": "元旦", "date": "2027-01-01", "isOffDay": true }] }',
}
