import type { Deps } from '../lib/deps.ts'
import { sideBySide } from '../lib/side-by-side.ts'
import { anythingDue, dueClocks } from './due.ts'
import { type Swept, sweepBatch } from './remind/sweep.ts'
import { tellPlaces } from './remind/tell.ts'

/** So many clocks are swept in one transaction: their lanes are closed to everybody else until it ends. */
const batchSize = 500
/** Batches side by side; the pool has connections for others, too. */
const atOnce = 4

/**
 * Gives every notice that is due, each exactly once, whoever else sweeps: moves
 * the clocks on first, then tells each place in one message what fell due for it.
 * What became due while nobody swept is given once, late. Returns of how many
 * clocks somebody is told.
 */
export async function remindDue(deps: Deps): Promise<number> {
  if (!(await anythingDue(deps.db, deps.now()))) return 0
  const sweep = async (ids: number[]): Promise<Swept> => await sweepBatch(deps, ids)
  let given = 0
  const left: number[] = []
  for (;;) {
    const due = await dueClocks(deps.db, deps.now(), left)
    if (due.length === 0) break
    for (const swept of await sideBySide(batchesOf(due), atOnce, sweep)) {
      given += swept.given
      left.push(...swept.left)
    }
  }
  await tellPlaces(deps)
  return given
}

/** The clocks of one ticket stay together: two batches would be in each other's way. */
function batchesOf(due: readonly { id: number; ticketId: number }[]): number[][] {
  const batches: number[][] = []
  let last: number | undefined
  for (const { id, ticketId } of due) {
    const batch = batches.at(-1)
    if (batch && (batch.length < batchSize || ticketId === last)) batch.push(id)
    else batches.push([id])
    last = ticketId
  }
  return batches
}
