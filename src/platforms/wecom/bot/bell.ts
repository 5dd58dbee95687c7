/** Wakes one who waits; a ring while nobody waits is heard by the next. */
export interface Bell {
  ring(): void
  /** Until it rings, so many milliseconds are over, or the signal falls. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

export function createBell(pause: (ms: number, signal?: AbortSignal) => Promise<unknown>): Bell {
  let rung = new AbortController()
  return {
    ring: () => rung.abort(),
    async wait(ms, signal) {
      await pause(ms, AbortSignal.any([signal, rung.signal]))
      rung = new AbortController()
    },
  }
}
