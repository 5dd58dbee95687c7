import { z } from 'zod'
import { type Finding, oneOf, type Path, shown } from './finding.ts'
import { playbookSchema } from './playbook.ts'

type Issue = z.core.$ZodIssue

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
}

/** The schema's issues in words, one finding for each unknown key. `valueAt` reads the playbook as it was written. */
export function findingsOf(issues: readonly Issue[], valueAt: (path: Path) => unknown): Finding[] {
  return issues.flatMap((issue): Finding[] => {
    const { path } = issue
    if (issue.code === 'invalid_key')
      return [{ path, says: `is not a key here; ${oneOf(keysAt(path.slice(0, -1)))}` }]
    if (issue.code === 'unrecognized_keys') {
      const says = `is not a key here; ${oneOf(keysAt(path))}`
      return issue.keys.map((key) => ({ path: [...path, key], says }))
    }
    return [{ path, says: wordOf(issue, valueAt(path)) }]
  })
}

function wordOf(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return wordOfType(kinds[issue.expected] ?? issue.expected, value)
    case 'invalid_value':
      return `${value === undefined ? 'is missing' : `${shown(value)} is not known`}; ${oneOf(issue.values)}`
    case 'too_small':
      if (issue.origin === 'array') return `needs ${issue.minimum} or more entries`
      if (issue.origin === 'string') return 'must not be empty'
      return `${shown(value)} is too small; use ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`
    case 'too_big':
      return `${shown(value)} is too large; use at most ${issue.maximum}`
    default:
      // Formats carry what would be right as their message.
      return `${shown(value)} is not right; use ${issue.message}`
  }
}

function wordOfType(expected: string, value: unknown): string {
  if (value === undefined) return `is missing; give ${expected}`
  const isPlain = typeof value === 'number' || typeof value === 'boolean'
  const quote = expected === 'a text' && isPlain ? '; put it in quotes' : ''
  return `must be ${expected}, not ${shown(value)}${quote}`
}

/** The keys the schema knows at a place. */
function keysAt(path: Path): string[] {
  let schema = unwrapped(playbookSchema)
  for (const key of path) {
    if (schema instanceof z.ZodObject) schema = unwrapped(schema.shape[String(key)])
    else if (schema instanceof z.ZodArray) schema = unwrapped(schema.element)
  }
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape)
  return schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum
    ? schema.keyType.options.map(String)
    : []
}

function unwrapped(schema: unknown): unknown {
  const optional =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
  return optional ? unwrapped(schema.unwrap()) : schema
}
