import type { Cue, CueKind } from './cues.ts'
import { markUnits } from './marks.ts'
import { pairOf } from './units.ts'
import { conceptEntries } from './words.ts'

type Word = readonly [word: string, kind: CueKind]

const words: readonly Word[] = [
  ...conceptEntries('cues'),
  ...conceptEntries('places'),
  ...conceptEntries('counties'),
].map(([word, kind]) => [word.replaceAll('_', ' '), kind as CueKind])
// Most places begin no cue: words to try by the first two units are faster than a trie here.
/** The words that begin with a unit alone or with a pair of units, the longest first; of two alike the later tells. */
const longer = new Map<number, Word[]>()
const single = new Map<number, CueKind>()
// Whether a pair may be known, by its hash: most that begin like a cue are not.
const hashed = new Uint32Array(0x800)
const hashOf = (pair: number): number => ((pair >>> 16) * 31 + pair) & 0xffff
const mayBeKnown = (pair: number): boolean => {
  const hash = hashOf(pair)
  return (((hashed[hash >>> 5] ?? 0) >>> (hash & 31)) & 1) === 1
}
const begins = new Uint8Array(0x10000)
const [ofPair, alone] = [1, 2]
for (const [word, kind] of new Map(words)) {
  markUnits(begins, word.length > 1 ? ofPair : alone, word.charAt(0))
  if (word.length === 1) single.set(word.charCodeAt(0), kind)
  else {
    const pair = pairOf(word, 0)
    const hash = hashOf(pair)
    hashed[hash >>> 5] = (hashed[hash >>> 5] ?? 0) | (1 << (hash & 31))
    const known = longer.get(pair)
    if (known) known.push([word, kind])
    else longer.set(pair, [[word, kind]])
  }
}
for (const known of longer.values()) known.sort(([one], [other]) => other.length - one.length)

/** The longest cue that begins at a place of a text in lower case. */
export function cueAt(lower: string, start: number): Cue | undefined {
  const first = begins[lower.charCodeAt(start)] ?? 0
  if (first === 0) return undefined
  const pair = pairOf(lower, start)
  const known = first & ofPair && mayBeKnown(pair) ? longer.get(pair) : undefined
  if (known)
    for (const [word, kind] of known)
      if (lower.startsWith(word, start)) return { kind, start, end: start + word.length }
  const kind = first & alone ? single.get(lower.charCodeAt(start)) : undefined
  return kind && { kind, start, end: start + 1 }
}
