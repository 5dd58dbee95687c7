import { simplified } from './words.ts'

/** A text made plain and, for each of its UTF-16 units (and its end), where it stood in the original. */
export interface PlainText {
  text: string
  /** Absent where every unit stands where it stood. */
  offsets?: readonly number[]
}

// Controls, zero-width and bidirectional marks, broken surrogates, private use, variation selectors.
const invisible = /(?![\t\n\r])[\p{C}\p{Variation_Selector}]/gu

// Unit → unit, 0 where it has not been asked for, `many` where it becomes none or several.
const many = 0xffff
const plainUnit = new Uint16Array(0x10000)

/**
 * For finding spans: letters and digits of every shape as ASCII, simplified,
 * invisible characters gone. The marks that end a clause (，。！？：；) stay as
 * they are: `密码Aa12！` ends before its mark.
 */
export function plainText(original: string): PlainText {
  let at = 0
  while (at < original.length && plainOfUnit(original.charCodeAt(at)) === original.charCodeAt(at)) at++
  // Most texts are plain already.
  if (at === original.length) return { text: original }
  let text = original.slice(0, at)
  for (let from = at; at < original.length; at++) {
    const unit = original.charCodeAt(at)
    const plain = plainOfUnit(unit)
    if (plain === many) return unitByUnit(original)
    if (plain !== unit) {
      text += original.slice(from, at) + String.fromCharCode(plain)
      from = at + 1
    }
    if (at === original.length - 1) text += original.slice(from)
  }
  return { text }
}

const plainOfUnit = (unit: number): number => plainUnit[unit] || learn(unit)

function learn(unit: number): number {
  const character = String.fromCharCode(unit)
  const plain = unit >= 0xd800 && unit <= 0xdfff ? '' : plainOf(character)
  const learned = plain.length === 1 ? plain.charCodeAt(0) : many
  plainUnit[unit] = learned
  return learned
}

function unitByUnit(original: string): PlainText {
  let text = ''
  const offsets: number[] = []
  for (let at = 0; at < original.length; ) {
    const unit = plainOfUnit(original.charCodeAt(at))
    const character = unit === many ? String.fromCodePoint(original.codePointAt(at) ?? 0) : ''
    const plain = unit === many ? plainOf(character) : String.fromCharCode(unit)
    for (let place = 0; place < plain.length; place++) offsets.push(at)
    text += plain
    at += character.length || 1
  }
  offsets.push(original.length)
  return { text, offsets }
}

const clauseMarks = '，。！？：；、'

function plainOf(character: string): string {
  if (character < '\u0080') return character
  if (character >= '\u4e00' && character <= '\u9fff') return simplified.get(character) ?? character
  if (clauseMarks.includes(character)) return character
  const folded = character.normalize('NFKC').replace(invisible, '')
  return simplified.get(folded) ?? folded
}

/** Where a span of the plain text stood in the original, with what followed its last unit and left no trace. */
export function placeOf({ offsets }: PlainText, start: number, end: number): [number, number] {
  if (!offsets) return [start, end]
  const last = offsets[end - 1] ?? 0
  let after = end
  while (after < offsets.length - 1 && offsets[after] === last) after++
  return [offsets[start] ?? 0, offsets[after] ?? last]
}
