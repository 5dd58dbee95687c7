import type { Passage } from '../cues.ts'
import { matchAt } from '../matches.ts'

interface Group {
  role: 'serial'
  value: string
  start: number
  end: number
}

/** 序列号 F2LX 90KD JQ7P: as labels have them printed. */
const group = '(?:[A-Z0-9]{2,6}(?:-[A-Z0-9]{2,6})?|(?=[a-z]*\\d)[a-z0-9]{2,6})'
const grouped = new RegExp(
  `[号码是为:：\\s]{0,4}((?=[A-Za-z0-9 -]*\\d[A-Za-z0-9 -]*\\d)${group}(?: ${group}){1,5}(?: [A-Za-z\\d]{1,2})?)(?![A-Za-z0-9])`,
  'y',
)

/** Serial numbers parted by spaces, right behind their word. */
export function serialGroups({ text, cues }: Passage): Group[] {
  return cues.flatMap((cue) => {
    if (cue.kind !== 'serial') return []
    const said = matchAt(grouped, text, cue.end)
    const value = said?.replace(/^[号码是为:：\s]+/, '') ?? ''
    const start = cue.end + (said?.length ?? 0) - value.length
    return value.length > 8 ? [{ role: 'serial' as const, value, start, end: start + value.length }] : []
  })
}
