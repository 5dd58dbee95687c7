/** Wakes one who waits; a ring that nobody waited for is heard by the next wait. */
export interface Bell {
  ring: () => void
  /** Forgets a ring: what it was about is looked into now. */
  hush: () => void
  /** Returns at a ring, after `ms`, or at the signal. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>
}

export function createBell(): Bell {
  let rung = false
  let wake = (): void => undefined
  return {
    ring() {
      rung = true
      wake()
    },
    hush() {
      rung = false
    },
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (rung || signal.aborted) return resolve()
        const timer = setTimeout(() => wake(), ms)
        const abort = (): void => wake()
        wake = () => {
          clearTimeout(timer)
          signal.removeEventListener('abort', abort)
          wake = () => undefined
          resolve()
        }
        signal.addEventListener('abort', abort, { once: true })
      }),
  }
}
