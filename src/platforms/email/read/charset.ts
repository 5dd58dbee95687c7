import { isAscii, isUtf8 } from 'node:buffer'
import { charsetName } from './charset-name.ts'
import { fromHz, looksLikeHz } from './hz.ts'
import type { MailFault } from './mail.ts'

/** Enough to tell one character set from another. */
const sampled = 64 * 1024
const han = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/g
const lost = /\ufffd/g
const beyondAscii = /\P{ASCII}/gu

const count = (text: string, pattern: RegExp): number => text.slice(0, sampled).match(pattern)?.length ?? 0

function decode(bytes: Uint8Array, name: string): string {
  return new TextDecoder(name === 'latin' ? 'windows-1252' : name).decode(bytes)
}

function decodeWhole(bytes: Uint8Array, name: string): string | undefined {
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/**
 * Text of bytes whose declared character set may be wrong, old, unknown or missing.
 * What had to be guessed or was lost is added to the faults.
 */
export function decodeText(bytes: Buffer, said: string, faults: Set<MailFault>): string {
  if (bytes.length === 0) return ''
  const name = charsetName(said)
  if (name === undefined) faults.add('charset_unknown')
  const text =
    withMark(bytes) ?? (isAscii(bytes) ? sevenBit(bytes, name ?? '', faults) : eightBit(bytes, name, faults))
  if (count(text, lost) > 0) faults.add('characters_lost')
  return text
}

/** A byte order mark says more than any declaration. */
function withMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf && isUtf8(bytes))
    return decode(bytes, 'utf-8')
  if (bytes[0] === 0xff && bytes[1] === 0xfe && bytes.length % 2 === 0) return decode(bytes, 'utf-16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0) return decode(bytes, 'utf-16be')
  return undefined
}

function sevenBit(bytes: Buffer, name: string, faults: Set<MailFault>): string {
  if (name.startsWith('utf-16')) return bytes.includes(0) ? decode(bytes, name) : bytes.toString('latin1')
  if (bytes.includes('\x1b$B') || bytes.includes('\x1b$@')) {
    if (name !== 'iso-2022-jp') faults.add(name ? 'charset_wrong' : 'charset_missing')
    return decode(bytes, 'iso-2022-jp')
  }
  if (name === 'hz') return decode(fromHz(bytes), 'gb18030')
  if (/^(|latin|utf-8|gb18030)$/.test(name) && looksLikeHz(bytes)) {
    faults.add(name ? 'charset_wrong' : 'charset_missing')
    return decode(fromHz(bytes), 'gb18030')
  }
  return name === 'iso-2022-jp' ? decode(bytes, name) : bytes.toString('latin1')
}

function eightBit(bytes: Buffer, name: string | undefined, faults: Set<MailFault>): string {
  const wrong = name === undefined || name === '' ? 'charset_missing' : 'charset_wrong'
  if (isUtf8(bytes)) {
    const text = bytes.toString('utf8')
    if (name === 'utf-8') return text
    // Two-byte runs of GBK may happen to be UTF-8 too; Chinese in UTF-8 has three bytes and is Han again.
    if (!/^(gb18030|big5)$/.test(name ?? '') || count(text, han) * 2 > count(text, beyondAscii)) {
      faults.add(wrong)
      return text
    }
  }
  if (name === 'hz') return decode(fromHz(bytes), 'gb18030')
  if (name && !/^(utf-8|latin|iso-2022-jp)$/.test(name)) {
    const text = decodeWhole(bytes, name)
    if (text !== undefined) return text
  }
  return guess(bytes, name ?? '', faults)
}

function guess(bytes: Buffer, name: string, faults: Set<MailFault>): string {
  const utf8 = decode(bytes, 'utf-8')
  if (count(utf8, lost) * 4 <= count(utf8, han)) {
    if (name !== 'utf-8') faults.add(name ? 'charset_wrong' : 'charset_missing')
    return utf8
  }
  if (name === 'latin' && !looksChinese(bytes)) return decode(bytes, 'latin')
  const order = name === 'big5' ? ['big5', 'gb18030'] : ['gb18030', 'big5']
  const own = name === '' || order.includes(name) || name === 'latin' ? [] : [name]
  const found = [...order, ...own]
    .map((one) => ({ one, text: decode(bytes, one) }))
    .reduce((best, next) => (count(next.text, lost) < count(best.text, lost) ? next : best))
  if (count(found.text, lost) > 0 && name === '' && !looksChinese(bytes)) return decode(bytes, 'latin')
  if (found.one !== name) faults.add(name ? 'charset_wrong' : 'charset_missing')
  return found.text
}

/** Whether most high bytes come in pairs of GB 2312, as é and ü between Latin letters do not. */
function looksChinese(bytes: Buffer): boolean {
  let pairs = 0
  let single = 0
  for (let at = 0; at < Math.min(bytes.length, sampled); at++) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) continue
    if (lead >= 0xa1 && lead <= 0xf7 && (bytes[at + 1] ?? 0) >= 0xa1) {
      pairs++
      at++
    } else single++
  }
  return pairs > single
}
