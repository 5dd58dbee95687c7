import { isMap, isSeq, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'

/** An item of a sheet and where it stands: its number in a list, its key in a map. */
export interface Item<Value> {
  at: PropertyKey
  value: Value
  /** `file:line: name key: what is wrong` with one of its keys, or with the whole of it. */
  fault: (key: string | undefined, name: string, what: string) => string
}

/** A YAML list or map that knows on which line each value stands. */
export interface Sheet {
  /** Those of its items that fit the schema; the others become faults. */
  items<Value>(schema: z.ZodType<Value>): Item<Value>[]
  readonly faults: readonly string[]
}

/** Reads a sheet; nothing is thrown, what is wrong is collected. Every scalar is text: 12315 needs no quotes. */
export function readSheet(file: string, text: string): Sheet {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'failsafe' })
  const faults = document.errors.map(
    (error) => `${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`,
  )
  const { contents } = document
  if (faults.length === 0 && !isSeq(contents) && !isMap(contents))
    faults.push(`${file}:1: must be a list of entries or a map of ids`)
  const written: unknown = faults.length > 0 ? {} : document.toJS()
  const listed = Array.isArray(written)
  const pairs: [string, unknown][] =
    typeof written === 'object' && written !== null ? Object.entries(written) : []

  /** The line of the deepest value on the way that is written at all. */
  const lineOf = (at: readonly PropertyKey[]): number => {
    for (let depth = at.length; depth > 0; depth--) {
      const node = document.getIn(at.slice(0, depth), true)
      if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range))
        return lines.linePos(Number(node.range[0])).line
    }
    return 1
  }
  const fault = (at: readonly PropertyKey[], name: string, what: string): string =>
    `${file}:${lineOf(at)}: ${[name, ...at.slice(1)].map(String).join(' ')}: ${what}`

  return {
    faults,
    items(schema) {
      return pairs.flatMap(([key, given]) => {
        const at = listed ? Number(key) : key
        const parsed = schema.safeParse(given)
        if (parsed.success)
          return [
            {
              at,
              value: parsed.data,
              fault: (below, item, what) => fault(below === undefined ? [at] : [at, below], item, what),
            },
          ]
        const name = listed ? nameOf(given, Number(key)) : key
        faults.push(...parsed.error.issues.map((issue) => fault([at, ...issue.path], name, issue.message)))
        return []
      })
    },
  }
}

const nameOf = (given: unknown, at: number): string =>
  typeof given === 'object' && given !== null && 'id' in given ? String(given.id) : `entry ${at + 1}`
