import { markUnits } from '../marks.ts'

/** What a character may be a hint of. */
const hints = new Uint8Array(0x10000)
const [region, numbered, junction, house, clauseEnd, number] = [1, 2, 4, 8, 16, 32]
markUnits(hints, region, '省市区县镇乡旗州')
markUnits(hints, numbered, '号栋幢座室楼层弄组舍#单门-—')
markUnits(hints, junction, '交路十')
markUnits(hints, house, '舍寓园厦苑')
markUnits(hints, clauseEnd, '，。；;！!？?\n、:：/|()（）“”"「」【】')
markUnits(
  hints,
  number,
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz一二三四五六七八九十百甲乙丙丁',
)

/** 3号, 2单元, 12-5, 4门602. */
const behindNumber = /号(?!码|线)|[栋幢座室楼层弄组舍#]|单元|(?<=\d)[-—门](?=\d)/y
const streetsMeet = /交叉口|交汇|交口|路口|十字(?=[路东西南北])/y
/** 公寓A305 */
const roomBehind = /.[A-Z]?\d{3,4}(?!\d)/y

/**
 * The next place that hints at an address, at `from` or behind it; -1 where none
 * does. Without a number and what it numbers, a region, a junction or a room no
 * clause holds an address.
 */
export function hintFrom(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const bits = hints[text.charCodeAt(at)] ?? 0
    if (bits && isHint(text, at, bits)) return at
  }
  return -1
}

function isHint(text: string, at: number, bits: number): boolean {
  if (bits & region) return true
  const before = text.charAt(at - 1) === ' ' ? at - 2 : at - 1
  const afterNumber = bits & numbered && (hints[text.charCodeAt(before)] ?? 0) & number
  return (
    (afterNumber && holdsAt(behindNumber, text, at)) ||
    (bits & junction && holdsAt(streetsMeet, text, at)) ||
    (bits & house && holdsAt(roomBehind, text, at)) ||
    false
  )
}

function holdsAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}

/** The stretch around a place that no mark parts, [start, end). */
export function clauseAt(text: string, at: number): { start: number; end: number } {
  let start = at
  while (start > 0 && !endsClause(text, start - 1)) start--
  let end = at + 1
  while (end < text.length && !endsClause(text, end)) end++
  return { start, end }
}

const endsClause = (text: string, at: number): boolean =>
  ((hints[text.charCodeAt(at)] ?? 0) & clauseEnd) !== 0
