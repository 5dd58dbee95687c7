import { isAscii, isUtf8 } from 'node:buffer'
import { charsetName } from './charset-name.ts'
import { commonShare, isCommon } from './chinese-text.ts'
import { fromHz, looksLikeHz } from './hz.ts'
import type { MailFault } from './mail.ts'

/** Enough to tell one character set from another. */
const sampled = 64 * 1024
const han = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/g
/** What hardly any bytes of another character set make by chance, read as UTF-8. */
const hanOrEmoji = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef\u{1f300}-\u{1faff}]/gu
const lost = /\ufffd/g
/** What no font shows is read wrong as well. */
const unread = /[\ufffd\ue000-\uf8ff]/g
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

interface Reading {
  name: string
  text: string
}

const other = new Map([
  ['gb18030', 'big5'],
  ['big5', 'gb18030'],
  // Without a mark either order is met.
  ['utf-16le', 'utf-16be'],
])

/** Text read as declared, unless it is none that anybody writes and the other character set of its kind makes sense. */
function chineseOf(bytes: Buffer, read: Reading, faults: Set<MailFault>): string {
  const second = other.get(read.name)
  if (second === undefined || (commonShare(read.text) ?? 1) > 0.12) return read.text
  const text = decode(bytes, second)
  if ((commonShare(text) ?? 0) < 0.3) return read.text
  faults.add('charset_wrong')
  return text
}

/** Whether a reading makes clearly more sense; where that cannot be told, whether it loses less than one that loses much. */
function isBetter(next: string, best: string): boolean {
  const [share, than] = [commonShare(next), commonShare(best)]
  if (share !== undefined && than !== undefined && Math.abs(share - than) > 0.15) return share > than
  const gone = count(best, unread)
  return gone * 3 > count(best, han) && count(next, unread) < gone
}

function guess(bytes: Buffer, name: string, faults: Set<MailFault>): string {
  const utf8 = decode(bytes, 'utf-8')
  const trust = name === 'utf-8' ? 1 : 4
  if (count(utf8, lost) * trust <= count(utf8, han)) {
    if (name !== 'utf-8') faults.add(name ? 'charset_wrong' : 'charset_missing')
    return utf8
  }
  const mixed = name === 'utf-8' ? lineByLine(bytes) : undefined
  if (mixed !== undefined) {
    faults.add('charset_wrong')
    return mixed
  }
  if (name === 'latin' && !looksChinese(bytes)) return decode(bytes, 'latin')
  const order = name === 'big5' ? ['big5', 'gb18030'] : ['gb18030', 'big5']
  const own = name === '' || order.includes(name) || name === 'latin' ? [] : [name]
  const found = [...order, ...own]
    .map((one) => ({ name: one, text: decode(bytes, one) }))
    .reduce((best, next) => (isBetter(next.text, best.text) ? next : best))
  if (count(found.text, lost) > 0 && name === '' && !looksChinese(bytes)) return decode(bytes, 'latin')
  if (found.name !== name) faults.add(name ? 'charset_wrong' : 'charset_missing')
  return found.text
}

/** A gateway's line in GBK under a text in UTF-8: each line by itself; `undefined` where no line with Han is UTF-8. */
function lineByLine(bytes: Buffer): string | undefined {
  const lines: Buffer[] = []
  for (let from = 0; from < bytes.length; ) {
    const at = bytes.indexOf(0x0a, from)
    const end = at < 0 ? bytes.length : at + 1
    lines.push(bytes.subarray(from, end))
    from = end
  }
  const read = lines.map((line) => (isUtf8(line) ? line.toString('utf8') : undefined))
  if (!read.some((text) => text !== undefined && count(text, han) > 1)) return undefined
  return lines.map((line, at) => read[at] ?? decode(line, 'gb18030')).join('')
}

/** Whether most high bytes come in pairs of GBK, as é and ü between Latin letters do not. */
function looksChinese(bytes: Buffer): boolean {
  let pairs = 0
  let single = 0
  for (let at = 0; at < Math.min(bytes.length, sampled); at++) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) continue
    const trail = bytes[at + 1] ?? 0
    if (lead >= 0x81 && lead <= 0xfe && trail >= 0x80) {
      pairs++
      at++
      // 喆 and 玥 end in a letter, and so does what follows é.
    } else if (trail < 0x40 || trail === 0x7f) single++
  }
  // Grüßen holds a pair as well.
  return pairs > single && (pairs > 2 || isCommon(decode(bytes, 'gb18030')))
}
