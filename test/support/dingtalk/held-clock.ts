/** Time that stands until a test lets it pass; whoever waits is woken in order. */
export interface HeldClock {
  now: () => Date
  /** Waits for so much held time, or until the signal; never throws. */
  pause: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Does something after so much held time. */
  after(ms: number, act: () => void): void
  /** Lets time go by, from one who waits to the next; what they do meanwhile comes to rest before it goes on. */
  passes(ms: number): Promise<void>
  /** How many wait. */
  waiting(): number
}

interface Waiter {
  at: number
  wake: () => void
}

export function createHeldClock(start = '2026-11-18T10:00:00+08:00'): HeldClock {
  let at = new Date(start).getTime()
  const waiters = new Set<Waiter>()
  // Thousands may wait: the first is looked for, not sorted out.
  const next = (until: number): Waiter | undefined => {
    let first: Waiter | undefined
    for (const one of waiters) if (one.at <= until && (!first || one.at < first.at)) first = one
    return first
  }
  return {
    now: () => new Date(at),
    waiting: () => waiters.size,
    after: (ms, act) => void waiters.add({ at: at + ms, wake: act }),
    pause: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const waiter = { at: at + ms, wake: resolve }
        waiters.add(waiter)
        signal?.addEventListener(
          'abort',
          () => {
            waiters.delete(waiter)
            resolve()
          },
          { once: true },
        )
      }),
    async passes(ms) {
      const until = at + ms
      await rest()
      for (let due = next(until); due; due = next(until)) {
        waiters.delete(due)
        at = Math.max(at, due.at)
        due.wake()
        await rest()
      }
      at = until
      await rest()
    },
  }
}

/** Turns of the loop in which what is under way on this machine's loopback comes in. */
export async function rest(turns = 60): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Until it is so; throws where it does not come to be. */
export async function until(so: () => boolean, patienceMs = 15_000): Promise<void> {
  for (const began = performance.now(); !so(); ) {
    if (performance.now() - began > patienceMs) throw new Error('it did not come to be')
    await rest(5)
  }
}
