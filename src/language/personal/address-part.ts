import { isLatin } from '../marks.ts'
import { matchAt } from '../matches.ts'
import { unitsOf } from '../units.ts'
import { endsAsPlace, nameCharacter, type PartKind, patterns, placeSuffix } from './address-pattern.ts'
import { knownAt, mayBeHouse, mayBeUnit, sign, signsFrom } from './address-sign.ts'
import { wordsEnd } from './address-words.ts'
import { nameEnd } from './name-shape.ts'

export interface Part {
  kind: PartKind
  end: number
}

/** The parts of the address that begins at `at` (or goes on there behind a part of the kind `last`), one after the other; none where none begins. */
export function partsAt(text: string, at: number, last?: PartKind): Part[] {
  const parts: Part[] = []
  for (let from = at; parts.length < 16; ) {
    const part = partAt(text, from, parts.at(-1)?.kind ?? last)
    if (!part) break
    parts.push(part)
    from = part.kind === 'region' ? parted(text, part.end) : aside(text, part)
    // 5-1, 302: the parts of a door are also parted by a mark.
    if (part.kind === 'unit' && isDoorMark(text.charCodeAt(from)))
      from += matchAt(doorMark, text, from)?.length ?? 0
    // 经三纬七路口那个供销社家属院: a crossing leads on to what stands at it.
    if (part.kind === 'road' && isCrossing(text.charCodeAt(part.end - 1)))
      from += matchAt(thereIs, text, from)?.length ?? 0
    // 国贸中心旁和美城15幢: a place that tells where another is.
    if (part.kind === 'place' && parts.length > 1 && isBeside(text.charCodeAt(from)))
      from += matchAt(beside, text, from)?.length ?? 0
  }
  return parts
}

/** 云南-昆明-呈贡-雨花街道, 威海市，环翠区，张村镇: where the next region begins behind a mark, or `end` itself. */
function parted(text: string, end: number): number {
  if (!isBetweenRegions(text.charCodeAt(end)) && text.charAt(end - 1) !== ' ') return end
  for (const pattern of betweenRegions) {
    const mark = matchAt(pattern, text, end)
    const next = mark === undefined ? undefined : partAt(text, end + mark.length, 'region')
    if (mark !== undefined && next && broad.has(next.kind)) return end + mark.length
  }
  return end
}
const isBetweenRegions = unitsOf(/[，,、\n-]/)
/** A mark, or a district without its ending between two. */
const betweenRegions = [
  /[，,、-] ?(?=[\u4e00-\u9fa5]{2})/y,
  // A town on a line of its own.
  /\n(?=[\u4e00-\u9fa5]{2,6}(?:街道|[镇乡])\n)|(?<=\n[\u4e00-\u9fa5]{2,6}(?:街道|[镇乡]))\n(?=[\u4e00-\u9fa5]{2})/y,
  /(?:-|(?<= ))[\u4e00-\u9fa5]{2,4}[ -](?=[\u4e00-\u9fa5]{2})/y,
]
const broad: ReadonlySet<PartKind> = new Set(['region', 'road', 'village'])

/** 108号（创展中心）东座1103: where it goes on behind what is told in brackets. */
function aside(text: string, { kind, end }: Part): number {
  const told = isBracket(text.charCodeAt(end)) ? matchAt(bracketed, text, end) : undefined
  if (told === undefined) return end
  const next = partAt(text, end + told.length, kind === 'number' ? 'place' : kind)
  return next && doorKinds.has(next.kind) ? end + told.length : end
}
const isBracket = unitsOf(/[（(]/)
const bracketed = /[（(][\u4e00-\u9fa5A-Za-z\d]{2,14}[）)]/y
const doorKinds: ReadonlySet<PartKind> = new Set(['unit', 'room', 'number'])

const isDoorMark = unitsOf(/[,，-]/)
const doorMark =
  /[,，]\s?(?=[A-Za-z]?\d{1,5}(?:[\dA-Z-]*(?:号楼|单元|[栋幢座楼层室号户房]))*(?:[东西南北]户)?(?:[\s,，。;；]|$))|-(?=\d)/y

/** 3号楼，2单元，七楼右手: where the doors that are told behind a mark end, or `end` itself. */
export function doorsBehind(text: string, end: number, last: PartKind): number {
  let to = end
  for (let kind = last; ; ) {
    const mark = isParting(text.charCodeAt(to)) ? markBehind(text, to, kind) : undefined
    if (mark === undefined) return to
    const isName = matchAt(parting, text, to) === undefined
    const parts = partsAt(text, to + mark.length, kind)
    const stop = parts.at(-1)
    if (!stop || (kind === 'room' && stop.kind === 'room')) return to
    if (
      !parts.every((part) => within.has(part.kind) && (part.kind !== 'side' || !isName)) &&
      !nears(text, { from: to + mark.length, parts, kind })
    )
      return to
    const until = to + mark.length + text.slice(to + mark.length, stop.end).trimEnd().length
    if (!closed.test(text.slice(until)) || telephone.test(text.slice(to + mark.length, until))) return to
    to = until
    kind = stop.kind
  }
}

/** 红锦大道，568号，嘉州花园，A栋: what is told behind a mark goes on to the door. */
function nears(
  text: string,
  { from, parts, kind }: { from: number; parts: readonly Part[]; kind: PartKind },
): boolean {
  const [first, ...more] = parts
  if (!first || !more.every((part) => within.has(part.kind))) return false
  const said = text.slice(from, first.end)
  if (first.kind === 'number') return kind === 'road' && ofHouse.test(said)
  return (
    (first.kind === 'place' || first.kind === 'words') &&
    leadsOn.has(kind) &&
    !ofAnother.test(said) &&
    (more.length > 0 || unitNext.test(text.slice(first.end, first.end + 8)))
  )
}
const leadsOn: ReadonlySet<PartKind> = new Set(['road', 'number', 'region'])
const ofHouse = /[号弄巷]\s?$/
/** 旧址…, 老家…: another address. */
const ofAnother = /^.{0,3}[址处]|^[原旧]|^[新老][家房宅]/
const unitNext = /^ ?[,，] ?[A-Za-z\d一二三四五六七八九十]{1,4}(?:号楼|[栋幢座楼层室]|单元)/

const markBehind = (text: string, at: number, kind: PartKind): string | undefined =>
  matchAt(parting, text, at) ?? (leadsOn.has(kind) ? matchAt(toName, text, at) : undefined)
const toName = /[,，] ?(?=[\u4e00-\u9fa5]{2})/y

const isParting = unitsOf(/[ ,，、]/)
const parting =
  /[ ,，、]{1,2}(?:(?:然后|再|就|门牌号?)是?)?(?=[第东西南北左右前后顶阁门保\dA-Za-z一二三四五六七八九十])/y
const within: ReadonlySet<PartKind> = new Set(['unit', 'room', 'side'])
const closed =
  /^(?:[\s,，。;；、！!?？()（）|/](?! ?\d)|$|[,，] ?\d{1,4}(?:[号栋幢座室楼层]|单元|-\d{1,4}(?!\d|-\d)|[\s,，。;；]|$))/
/** 0371-6598 2210 */
const telephone = /^\d{3,5}[-—]?\d{3,}/

const isCrossing = unitsOf(/[口角字]/)
const isBeside = unitsOf(/[旁后对隔]/)
const beside = /(?:旁边?|后面|对面|隔壁)的?(?=[\u4e00-\u9fa5]{2,10}(?:[A-Z]?\d{1,3}(?:号楼|[栋幢])|[A-Z]座))/y
const thereIs = /(?:那个|那边的?|旁边?的?|附近的?|的)(?=[\u4e00-\u9fa5]{2})/y

/** Kinds as bits, and after which of them a kind comes (the others come anywhere). */
const kinds = [...new Set(patterns.map(({ kind }) => kind))]
const bitOf = (kind: PartKind | undefined): number => (kind === undefined ? 1 : 2 << kinds.indexOf(kind))
const bitsOf = (after: readonly (PartKind | undefined)[]): number =>
  after.reduce((bits, kind) => bits | bitOf(kind), 0)
const follows: Partial<Record<PartKind, number>> = {
  region: bitsOf([undefined, 'region', 'place']),
  number: bitsOf(['region', 'road', 'number', 'village', 'place', 'words']),
  ending: bitsOf(['road', 'number', 'village']),
  estate: bitsOf(['region', 'road', 'number', 'village']),
  words: bitsOf([undefined, 'region', 'road', 'number', 'place', 'village']),
  behind: bitsOf(['number', 'road', 'place', 'village', 'unit']),
  room: bitsOf(['unit', 'place', 'words', 'number']),
  hamlet: bitsOf(['village', 'region']),
  side: bitsOf(['region', 'road', 'unit', 'room', 'place', 'words', 'number', 'village', 'hamlet', 'side']),
}
const special: ReadonlySet<PartKind> = new Set([
  'number',
  'unit',
  'ending',
  'words',
  'behind',
  'hamlet',
  'side',
])
const tries = patterns.map((one) => ({ ...one, after: follows[one.kind] ?? -1, asks: special.has(one.kind) }))

const atDoor = /^(?:公司|工厂|厂(?!区)|酒店|宾馆|超市|银行|学校|医院|驿站|车站)/
const besideRoad = /旁|对面|隔壁|背后|[东西南北]门|口的?/
const isTown = unitsOf(/[镇乡]/)
const isOfGrounds = unitsOf(/[园校院厂营景矿库]/)
const holdsHouses = (last: number, before: number): boolean =>
  isTown(last) || (last === districtEnd && isOfGrounds(before))
const districtEnd = '区'.charCodeAt(0)
const isGrounds = unitsOf(/[区期园苑]/)
const beforeHamlet = /(?:[镇乡]|街道|办事处|苏木|嘎查|村|村委会|大队|管理区) ?$/

/** Whether what stands around a place allows a part of this kind there, behind one of the kind `last`. */
function mayFollow(
  text: string,
  from: number,
  [kind, last]: readonly [PartKind, PartKind | undefined],
): boolean {
  if (kind === 'unit') return mayBeUnit(text, from)
  if (kind === 'number' && !mayBeHouse(text, from)) return false
  // 转塘街道象山352号: behind just any words 3号 is as often a day.
  if (kind === 'number' && last === 'words') return /^(?:\d{3,4}|[4-9]\d)号/.test(text.slice(from, from + 5))
  // 88号公司前台: what stands at that door, and no name of it.
  if (kind === 'ending' && last === 'number') return !atDoor.test(text.slice(from, from + 2))
  // JS-25-11-08 is a code.
  if (kind === 'words' && last === undefined) return !isLatin(text.charCodeAt(from))
  // B区星湖14舍
  if (kind === 'behind' && last === 'unit') return isGrounds(text.charCodeAt(from - 1))
  // 石羊镇文庙对面包子铺, 胜利路某部营区东门
  if (kind === 'side' && last === 'region')
    return holdsHouses(text.charCodeAt(from - 1), text.charCodeAt(from - 2))
  // 平江路旁边奶茶摊
  if (kind === 'side' && last === 'road') return besideRoad.test(text.slice(from, from + 10))
  if (kind === 'hamlet') return beforeHamlet.test(text.slice(Math.max(0, from - 4), from))
  return true
}

/** 思明区路, 静安区1号: no name of a district. */
const goesOn = unitsOf(/[\dA-Za-z路街道]/)

/** Where the name of a known province, city or district ends; 0 where none begins. */
function placeAt(text: string, from: number): number {
  const known = knownAt(text, from)
  if (!known) return 0
  if (known.whole)
    return goesOn(text.charCodeAt(known.end)) ? 0 : known.end + (text[known.end] === ' ' ? 1 : 0)
  return endOf(placeSuffix, text, known.end)
}

function partAt(text: string, from: number, last: PartKind | undefined): Part | undefined {
  if (from >= text.length) return undefined
  const signs = signsFrom(text, from)
  const behind = bitOf(last)
  const place = signs & sign.known && (follows.region ?? 0) & behind ? placeAt(text, from) : 0
  if (place > 0) return { kind: 'region', end: place }
  for (const { kind, pattern, needs, after, asks } of tries) {
    if ((signs & needs) !== needs || !(after & behind)) continue
    if (asks && !mayFollow(text, from, [kind, last])) continue
    const said = pattern === nameCharacter ? wordsEnd(text, from) : endOf(pattern, text, from)
    if (said === 0) continue
    // 168号新城南都12幢: the name goes on to what is numbered.
    const end = kind === 'ending' ? Math.max(said, wordsEnd(text, from)) : said
    // 陈淋子镇李建国，… is whoever lives there.
    if (kind === 'hamlet' && isPerson(text, from, end)) continue
    return { kind: kindOf(text, [from, end], [kind, last]), end }
  }
  return undefined
}

/** 关坪 is a hamlet though 关 is a surname. */
const isPerson = (text: string, from: number, end: number): boolean =>
  !/[坪坡岭岗坑冲塘洞垭沟头尾埠集店铺窑营垅垄峪]/.test(text.charAt(end - 1)) &&
  nameEnd(text, from, 'weak') === end

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : 0
}

const roomyHouse = new Set('舍寓苑园厦')

/** What the words in which a kind of part was found are where they stand. */
function kindOf(
  text: string,
  [from, end]: readonly [number, number],
  [kind, last]: readonly [PartKind, PartKind | undefined],
): PartKind {
  if (kind === 'ending' || kind === 'estate' || kind === 'behind') return 'place'
  if (kind === 'words') {
    if (endsAsPlace.test(text.slice(from, end))) return 'place'
    // 丰乐村南上关 12号, 宝山社区后山边 56-1号
    return last === 'village' ||
      /(?:社区|村).{1,4}$/.test(text.slice(from, end)) ||
      (last === 'place' && /社区 ?$/.test(text.slice(Math.max(0, from - 3), from)))
      ? 'village'
      : kind
  }
  // 西三宿舍512: behind a house of many rooms.
  const roomy =
    kind === 'number' &&
    roomyHouse.has(text[from - 1] ?? '') &&
    /^\d{3,4}(?!号)/.test(text.slice(from, from + 5))
  return roomy ? 'room' : kind
}
