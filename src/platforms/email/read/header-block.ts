import type { MailFault } from './mail.ts'

/** One header field in its bytes, folded as it came. */
export interface RawField {
  /** In lower case. */
  name: string
  value: Buffer
}

const mostFields = 1000
/** Found even behind ten thousand others. */
const wanted =
  /^(from|sender|to|cc|reply-to|subject|date|message-id|in-reply-to|references|return-path|content-.*|mime-version|auto-submitted|precedence|list-.*|x-auto.*|authentication-results|x-failed-recipients|x-mailer)$/
const mostWanted = 1200

const fieldStart = /^([!-9;-~]{1,80})[ \t]*:/

/** The header of a mail or part, and what follows the empty line behind it. */
export function readBlock(bytes: Buffer, faults: Set<MailFault>): { fields: RawField[]; body: Buffer } {
  const spans: { name: string; from: number; to: number }[] = []
  let at = 0
  while (at < bytes.length) {
    const { end, next } = lineAt(bytes, at)
    if (end === at) return { fields: fieldsOf(bytes, spans, faults), body: bytes.subarray(next) }
    const last = spans.at(-1)
    const start = startOf(bytes, at)
    if (last && isFold(bytes, at)) last.to = end
    else if (start) spans.push({ name: start.name, from: at + start.length, to: end })
    else if (!(at === 0 && isEnvelope(bytes))) {
      // A line broken without its indent, or the text without an empty line before it.
      if (!last || !startOf(bytes, next)) {
        faults.add('no_header_end')
        return { fields: fieldsOf(bytes, spans, faults), body: bytes.subarray(at) }
      }
      last.to = end
    }
    at = next
  }
  return { fields: fieldsOf(bytes, spans, faults), body: bytes.subarray(bytes.length) }
}

function lineAt(bytes: Buffer, at: number): { end: number; next: number } {
  const newline = bytes.indexOf(0x0a, at)
  const next = newline < 0 ? bytes.length : newline + 1
  let end = newline < 0 ? bytes.length : newline
  while (end > at && bytes[end - 1] === 0x0d) end--
  return { end, next }
}

function startOf(bytes: Buffer, at: number): { name: string; length: number } | undefined {
  const match = fieldStart.exec(bytes.toString('latin1', at, Math.min(at + 100, bytes.length)))
  return match ? { name: (match[1] ?? '').toLowerCase(), length: match[0].length } : undefined
}

const isFold = (bytes: Buffer, at: number): boolean => bytes[at] === 0x20 || bytes[at] === 0x09

/** The line of a mailbox file before the first field. */
const isEnvelope = (bytes: Buffer): boolean => /^>?From /.test(bytes.toString('latin1', 0, 6))

function fieldsOf(
  bytes: Buffer,
  spans: { name: string; from: number; to: number }[],
  faults: Set<MailFault>,
): RawField[] {
  const kept = spans
    .filter((span, index) => index < mostFields || wanted.test(span.name))
    .slice(0, mostWanted)
  if (kept.length < spans.length) faults.add('too_many_headers')
  return kept.map(({ name, from, to }) => ({ name, value: bytes.subarray(from, to) }))
}
