/** Where something stands in a text, [start, end). */
export interface Place {
  start: number
  end: number
}

/** Places of a text by where they stand: in a long text few need to be looked at. */
export interface Nearby<One extends Place> {
  add: (one: One) => void
  /** All that may have a part of [from, to), some of it twice, and some beside it. */
  around: (from: number, to: number) => readonly One[]
  /** Whether anything has a part of a place. */
  covers: (place: Place) => boolean
}

const bits = 6

/** Keeps places by stretches of 64 characters. */
export function createNearby<One extends Place>(places: Iterable<One>): Nearby<One> {
  const stretches = new Map<number, One[]>()
  const add = (one: One): void => {
    for (let stretch = one.start >> bits; stretch <= (one.end - 1) >> bits; stretch++) {
      const known = stretches.get(stretch)
      if (known) known.push(one)
      else stretches.set(stretch, [one])
    }
  }
  const around = (from: number, to: number): readonly One[] => {
    const [first, last] = [Math.max(0, from) >> bits, (to - 1) >> bits]
    if (first === last) return stretches.get(first) ?? none
    const all: One[] = []
    for (let stretch = first; stretch <= last; stretch++) all.push(...(stretches.get(stretch) ?? none))
    return all
  }
  for (const one of places) add(one)
  return {
    add,
    around,
    covers: ({ start, end }) => around(start, end).some((one) => one.start < end && start < one.end),
  }
}
const none: readonly never[] = []
