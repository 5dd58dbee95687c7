import { isAscii, isUtf8 } from 'node:buffer'
import { chineseOf, guess } from './charset-guess.ts'
import { charsetName } from './charset-name.ts'
import { isCommon } from './chinese-text.ts'
import { count, decode, decodeWhole, lost } from './decode.ts'
import { fromHz, looksLikeHz } from './hz.ts'
import type { MailFault } from './mail.ts'

/** What hardly any bytes of another character set make by chance, read as UTF-8. */
const hanOrEmoji = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u{1f300}-\u{1faff}]/gu
const beyondAscii = /\P{ASCII}/gu

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
    // Two characters of GBK may be one of Cyrillic, too.
    const gbk =
      count(text, hanOrEmoji) === 0 && count(text, beyondAscii) < 20
        ? decodeWhole(bytes, 'gb18030')
        : undefined
    if (name !== 'gb18030' && gbk !== undefined && isCommon(gbk)) {
      faults.add(wrong)
      return gbk
    }
    // Two-byte runs of GBK may happen to be UTF-8 too; Chinese in UTF-8 has three bytes and is Han again.
    if (!/^(gb18030|big5)$/.test(name ?? '') || count(text, hanOrEmoji) * 2 > count(text, beyondAscii)) {
      faults.add(wrong)
      return text
    }
  }
  if (name === 'hz') return decode(fromHz(bytes), 'gb18030')
  if (name && !/^(utf-8|latin|iso-2022-jp)$/.test(name)) {
    const text = decodeWhole(bytes, name)
    if (text !== undefined) return chineseOf(bytes, { name, text }, faults)
  }
  return guess(bytes, name ?? '', faults)
}
