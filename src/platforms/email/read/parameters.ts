import { decodeText } from './charset.ts'
import { replaceWords } from './encoded-words.ts'
import type { MailFault } from './mail.ts'

/** A header like Content-Type: a word and its parameters, names in lower case. */
export interface Structured {
  /** In lower case. */
  value: string
  parameters: Map<string, string>
}

const mostParameters = 60
const piece = /^(.{1,60}?)\*(\d{1,3})?(\*)?$/

interface Said {
  name: string
  order: number
  percent: boolean
  value: string
}

/** `text/plain; charset=gbk; name*0*=utf-8''…` read with RFC 2231, and with what is written instead of it. */
export function readStructured(header: string, faults: Set<MailFault>): Structured {
  const [first = '', ...rest] = split(header)
  const value = /^\s*(?![\w*]{1,40}\s*=)([^\s/]+\s*\/\s*[^\s;,]+|[^\s;,]+)/.exec(first)?.[0] ?? ''
  // Some write `text/html charset=gbk`, the semicolon forgotten.
  const said = [first.slice(value.length), ...rest.slice(0, mostParameters)].map(parameterOf)
  const parameters = new Map<string, string>()
  for (const { name } of said) {
    if (name === '' || parameters.has(name)) continue
    const pieces = said.filter((one) => one.name === name)
    // A name in both spellings: the one with a character set is meant for those who can read it.
    const modern = pieces.filter((one) => one.order >= 0).sort((a, b) => a.order - b.order)
    const chosen = modern.length > 0 ? modern : pieces.slice(0, 1)
    parameters.set(name, joinedValue(chosen, faults))
  }
  return { value: value.replaceAll(/[\s"']/g, '').toLowerCase(), parameters }
}

/** At semicolons outside quotes, comments left out. */
function split(header: string): string[] {
  const out: string[] = []
  let now = ''
  let quoted = false
  let comment = 0
  for (let at = 0; at < header.length; at++) {
    const sign = header[at] ?? ''
    if (sign === '\\' && (quoted || comment > 0)) now += comment > 0 ? '' : sign + (header[++at] ?? '')
    else if (sign === '"' && comment === 0) {
      quoted = !quoted
      now += sign
    } else if (quoted) now += sign
    else if (sign === '(' && !now.includes('=')) comment++
    else if (sign === ')' && comment > 0) comment--
    else if (comment > 0) continue
    else if (sign === ';') {
      out.push(now)
      now = ''
    } else now += sign
  }
  return [...out, now]
}

function parameterOf(text: string): Said {
  const equals = text.indexOf('=')
  if (equals < 0) return { name: '', order: -1, percent: false, value: '' }
  const key = text.slice(0, equals).trim().toLowerCase().slice(0, 80)
  const value = unquoted(text.slice(equals + 1).trim())
  const match = piece.exec(key)
  if (!match) return { name: key, order: -1, percent: false, value }
  return { name: match[1] ?? '', order: Number(match[2] ?? 0), percent: match[3] === '*' || !match[2], value }
}

/** A backslash before anything but a quote is one of a Windows path. */
function unquoted(value: string): string {
  if (/^'[^']+'$/.test(value)) return value.slice(1, -1)
  if (!value.startsWith('"')) return value
  const end = value.lastIndexOf('"')
  return value.slice(1, end > 0 ? end : undefined).replaceAll(/\\(["\\])/g, '$1')
}

function joinedValue(pieces: Said[], faults: Set<MailFault>): string {
  if (!pieces.some((one) => one.percent)) {
    const text = replaceWords(pieces.map((one) => one.value).join(''), faults)
    return percentNamed(text)
  }
  const [first] = pieces
  const match = /^([^']{0,60})'[^']{0,60}'/.exec(first?.value ?? '')
  const bytes = pieces.map((one, index) => {
    const value = index === 0 && match ? one.value.slice(match[0].length) : one.value
    return one.percent ? fromPercent(value) : Buffer.from(value, 'utf8')
  })
  return replaceWords(decodeText(Buffer.concat(bytes), match?.[1] ?? '', faults), faults)
}

function fromPercent(value: string): Buffer {
  const pieces = value.split(/(%[0-9a-f]{2})/i)
  return Buffer.concat(
    pieces.map((one) =>
      /^%[0-9a-f]{2}$/i.test(one) ? Buffer.from(one.slice(1), 'hex') : Buffer.from(one, 'utf8'),
    ),
  )
}

/** Systems that write `filename="%E5%8F%91…"`, in UTF-8 or GBK, mean the character, and `%2f` the slash. */
function percentNamed(value: string): string {
  if (!/%[89a-f][0-9a-f]%[4-9a-f][0-9a-f]|%(?:2f|5c)/i.test(value)) return value
  const text = decodeText(fromPercent(value), 'utf-8', new Set())
  return text.includes('\ufffd') ? value : text
}
