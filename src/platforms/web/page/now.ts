import { useEffect, useState } from 'preact/hooks'
import { createStore, useStore } from './store.ts'

// One clock for the whole page: forty deadlines on a desk move together and cost one timer.
const ticking = createStore(Date.now())
setInterval(() => ticking.change(() => Date.now()), 5000)

/** Milliseconds since 1970, moving every five seconds. */
export function useNow(): number {
  return useStore(ticking)
}

/** True for a while after the given instant, then false by itself. */
export function useUntil(until: number | undefined): boolean {
  const [, redraw] = useState(0)
  const left = until === undefined ? 0 : until - Date.now()
  useEffect(() => {
    if (left <= 0) return undefined
    const timer = setTimeout(() => redraw((count) => count + 1), left)
    return () => clearTimeout(timer)
  }, [until])
  return left > 0
}
