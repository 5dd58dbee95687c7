import type { Cue, CueKind, Passage } from '../cues.ts'
import { type Found, matchAt } from '../matches.ts'
import { unitsOf } from '../units.ts'
import type { Finding, SpanType } from './finding.ts'

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

/** Finds numbers that begin at one of these places. */
export type FindAt = (passage: Passage, places: readonly number[]) => Finding[]

/** Runs a sticky pattern at those places (see placesOf) where one of `first` stands; `judge` says how sure a match is, 0 drops it. */
export function by(
  type: SpanType,
  [first, pattern]: readonly [RegExp, RegExp],
  judge: (one: Found, passage: Passage) => number,
): FindAt {
  const begins = unitsOf(first)
  return (passage, places) => {
    const found: Finding[] = []
    let end = 0
    for (const start of places) {
      if (start < end || !begins(passage.text.charCodeAt(start))) continue
      const value = matchAt(pattern, passage.text, start)
      if (value === undefined) continue
      end = start + value.length
      const sure = judge({ value, start, end }, passage)
      if (sure > 0) found.push({ type, start, end, sure })
    }
    return found
  }
}

/** Where numbers of so many digits may begin, with the (+ of (+86 that leads them. */
export function placesOf({ text, numbers }: Passage, least: number): readonly number[] {
  const places: number[] = []
  for (const { at, reach } of numbers) {
    if (reach < least) continue
    let from = at
    while (isOpening(text.charCodeAt(from - 1))) from--
    for (let place = from; place <= at; place++) places.push(place)
  }
  return places
}
const isOpening = unitsOf(/[(+]/)
