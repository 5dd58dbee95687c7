import { isUtf8 } from 'node:buffer'
import type { MailFault } from './mail.ts'

const equals = 0x3d

/** A body's bytes out of its transfer encoding, whatever is broken in it. */
export function decodeTransfer(body: Buffer, said: string, faults: Set<MailFault>): Buffer {
  const encoding = said.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  if (/^(base64|b64)/.test(encoding)) return fromBase64(body, faults)
  if (/^(quotedprintable|qp)/.test(encoding)) return fromQuotedPrintable(body, faults)
  if (!/^(|7bits?|8bits?|binary|none)$/.test(encoding)) faults.add('unknown_encoding')
  return body
}

function fromBase64(body: Buffer, faults: Set<MailFault>): Buffer {
  let text = body.toString('latin1')
  // Letters of the alphabet for addresses (RFC 4648, section 5) are read as well.
  const letters = text.replaceAll(/[^A-Za-z0-9+/=\s_-]+/g, '')
  const words = /^\s*[^\s=]+[ \t]+[^\s=]/.test(text)
  const hasStrangers = letters.length < text.length || /^[_-]{2}/m.test(text)
  if (words || hasStrangers) faults.add('broken_base64')
  // Words, or hardly a letter of base64: the encoding is declared and was never applied.
  if (words || letters.length < text.length * 0.7 || isOneWord(text)) return body
  if (hasStrangers) text = withoutStrangers(text)
  const padding = text.indexOf('=')
  const goesOn = padding >= 0 && /[A-Za-z0-9+/_-]/.test(text.slice(padding))
  if (goesOn || lettersIn(text) % 4 === 1) faults.add('broken_base64')
  return goesOn ? fromPieces(text) : Buffer.from(text, 'base64')
}

const isControl = (byte: number): boolean => byte < 0x09 || (byte > 0x0d && byte < 0x20)

/** OK, Received, 12345678: a word or a number that gives no text. */
const isOneWord = (text: string): boolean => {
  const word = text.trim()
  if (!/^(?:[A-Z]?[a-z]{1,20}|[A-Z]{2}|[A-Z]{0,2}\d{4,40})$/.test(word)) return false
  const bytes = Buffer.from(word, 'base64')
  return word.length % 4 !== 0 || !isUtf8(bytes) || bytes.some(isControl)
}

/** Lines of words and rules (a footer that a list or a scanner added) are left out, single strangers too. */
function withoutStrangers(text: string): string {
  return text
    .split('\n')
    .filter((line) => !isWords(line.slice(0, 2000)))
    .join('\n')
    .replaceAll(/[^A-Za-z0-9+/=\s_-]+/g, '')
}

const isWords = (line: string): boolean =>
  /[^\s=][ \t]+[^\s=]|[A-Za-z0-9][@.][A-Za-z0-9]|:\/\/|^\s{0,9}[_-]{2,}\s{0,9}$/.test(line)

/** Several base64 texts one after the other: the native decoder ends at the first padding. */
function fromPieces(text: string): Buffer {
  return Buffer.concat(text.split(/=[=\s]*/).map((piece) => Buffer.from(piece, 'base64')))
}

function lettersIn(text: string): number {
  let letters = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 0x20 && code !== equals) letters++
  }
  return letters
}

/** Quoted-printable (RFC 2045 6.7); a `=` that starts nothing stays as it is. */
export function fromQuotedPrintable(body: Buffer, faults: Set<MailFault>): Buffer {
  const out = Buffer.alloc(body.length)
  let length = 0
  let from = 0
  for (;;) {
    const at = body.indexOf(equals, from)
    const end = at < 0 ? body.length : at
    length += body.copy(out, length, from, end)
    if (at < 0) return out.subarray(0, length)
    const byte = hexAt(body, at + 1)
    const soft = byte < 0 ? softBreak(body, at + 1) : 0
    if (byte >= 0) out[length++] = byte
    else if (soft === 0) {
      faults.add('broken_quoted_printable')
      out[length++] = equals
    }
    from = byte >= 0 ? at + 3 : at + 1 + soft
  }
}

function hexAt(body: Buffer, at: number): number {
  const high = nibble(body[at] ?? 0)
  const low = nibble(body[at + 1] ?? 0)
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

function nibble(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

/** How many bytes a line break after `=` takes, blanks before it too; 0 where there is none. */
function softBreak(body: Buffer, at: number): number {
  let end = at
  while (end - at < 80 && (body[end] === 0x20 || body[end] === 0x09)) end++
  if (body[end] === 0x0d) end++
  if (body[end] === 0x0a) return end + 1 - at
  return end >= body.length || body[end - 1] === 0x0d ? end - at : 0
}
