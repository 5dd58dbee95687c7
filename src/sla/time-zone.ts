export const dayMs = 86_400_000

/** A stretch of one civil day with the same distance from UTC; a day on which clocks change has two. */
export interface Stretch {
  from: number
  to: number
  offset: number
}

/** A time zone by its IANA name; days are counted from 1970-01-01, instants and offsets are milliseconds. */
export interface TimeZone {
  readonly name: string
  offsetAt(at: number): number
  dayOf(at: number): number
  /** What of a civil day really happens, in order: nothing where a zone skipped the day. */
  stretchesOf(day: number): Stretch[]
}

/** Throws RangeError for a name that is no time zone. Remembers what it reckoned. */
export function createTimeZone(name: string): TimeZone {
  const reckon = createReckoner(name)
  const offsets = new Map<number, number>()
  const changes = new Map<number, number>()

  const offsetAtUtcDay = (day: number): number => remember(offsets, day, () => reckon(day * dayMs))

  // Within one UTC day a zone changes at most once, so equal ends mean no change.
  const changeIn = (day: number): number =>
    remember(changes, day, () => {
      if (offsetAtUtcDay(day) === offsetAtUtcDay(day + 1)) return (day + 1) * dayMs
      let before = day * dayMs
      let after = before + dayMs
      while (after - before > 1000) {
        const middle = before + Math.floor((after - before) / 2000) * 1000
        if (reckon(middle) === offsetAtUtcDay(day)) before = middle
        else after = middle
      }
      return after
    })

  const offsetAt = (at: number): number => {
    const day = Math.floor(at / dayMs)
    return offsetAtUtcDay(at < changeIn(day) ? day : day + 1)
  }

  return {
    name,
    offsetAt,
    dayOf: (at) => Math.floor((at + offsetAt(at)) / dayMs),
    stretchesOf(day) {
      const stretches: Stretch[] = []
      // No zone is further than a day from UTC: the civil day lies within these three.
      for (let utcDay = day - 1; utcDay <= day + 1; utcDay++) {
        const from = utcDay * dayMs
        const change = changeIn(utcDay)
        addStretch(stretches, day, { from, to: change, offset: offsetAtUtcDay(utcDay) })
        addStretch(stretches, day, { from: change, to: from + dayMs, offset: offsetAtUtcDay(utcDay + 1) })
      }
      return stretches
    },
  }
}

/** Adds what of the stretch lies within the civil day, as one with its neighbour where nothing changes between. */
function addStretch(stretches: Stretch[], day: number, { from, to, offset }: Stretch): void {
  const begin = Math.max(from, day * dayMs - offset)
  const end = Math.min(to, (day + 1) * dayMs - offset)
  if (begin >= end) return
  const last = stretches.at(-1)
  if (last && last.to === begin && last.offset === offset) last.to = end
  else stretches.push({ from: begin, to: end, offset })
}

/** The offset as Intl knows it, a few microseconds a time. */
function createReckoner(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (at) => {
    const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = (
      format.format(at).match(/\d+/g) ?? []
    ).map(Number)
    return Date.UTC(year, month - 1, day, hour, minute, second) - at
  }
}

/** The remembered value of a key, reckoned the first time. */
export function remember<K, V>(known: Map<K, V>, key: K, reckon: () => V): V {
  const found = known.get(key)
  if (found !== undefined) return found
  const value = reckon()
  known.set(key, value)
  return value
}
