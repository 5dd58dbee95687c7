import { wellFormed } from '../../../lib/text.ts'
import { readAddresses } from './addresses.ts'
import { readBody, type Stretch } from './body.ts'
import { decodeText } from './charset.ts'
import type { Fields } from './fields.ts'
import { type MailAddress, type MailAttachment, type MailFault, mailFaults, type ReadMail } from './mail.ts'
import { readMessageIds } from './message-ids.ts'
import { type Part, readParts } from './parts.ts'
import { readReadable, withoutEntities } from './readable.ts'
import { readSigns } from './signs.ts'

/** Reads a mail from its raw bytes; any bytes give one, with what could be saved and the faults that were met. */
export function readMail(raw: Uint8Array): ReadMail {
  const bytes = withNewlines(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength))
  const faults = new Set<MailFault>()
  try {
    return readTree(readParts(bytes, faults), faults)
  } catch {
    faults.add('unreadable')
    return readTree(readParts(unreadable(bytes), new Set()), faults)
  }
}

/** Very old programs end a line with a carriage return alone. */
function withNewlines(bytes: Buffer): Buffer {
  if (bytes.includes(0x0a) || !bytes.includes(0x0d)) return bytes
  return Buffer.from(bytes.toString('latin1').replaceAll('\r', '\n'), 'latin1')
}

/** The start of what no reader understood, as a mail that only shows it. */
function unreadable(bytes: Buffer): Buffer {
  const text = decodeText(bytes.subarray(0, 64 * 1024), '', new Set())
  return Buffer.from(`Content-Type: text/plain; charset=utf-8\n\n${text}`, 'utf8')
}

function readTree(root: Part, faults: Set<MailFault>): ReadMail {
  const { fields } = root
  const body = readBody(root, faults)
  const stretches = /^QQMail/i.test(fields.raw('x-mailer')) ? body.stretches.map(plainQq) : body.stretches
  const people = readPeople(fields, faults)
  const known = {
    subject: fields.text('subject'),
    inReplyTo: readMessageIds(fields.raw('in-reply-to'))[0],
    references: readMessageIds(fields.raw('references')),
    ...people,
  }
  const { subject } = known
  const read = readReadable(stretches, known, faults)
  if (subject === '' && read.text === '' && body.attachments.length + body.reports.length === 0)
    faults.add('empty')
  const sources = stretches.map((one) => one.html).join('')
  return {
    messageId: readMessageIds(fields.raw('message-id'))[0],
    ...known,
    date: readDate(fields.raw('date')),
    signs: readSigns(fields),
    headers: fields.all(),
    ...read,
    attachments: body.attachments.map((one) => shownIn(sources, one)),
    reports: body.reports.map((one) => ({ ...one, text: wellFormed(one.text) })),
    faults: mailFaults.filter((fault) => faults.has(fault)),
  }
}

const plainQq = (one: Stretch): Stretch => ({ ...one, plain: withoutEntities(one.plain) })

function readPeople(
  fields: Fields,
  faults: Set<MailFault>,
): Pick<ReadMail, 'from' | 'replyTo' | 'to' | 'cc'> {
  const senders = readAddresses(fields.raw('from'), faults)
  const from: MailAddress = senders.find((one) => one.address !== '') ??
    senders[0] ?? { address: '', name: '' }
  if (from.address === '') faults.add('no_from')
  if (fields.count('from') > 1 || senders.length > 1) faults.add('several_from')
  const list = (name: string): MailAddress[] => readAddresses(fields.raw(name), faults)
  return { from, replyTo: list('reply-to'), to: list('to'), cc: list('cc') }
}

/** `undefined` for what is no date, or one that no mail can have. */
function readDate(value: string): Date | undefined {
  const said = value.slice(0, 100).replace(/\(.*$/, '').trim()
  // The parser makes a date of nearly anything.
  if (!/\d[\s-]+[a-z]{3}|\d{4}-\d\d/i.test(said)) return undefined
  // Without a zone it would be read in that of this machine.
  const date = new Date(/([+-]\d\d:?\d\d|[a-z])$/i.test(said) ? said : `${said} +0000`)
  const year = date.getUTCFullYear()
  return year >= 1970 && year < 2200 ? date : undefined
}

/** A picture the HTML shows is one of the text, wherever its part stands. */
function shownIn(html: string, file: MailAttachment): MailAttachment {
  if (file.inline || file.contentId === undefined || !file.mediaType.startsWith('image/')) return file
  return { ...file, inline: html.includes(`cid:${file.contentId}`) }
}
