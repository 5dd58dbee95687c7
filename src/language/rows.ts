import { featureBits } from './gather.ts'

/** Which features have a row of weights, and which row: nine in ten have none. */
export interface Rows {
  /** A bit for each feature. */
  bits: Uint32Array
  /** How many rows belong to the features before each 32 of them. */
  before: Uint32Array
}

/** The rows of these features, which must ascend. */
export function rowsFor(places: Iterable<number>): Rows {
  const bits = new Uint32Array(1 << (featureBits - 5))
  for (const place of places) bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31))
  const before = new Uint32Array(bits.length)
  let rows = 0
  for (let word = 0; word < bits.length; word++) {
    before[word] = rows
    rows += countOf(bits[word] ?? 0)
  }
  return { bits, before }
}

/** The row of a feature, -1 where it has none. */
export function rowOf({ bits, before }: Rows, place: number): number {
  const word = bits[place >>> 5] ?? 0
  const bit = 1 << (place & 31)
  return (word & bit) === 0 ? -1 : (before[place >>> 5] ?? 0) + countOf(word & (bit - 1))
}

/** The features that have a row, in order. */
export function* placesIn({ bits }: Rows): Generator<number> {
  for (let word = 0; word < bits.length; word++)
    for (let rest = bits[word] ?? 0; rest !== 0; rest &= rest - 1)
      yield word * 32 + 31 - Math.clz32(rest & -rest)
}

/** How many bits of a word are set. */
function countOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
