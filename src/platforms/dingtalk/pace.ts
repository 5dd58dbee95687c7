import { setTimeout as wait } from 'node:timers/promises'

/** Of one API, standard organisations may make so many calls in a second. */
const perSecond = 20

/** Waits until one more call of this API is allowed; first come, first served. */
export type Pace = (api: string) => Promise<void>

/** Twenty calls a second of each API. `second` passes one second. */
export function createPace(
  second: () => Promise<unknown> = () => wait(1000, undefined, { ref: false }),
): Pace {
  const lanes = new Map<string, { free: number; waiting: (() => void)[] }>()
  const giveBack = async (api: string): Promise<void> => {
    await second()
    const lane = lanes.get(api)
    if (!lane) return
    const next = lane.waiting.shift()
    if (next) {
      next()
      void giveBack(api)
      return
    }
    lane.free += 1
    if (lane.free === perSecond) lanes.delete(api)
  }
  return async (api) => {
    const lane = lanes.get(api) ?? { free: perSecond, waiting: [] }
    lanes.set(api, lane)
    if (lane.free === 0) return await new Promise<void>((resolve) => lane.waiting.push(resolve))
    lane.free -= 1
    void giveBack(api)
  }
}
