import path from 'node:path'
import { ConfigError } from '../lib/errors.ts'
import { crossCheck } from './cross-check.ts'
import type { Finding, Path } from './finding.ts'
import { readHolidayFiles } from './holiday-files.ts'
import { type HolidayYear, type Playbook, playbookSchema } from './playbook.ts'
import { locate, overlay, readSource, type Source, valueAt } from './source.ts'
import { findingsOf } from './wording.ts'

/** The files that come with the product. */
export const defaultPlaybook = path.join(import.meta.dirname, 'default.yaml')
export const demoPlaybook = path.join(import.meta.dirname, 'demo.yaml')

/**
 * Reads a playbook, by default the product's own, with overlays on it in order:
 * in groups an overlay replaces what it names, a list it replaces whole. The files
 * of holidays are read in. Throws ConfigError with one line for each thing that is
 * wrong: file, line, key, remedy.
 */
export function loadPlaybook(
  given: { path?: string | undefined; overlays?: readonly string[] } = {},
): Playbook {
  const sources = [
    ...withBase(readSource(given.path ?? defaultPlaybook)),
    ...(given.overlays ?? []).map((file) => readSource(file)),
  ]
  const written = sources.map(({ value }) => value).reduce(overlay)
  const parsed = playbookSchema.safeParse(written)
  if (!parsed.success) {
    const findings = findingsOf(parsed.error.issues, (where) => valueAt(written, where))
    throw new ConfigError(report(sources, findings))
  }
  const { years, wrong } = readHolidayFiles(sources, parsed.data)
  const told = [{ sources, findings: crossCheck(parsed.data) }, ...wrong]
  const lines = told.filter(({ findings }) => findings.length > 0)
  if (lines.length === 0) return withYears(parsed.data, years)
  throw new ConfigError(lines.map((one) => report(one.sources, one.findings)).join('\n'))
}

/** A playbook that says `extends: default` holds only what is otherwise than in the product's own. */
const withBase = (own: Source): Source[] =>
  valueAt(own.value, ['extends']) === 'default' ? [readSource(defaultPlaybook), own] : [own]

/** The years of the files come in under those that the playbook writes itself. */
function withYears(playbook: Playbook, files: readonly HolidayYear[]): Playbook {
  const { years } = playbook.holidays
  const added = files.filter(({ year }) => !years.some((own) => own.year === year))
  return { ...playbook, holidays: { ...playbook.holidays, years: [...added, ...years] } }
}

/** One line for each finding, in the order of the files and their lines. */
function report(sources: readonly Source[], findings: readonly Finding[]): string {
  const files = sources.map(({ file }) => file)
  return findings
    .map(({ path: where, says }) => ({ ...locate(sources, where), key: keyOf(where), says }))
    .toSorted((one, other) => files.indexOf(one.file) - files.indexOf(other.file) || one.line - other.line)
    .map(({ file, line, key, says }) => `${file}:${line}: ${key}: ${says}`)
    .join('\n')
}

const keyOf = (where: Path): string =>
  where
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '') || 'the playbook'
