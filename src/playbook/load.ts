import path from 'node:path'
import { ConfigError } from '../lib/errors.ts'
import { crossCheck } from './cross-check.ts'
import type { Finding, Path } from './finding.ts'
import { type Playbook, playbookSchema } from './playbook.ts'
import { locate, overlay, readSource, type Source } from './source.ts'
import { findingsOf } from './wording.ts'

/** The files that come with the product. */
export const defaultPlaybook = path.join(import.meta.dirname, 'default.yaml')
export const demoPlaybook = path.join(import.meta.dirname, 'demo.yaml')

/**
 * Reads a playbook, by default the product's own, with overlays on it in order:
 * in groups an overlay replaces what it names, a list it replaces whole. Throws
 * ConfigError with one line for each thing that is wrong: file, line, key, remedy.
 */
export function loadPlaybook(
  given: { path?: string | undefined; overlays?: readonly string[] } = {},
): Playbook {
  const sources = [given.path ?? defaultPlaybook, ...(given.overlays ?? [])].map(readSource)
  const written = sources.map(({ value }) => value).reduce(overlay)
  const parsed = playbookSchema.safeParse(written)
  const findings = parsed.success
    ? crossCheck(parsed.data)
    : findingsOf(parsed.error.issues, (where) => valueAt(written, where))
  if (parsed.success && findings.length === 0) return parsed.data
  throw new ConfigError(report(sources, findings))
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

function valueAt(value: unknown, where: Path): unknown {
  return where.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? Reflect.get(inner, key)
        : undefined,
    value,
  )
}

const keyOf = (where: Path): string =>
  where
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '') || 'the playbook'
