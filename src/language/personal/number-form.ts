import type { Cue, CueKind, Passage } from '../cues.ts'
import { matchesOf } from '../matches.ts'
import type { Find, Finding, SpanType } from './finding.ts'

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

/** Runs a pattern; `judge` says how sure a match is, 0 drops it. */
export function by(
  type: SpanType,
  pattern: RegExp,
  judge: (one: Candidate, passage: Passage) => number,
): Find {
  return (passage) => {
    const found: Finding[] = []
    for (const match of matchesOf(pattern, passage.text)) {
      const [start, end] = [match.index, match.index + match[0].length]
      const sure = judge({ value: match[0], start, end }, passage)
      if (sure > 0) found.push({ type, start, end, sure })
    }
    return found
  }
}
