import { suggest } from '../../src/scripts/suggest.ts'
import { freshMessages } from '../scripts/fresh-messages.ts'
import { experiencedLibrary } from '../scripts/many-scripts.ts'
import { unknownAtFirst } from '../scripts/samples.ts'
import { percentile, type Row } from './table.ts'

/** How long it takes to find three replies among 10,000 scripts with 20,000 decisions to learn from. */
export function measureSuggest(): Row[] {
  const began = performance.now()
  const library = experiencedLibrary()
  const builtMs = performance.now() - began
  // The best of several rounds: what the work costs, not what the machine does besides.
  const best = freshMessages.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < 8; round++)
    for (const [at, message] of freshMessages.entries()) {
      const from = performance.now()
      suggest({ ...message, unavailable: unknownAtFirst }, library)
      best[at] = Math.min(best[at] ?? 0, performance.now() - from)
    }
  const figure = (share: number): string => percentile(best, share).toFixed(2)
  return [
    {
      what: 'suggestion among 10,000 scripts and 20,000 decisions',
      figure: `p50 ${figure(0.5)} ms, p99 ${figure(0.99)} ms`,
    },
    { what: 'building that library', figure: `${(builtMs / 1_000).toFixed(1)} s` },
  ]
}
