import { type Cue, type CueKind, cuesBetween, type Passage } from '../cues.ts'
import { afterLink, type Finding } from './finding.ts'

/** A value that stands behind its cue, after small words. */
export function behind(
  passage: Passage,
  kind: CueKind,
  read: (text: string, at: number) => Finding | undefined,
): Finding[] {
  const found: Finding[] = []
  for (const cue of passage.cues) {
    if (cue.kind !== kind) continue
    const one = read(passage.text, afterLink(passage.text, cue.end))
    if (one) found.push(one)
  }
  return found
}

/** Whether the passage has such a cue at all. */
export const has = ({ cues }: Passage, kind: CueKind): boolean => cues.some((cue) => cue.kind === kind)

/** The last cue at most 40 characters before a place, over all pauses. */
export const lastBefore = (
  cues: readonly Cue[],
  at: number,
  passedOver: ReadonlySet<CueKind>,
): Cue | undefined =>
  cuesBetween(cues, at - 40, at).findLast((cue) => cue.end <= at && !passedOver.has(cue.kind))
