import { markUnits } from '../marks.ts'
import { pairOf } from '../units.ts'
import { conceptEntries } from '../words.ts'

/**
 * Characters without which no part of a kind stands at a place: an ending a few
 * characters further, or how the part begins. They are looked up before any
 * pattern is tried, which spares nearly all of them.
 */
export const sign = {
  region: 1,
  road: 2,
  village: 4,
  place: 8,
  /** Something numbered follows: 3号楼, B座, 东户. */
  numbered: 16,
  side: 32,
  /** Begins with a number, or as a unit does. */
  number: 64,
  unit: 128,
  /** Begins as the name of a known place does. */
  known: 256,
  latin: 512,
} as const

const clauseEnd = 1024
const ahead = new Uint16Array(0x10000)
const here = new Uint16Array(0x10000)
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const numbers = `0123456789${letters}一二三四五六七八九十百幺甲乙丙丁`
markUnits(ahead, clauseEnd, '，。；;！!？?\n：:')
markUnits(ahead, sign.region, '省市区县镇乡旗州盟道处木团师')
markUnits(ahead, sign.road, '路街道巷弄里同口处汇界十')
markUnits(ahead, sign.village, '村会委屯庄寨湾坝堡沟队场组社连邨查片区')
markUnits(ahead, sign.place, '区院园寓厦楼场村城庄墅舍市店馆苑府庭居邸轩阁郡坊心际汇荟学司厂行站所堂邨团社地')
markUnits(ahead, sign.numbered, `${numbers}#东西南北中金银主副负`)
markUnits(ahead, sign.latin, letters)
markUnits(
  ahead,
  sign.side,
  '家户米科床下间栋部场处室社东西南北中头门手侧首台座卫室亭处岗站商楼层阁院店行房所部吧厅摊仓心铺社馆栈宿乐面点站型焙馆庄口诊',
)
markUnits(here, sign.number, `${numbers}老新`)
markUnits(here, sign.unit, `${numbers}#东西南北中金银主副负之老新地自`)
/** Names of places by their first two characters, the longest first. */
const places = new Map<number, string[]>()
const counties = conceptEntries('counties').map(([word]) => word)
const known = [...conceptEntries('places').map(([word]) => word), ...counties]
for (const word of known.sort((one, other) => other.length - one.length))
  places.set(pairOf(word, 0), [...(places.get(pairOf(word, 0)) ?? []), word])
markUnits(here, sign.known, known.map((word) => word.charAt(0)).join(''))
const isCounty = new Set(counties)

const reach = 24

/** All signs of a place in a text. */
export function signsFrom(text: string, from: number): number {
  let signs = here[text.charCodeAt(from)] ?? 0
  const to = Math.min(text.length, from + reach)
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    const bits = ahead[unit] ?? 0
    if (bits & clauseEnd) break
    signs |= bits
  }
  return signs
}

/** The known place that begins here, whether it is named with its ending (思明区) or without (厦门). */
export function knownAt(text: string, from: number): { end: number; whole: boolean } | undefined {
  const word = places.get(pairOf(text, from))?.find((one) => text.startsWith(one, from))
  return word === undefined ? undefined : { end: from + word.length, whole: isCounty.has(word) }
}

/** What a number is made of, and what stands behind it where it numbers a unit or a house. */
const [ofNumber, anyBehind, ofUnit, ofHouse] = [1, 2, 4, 8]
const numbering = new Uint8Array(0x10000)
markUnits(numbering, ofNumber, '0123456789一二三四五六七八九十百甲乙丙丁东西南北中金银主副负老新地下编')
markUnits(numbering, ofNumber | anyBehind, `${letters}-—~#之自`)
markUnits(numbering, ofUnit, '号楼单栋幢座层室馆塔公学舍门村宿教家库仓户房斋寝铺档梯排期组交小区片街商摊')
markUnits(numbering, ofHouse, '号支弄巷附 ,，。;；\t\n\r')

/** Whether what stands behind the number that begins here may be what it numbers: it spares the pattern most numbers. */
function leadsTo(text: string, from: number, what: number): boolean {
  let seen = 0
  let at = from
  for (; at < text.length; at++) {
    const bits = numbering[text.charCodeAt(at)] ?? 0
    if (!(bits & ofNumber)) break
    seen |= bits
  }
  const next = text.charCodeAt(at)
  return (
    (seen & anyBehind) !== 0 ||
    at === text.length ||
    ((numbering[next] ?? 0) & what) !== 0 ||
    (next === space && ((numbering[text.charCodeAt(at + 1)] ?? 0) & what) !== 0)
  )
}
const space = 32

/** Whether a unit may stand here: 3号楼, B座. */
export const mayBeUnit = (text: string, at: number): boolean => leadsTo(text, at, ofUnit)
/** Whether the number of a house may stand here: 12号, 8弄. */
export const mayBeHouse = (text: string, at: number): boolean => leadsTo(text, at, ofHouse)

/** Whether a number, or what else a unit begins with, stands here. */
export const mayNumber = (text: string, at: number): boolean =>
  ((here[text.charCodeAt(at) || 0] ?? 0) & sign.unit) !== 0
