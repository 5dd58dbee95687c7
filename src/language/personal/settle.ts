import type { Finding } from './finding.ts'

/** Of overlapping findings the surest stays, then the longest. */
export function settle(findings: Finding[]): Finding[] {
  if (findings.length < 2) return findings
  const order = findings.sort((one, other) => one.start - other.start)
  const kept: Finding[] = []
  // What no finding crosses parts them: on either side they are settled by themselves.
  let crossing: Finding[] = []
  let reach = 0
  for (const one of order) {
    if (one.start >= reach && crossing.length > 0) {
      settleCrossing(crossing, kept)
      crossing = []
    }
    crossing.push(one)
    if (one.end > reach) reach = one.end
  }
  settleCrossing(crossing, kept)
  return kept
}

/** The same with more findings, if there are any. */
export const withMore = (settled: Finding[], more: readonly Finding[]): Finding[] =>
  more.length === 0 ? settled : settle([...settled, ...more])

const bySureness = (one: Finding, other: Finding): number =>
  other.sure - one.sure || other.end - other.start - (one.end - one.start) || one.start - other.start

function settleCrossing(crossing: Finding[], kept: Finding[]): void {
  const [one, other] = crossing
  if (!one) return
  if (crossing.length < 3) {
    kept.push(other && bySureness(one, other) > 0 ? other : one)
    return
  }
  const from = one.start
  const used = new Uint8Array(crossing.reduce((most, { end }) => Math.max(most, end), from) - from)
  const chosen: Finding[] = []
  for (const finding of crossing.sort(bySureness)) {
    const places = used.subarray(finding.start - from, finding.end - from)
    if (places.includes(1)) continue
    places.fill(1)
    chosen.push(finding)
  }
  kept.push(...chosen.sort((one, other) => one.start - other.start))
}
