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
}

const mostUnderWay = 8

/** Hands on what waits and may go; returns once nothing more may. */
export async function handOn(deps: OpenDeps, { busy, bell, push }: HandingOn): Promise<void> {
  const skipped = new Set<string>()
  const turns: Promise<void>[] = []
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
    turns.push(
      pulledOf(deps, row).then(
        (pulled) => (pulled ? push(freeing(pulled, free)) : free()),
        (error: unknown) => {
          free()
          throw error
        },
      ),
    )
  }
  await Promise.all(turns)
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
