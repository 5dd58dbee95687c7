import { readFileSync } from 'node:fs'
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml'
import { ConfigError, messageOf } from '../lib/errors.ts'
import type { Path } from './finding.ts'

/** One YAML file as it was read, with what is needed to say where something stands in it. */
export interface Source {
  file: string
  document: Document
  lines: LineCounter
  value: unknown
}

/** What a file is read as, for whoever has to mend it. */
interface Reading {
  what: string
  /** Every JSON file is YAML, too. */
  format: string
  /** What to give instead of a file that cannot be read. */
  remedy: string
}

const playbookFile: Reading = { what: 'the playbook', format: 'YAML', remedy: 'give the path of a YAML file' }

/** Reads one file. Throws ConfigError naming file and line when it cannot be read or is not YAML. */
export function readSource(file: string, as: Reading = playbookFile): Source {
  const lines = new LineCounter()
  const document = parseDocument(readText(file, as), { lineCounter: lines, prettyErrors: false })
  const { format } = as
  const wrong = document.errors.map(
    (error) => `${file}:${lines.linePos(error.pos[0]).line}: not ${format}: ${error.message}`,
  )
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'))
  try {
    return { file, document, lines, value: document.toJS() ?? {} }
  } catch (cause) {
    // An alias without anchor, or aliases that would multiply without end.
    throw new ConfigError(`${file}:1: not ${format}: ${messageOf(cause)}`, { cause })
  }
}

function readText(file: string, { what, remedy }: Reading): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : messageOf(cause)
    throw new ConfigError(`${file}: ${what} cannot be read: ${why}; ${remedy}`, { cause })
  }
}

/** One value laid over another: groups are merged key by key, anything else replaces what was there. */
export function overlay(below: unknown, above: unknown): unknown {
  if (!isGroup(below) || !isGroup(above)) return above
  const both = Object.entries(above).map(([key, value]) => [
    key,
    Object.hasOwn(below, key) ? overlay(below[key], value) : value,
  ])
  return { ...below, ...Object.fromEntries(both) }
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value at a place of what was read; `undefined` where there is none. */
export function valueAt(value: unknown, where: Path): unknown {
  return where.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? Reflect.get(inner, key)
        : undefined,
    value,
  )
}

/** Where a value stands, or the nearest group around it that does: the last file in which it is written. */
export function locate(sources: readonly Source[], path: Path): { file: string; line: number } {
  let standing = sources.map((source) => ({
    source,
    node: resolved(source, source.document.contents),
    at: 0,
  }))
  for (const key of path) {
    const next = standing.flatMap(({ source, node }) => childOf(source, node, key) ?? [])
    if (next.length === 0) break
    // Below a value that replaced, what it replaced is not there any more.
    const replaced = next.findLastIndex(({ node }) => !isMap(node))
    standing = next.slice(Math.max(0, replaced))
  }
  const last = standing.at(-1)
  const source = last?.source ?? sources[0]
  return { file: source?.file ?? 'playbook', line: source?.lines.linePos(last?.at ?? 0).line || 1 }
}

interface Standing {
  source: Source
  node: Node | null
  at: number
}

function childOf(source: Source, node: Node | null, key: PropertyKey): Standing | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key)
    if (!pair || !isScalar(pair.key)) return undefined
    return { source, node: resolved(source, pair.value), at: pair.key.range?.[0] ?? 0 }
  }
  if (isSeq(node) && typeof key === 'number') {
    const item = node.items[key]
    if (!isNode(item)) return undefined
    return { source, node: resolved(source, item), at: item.range?.[0] ?? 0 }
  }
  return undefined
}

function resolved(source: Source, node: unknown): Node | null {
  if (isAlias(node)) return node.resolve(source.document) ?? null
  return isNode(node) ? node : null
}
