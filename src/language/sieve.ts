import { neededBy } from './needed.ts'

/** Patterns by name; none of them global or sticky. */
export type Shapes<Name> = readonly (readonly [name: Name, pattern: RegExp])[]

/** Many patterns of which few fit any one text. */
export interface Sieve<Name> {
  /** The names of all that fit, in their order. */
  all(text: string): Name[]
  /** The first that fits. */
  first(text: string): Name | undefined
}

const perWord = 32

/** Tries only the patterns that have what they need in the text: to read its units costs less than one search. */
export function createSieve<Name>(shapes: Shapes<Name>): Sieve<Name> {
  const { always, byUnit } = setsOf(shapes)
  const possible = new Int32Array(always.length)
  /** The place of the first pattern from `from` on that fits, -1 for none. */
  const next = (text: string, from: number): number => {
    for (let word = from >> 5; word < possible.length; word++) {
      let bits = (possible[word] ?? 0) & (word === from >> 5 ? -1 << (from % perWord) : -1)
      for (; bits !== 0; bits &= bits - 1) {
        const index = word * perWord + 31 - Math.clz32(bits & -bits)
        if (shapes[index]?.[1].test(text)) return index
      }
    }
    return -1
  }
  const sift = (text: string): void => {
    possible.set(always)
    for (let at = 0; at < text.length; at++) {
      const set = byUnit.get(text.charCodeAt(at))
      if (set)
        for (let word = 0; word < set.length; word++)
          possible[word] = (possible[word] ?? 0) | (set[word] ?? 0)
    }
  }
  return {
    all(text) {
      sift(text)
      const names: Name[] = []
      for (let at = next(text, 0); at >= 0; at = next(text, at + 1)) {
        const shape = shapes[at]
        if (shape) names.push(shape[0])
      }
      return names
    },
    first(text) {
      sift(text)
      return shapes[next(text, 0)]?.[0]
    },
  }
}

/** As sets of bits, the patterns that need nothing one can tell, and those that may fit a text with a unit. */
function setsOf(shapes: Shapes<unknown>): { always: Int32Array; byUnit: Map<number, Int32Array> } {
  const size = Math.ceil(shapes.length / perWord)
  const always = new Int32Array(size)
  const byUnit = new Map<number, Int32Array>()
  const setOf = (unit: number): Int32Array => {
    const known = byUnit.get(unit) ?? new Int32Array(size)
    byUnit.set(unit, known)
    return known
  }
  for (const [index, [, pattern]] of shapes.entries()) {
    const units = neededBy(pattern)
    for (const set of units ? Array.from(units, (unit) => setOf(unit.charCodeAt(0))) : [always])
      set[index >> 5] = (set[index >> 5] ?? 0) | (1 << (index % perWord))
  }
  return { always, byUnit }
}
