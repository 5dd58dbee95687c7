import { isClearlyWrote, isOnlyTime, namesWriter, wroteAbove } from './attribution-line.ts'
import { nextFilled, type TextLine } from './text-line.ts'

const longest = 400
const mostLines = 3

export interface Attribution {
  start: number
  /** The first line behind it. */
  end: number
}

/** Whether the line at `end` closes “X wrote on …:”, which clients wrap over up to three lines. */
export function attributionEndingAt(lines: readonly TextLine[], end: number): Attribution | undefined {
  const last = lines[end]
  if (!last || last.quoted || last.bare.length > longest || !/[:：=-]$/.test(last.bare)) return undefined
  const above = quotesBelow(lines, end)
  let joined = ''
  for (let start = end; start > end - mostLines; start -= 1) {
    const line = lines[start]
    if (!line || line.bare === '' || line.quoted || line.bare.length > longest) return undefined
    if (start < end && /[。！？!?]$/.test(line.bare)) return undefined
    joined = joined === '' ? line.bare : `${line.bare} ${joined}`
    const apart = nextFilled(lines, 0) === start || lines[start - 1]?.bare === ''
    if (isClearlyWrote(joined, apart) || (above && wroteAbove(joined)))
      return { start: beginningOf(lines, start, end), end: end + 1 }
  }
  return undefined
}

const quotesBelow = (lines: readonly TextLine[], end: number): boolean =>
  lines[nextFilled(lines, end + 1)]?.quoted === true

/** The time, or the name before an address, may stand on the lines above what was enough to tell. */
function beginningOf(lines: readonly TextLine[], found: number, end: number): number {
  let start = found
  while (start > Math.max(0, end - mostLines + 1)) {
    const above = lines[start - 1]
    const isPart = isOnlyTime(above?.bare ?? '') || namesWriter(above?.bare ?? '', lines[start]?.bare ?? '')
    if (!above || above.quoted || !isPart) return start
    start -= 1
  }
  return start
}
