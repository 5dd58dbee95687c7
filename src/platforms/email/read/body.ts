import { readAttachment, saidName } from './attachment.ts'
import { decodeText } from './charset.ts'
import { unflow } from './flowed.ts'
import type { MailAttachment, MailFault, MailReport } from './mail.ts'
import type { Part } from './parts.ts'
import { decodeTransfer } from './transfer.ts'

/** One stretch of the readable mail in the forms it came in. */
export interface Stretch {
  plain: string
  html: string
}

/** What the leaves of a mail hold. */
export interface Body {
  stretches: Stretch[]
  attachments: MailAttachment[]
  reports: MailReport[]
}

interface Around {
  /** The whole mail is this one part. */
  alone: boolean
  related: boolean
  report: boolean
}

const longestReport = 64 * 1024
/** More than a mail's text is ever cut to, in any character set. */
const longestText = 8_000_000

/** The text, files and reports of a tree; of alternatives each form once. */
export function readBody(part: Part, faults: Set<MailFault>): Body {
  return collect(part, { alone: true, related: false, report: false }, faults)
}

function collect(part: Part, around: Around, faults: Set<MailFault>): Body {
  if (part.children.length === 0) return leaf(part, around, faults)
  const kind = part.type.value
  const inside = {
    alone: false,
    related: around.related || kind === 'multipart/related',
    report: kind === 'multipart/report',
  }
  const bodies = part.children.map((child) => collect(child, inside, faults))
  const stretches = bodies.flatMap((body) => body.stretches)
  return {
    stretches: kind === 'multipart/alternative' && stretches.length > 0 ? [asOne(stretches)] : stretches,
    attachments: bodies.flatMap((body) => body.attachments),
    reports: bodies.flatMap((body) => body.reports),
  }
}

function asOne(stretches: Stretch[]): Stretch {
  const join = (forms: string[]): string => forms.filter((form) => form !== '').join('\n')
  return { plain: join(stretches.map((one) => one.plain)), html: join(stretches.map((one) => one.html)) }
}

function leaf(part: Part, around: Around, faults: Set<MailFault>): Body {
  const type = part.type.value
  if (around.report && isReport(type)) {
    const bytes = decodeTransfer(part.body, part.fields.raw('content-transfer-encoding'), faults)
    const text = readable(bytes.subarray(0, longestReport), part.type.parameters.get('charset') ?? '', faults)
    return { stretches: [], attachments: [], reports: [{ mediaType: type, text }] }
  }
  // The same once more for programs that nobody here has.
  if (type === 'text/x-amp-html' || type === 'text/watch-html')
    return { stretches: [], attachments: [], reports: [] }
  if (!isText(part, around.alone)) {
    return { stretches: [], attachments: [readAttachment(part, around.related, faults)], reports: [] }
  }
  const text = textOf(part, faults)
  const isHtml = type === 'text/html' || (type === '' && /^\s{0,99}<(!doctype html|html)\b/i.test(text))
  const stretch = isHtml ? { plain: '', html: text } : { plain: flowedOf(part, text), html: '' }
  return { stretches: text.trim() === '' ? [] : [stretch], attachments: [], reports: [] }
}

const isReport = (type: string): boolean => /^(message\/|text\/rfc822-headers)/.test(type)

function isText(part: Part, alone: boolean): boolean {
  // A name does not make a file of the only words there are.
  if (part.disposition.value === 'attachment' || (saidName(part) !== '' && !alone)) return false
  // A word without a slash is a type nobody can mean; RFC 2045 5.2 reads it as plain text.
  return /^(|text|text\/plain|text\/html|[^/]*)$/.test(part.type.value)
}

function textOf(part: Part, faults: Set<MailFault>): string {
  const whole = decodeTransfer(part.body, part.fields.raw('content-transfer-encoding'), faults)
  const bytes = whole.subarray(0, longestText)
  if (bytes.length < whole.length) faults.add('text_cut')
  const said = part.type.parameters.get('charset') ?? ''
  return readable(bytes, said || (part.type.value === 'text/html' ? metaCharset(bytes) : ''), faults)
}

/** What the HTML says of itself where the header does not. */
function metaCharset(bytes: Buffer): string {
  const start = bytes.toString('latin1', 0, 4096)
  return /<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(start)?.[1] ?? ''
}

function readable(bytes: Buffer, charset: string, faults: Set<MailFault>): string {
  return decodeText(bytes, charset, faults)
    .replaceAll(/\r*\n|\r+/g, '\n')
    .replaceAll(/(?![\t\n])\p{Cc}/gu, '')
}

function flowedOf(part: Part, text: string): string {
  if (!/^flowed$/i.test(part.type.parameters.get('format') ?? '')) return text
  return unflow(text, /^yes$/i.test(part.type.parameters.get('delsp') ?? ''))
}
