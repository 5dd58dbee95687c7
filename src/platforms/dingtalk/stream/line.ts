/** What came and was not taken yet: presses first, whose two seconds run; everything else in the order it came. */
export interface Line<Thing> {
  put(thing: Thing, first: boolean): void
  /** Where it stood: it could not be recorded. */
  back(thing: Thing): void
  /** The next one, when there is one; `undefined` after the signal. */
  next(signal: AbortSignal): Promise<Thing | undefined>
  length(): number
}

interface Standing<Thing> {
  thing: Thing
  first: boolean
  nth: number
}

export function createLine<Thing extends object>(): Line<Thing> {
  const standing: Standing<Thing>[] = []
  const places = new WeakMap<Thing, Standing<Thing>>()
  let count = 0
  let stir: (() => void) | undefined
  const before = (one: Standing<Thing>, other: Standing<Thing>): boolean =>
    one.first === other.first ? one.nth < other.nth : one.first
  const insert = (one: Standing<Thing>): void => {
    const at = standing.findLastIndex((other) => before(other, one)) + 1
    standing.splice(at, 0, one)
    stir?.()
  }
  return {
    length: () => standing.length,
    put(thing, first) {
      const one = { thing, first, nth: count++ }
      places.set(thing, one)
      insert(one)
    },
    back(thing) {
      const one = places.get(thing)
      if (one) insert(one)
    },
    async next(signal) {
      while (!signal.aborted) {
        const one = standing.shift()
        if (one) return one.thing
        await new Promise<void>((resolve) => {
          const over = (): void => {
            signal.removeEventListener('abort', over)
            stir = undefined
            resolve()
          }
          stir = over
          signal.addEventListener('abort', over)
        })
      }
      return undefined
    },
  }
}
