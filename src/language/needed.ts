/** UTF-16 units of which every text that a pattern fits has one; `undefined` where none can be told. */
export type Needed = ReadonlySet<string> | undefined

/** Reads off a pattern what its matches cannot be without: most patterns need not be tried on most texts. */
export function neededBy({ source, flags }: RegExp): Needed {
  return flags.includes('i') ? undefined : alternatives({ source, at: 0 })
}

interface Cursor {
  source: string
  at: number
}

const digits = '0123456789'
const group = /\?(?:<?[=!]|:|<[^>]+>)/y
const quantifier = /(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/y
const classEnd = /(?:\\.|[^\]\\])*\]/y
const escaped = /u([0-9a-fA-F]{4})|u\{\w+\}|[pP]\{[^}]*\}|k<[^>]*>|./sy
const widestRange = 64

function alternatives(cursor: Cursor): Needed {
  const all = new Set<string>()
  let told = true
  do {
    const one = sequence(cursor)
    if (!one) told = false
    for (const unit of one ?? []) all.add(unit)
  } while (take(cursor, /\|/y) !== undefined)
  return told ? all : undefined
}

function sequence(cursor: Cursor): Needed {
  let rarest: Needed
  while (cursor.at < cursor.source.length && !/[|)]/.test(cursor.source.charAt(cursor.at))) {
    const one = atom(cursor)
    const times = take(cursor, quantifier)
    if (!one || /^(?:[*?]|\{0)/.test(times ?? '')) continue
    if (!rarest || costOf(one) < costOf(rarest)) rarest = one
  }
  return rarest
}

// Nearly every text has one of these.
const everywhere = new Set('的了不是我一有个们你在到这就好能会要没')

function costOf(units: ReadonlySet<string>): number {
  let cost = 0
  for (const unit of units) cost += everywhere.has(unit) ? 10 : 1
  return cost
}

function atom(cursor: Cursor): Needed {
  const one = cursor.source.charAt(cursor.at++)
  if (one === '(') {
    const kind = take(cursor, group) ?? ''
    const inside = alternatives(cursor)
    cursor.at++
    return /^\?<?!/.test(kind) ? undefined : inside
  }
  if (one === '[') return unitsOfClass((take(cursor, classEnd) ?? '').slice(0, -1))
  if (one === '\\') return unitsOfEscape(take(cursor, escaped) ?? '')
  return /[.^$]/.test(one) ? undefined : new Set(one)
}

function unitsOfEscape(name: string): Needed {
  if (name === 'd') return new Set(digits)
  if (/^u[0-9a-fA-F]{4}$/.test(name)) return new Set(String.fromCharCode(Number.parseInt(name.slice(1), 16)))
  if (name === 'n') return new Set('\n')
  return /^[\p{L}\d]/u.test(name) ? undefined : new Set(name)
}

function unitsOfClass(body: string): Needed {
  if (body.startsWith('^')) return undefined
  const units = new Set<string>()
  const cursor = { source: body, at: 0 }
  while (cursor.at < body.length) {
    const one = take(cursor, /\\/y)
      ? unitsOfEscape(take(cursor, escaped) ?? '')
      : new Set(body.charAt(cursor.at++))
    if (!one) return undefined
    const [first = ''] = one
    const range = take(cursor, /-(?:\\u[0-9a-fA-F]{4}|[^\\])/y)
    const last = range?.startsWith('-\\') ? Number.parseInt(range.slice(3), 16) : (range?.charCodeAt(1) ?? 0)
    if (last - first.charCodeAt(0) > widestRange) return undefined
    for (const unit of one) units.add(unit)
    for (let code = first.charCodeAt(0) + 1; code <= last; code++) units.add(String.fromCharCode(code))
  }
  return units
}

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at
  const taken = pattern.exec(cursor.source)?.[0]
  cursor.at += taken?.length ?? 0
  return taken
}
