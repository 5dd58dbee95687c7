import type { Cue, CueKind, Passage } from '../cues.ts'
import { matchesAt } from '../matches.ts'
import type { Finding, SpanType } from './finding.ts'

/** A number without what stands between its digits. */
export const digitsOf = (value: string): string => value.replace(/\D/g, '')

/** Cues that say a number is no telephone. */
export const otherNumber: ReadonlySet<CueKind> = new Set([
  'order',
  'invoice',
  'parcel',
  'serial',
  'label',
  'service',
  'model',
  'error',
  'secret',
  'qq',
  'card',
])

/** Whether a cue is of one of these kinds. */
export const is = (cue: Cue | undefined, ...kinds: CueKind[]): boolean =>
  cue !== undefined && kinds.includes(cue.kind)

/** A match of a number's form. */
export interface Candidate {
  value: string
  start: number
  end: number
}

/** Finds numbers that begin at one of these places. */
export type FindAt = (passage: Passage, places: readonly number[]) => Finding[]

/** Runs a sticky pattern at places (see placesOf); `judge` says how sure a match is, 0 drops it. */
export function by(
  type: SpanType,
  pattern: RegExp,
  judge: (one: Candidate, passage: Passage) => number,
): FindAt {
  return (passage, places) => {
    const found: Finding[] = []
    for (const match of matchesAt(pattern, passage.text, places)) {
      const [start, end] = [match.index, match.index + match[0].length]
      const sure = judge({ value: match[0], start, end }, passage)
      if (sure > 0) found.push({ type, start, end, sure })
    }
    return found
  }
}

/** Where numbers of so many digits may begin, with the (+ of (+86 that leads them. */
export function placesOf({ text, numbers }: Passage, least: number): readonly number[] {
  return numbers.flatMap(({ at, reach }) => {
    if (reach < least) return none
    let from = at
    while (opening.has(text.charAt(from - 1))) from--
    return from === at ? at : Array.from({ length: at - from + 1 }, (_, index) => from + index)
  })
}
const none: readonly number[] = []
const opening: ReadonlySet<string> = new Set(['(', '+'])
