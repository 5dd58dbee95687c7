/** Somebody waits, and is woken before their time where it rings. */
export interface Bell {
  ring: () => void
  /** Until it rings, or has rung since the last wait, or the time is over. */
  wait(pausing: (signal: AbortSignal) => Promise<unknown>): Promise<void>
}

export function createBell(): Bell {
  let rung = false
  let stop = (): void => undefined
  return {
    ring() {
      rung = true
      stop()
    },
    async wait(pausing) {
      if (!rung) {
        const waiting = new AbortController()
        stop = () => waiting.abort()
        await pausing(waiting.signal)
      }
      rung = false
    },
  }
}
