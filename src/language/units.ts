/** Whether the character of a UTF-16 unit is of a class. */
export type IsUnit = (unit: number) => boolean

const [no, yes, either] = [1, 2, 3]
// Sixteen classes share a table, two bits each.
let table = new Uint32Array(0x10000)
let free = 0

/** A class of characters as a table: its pattern is asked once for each unit, which is far cheaper where every place of a text is looked at. */
export function unitsOf(pattern: RegExp): IsUnit {
  if (free === 32) [table, free] = [new Uint32Array(0x10000), 0]
  const [known, shift] = [table, free]
  free += 2
  return (asked) => {
    // Beside the text there is none.
    const unit = asked || 0
    const bits = known[unit] ?? 0
    const answer = (bits >>> shift) & either
    if (answer !== 0) return answer === yes
    const is = pattern.test(String.fromCharCode(unit))
    known[unit] = bits | ((is ? yes : no) << shift)
    return is
  }
}

/** Two units as one number, signed: the engine keeps no other in a word. */
export const pairOf = (text: string, at: number): number =>
  (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1)

/** Whether a character of [from, to) is of the class. */
export function anyUnit(is: IsUnit, text: string, from = 0, to = text.length): boolean {
  for (let at = from; at < to; at++) if (is(text.charCodeAt(at))) return true
  return false
}

/** Whether all characters of [from, to) are of the class. */
export function everyUnit(is: IsUnit, text: string, from = 0, to = text.length): boolean {
  for (let at = from; at < to; at++) if (!is(text.charCodeAt(at))) return false
  return true
}
