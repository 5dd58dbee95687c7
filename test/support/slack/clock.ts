/** Time as the fake sees it: milliseconds since 1970, and things to do later. */
export interface Clock {
  now(): number
  /** Does something when so much time has passed; the answer calls it off. */
  after(ms: number, act: () => void): () => void
  /** Calls everything off. */
  stop(): void
}

/** A clock that stands still until it is moved. */
export interface HeldClock extends Clock {
  /** Moves on, doing what falls due on the way, in its order. */
  passes(ms: number): void
  /** When the next thing falls due, if one does. */
  nextAt(): number | undefined
}

interface Due {
  at: number
  order: number
  act: () => void
}

/** A held clock that begins at this instant. */
export function heldClock(at: string | Date): HeldClock {
  let now = new Date(at).getTime()
  let order = 0
  let due: Due[] = []
  const first = (): Due | undefined => due.toSorted((a, b) => a.at - b.at || a.order - b.order)[0]
  return {
    now: () => now,
    after(ms, act) {
      const one = { at: now + ms, order: order++, act }
      due.push(one)
      return () => {
        due = due.filter((other) => other !== one)
      }
    },
    nextAt: () => first()?.at,
    passes(ms) {
      const end = now + ms
      for (let next = first(); next && next.at <= end; next = first()) {
        const one = next
        due = due.filter((other) => other !== one)
        now = Math.max(now, one.at)
        one.act()
      }
      now = end
    },
    stop() {
      due = []
    },
  }
}

/** The wall's clock. */
export function realClock(): Clock {
  const timers = new Set<NodeJS.Timeout>()
  return {
    now: () => Date.now(),
    after(ms, act) {
      const timer = setTimeout(() => {
        timers.delete(timer)
        act()
      }, ms)
      timers.add(timer)
      return () => {
        clearTimeout(timer)
        timers.delete(timer)
      }
    },
    stop() {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
