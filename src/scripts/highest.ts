/** The figure of what may not be chosen. */
export const barred = Number.NEGATIVE_INFINITY

/** The places of the highest figures that pass, best first; the library's order decides ties. */
export function highest(
  scores: Float64Array,
  size: number,
  passes = (_at: number): boolean => true,
): number[] {
  const places: number[] = []
  let lowest = barred
  for (let at = 0; at < scores.length; at++) {
    if ((scores[at] ?? barred) <= lowest || !passes(at)) continue
    insert(places, at, scores)
    if (places.length > size) places.pop()
    if (places.length === size) lowest = scores[places[size - 1] ?? at] ?? barred
  }
  return places
}

/** Apart from the loop, which a closure within would make three times as slow. */
function insert(places: number[], at: number, scores: Float64Array): void {
  const score = scores[at] ?? barred
  const before = places.findIndex((place) => (scores[place] ?? barred) < score)
  places.splice(before < 0 ? places.length : before, 0, at)
}
