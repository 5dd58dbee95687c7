import { readAttachment, saidName } from './attachment.ts'
import type { MailAttachment, MailFault, MailReport } from './mail.ts'
import { flowedOf, readableOf, textOf } from './part-text.ts'
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
  /** What is written, however its part is named. */
  words: Part | undefined
  /** One of several forms of the same, or the root of what such a form shows. */
  form: boolean
  related: boolean
  report: boolean
}

const longestReport = 64 * 1024

/** The text, files and reports of a tree; of alternatives each form once. */
export function readBody(part: Part, faults: Set<MailFault>): Body {
  return collect(part, { words: firstText(part), form: false, related: false, report: false }, faults)
}

function collect(part: Part, around: Around, faults: Set<MailFault>): Body {
  if (part.children.length === 0) return leaf(part, around, faults)
  const kind = part.type.value
  const inside = {
    words: around.words,
    form: kind === 'multipart/alternative' || (around.form && kind === 'multipart/related'),
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
    const text = readableOf(
      bytes.subarray(0, longestReport),
      part.type.parameters.get('charset') ?? '',
      faults,
    )
    return { stretches: [], attachments: [], reports: [{ mediaType: type, text }] }
  }
  // The same once more for programs that nobody here has.
  if (type === 'text/x-amp-html' || type === 'text/watch-html')
    return { stretches: [], attachments: [], reports: [] }
  if (!isText(part, around)) {
    return { stretches: [], attachments: [readAttachment(part, around.related, faults)], reports: [] }
  }
  const text = textOf(part, faults)
  const isHtml = type === 'text/html' || isPage(text, type)
  const stretch = isHtml ? { plain: '', html: text } : { plain: flowedOf(part, text), html: '' }
  return { stretches: text.trim() === '' ? [] : [stretch], attachments: [], reports: [] }
}

/** A whole page of HTML, sent without its type or as plain text. */
const isPage = (text: string, type: string): boolean =>
  /^\s{0,99}<(?:!doctype html|html)\b/i.test(text) &&
  (type === '' || /<\/html>\s{0,99}$/i.test(text.slice(-200)))

const isReport = (type: string): boolean => /^(message\/|text\/rfc822-headers)/.test(type)

function isText(part: Part, around: Around): boolean {
  if (!isWritten(part)) return false
  // A name does not make a file of the words themselves: gateways and old programs name every part.
  return saidName(part) === '' || around.form || part === around.words
}

// A word without a slash is a type nobody can mean; RFC 2045 5.2 reads it as plain text.
const isWritten = (part: Part): boolean =>
  part.disposition.value !== 'attachment' && /^(|text|text\/plain|text\/html|[^/]*)$/.test(part.type.value)

/** The text a mail begins with: files stand behind it. */
function firstText(part: Part): Part | undefined {
  if (part.children.length === 0) return isWritten(part) ? part : undefined
  for (const child of part.children) {
    const found = firstText(child)
    if (found) return found
  }
  return undefined
}
