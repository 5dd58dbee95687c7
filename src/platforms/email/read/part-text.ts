import { decodeText } from './charset.ts'
import { unflow } from './flowed.ts'
import type { MailFault } from './mail.ts'
import type { Part } from './parts.ts'
import { decodeTransfer } from './transfer.ts'

/** More than a mail's text is ever cut to, in any character set. */
const longestText = 8_000_000

/** The text of a part, out of its transfer encoding and character set. */
export function textOf(part: Part, faults: Set<MailFault>): string {
  const whole = decodeTransfer(part.body, part.fields.raw('content-transfer-encoding'), faults)
  const bytes = whole.subarray(0, longestText)
  if (bytes.length < whole.length) faults.add('text_cut')
  const said = part.type.parameters.get('charset') ?? ''
  return readableOf(bytes, said || (part.type.value === 'text/html' ? metaCharset(bytes) : ''), faults)
}

/** What the HTML says of itself where the header does not. */
function metaCharset(bytes: Buffer): string {
  const start = bytes.toString('latin1', 0, 4096)
  return /<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(start)?.[1] ?? ''
}

/** Bytes as text with plain line ends, and without signs that nobody sees. */
export function readableOf(bytes: Buffer, charset: string, faults: Set<MailFault>): string {
  return decodeText(bytes, charset, faults)
    .replaceAll(/\r*\n|\r+/g, '\n')
    .replaceAll(/(?![\t\n])\p{Cc}/gu, '')
}

/** A part's text with the lines put together that `format=flowed` broke. */
export function flowedOf(part: Part, text: string): string {
  if (!/^flowed$/i.test(part.type.parameters.get('format') ?? '')) return text
  return unflow(text, /^yes$/i.test(part.type.parameters.get('delsp') ?? ''))
}
