import { askFields, type Fields } from './fields.ts'
import { readBlock } from './header-block.ts'
import type { MailFault } from './mail.ts'
import { readStructured, type Structured } from './parameters.ts'
import { decodeTransfer } from './transfer.ts'

const deepest = 12
const mostParts = 1000

/** One node of a mail's tree; `body` still in its transfer encoding. */
export interface Part {
  fields: Fields
  type: Structured
  disposition: Structured
  body: Buffer
  children: Part[]
}

interface Budget {
  faults: Set<MailFault>
  parts: number
}

/** The tree of a mail: bounded in depth and number, each level one native search over its bytes. */
export function readParts(bytes: Buffer, faults: Set<MailFault>): Part {
  return readPart(bytes.subarray(headerStart(bytes)), 0, { faults, parts: 0 })
}

/** Where the header begins: some put a byte order mark or empty lines before it. */
function headerStart(bytes: Buffer): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  while (at < 100 && (bytes[at] === 0x0d || bytes[at] === 0x0a)) at++
  return /^[!-9;-~]{1,80}[ \t]{0,9}:/.test(bytes.toString('latin1', at, at + 100)) ? at : 0
}

function readPart(bytes: Buffer, depth: number, budget: Budget): Part {
  const { faults } = budget
  const block = readBlock(bytes, faults)
  const fields = askFields(block.fields, faults)
  const part: Part = {
    fields,
    type: fields.structured('content-type'),
    disposition: fields.structured('content-disposition'),
    body: block.body,
    children: [],
  }
  budget.parts++
  if (!part.type.value.startsWith('multipart/')) return part
  if (depth >= deepest) {
    // Kept as one file: it can be opened by whoever wants to know.
    faults.add('too_deep')
    return { ...part, body: bytes, type: readStructured('message/rfc822', faults), disposition: attached }
  }
  for (const piece of piecesOf(part, faults)) {
    if (budget.parts >= mostParts) {
      faults.add('too_many_parts')
      break
    }
    part.children.push(readPart(piece, depth + 1, budget))
  }
  // A multipart without parts: whatever is in it is read as text.
  return part.children.length > 0 ? part : { ...part, type: readStructured('text/plain', faults) }
}

const attached: Structured = { value: 'attachment', parameters: new Map() }

function piecesOf(part: Part, faults: Set<MailFault>): Buffer[] {
  const { body } = part
  const said = part.type.parameters.get('boundary')?.slice(0, 300).trimEnd() ?? ''
  const pieces = said === '' ? [] : split(body, said, faults)
  if (pieces.length > 0 || body.length === 0) return pieces
  const encoding = part.fields.raw('content-transfer-encoding')
  // Against the rules, and done: the parts are encoded as one.
  const decoded = /base64|quoted/i.test(encoding) ? decodeTransfer(body, encoding, new Set()) : body
  const hidden = said === '' || decoded === body ? [] : split(decoded, said, faults)
  if (hidden.length > 0) return hidden
  faults.add('boundary_missing')
  const start = body.toString('latin1', 0, 64 * 1024)
  const seen = /(?:^|\n)--([^\r\n]{1,200}?)[ \t]{0,20}\r?\n[A-Za-z-]{1,60}:/.exec(start)?.[1]
  return seen ? split(body, seen, faults) : []
}

function split(body: Buffer, boundary: string, faults: Set<MailFault>): Buffer[] {
  const delimiter = Buffer.from(`\n--${boundary}`, 'utf8')
  const pieces: Buffer[] = []
  let from: number | undefined
  let at = startsWith(body, delimiter.subarray(1)) ? -1 : next(body, delimiter, 0)
  while (at !== undefined && pieces.length <= mostParts) {
    const behind = lineBehind(body, at + delimiter.length)
    if (behind && from !== undefined) {
      pieces.push(body.subarray(from, Math.max(from, body[at - 1] === 0x0d ? at - 1 : at)))
    }
    if (behind?.last) return pieces
    if (behind) from = behind.next
    // The line break that ends this line may be the one before the next boundary.
    at = next(body, delimiter, behind ? behind.next - 1 : at + 1)
  }
  if (from === undefined || at !== undefined) return pieces
  faults.add('final_boundary_missing')
  return [...pieces, body.subarray(from)]
}

function next(body: Buffer, delimiter: Buffer, from: number): number | undefined {
  const at = body.indexOf(delimiter, from)
  return at < 0 ? undefined : at
}

const startsWith = (body: Buffer, start: Buffer): boolean => body.subarray(0, start.length).equals(start)

/** What stands behind a boundary: nothing, or `--` for the last one; anything else makes it none. */
function lineBehind(body: Buffer, at: number): { last: boolean; next: number } | undefined {
  const last = body[at] === 0x2d && body[at + 1] === 0x2d
  let end = last ? at + 2 : at
  while (end - at < 200 && (body[end] === 0x20 || body[end] === 0x09 || body[end] === 0x0d)) end++
  if (end < body.length && body[end] !== 0x0a) return last && end > at + 2 ? { last, next: end } : undefined
  return { last, next: Math.min(end + 1, body.length) }
}
