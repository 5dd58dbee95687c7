import type { Cue, CueKind, Passage } from './cues.ts'
import { afterLink, type Finding } from './personal.ts'

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

/** The last cue before a place, over all pauses. */
export const lastBefore = (
  cues: readonly Cue[],
  at: number,
  passedOver: ReadonlySet<CueKind>,
): Cue | undefined => cues.findLast((cue) => cue.end <= at && !passedOver.has(cue.kind))
