import { isOnlyTime } from './attribution-line.ts'
import { labelOf } from './head-label.ts'
import { nextFilled, type TextLine } from './text-line.ts'

const writer = /^[^，。,；;！？!?:：|]{0,60}<[^<>\s]+@[^<>\s]+>$/
const longest = 24

/**
 * Whether the head of Lotus Notes begins here: the sender alone, under it the time, then labels without colons, their
 * values beside or below them.
 */
export function beginsLotus(lines: readonly TextLine[], start: number): boolean {
  if (!writer.test((lines[start]?.bare ?? '').slice(0, 200))) return false
  const second = nextFilled(lines, start + 1)
  const cells = (at: number): string[] => (lines[at]?.bare ?? '').slice(0, 400).split('|')
  const [time = '', ...beside] = cells(second).map((cell) => cell.trim())
  if (second > start + 3 || !isOnlyTime(time) || !/\d{1,2}:\d{2}/.test(time)) return false
  const found = new Set(beside.map((cell) => labelOf(`${cell}:`, false)))
  for (let at = second + 1; at < Math.min(lines.length, second + longest); at += 1) {
    found.add(labelOf(`${cells(at)[0]?.trim()}:`, false))
    if (found.has('to') && found.has('subject')) return true
  }
  return false
}
