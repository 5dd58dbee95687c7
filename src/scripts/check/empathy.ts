import { type Draft, signsOf } from './draft.ts'
import type { Fault } from './finding.ts'

/** The reply to somebody upset says not one word of it. */
export function empathyIn(draft: Draft): Fault[] {
  const words = signsOf(draft, 'comfort.')
  if (words.length > 0) return []
  return [{ start: 0, end: draft.plain.length, advice: 'no_empathy' }]
}
