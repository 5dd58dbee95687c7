/** Keeps calls below so many a minute for each key; a call beyond waits for the next minute's room. */
export interface Pace {
  wait(key: string): Promise<void>
}

const minuteMs = 60_000

export function createPace(options: {
  perMinute: number
  now: () => Date
  pause: (ms: number) => Promise<unknown>
}): Pace {
  const { perMinute, now, pause } = options
  const minutes = new Map<string, { beganMs: number; count: number }>()
  return {
    async wait(key) {
      for (;;) {
        const atMs = now().getTime()
        const known = minutes.get(key)
        if (!known || atMs - known.beganMs >= minuteMs || atMs < known.beganMs) {
          if (minutes.size > 10_000) minutes.clear()
          minutes.set(key, { beganMs: atMs, count: 1 })
          return
        }
        if (known.count < perMinute) {
          known.count += 1
          return
        }
        await pause(known.beganMs + minuteMs - atMs)
      }
    },
  }
}
