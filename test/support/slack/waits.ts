import type { HeldClock } from './clock.ts'
import type { Pushes } from './pushes.ts'
import type { World } from './world.ts'

export interface Waits {
  /** Resolves as soon as this is so; rejects after fifteen real seconds. */
  until(so: () => boolean, what?: string, withinMs?: number): Promise<void>
  /** Resolves when every push so far is acknowledged or lost. */
  quiet(): Promise<void>
  /** Moves a held clock on, step by step, leaving the app time to act on each. */
  passes(ms: number): Promise<void>
}

/** Waits that wake at each change and never sleep. */
export function createWaits(world: World, pushes: Pushes): Waits {
  const until = (so: () => boolean, what = String(so), withinMs = 15_000): Promise<void> =>
    new Promise((resolve, reject) => {
      const end = (done: () => void): void => {
        clearTimeout(timer)
        world.watchers.delete(look)
        done()
      }
      const timer = setTimeout(
        () => end(() => reject(new Error(`not so within ${withinMs} ms: ${what}`))),
        withinMs,
      )
      const look = (): void => {
        if (so()) end(resolve)
      }
      world.watchers.add(look)
      look()
    })
  return {
    until,
    quiet: () => until(() => pushes.waiting() === 0, 'every push acknowledged'),
    async passes(ms) {
      const clock = world.clock as HeldClock
      const end = clock.now() + ms
      for (let next = clock.nextAt(); next !== undefined && next <= end; next = clock.nextAt()) {
        clock.passes(Math.max(0, next - clock.now()))
        await breath()
      }
      clock.passes(end - clock.now())
      await breath()
    },
  }
}

/** Lets what is under way on the loopback arrive. */
async function breath(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}
