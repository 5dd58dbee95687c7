import { cuesBetween, isPlace, type Passage } from '../cues.ts'
import { pairOf, unitsOf } from '../units.ts'
import type { Finding } from './finding.ts'
import { nameAt } from './name-alone.ts'
import { nameParts, nameTails } from './name-character.ts'

/** The parts by their first two units, the longest first. */
const byPair = new Map<number, string[]>()
const begins = new Uint8Array(0x10000)
const goesOn = new Uint8Array(0x10000)
for (const part of [...nameParts].toSorted((one, other) => other.length - one.length)) {
  const pair = pairOf(part, 0)
  byPair.set(pair, [...(byPair.get(pair) ?? []), part])
  begins[part.charCodeAt(0)] = 1
  goesOn[part.charCodeAt(1)] = 1
}
/** Most places of a text begin none. */
const mayBegin = (text: string, at: number): boolean =>
  begins[text.charCodeAt(at)] === 1 && goesOn[text.charCodeAt(at + 1)] === 1
const longestTail = Math.max(...Array.from(nameTails, (tail) => tail.length))
const isDot = unitsOf(/[·•・‧∙]/)
/** 阿依古丽餐厅, 达瓦卓玛路: a place or what is sold is called so. */
const called =
  /^(?:[路街道镇乡村县市旗区州盟湖山寺庙桥店牌]|大街|大道|广场|小区|社区|苏木|嘎查|花园|餐|饭|酒|美食|民宿|客栈|烧烤|手抓|牛肉|奶|食品|商贸|公司|集团|超市|乐队|湿地|草原|景区|风景)/

/** Names of other peoples, which have no surname, whatever stands around them: 客户阿依古丽投诉, 由扎西顿珠代办, 乌云其其格. */
export function findPartedNames({ text, cues }: Passage): Finding[] {
  const found: Finding[] = []
  for (let at = 0; at + 4 <= text.length; at++) {
    if (!mayBegin(text, at)) continue
    const end = partsEnd(text, at)
    if (end === 0) continue
    const placed = cuesBetween(cues, at, end).some((cue) => isPlace(cue) && cue.end > at && cue.start < end)
    const inLonger = isDot(text.charCodeAt(at - 1)) || isDot(text.charCodeAt(end))
    if (!placed && !inLonger && !called.test(text.slice(end, end + 2)))
      found.push(nameAt(at, end, end - at > 3 ? 0.86 : 0.83))
    at = end - 1
  }
  return found
}

/** Where a name of two and more parts, or of one and a tail, ends; 0 where none begins. */
function partsEnd(text: string, at: number): number {
  let end = at
  let parts = 0
  for (; parts < 4; parts++) {
    const from = end
    const part = byPair.get(pairOf(text, from))?.find((one) => text.startsWith(one, from))
    if (part === undefined) break
    end += part.length
  }
  const tail = parts > 0 && end - at > 2 ? tailAt(text, end) : 0
  return parts > 1 || tail > 0 ? end + tail : 0
}

/** 卡米力江, 木拉提别克; 萨日娜江苏 ends before the province. */
function tailAt(text: string, at: number): number {
  for (let length = longestTail; length > 0; length--)
    if (
      nameTails.has(text.slice(at, at + length)) &&
      !/^(?:江[苏西南北]|夏[天季])/.test(text.slice(at, at + 2))
    )
      return length
  return 0
}
