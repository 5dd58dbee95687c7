import { createInterface } from 'node:readline'
import { z } from 'zod'

/** Where a command reads and writes; `write` resolves when there is room for more. */
export interface Pipe {
  input: NodeJS.ReadableStream
  write: (text: string) => Promise<void>
  complain: (text: string) => void
}

/** What becomes of one object: another one. */
export interface LineWork<Row> {
  schema: z.ZodType<Row>
  answer: (row: Row) => object
}

/** Written together, so that ten thousand answers are not ten thousand writes. */
const chunkLength = 65_536
const longestComplaint = 300

/**
 * One JSON object a line in, one a line out, `id` passed through as it was. A line that cannot be read is
 * complained of by its number and left out; the rest is done. Returns how many were left out.
 */
export async function eachLine<Row>(pipe: Pipe, { schema, answer }: LineWork<Row>): Promise<number> {
  let number = 0
  let unreadable = 0
  let out = ''
  for await (const line of createInterface({ input: pipe.input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1
    if (line.trim() === '') continue
    const read = readLine(line, schema)
    if ('fault' in read) {
      unreadable += 1
      pipe.complain(`line ${number}: ${read.fault.slice(0, longestComplaint)}`)
      continue
    }
    const id = read.id === undefined ? {} : { id: read.id }
    out += `${JSON.stringify({ ...id, ...answer(read.row) })}\n`
    if (out.length < chunkLength) continue
    await pipe.write(out)
    out = ''
  }
  if (out !== '') await pipe.write(out)
  return unreadable
}

/** Numbers that a double cannot hold; ids of messages are often so long. */
const longNumber = /\d{16}/
type KeepSource = (key: string, value: unknown, read: { source?: string }) => unknown
const json = JSON as unknown as {
  parse: (text: string, keep: KeepSource) => unknown
  rawJSON: (text: string) => unknown
}

/** The value of a line; an id too long for a number keeps its digits. */
function parse(line: string): unknown {
  if (!longNumber.test(line)) return JSON.parse(line)
  return json.parse(line, (key, value, { source }) =>
    key === 'id' && typeof value === 'number' && source !== undefined ? json.rawJSON(source) : value,
  )
}

/** A mark some editors put before the first line. */
const byteOrderMark = /^\uFEFF/

function readLine<Row>(line: string, schema: z.ZodType<Row>): { id: unknown; row: Row } | { fault: string } {
  let value: unknown
  try {
    value = parse(line.replace(byteOrderMark, ''))
  } catch {
    // The parser's own words would quote what a customer wrote.
    return { fault: 'is not JSON; write one object a line' }
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) return { fault: z.prettifyError(parsed.error).replace(/\s*\n\s*/g, ' ') }
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
  return { id, row: parsed.data }
}
