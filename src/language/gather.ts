/** A text as a sparse vector: hashed places and what stands there. */
export interface Features {
  at: Uint32Array
  value: Float32Array
}

/** A text has one place for each of its features, of so many bits: with two fewer, too many share one. */
export const featureBits = 20
const places = 1 << featureBits

/** Takes in the features of one text. */
export interface Gathering {
  /** A feature by its name, which prefix and name make together; its greatest value counts. */
  add(prefix: string, name: string, value: number): void
  put(place: number, value: number): void
  /** A feature that has no value before `share`. */
  note(place: number): void
  /** Notes the runs of one to three characters. */
  noteRuns(text: string): void
  /** Gives all that was noted the same value: the more there are, the less each counts. */
  share(weight: number): void
  /** What comes now stands beside what came before, even at the same place. */
  part(): void
}

// One sparse set serves all texts, one after another: `indexAt` may hold anything, for
// what it says is true only where that entry looks back at the place (Briggs and Torczon).
const indexAt = new Uint32Array(places)
let at = new Uint32Array(1024)
let value = new Float32Array(1024)
let count = 0
let from = 0
// The hashes of the runs that begin at each character, before their last mix.
let begun = new Int32Array(1024)

const gathering: Gathering = {
  add: (prefix, name, size) => put(placeOf(prefix, name), size),
  put,
  note: (place) => void indexOf(place),
  noteRuns,
  share: (weight) => void value.fill(weight / Math.sqrt(Math.max(1, count - from)), from, count),
  part: () => {
    from = count
  },
}

/** The features that `fill` puts in, in the order they came first. It must not gather others meanwhile. */
export function gathered(fill: (into: Gathering) => void): Features {
  count = 0
  from = 0
  fill(gathering)
  return { at: at.slice(0, count), value: value.slice(0, count) }
}

/** Features of several kinds beside each other, even at the same place. */
export function joined(...parts: readonly Features[]): Features {
  const length = parts.reduce((sum, part) => sum + part.at.length, 0)
  const [at, value] = [new Uint32Array(length), new Float32Array(length)]
  let from = 0
  for (const part of parts) {
    at.set(part.at, from)
    value.set(part.value, from)
    from += part.at.length
  }
  return { at, value }
}

/** The same features at places of their own, each by a factor: what one part of a text says, beside what all of it says. */
export const beside = ({ at, value }: Features, factor: number): Features => ({
  at: at.map((place) => mixed(Math.imul(place ^ seed, prime))),
  value: value.map((size) => size * factor),
})

function put(place: number, size: number): void {
  if (!(size > 0)) return
  const index = indexOf(place)
  if ((value[index] ?? 0) < size) value[index] = size
}

/** Where the feature of a place stands; a new one at the end. */
function indexOf(place: number): number {
  const known = indexAt[place] ?? 0
  if (known >= from && known < count && at[known] === place) return known
  if (count === at.length) grow()
  indexAt[place] = count
  at[count] = place
  value[count] = 0
  return count++
}

function grow(): void {
  const [oldAt, oldValue] = [at, value]
  at = new Uint32Array(2 * oldAt.length)
  at.set(oldAt)
  value = new Float32Array(at.length)
  value.set(oldValue)
}

function noteRuns(text: string): void {
  if (begun.length < text.length) begun = new Int32Array(2 * text.length)
  begun.fill(seed, 0, text.length)
  for (let length = 1; length <= 3; length++)
    for (let start = 0; start + length <= text.length; start++) {
      const hash = Math.imul((begun[start] ?? 0) ^ text.charCodeAt(start + length - 1), prime)
      begun[start] = hash
      indexOf(mixed(hash))
    }
}

// FNV-1a.
const seed = 2166136261 | 0
const prime = 16777619

/** The place of a feature: the hash of its prefix and name together. */
export const placeOf = (prefix: string, name: string): number => mixed(hashed(hashed(seed, prefix), name))

/** The place of a feature that is told by numbers: what kind of sign it is, and up to three characters or the like. */
export function placeOfSign(kind: number, one: number, two = 0, three = 0): number {
  let hash = Math.imul(seed ^ kind, prime)
  hash = Math.imul(hash ^ one, prime)
  hash = Math.imul(hash ^ two, prime)
  return mixed(Math.imul(hash ^ three, prime))
}

function hashed(begin: number, text: string): number {
  let hash = begin
  for (let unit = 0; unit < text.length; unit++) hash = Math.imul(hash ^ text.charCodeAt(unit), prime)
  return hash
}

function mixed(hash: number): number {
  const folded = Math.imul(hash ^ (hash >>> 15), 2246822507)
  return (folded ^ (folded >>> 13)) & (places - 1)
}
