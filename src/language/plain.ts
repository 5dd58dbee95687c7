import { matchesOf } from './matches.ts'
import { unitsOf } from './units.ts'
import { simplified } from './words.ts'

/** A text made plain and, for each of its UTF-16 units (and its end), where it stood in the original. */
export interface PlainText {
  text: string
  /** Absent where every unit stands where it stood. */
  offsets?: readonly number[]
}

// Controls, zero-width and bidirectional marks, broken surrogates, private use, variation selectors.
const invisible = /(?![\t\n\r])[\p{C}\p{Variation_Selector}]/gu

// Unit → unit, 0 where it has not been asked for, `many` where it becomes none or several.
const many = 0xffff
const plainUnit = new Uint16Array(0x10000)

/**
 * For finding spans: letters and digits of every shape as ASCII, simplified,
 * invisible characters gone. The marks that end a clause (，。！？：；) stay as
 * they are: `密码Aa12！` ends before its mark.
 */
export function plainText(original: string): PlainText {
  let at = 0
  while (at < original.length && plainOfUnit(original.charCodeAt(at)) === original.charCodeAt(at)) at++
  // Most texts are plain already.
  if (at === original.length) return { text: original }
  let text = original.slice(0, at)
  for (let from = at; at < original.length; at++) {
    const unit = original.charCodeAt(at)
    const plain = plainOfUnit(unit)
    if (plain === many) return unitByUnit(original)
    if (plain !== unit) {
      text += original.slice(from, at) + String.fromCharCode(plain)
      from = at + 1
    }
    if (at === original.length - 1) text += original.slice(from)
  }
  return { text }
}

const plainOfUnit = (unit: number): number => plainUnit[unit] || learn(unit)

function learn(unit: number): number {
  const character = String.fromCharCode(unit)
  const plain = unit >= 0xd800 && unit <= 0xdfff ? '' : plainOf(character)
  const learned = plain.length === 1 ? plain.charCodeAt(0) : many
  plainUnit[unit] = learned
  return learned
}

function unitByUnit(original: string): PlainText {
  let text = ''
  const offsets: number[] = []
  for (let at = 0; at < original.length; ) {
    const unit = plainOfUnit(original.charCodeAt(at))
    const character = unit === many ? String.fromCodePoint(original.codePointAt(at) ?? 0) : ''
    const plain = unit === many ? plainOf(character) : String.fromCharCode(unit)
    for (let place = 0; place < plain.length; place++) offsets.push(at)
    text += plain
    at += character.length || 1
  }
  offsets.push(original.length)
  return { text, offsets }
}

const clauseMarks = '，。！？：；、…'

function plainOf(character: string): string {
  if (character < '\u0080') return character
  if (character >= '\u4e00' && character <= '\u9fff') return simplified.get(character) ?? character
  if (clauseMarks.includes(character)) return character
  const folded = character.normalize('NFKC').replace(invisible, '')
  return simplified.get(folded) ?? folded
}

/**
 * A plain text as one writes who keeps to the rules. What only pauses (..., ~) is a
 * mark, and no space stands between Chinese and other signs: 3 号楼 402 室 says what
 * 3号楼402室 says. A space between two words of either kind parts them and stays.
 */
export function tidied(original: PlainText): PlainText {
  const plain = mayPause.test(original.text)
    ? { ...original, text: original.text.replace(pause, asMark) }
    : original
  const gaps = gapsIn(plain.text)
  if (gaps.length === 0) return plain
  let text = ''
  const offsets: number[] = []
  let from = 0
  for (const gap of [...gaps, plain.text.length]) {
    text += plain.text.slice(from, gap)
    for (let at = from; at < gap; at++) offsets.push(plain.offsets?.[at] ?? at)
    from = gap + 1
  }
  offsets.push(plain.offsets?.[plain.text.length] ?? plain.text.length)
  return { text, offsets }
}

const mayPause = /\.\.|[~…]/
const pause = /\.{3,}|…+|\.\.(?=[\u4e00-\u9fa5\s]|$)|~+(?=[\u4e00-\u9fa5\s，。！？]|$)/g
/** …7721 is the end of a number. */
const asMark = (said: string, at: number, text: string): string =>
  (said.startsWith('~') || !fewDigits.test(text.slice(at + said.length, at + said.length + 6))
    ? '，'
    : '.'
  ).repeat(said.length)
const fewDigits = /^\d{1,5}(?!\d)/

/**
 * Before what numbers are counted in no space says anything (3 号楼, 20 元). Any
 * other between the two scripts is taken for a habit where hardly any number stands
 * close to its words and no two words or numbers are parted by a space either.
 */
function gapsIn(text: string): number[] {
  const seams: number[] = []
  const inLabels = gapsInLabels(text)
  let isParting = false
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
    if (inLabels.has(at)) continue
    const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at + 1)]
    const isHere = isSeam(before, after)
    if (isHere) seams.push(at)
    isParting ||= isHere ? isNumeral(before) || isNumeral(after) : isChinese(before) && isChinese(after)
  }
  if (seams.length === 0) return [...inLabels]
  const before = new Set(matchesOf(counted, text).map(({ index }) => index))
  const isHabit = !isParting && closeSeams(text) * 3 <= seams.length
  const habits = seams.filter(
    (at) => before.has(at) || (isHabit && !(seams.length < 3 && isBare(text, at, before))),
  )
  return inLabels.size === 0 ? habits : [...habits, ...inLabels].sort((one, other) => one - other)
}

/** 姓 名：, 联 系 人：: forms set the characters of their labels apart. */
function gapsInLabels(text: string): Set<number> {
  if (!/[:：]/.test(text)) return new Set()
  return new Set(
    matchesOf(stretched, text).flatMap(({ 0: label, index }) =>
      Array.from(label, (sign, at) => (sign === ' ' ? index + at : -1)).filter((at) => at >= 0),
    ),
  )
}
const stretched = /(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?: {1,4}[\u4e00-\u9fff]){1,4} {0,4}(?=[:：])/g

/** 按摩仪 299 充不进电: a price or a code of its own. */
function isBare(text: string, at: number, counted: ReadonlySet<number>): boolean {
  bare.lastIndex = isDigit(text.charCodeAt(at + 1)) ? at : text.lastIndexOf(' ', at - 1)
  return bare.test(text) && !counted.has(bare.lastIndex - 1)
}
const bare = / \d{2,5} /y

function closeSeams(text: string): number {
  let count = 0
  for (let at = 1; at < text.length; at++) if (isSeam(text.charCodeAt(at - 1), text.charCodeAt(at))) count++
  return count
}

/** Chinese meets other signs here. */
const isSeam = (before: number, after: number): boolean =>
  (isChinese(before) && isSign(after)) || (isSign(before) && isChinese(after))
/** 128 三斤: two numbers. */
const isNumeral = unitsOf(/[〇零一二两三四五六七八九十百千万幺]/)
const isDigit = unitsOf(/[0-9]/)
const homes =
  '(?:[号弄巷栋幢座层室户组社队区甲乙丙丁梯附]|单元|小队|楼(?![上下道梯])|门(?![店口])|房(?![间子东租]))'
/** 20 元, 6 月 3 日, and on both sides of what numbers a door: 七莘路 1855 弄 A 座. */
const counted = new RegExp(
  `(?<=\\d) (?=${homes}|[元块]|米[远路处左右东西南北])|(?<=(?<!\\d)\\d{1,2}) (?=[月日点天期排])|(?<=(?<!\\d)(?:19|20)\\d\\d) (?=年)|(?<=[\\u4e00-\\u9fa5]) (?=(?:\\d{1,5}|[A-Z]\\d?)(?:-\\d{1,3})? ${homes})|(?<=(?<![A-Za-z])[A-Z]) (?=[区座栋幢馆]|单元)`,
  'g',
)

const isChinese = (unit: number): boolean => unit >= 0x4e00 && unit <= 0x9fff
const isSign = unitsOf(/[0-9A-Za-z]/)

/** Where a span of the plain text stood in the original, with what followed its last unit and left no trace. */
export function placeOf({ offsets }: PlainText, start: number, end: number): [number, number] {
  if (!offsets) return [start, end]
  const last = offsets[end - 1] ?? 0
  let after = end
  while (after < offsets.length - 1 && offsets[after] === last) after++
  return [offsets[start] ?? 0, offsets[after] ?? last]
}
