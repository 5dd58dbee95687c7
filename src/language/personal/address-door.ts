import { anyUnit, unitsOf } from '../units.ts'
import type { Part } from './address-part.ts'

/** What may be an address: where it begins, its parts, and whether the words before it tell one. */
interface MaybeAddress {
  start: number
  parts: readonly Part[]
  told: boolean
}

/** How many of each kind its parts are, and its words. */
interface Tally {
  said: string
  regions: number
  roads: number
  villages: number
  places: number
  words: number
  numbers: number
  units: number
  rooms: number
  hamlets: number
  sides: number
}

function tally(text: string, { start, parts }: MaybeAddress): Tally {
  const count = (kind: Part['kind']): number => {
    let sum = 0
    for (const part of parts) if (part.kind === kind) sum++
    return sum
  }
  return {
    said: text.slice(start, parts.at(-1)?.end ?? start).trimEnd(),
    regions: count('region'),
    roads: count('road'),
    villages: count('village'),
    places: count('place'),
    words: count('words'),
    numbers: count('number'),
    units: count('unit'),
    rooms: count('room'),
    hamlets: count('hamlet'),
    sides: count('side'),
  }
}

/** Whether the parts lead to a door, or as near as the countryside has it. */
export function isDoor(text: string, maybe: MaybeAddress): boolean {
  const { start, told } = maybe
  const counts = tally(text, maybe)
  const { said, regions, roads, villages, places, numbers } = counts
  if (regions > 1 && form.test(text.slice(Math.max(0, start - 8), start))) return true
  if (told && (doors.test(said) || regions > 2)) return true
  if (seat.test(said)) return false
  if (said.length < 4 || (said.endsWith('口') && gate.test(said)) || isHub(said)) return false
  if (!told && regions + roads + villages === 0 && isOfCode(text, said, start + said.length)) return false
  if (!told && regions + roads + villages === 0 && measured.test(said)) return false
  if (!told && regions + roads + villages === 0 && isThing(text, start + said.length)) return false
  if (numbers > 0 && roads + villages + (regions > 1 || (told && places > 0) ? 1 : 0) > 0) return true
  return (
    isNumbered(text, maybe, counts) ??
    (!entitled.test(text.slice(Math.max(0, start - 12), start)) &&
      !depot.test(text.slice(start + said.length, start + said.length + 8)) &&
      isNamed(counts, told))
  )
}

/** 3号楼2单元, 金都小区4栋: what the numbered parts say; undefined where that is nothing. */
function isNumbered(text: string, maybe: MaybeAddress, counts: Tally): boolean | undefined {
  const { start, parts, told } = maybe
  const { said, regions, roads, villages, places, words, units, rooms } = counts
  const numbered = (units > 0 || anyUnit(isDash, said) ? endings(text, start, parts) : 0) + rooms
  if (numbered >= 2) return told || parts.some(({ kind }) => !anybodys.has(kind)) || !floors.test(said)
  if (numbered === 0) return undefined
  const known = told || regions > 0
  if (regions > 1 || (villages > 0 && (known || (villages > 1 && /\d{3}/.test(said))))) return true
  if (places + roads > 0) return known || !broad.test(said)
  return words > 0 ? known && building.test(said) : undefined
}

const isDash = unitsOf(/[-—]/)

/** 三台县芦溪镇广利村, 凤城八路与未央路十字: near enough without a number. */
function isNamed({ said, regions, roads, villages, places, hamlets, sides }: Tally, told: boolean): boolean {
  if (told && regions > 0 && places > 0) return true
  if (regions > 0 && villages > 0) return regions + villages > 1
  if (regions > 1 && places > 0) return true
  const enough = estate.test(said) && !/[镇乡]|街道/.test(said) ? 3 : 2
  if (regions > enough && (town.test(said) || hamlets + sides > 0)) return true
  if (roads > 1 && atCrossing.test(said)) return told || regions > 0 || /[\d米]/.test(said)
  return regions > 0 && roads > 0 && (told || regions > 1)
}

const building = /(?:号楼|[栋幢座])$/
/** 阳光小区3楼, 翠苑三区: no door yet. */
const broad = /(?<!号|\d{3})[楼层]$|[一二三四五六七八九十]区$/
/** 4#楼2层, 5楼3户, 12排07座: as far as this it may be anybody's. */
const anybodys: ReadonlySet<Part['kind']> = new Set(['unit', 'room', 'side', 'words'])
const floors = /^\d{1,2} ?[楼层](?!\d{3})|#楼?\d{1,2}[楼层]$|排\d{1,2}座$|^\d{1,3}号楼\d{1,2}[楼层]$/
/** 公司名称：苏州市相城区第二幼儿园 */
const entitled = /(?:名称|全称|抬头|单位|户名|开户行?|支行|公司)\s?[:：是为]?\s?$/
/** 合肥蜀山区望江西路营业点: where parcels pass; 三厂街道***: hidden already. */
const depot =
  /^\*|^(?:附近|周边|一带|[那这]一?[边片块带]|哪)|^[\u4e00-\u9fa5]{0,4}(?:营业|网点|分部|集散|分拨|中转|转运|服务站|站点|揽投)/
/** 湖北省武汉市转运中心: a parcel passes there, nobody lives there. */
const isHub = (said: string): boolean => endsHub(said.charCodeAt(said.length - 1)) && hub.test(said)
const endsHub = unitsOf(/[心站场]/)
const hub = /(?:转运|分拨|集散|中转|分拣)(?:中心|站|场)$/
/** B1层3号充电桩, A区2号货架: what is numbered is a thing, no door. */
const isThing = (text: string, end: number): boolean =>
  text.charAt(end - 1) === '号' && things.test(text.slice(end, end + 4))
const things = /^(?:充电[桩位]|货架|座位?|车位|柜|桌|窗口|收银|闸机|电梯)/
/** 水泵WQD10-10-0.75, 变频器ACS510-01-09A4: a part of what names a thing. */
const isOfCode = (text: string, said: string, end: number): boolean =>
  /[A-Z]{3,}\d+[-—]/.test(said) && /^(?:[A-Za-z]|[.-]\d)/.test(text.slice(end, end + 2))
/** 尺寸60-55-85, 血压 120-80-75: numbers of something else. */
const measured =
  /^(?:尺寸|规格|版本|血压|分期|型号|比例|配比|编号|货号|款号|尺码|三围|比分|区间|日期|时间|序号|参数|档位|分别|大小|长宽高?|配置|数据|固件)\s?(?:是|为|[:：])?\s?\d+[-—]\d/
/** 座位B区12排7号: in a hall. */
const seat = /^座[位号]/
/** 所在地区：…: a field of a form of its own. */
const form = /(?:所在地区|所在区域|省市区|收货地区|所在省市)\s?[:：]?\s?$/
/** 门牌15-3-2. */
const doors = /^(?:\d{1,3}[-—]\d{1,2}[-—]\d{1,5}|[A-Z]\d{0,2}[-—]\d{3,5})$/
const town = /(?:[镇乡]|街道|办事处|苏木|工业区|开发区)$/
const estate = /(?:工业区|开发区)$/
/** 3号路口: no crossing of streets. */
const gate = /^\d{1,3}号门?路口$/
const atCrossing = /十字|交口|交叉|交汇|交界|[路街]口/

/** How many different kinds of unit: 2楼和3楼 is no address, 3号楼2单元 is one, 5-2-1801 is as much. */
function endings(text: string, start: number, parts: readonly Part[]): number {
  const kinds = new Set<string>()
  let from = start
  for (const part of parts) {
    const said = text.slice(from, part.end).trim()
    if (
      part.kind === 'unit' &&
      !(said.length === 2 && said.endsWith('户') && isSide(said.charCodeAt(0))) &&
      (from > start || !/^\d+[-—]/.test(said))
    )
      kinds.add(said.replace(numbering, '') || '-')
    if (from > start && anyUnit(isDash, said) && /\d[-—]\d+[-—]\d/.test(said)) kinds.add('--')
    from = part.end
  }
  return kinds.size
}

const isSide = unitsOf(/[东西中南北]/)
const numbering = /^[\dA-Za-z一二三四五六七八九十百甲乙丙丁-]+/
