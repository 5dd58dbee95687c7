import { isUtf8 } from 'node:buffer'
import { commonShare, isCommon } from './chinese-text.ts'
import { count, decode, han, lost } from './decode.ts'
import type { MailFault } from './mail.ts'

/** So many bytes tell whether they are Chinese. */
const sampled = 64 * 1024
/** What no font shows is read wrong as well. */
const unread = /[\ufffd\ue000-\uf8ff]/g

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
export function chineseOf(bytes: Buffer, read: Reading, faults: Set<MailFault>): string {
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

/** Text of bytes that are not what was declared (`''` where nothing was): what makes most sense. */
export function guess(bytes: Buffer, name: string, faults: Set<MailFault>): string {
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
