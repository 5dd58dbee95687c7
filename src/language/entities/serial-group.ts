import type { Passage } from '../cues.ts'
import { countDigits } from '../digits.ts'
import { matchAt, matchesOf } from '../matches.ts'
import { roleByTalk } from './code-talk.ts'

interface Group {
  role: 'serial'
  value: string
  start: number
  end: number
}

/** 序列号 F2LX 90KD JQ7P: as labels have them printed. */
const group = '(?:[A-Z0-9]{2,6}(?:-[A-Z0-9]{2,6})?|(?=[a-z]*\\d)[a-z0-9]{2,6})'
const grouped = new RegExp(
  `[号码是为:：\\s]{0,4}((?=[A-Za-z0-9 -]*\\d[A-Za-z0-9 -]*\\d)${group}(?: ${group}){1,5}(?: [A-Za-z\\d]{1,2})?|(?=[A-Z\\d]*\\d)(?=[A-Z\\d]*[A-Z])[A-Z\\d]{7,10}(?: (?!20[12]\\d(?!\\d))\\d{4,6}){1,3})(?![A-Za-z0-9]|[年月日号点元块]|的|买)`,
  'y',
)

/** Serial numbers parted by spaces, right behind their word. */
export function serialGroups({ text, cues, latin, spaced }: Passage): Group[] {
  const named = cues.flatMap((cue) => {
    if (cue.kind !== 'serial') return []
    const said = matchAt(grouped, text, cue.end)
    const value = said?.replace(/^[号码是为:：\s]+/, '') ?? ''
    const start = cue.end + (said?.length ?? 0) - value.length
    return value.length > 8 ? [{ role: 'serial' as const, value, start, end: start + value.length }] : []
  })
  return latin && spaced && placed.test(text)
    ? [...named, ...unnamed(text, named)].sort((a, b) => a.start - b.start)
    : named
}

/** What a thing has a number on. */
const placed = /[贴刻印铭码串行底背编盖]|左边|右边|序列/
const mixed = /(?<![A-Za-z0-9@._/-])[A-Z0-9]{1,8} [A-Z0-9]{1,8}(?: [A-Z0-9]{1,8}){0,4}(?![A-Za-z0-9./-])/g

/** 背面 YYX P2 060 419 883: in groups of letters and digits, where a thing has its number. */
function unnamed(text: string, named: readonly Group[]): Group[] {
  return matchesOf(mixed, text).flatMap((match) => {
    const [value] = match
    const one = { value, start: match.index, end: match.index + value.length }
    return isParted(value) &&
      !named.some((other) => one.start < other.end && other.start < one.end) &&
      roleByTalk(one, text) === 'serial'
      ? [{ role: 'serial' as const, ...one }]
      : []
  })
}

/** 0927A 114, J 36281704: five digits and more, one group of which is long or begins with a nought. */
const isParted = (value: string): boolean =>
  /[A-Z]/.test(value) && countDigits(value) > 4 && /(?:^| )(?:\d{5,}|0\d{2,}[A-Z]?)(?: |$)/.test(value)
