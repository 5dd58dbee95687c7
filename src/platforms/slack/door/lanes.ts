import { setTimeout as sleep } from 'node:timers/promises'

interface Waiting {
  order: number
  ready: boolean
  begin(): void
}

interface Lane {
  busy: boolean
  waiting: Waiting[]
}

/** Where something belongs in what order; `undefined`: nowhere. */
export interface Spot {
  lane: string
  order: number
}

/**
 * Lets one thing of a lane begin after the other; lanes do not wait for each other. What comes over two connections
 * within `gatherMs` is put in order first. The answer ends the turn.
 */
export function createLanes(gatherMs: number): (spot: Spot | undefined) => Promise<() => void> {
  const lanes = new Map<string, Lane>()
  const next = (name: string, lane: Lane): void => {
    if (lane.busy) return
    const first = lane.waiting.toSorted((a, b) => a.order - b.order)[0]
    if (!first) return void lanes.delete(name)
    if (!first.ready) return
    lane.waiting = lane.waiting.filter((one) => one !== first)
    lane.busy = true
    first.begin()
  }
  return async (spot) => {
    if (!spot) return () => undefined
    const { lane: name, order } = spot
    const lane = lanes.get(name) ?? { busy: false, waiting: [] }
    lanes.set(name, lane)
    const { promise, resolve } = Promise.withResolvers<void>()
    const one: Waiting = { order, ready: false, begin: resolve }
    lane.waiting.push(one)
    await sleep(gatherMs)
    one.ready = true
    next(name, lane)
    await promise
    return () => {
      lane.busy = false
      next(name, lane)
    }
  }
}
