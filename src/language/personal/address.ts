import { cuesBetween, type Passage } from '../cues.ts'
import { matchesOf } from '../matches.ts'
import { clauseAt, hintFrom } from './address-hint.ts'
import { doorsBehind, type Part, partsAt } from './address-part.ts'
import { beginsTooEarly, type Clause, startsIn } from './address-start.ts'
import type { Finding } from './finding.ts'

const building = /(?:号楼|[栋幢座])$/

/** Addresses precise enough to find a door: a house, building or room number with a road or a place before it. */
export function findAddresses(passage: Passage): Finding[] {
  const { text } = passage
  const found: Finding[] = []
  for (let at = hintFrom(text, 0); at >= 0; ) {
    const clause = clauseAt(text, at)
    if (clause.end - clause.start >= 3)
      for (const move of movesIn(text, clause))
        found.push(...allIn(cutAt(passage, move.end, clause.end), move))
    at = hintFrom(text, clause.end)
  }
  return found
}

/** 从…移到…, 由…改去…: what was left and what is gone to are told apart by such a verb. */
const moved =
  /变?更[换改]?[为成到]|(?<=[号室楼栋幢座元户铺\d])[到至](?=[\u4e00-\u9fa5]{3})|[移搬迁挪转调改换拉](?:[到去至往成为](?!年|月)|回(?![龙民族])|[寄派送发]到?)/g

/** The passage up to where one goes on to another address. */
const cutAt = (passage: Passage, end: number, clauseEnd: number): Passage =>
  end < clauseEnd ? { ...passage, text: passage.text.slice(0, end) } : passage

function movesIn(text: string, { start, end }: Clause): Clause[] {
  const verbs = matchesOf(moved, text.slice(start, end))
  if (verbs.length === 0) return [{ start, end }]
  const moves: Clause[] = []
  let from = start
  for (const { 0: verb, index } of verbs) {
    if (index > 0) moves.push({ start: from, end: start + index })
    from = start + index + verb.length
  }
  return [...moves, { start: from, end }].filter((move) => move.end - move.start >= 3)
}

function allIn(passage: Passage, clause: Clause): Finding[] {
  const found: Finding[] = []
  for (let from = clause.start; from < clause.end; ) {
    const one = firstIn(passage, from, clause)
    if (!one) break
    found.push(one)
    from = one.end
  }
  return found
}

function firstIn(passage: Passage, from: number, clause: Clause): Finding | undefined {
  const { text } = passage
  for (const start of startsIn(passage, from, clause)) {
    const parts = partsAt(text, start)
    if (parts.length === 0) continue
    const end = start + text.slice(start, parts.at(-1)?.end ?? start).trimEnd().length
    const told = isTold(passage, start)
    if (beginsTooEarly(passage, { start, first: parts[0]?.end ?? start, end })) continue
    const last = parts.at(-1)?.kind
    if (end > start && last && isDoor(text, start, parts, told))
      return { type: 'address', start, end: doorsBehind(text, end, last), sure: told ? 0.95 : 0.88 }
  }
  return undefined
}

const isTold = ({ text, cues }: Passage, start: number): boolean =>
  cuesBetween(cues, start - 16, start).some(
    (cue) =>
      cue.kind === 'address' &&
      cue.end <= start &&
      /^[\s:：是为在到改成“"]*$/.test(text.slice(cue.end, start)),
  ) || corrected.test(text.slice(Math.max(0, start - 24), start))

/** 写错了，不是12栋，是…: what is put right is told; so is 我们小区…. */
const corrected =
  /[我们咱]小区$|(?:[写填输][错成]|地址|不是[^，,。]{0,8}[号栋幢座楼室])[^。！!？?\n]{0,12}[，,](?:应该|而|其实)?是\s?$/

/** Whether the parts lead to a door, or as near as the countryside has it. */
function isDoor(text: string, start: number, parts: readonly Part[], told: boolean): boolean {
  const count = (kind: Part['kind']): number => parts.filter((part) => part.kind === kind).length
  const said = text.slice(start, parts.at(-1)?.end ?? start).trimEnd()
  const [regions, roads, villages, places] = [
    count('region'),
    count('road'),
    count('village'),
    count('place'),
  ]
  if (regions > 1 && form.test(text.slice(Math.max(0, start - 8), start))) return true
  if (told && (doors.test(said) || regions > 2)) return true
  if (said.length < 4 || gate.test(said)) return false
  if (count('number') > 0 && roads + villages + (regions > 1 || (told && places > 0) ? 1 : 0) > 0) return true
  const doorsSaid = endings(text, start, parts) + count('room')
  if (doorsSaid >= 2) return told || parts.some(({ kind }) => !within.has(kind)) || !floors.test(said)
  if (doorsSaid === 1) {
    if (regions > 1 || (villages > 0 && (told || regions > 0 || (villages > 1 && /\d{3}/.test(said)))))
      return true
    if (places + roads > 0)
      return told || regions > 0 || !/(?<!号|\d{3})[楼层]$|[一二三四五六七八九十]区$/.test(said)
    if (count('words') > 0) return (told || regions > 0) && building.test(said)
  }
  if (entitled.test(text.slice(Math.max(0, start - 12), start))) return false
  if (depot.test(text.slice(start + said.length, start + said.length + 8))) return false
  if (told && regions > 0 && places > 0) return true
  if (regions > 0 && villages > 0) return regions + villages > 1
  if (regions > 1 && places > 0) return true
  if (
    regions > (estate.test(said) && !/[镇乡]|街道/.test(said) ? 3 : 2) &&
    (town.test(said) || count('hamlet') > 0)
  )
    return true
  if (roads > 1 && crossing.test(said)) return told || regions > 0 || /[\d米]/.test(said)
  return regions > 0 && roads > 0 && (told || regions > 1)
}

/** 4#楼2层, 5楼3户, 12排07座: as far as this it may be anybody's. */
const within: ReadonlySet<Part['kind']> = new Set(['unit', 'room', 'side', 'words'])
const floors = /^\d{1,2} ?[楼层](?!\d{3})|#楼?\d{1,2}[楼层]$|排\d{1,2}座$/
/** 公司名称：苏州市相城区第二幼儿园 */
const entitled = /(?:名称|全称|抬头|单位|户名|开户行?|支行|公司)\s?[:：是为]?\s?$/
/** 合肥蜀山区望江西路营业点: where parcels pass; 三厂街道***: hidden already. */
const depot =
  /^\*|^(?:附近|周边|一带|[那这]一?[边片块带]|哪)|^[\u4e00-\u9fa5]{0,4}(?:营业|网点|分部|集散|分拨|中转|转运|服务站|站点|揽投)/
/** 所在地区：…: a field of a form of its own. */
const form = /(?:所在地区|所在区域|省市区|收货地区|所在省市)\s?[:：]?\s?$/
/** 门牌15-3-2. */
const doors = /^(?:\d{1,3}[-—]\d{1,2}[-—]\d{1,5}|[A-Z]\d{0,2}[-—]\d{3,5})$/
const town = /(?:[镇乡]|街道|办事处|苏木|工业区|开发区)$/
const estate = /(?:工业区|开发区)$/
/** 3号路口: no crossing of streets. */
const gate = /^\d{1,3}号门?路口$/
const crossing = /十字|交口|交叉|交汇|交界|[路街]口/

/** How many different kinds of unit: 2楼和3楼 is no address, 3号楼2单元 is one, 5-2-1801 is as much. */
function endings(text: string, start: number, parts: readonly Part[]): number {
  const kinds = new Set<string>()
  let from = start
  for (const part of parts) {
    const said = text.slice(from, part.end).trim()
    if (part.kind === 'unit' && !/^[东西中南北]户$/.test(said) && (from > start || !/^\d+[-—]/.test(said)))
      kinds.add(said.replace(numbering, '') || '-')
    if (from > start && /\d[-—]\d+[-—]\d/.test(said)) kinds.add('--')
    from = part.end
  }
  return kinds.size
}

const numbering = /^[\dA-Za-z一二三四五六七八九十百甲乙丙丁-]+/
