import type { Deps } from '../lib/deps.ts'
import { anythingDue } from './due.ts'
import { sweepBatch } from './remind/sweep.ts'
import { tellPlaces } from './remind/tell.ts'

/**
 * Gives every notice that is due, each exactly once, whoever else sweeps: moves
 * the clocks on first, then tells each place in one message what fell due for it.
 * What became due while nobody swept is given once, late. Returns of how many
 * clocks somebody is told.
 */
export async function remindDue(deps: Deps): Promise<number> {
  if (!(await anythingDue(deps.db, deps.now()))) return 0
  let given = 0
  const left: number[] = []
  for (;;) {
    const swept = await sweepBatch(deps, left)
    if (swept.over) break
    left.push(...swept.left)
    given += swept.given
  }
  await tellPlaces(deps)
  return given
}
