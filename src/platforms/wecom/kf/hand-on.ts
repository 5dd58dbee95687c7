import type { Pulled } from '../../platform.ts'
import type { OpenDeps } from '../deps.ts'
import type { Bell } from './bell.ts'
import { laneOf, pulledOf, readWaiting } from './waiting.ts'

/** What was handed on and is not answered yet. */
export interface HandingOn {
  /** By lane: of one customer only one thing is under way. */
  busy: Set<string>
  bell: Bell
  push: (pulled: Pulled) => void
  /** What is being made ready: one customer's large file holds up nobody else. */
  turns: Set<Promise<void>>
  /** Why it cannot go on. */
  fault?: unknown
}

const mostUnderWay = 8

/** Begins to hand on what waits and may go, and rings once more may. Throws what an earlier turn failed of. */
export async function handOn(deps: OpenDeps, handing: HandingOn): Promise<void> {
  const { busy, bell, push, turns, fault } = handing
  if (fault !== undefined) {
    handing.fault = undefined
    throw fault
  }
  // A lane that is freed while we read may have had what we read: it is looked at the next time.
  const skipped = new Set(busy)
  for (const row of await readWaiting(deps)) {
    if (busy.size >= mostUnderWay) break
    const lane = laneOf(row)
    if (busy.has(lane) || skipped.has(lane)) continue
    busy.add(lane)
    skipped.add(lane)
    const free = (): void => {
      busy.delete(lane)
      bell.ring()
    }
    const turn = pulledOf(deps, row)
      .then(
        (pulled) => (pulled ? push(freeing(pulled, free)) : free()),
        (error: unknown) => {
          handing.fault = error
          free()
        },
      )
      .finally(() => turns.delete(turn))
    turns.add(turn)
  }
}

/** The same, and then the next of its lane may go. */
const freeing = (pulled: Pulled, free: () => void): Pulled => ({
  ...pulled,
  async answer(outcome) {
    try {
      await pulled.answer?.(outcome)
    } finally {
      free()
    }
  },
  failed: free,
})
