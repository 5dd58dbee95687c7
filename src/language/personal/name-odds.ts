import { cueBefore, cueEndingAt, isPlace, type Passage } from '../cues.ts'
import { type Features, placeOfSign } from '../gather.ts'
import { type Model, scoresOf } from '../model.ts'
import { everyUnit, unitsOf } from '../units.ts'
import type { Finding } from './finding.ts'
import { isOpen, isPlaceAt, nameAt } from './name-alone.ts'
import {
  everyday,
  hasSurname,
  isDoubleSurname,
  isGivenUnit,
  rareSurnames,
  surnames,
  titles,
} from './name-character.ts'
import { loadNameModel } from './name-model.ts'
import { isBrandAt, neverNamed } from './name-shape.ts'

/** Characters that may be a full name: a surname and one or two more. */
export interface Candidate {
  start: number
  end: number
  /** How many of them are the surname. */
  family: number
}

/** What a sign weighs. */
const weight = 0.5
/** So far to the left a word may lead to a name. */
const reach = 8
const isHan = unitsOf(/[\u3400-\u9fff]/)

/** The candidates of a text that are no places and touch nothing of `taken`, which stand in order. */
export function nameCandidates(
  { text, cues }: Passage,
  taken: readonly { start: number; end: number }[] = [],
): Candidate[] {
  const candidates: Candidate[] = []
  let next = 0
  for (let start = 0; start + 2 <= text.length; start++) {
    while ((taken[next]?.end ?? text.length) <= start && next < taken.length) next++
    if ((taken[next]?.start ?? text.length) <= start) {
      start = (taken[next]?.end ?? text.length) - 1
      continue
    }
    if (hasSurname(text, start) && !isPlaceAt(cues, start))
      addCandidates(candidates, text, start, taken[next]?.start ?? text.length)
  }
  return candidates
}

/** Those that begin at a place and end before `upTo`. */
function addCandidates(candidates: Candidate[], text: string, start: number, upTo: number): void {
  const family = isDoubleSurname(text, start) ? 2 : 1
  const begins = text.slice(start, start + family + 1)
  // 安装, 高兴, 李工, 李宁 begin like a name.
  if (isBrandAt(text, start) || everyday.has(begins) || titles.has(begins)) return
  for (const length of [2, 1]) {
    const end = start + family + length
    if (end > upTo) continue
    const given = text.slice(start + family, end)
    if (
      !isGivenUnit(given.charCodeAt(0)) &&
      !isGivenUnit(given.charCodeAt(length - 1)) &&
      isWithin(text, start, end)
    )
      continue
    // 王生, as they say Mr Wang in the south.
    if (everyUnit(isHan, given) && !neverNamed(given) && !titles.has(given) && given !== '生')
      candidates.push({ start, end, family })
  }
}

/** Whether a Chinese character stands on either side: what nobody is called and nothing marks off is no name. */
const isWithin = (text: string, start: number, end: number): boolean =>
  kindOf(unitAt(text, start - 1)) === 1 && kindOf(unitAt(text, end)) === 1

/** The kinds of signs, each of a candidate's characters and of what stands around it. */
const sign = {
  length: 1,
  surname: 2,
  given: 3,
  begins: 4,
  family: 5,
  shape: 6,
  character: 7,
  left: 8,
  right: 9,
  edges: 10,
  edgesOfShape: 11,
  before: 12,
  after: 13,
  cue: 14,
  run: 15,
  joined: 16,
}

/** What the characters themselves tell, whether people are called so, and what stands around them. */
export function nameFeatures(passage: Passage, one: Candidate): Features {
  count = 0
  addForm(passage.text, one)
  addAround(passage, one)
  return { at: places.slice(0, count), value: values.subarray(0, count) }
}

/** Names need but a corner of the places that a model has, which stays in the cache: two in three of them are empty. */
const fewPlaces = (1 << 15) - 1
// One array serves all candidates, one after another.
const places = new Uint32Array(24)
const values = new Float32Array(places.length).fill(weight)
let count = 0

function put(kind: number, one: number, two = 0, three = 0): void {
  places[count++] = placeOfSign(kind, one, two, three) & fewPlaces
}

function addForm(text: string, { start, end, family }: Candidate): void {
  const surname = text.slice(start, start + family)
  const from = start + family
  const length = end - from
  const [first, second] = [unitAt(text, from), length > 1 ? unitAt(text, from + 1) : 0]
  put(sign.length, length)
  put(sign.surname, unitAt(text, start), family > 1 ? unitAt(text, start + 1) : 0)
  put(sign.given, first, second)
  put(sign.begins, unitAt(text, from - 1), first)
  put(sign.family, family, surnames.has(surname) ? 1 : 0, rareSurnames.has(surname) ? 1 : 0)
  put(sign.shape, shapeOf(text, from, length))
  put(sign.character, length, 1, first)
  if (length > 1) put(sign.character, length, 2, second)
}

function addAround(passage: Passage, { start, end, family }: Candidate): void {
  const { text, cues, run } = passage
  const [left, right] = [unitAt(text, start - 1), unitAt(text, end)]
  const [left2, right2] = [unitAt(text, start - 2), unitAt(text, end + 1)]
  const edges = 8 * kindOf(left) + kindOf(right)
  put(sign.left, left)
  put(sign.left, left, left2 || 1)
  put(sign.left, left, left2 || 1, unitAt(text, start - 3) || 1)
  put(sign.right, right)
  put(sign.right, right, right2 || 1)
  put(sign.right, right, right2 || 1, unitAt(text, end + 2) || 1)
  put(sign.edges, edges, end - start)
  put(sign.edgesOfShape, edges, shapeOf(text, start + family, end - start - family))
  put(sign.before, kindOf(left2), kindOf(left))
  put(sign.after, kindOf(right), kindOf(right2))
  const { kind } = cueEndingAt(cues, start) ?? cueBefore(passage, start, reach) ?? noCue
  put(sign.cue, unitAt(kind, 0), unitAt(kind, 1), kind.length)
  put(sign.run, run > 5 ? 1 : 0)
  // 课程永远, 任何宝宝: the surname ends another word.
  put(sign.joined, left, unitAt(text, start))
}

const noCue = { kind: '' }

/** The character at a place; 0 outside the text. */
const unitAt = (text: string, at: number): number => text.charCodeAt(at) || 0

/** Of each character of a given name whether names are given with it. */
function shapeOf(text: string, from: number, length: number): number {
  const one = isGivenUnit(text.charCodeAt(from)) ? 2 : 1
  return length === 1 ? one : 4 * one + (isGivenUnit(text.charCodeAt(from + 1)) ? 2 : 1)
}

/** The kind of a character beside a name: the text's end, a Chinese one, a digit, a letter, a space, a mark. */
function kindOf(unit: number): number {
  if (unit === 0) return 0
  if (unit >= 0x3400 && unit <= 0x9fff) return 1
  if (unit >= 48 && unit <= 57) return 2
  if ((unit | 32) >= 97 && (unit | 32) <= 122) return 3
  return unit <= 32 || unit === 0x3000 ? 4 : 5
}

export const nameLabels = ['name', 'none'] as const

/** From which log-odds on it is a name; chosen on texts of strangers that it had not learned from. */
const gate = -0.5

const estate = /^[府苑庭郡邸](?:物业|小区|业主|社区|[\d东西南北一二三])/
const company =
  /^[\u4e00-\u9fff]{0,2}(?:软件|科技|信息|网络|电子|传媒|文化|贸易|商贸|实业|物流|餐饮|智能|机电|建材|家居|医疗|教育|服饰|食品)/

/** 金域华府物业, 麓谷云帆软件: an estate; a company where nothing marks its name off before. */
const isOfHouse = ({ text, cues }: Passage, { start, end }: Candidate): boolean => {
  const behind = text.slice(end, end + 6)
  if (!company.test(behind)) return estate.test(behind)
  const before = cueEndingAt(cues, start)
  return before === undefined ? !isOpen(text, start, cues) : isPlace(before)
}

/** Names that no word leads to and no title follows: 昨天孙丽来过了. What is found already is `settled`. */
export function findLikelyNames(
  passage: Passage,
  settled: readonly Finding[],
  model: Model = loadNameModel(),
): Finding[] {
  const likely = nameCandidates(passage, settled).flatMap((candidate) => {
    if (isOfHouse(passage, candidate)) return []
    const [name = 0, none = 0] = scoresOf(model, nameFeatures(passage, candidate))
    return name - none < gate ? [] : [{ ...candidate, odds: name - none }]
  })
  if (likely.length === 0) return []
  // The likeliest first; a character belongs to one name.
  const used = new Uint8Array(passage.text.length)
  const found: Finding[] = []
  for (const { start, end } of likely.toSorted((one, other) => other.odds - one.odds)) {
    if (used.subarray(start, end).includes(1)) continue
    used.fill(1, start, end)
    found.push(nameAt(start, end, 0.8))
  }
  return found
}
