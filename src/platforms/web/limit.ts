/** Takes one for `key`; returns 0, or the milliseconds to wait when the key has had its share. */
export type Limit = (key: string) => number

/** At most `max` for each key in any `perMs`, counted in this process. Forgets keys that are quiet. */
export function createLimit(options: { max: number; perMs: number; now: () => Date }): Limit {
  const { max, perMs, now } = options
  const taken = new Map<string, number[]>()
  return (key) => {
    const at = now().getTime()
    const recent = (taken.get(key) ?? []).filter((time) => time > at - perMs)
    const first = recent[0]
    if (recent.length >= max && first !== undefined) return first + perMs - at
    recent.push(at)
    // Taken out and put back, the map stays ordered by the last taking: the quiet ones are in front.
    taken.delete(key)
    taken.set(key, recent)
    for (const [quiet, times] of taken) {
      if ((times.at(-1) ?? 0) > at - perMs) break
      taken.delete(quiet)
    }
    return 0
  }
}
