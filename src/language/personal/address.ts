import { type Cue, cuesBetween, type Passage } from '../cues.ts'
import { matchesOf } from '../matches.ts'
import { type Part, partsAt } from './address-part.ts'
import type { Finding } from './finding.ts'

// Without one of these in it no clause holds an address: a number with what it numbers, or a region.
const hint =
  /[\dA-Za-z一二三四五六七八九十百甲乙丙丁](?:号(?!码|线)|[栋幢座室楼层弄组舍#]|单元)|\d[-—]\d|[市区县镇乡旗州]|交叉口|交汇处|交口|路口|十字(?=[路东西南北])|(?:宿舍|公寓|舍|花园|小区|家园|大厦|苑)[A-Z]?\d{3,4}(?!\d)/g
const building = /(?:号楼|[栋幢座])$/
const marks = new Set('，。；;！!？?\n、:：/|()（）“”"「」【】')
/** Words before an address that are no part of it. */
const lead =
  /(?:(?:[你您]好|麻烦|请|帮忙|帮我?|把|将(?!军|乐|台)|还|仍|只|就|都(?!江|匀|市|会|昌)|也|又|再|先(?!锋|烈|登|施)|直接|现在|以后|今天|明天|后天|上午|下午|晚上|可以|能不能|能|想|要|是不是|我(?:这|那)[里边儿]?|我们|你们|咱们|我家|我|你|师傅|他|她|东西|货|包裹|快递|老家|新家|家里|家住|家在|(?:姥姥|姥爷|奶奶|爷爷|外婆|外公|婆婆|岳母|丈母娘|[妈爸]妈?|爸|父母|女儿|儿子|闺女|姐姐?|妹妹?|弟弟?|哥哥?|朋友|亲戚|同事|姑姑|舅舅)家|公司|单位|学校|宿舍楼|宿舍|门店|工厂|厂子|仓库|办公室|工地|新?房子|小区(?:名字?叫?|叫做?|是)|补充(?:一下)?|车停(?:在|到)?|停在|位置|寝室|宿舍楼|寄存(?:在|到)?|存(?:放)?(?:在|到)|选(?:择|的是)?|填的?|店里|店铺|厂里|收货|收件|寄件|退货|安装|维修|上门|配送|详细|联系|注册|办公|家庭|新地址|旧地址|原地址|原为|原来?是|公寓(?=..[区路])|老宅|老房子|新房|孩子|本(?=小区|楼|栋)|新?门牌号?|地址|住址|住|在|到(?!滘|尾)|往|去|至(?!善|诚|德|尊)|送|寄|发(?!展|达|祥|源)|派(?!出)|装|搬|改成|换成|写成|成了|改为|换为|改|换|是|给|放|用|填|写|位于|设在|报修|定位|坐标|导航|应该|实际|其实|准确|具体|的|了|过来|回(?!龙|民|族|兴)|来(?!安|宾|福|凤|广))(?![路街道巷弄区县镇乡村庄苑里])|[\s,，>-])*/y
/** Verbs after which an address begins. */
const verb =
  /(?:[到在住往去址是为给于寄送发装搬]|改成|换成|地点|定位|坐标|(?:旁边?|附近|[里后前][面头]|边上|那边|出来|[街路出门]口|斜对[过面]|背后)(?:的那个|的|那个)|(?:对面|隔壁)(?:的那个|的|那个)?|那个)\s?|\s+|\d{7,}/g

/** Addresses precise enough to find a door: a house, building or room number with a road or a place before it. */
export function findAddresses(passage: Passage): Finding[] {
  const { text } = passage
  const found: Finding[] = []
  hint.lastIndex = 0
  for (let match = hint.exec(text); match; match = hint.exec(text)) {
    const clause = clauseAt(text, match.index)
    if (clause.end - clause.start >= 4) found.push(...allIn(passage, clause))
    hint.lastIndex = clause.end
  }
  return found
}

function clauseAt(text: string, at: number): Clause {
  let start = at
  while (start > 0 && !marks.has(text.charAt(start - 1))) start--
  let end = at + 1
  while (end < text.length && !marks.has(text.charAt(end))) end++
  return { start, end }
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

interface Clause {
  start: number
  end: number
}

function firstIn(passage: Passage, from: number, clause: Clause): Finding | undefined {
  const { text } = passage
  for (const start of startsIn(passage, from, clause)) {
    const parts = partsAt(text, start)
    const end = start + text.slice(start, parts.at(-1)?.end ?? start).trimEnd().length
    const told = isTold(passage, start)
    if (beginsTooEarly(passage, { start, first: parts[0]?.end ?? start, end })) continue
    if (end > start && isDoor(text, start, parts, told))
      return { type: 'address', start, end, sure: told ? 0.95 : 0.88 }
  }
  return undefined
}

/** 孩子在石家庄市…, 老宅绍兴市…: the first part holds a verb, or the name of a known place not at its beginning. */
function beginsTooEarly(
  { text, cues }: Passage,
  { start, first, end }: { start: number; first: number; end: number },
): boolean {
  if (/[在到住寄送往址选填]./.test(text.slice(start, first - 1))) return true
  return cuesBetween(cues, start, end).some(
    (cue) =>
      (cue.kind === 'address' && start < cue.start && cue.end < end) ||
      (isPlace(cue) && start < cue.start && cue.end < first),
  )
}

/** Where an address may begin: after the words that lead to it, after a verb, at a known place, at last where the clause begins. */
function* startsIn(passage: Passage, from: number, { end }: Clause): Generator<number> {
  const { text, cues } = passage
  const rest = text.slice(from, end)
  const led = (start: number): number => {
    lead.lastIndex = start
    return ledTo(cues, from + start, from + start + (lead.exec(rest)?.[0].length ?? 0))
  }
  const first = led(0)
  yield first
  const starts: number[] = []
  for (const match of matchesOf(verb, rest)) starts.push(match.index + match[0].length)
  for (const cue of cuesBetween(cues, from, end)) {
    if (cue.start < from || cue.end > end) continue
    if (isPlace(cue)) starts.push(cue.start - from)
    if (cue.kind === 'address') starts.push(cue.end - from)
  }
  for (const start of starts.sort((one, other) => one - other)) {
    const at = led(start)
    if (at > first) yield at
  }
  if (first > from && !/^(?:[本该咱]|补充)/.test(rest)) yield from
}

/** The words that lead to an address do not reach into the name of a known place: 成都 is no 成. */
const ledTo = (cues: readonly Cue[], from: number, led: number): number =>
  cuesBetween(cues, led - 1, led).find((cue) => isPlace(cue) && cue.start >= from && cue.end > led)?.start ??
  led

const isPlace = (cue: Cue): boolean => cue.kind === 'province' || cue.kind === 'city'

const isTold = ({ text, cues }: Passage, start: number): boolean =>
  cuesBetween(cues, start - 16, start).some(
    (cue) =>
      cue.kind === 'address' &&
      cue.end <= start &&
      /^[\s:：是为在到改成“"]*$/.test(text.slice(cue.end, start)),
  ) || corrected.test(text.slice(Math.max(0, start - 24), start))

/** 写错了，不是12栋，是…: what is put right is told. */
const corrected =
  /(?:[写填输][错成]|地址|不是[^，,。]{0,8}[号栋幢座楼室])[^。！!？?\n]{0,12}[，,](?:应该|而|其实)?是\s?$/

/** Whether the parts lead to a door, or as near as the countryside has it. */
function isDoor(text: string, start: number, parts: readonly Part[], told: boolean): boolean {
  const count = (kind: Part['kind']): number => parts.filter((part) => part.kind === kind).length
  const end = parts.at(-1)?.end ?? start
  const units = endings(text, start, parts)
  const regions = count('region')
  if (regions > 1 && form.test(text.slice(Math.max(0, start - 8), start))) return true
  const numbered = count('number') > 0 && count('road') + count('village') + regions > 0
  if (told && doors.test(text.slice(start, end))) return true
  if (end - start < 4 || gate.test(text.slice(start, end))) return false
  if (told && count('number') > 0 && count('place') > 0) return true
  if (numbered && (count('road') > 0 || count('village') > 0 || regions > 1)) return true
  if (units + count('room') >= 2) return true
  if (units + count('room') === 1 && (count('place') > 0 || count('road') > 0))
    return told || regions > 0 || !/[楼层]$/.test(text.slice(start, end).replace(/号楼$/, ''))
  if (units === 1 && count('words') > 0) return (told || regions > 0) && building.test(text.slice(start, end))
  if (count('village') > 0 && regions > 0) return regions + count('village') > 1
  if (regions > 1 && count('place') > 0) return true
  if (regions > (estate.test(text.slice(start, end)) ? 3 : 2) && town.test(text.slice(start, end).trimEnd()))
    return true
  const said = text.slice(start, end)
  if (count('road') > 1 && crossing.test(said)) return told || regions > 0 || /[\d米]/.test(said)
  return regions > 0 && count('road') > 0 && (told || regions > 1)
}

/** 所在地区：…: a field of a form of its own. */
const form = /(?:所在地区|所在区域|省市区|收货地区|所在省市)\s?[:：]?\s?$/
/** 门牌15-3-2. */
const doors = /^(?:\d{1,3}[-—]\d{1,2}[-—]\d{1,5}|[A-Z]\d{0,2}[-—]\d{3,5})$/
const town = /(?:[镇乡]|街道|办事处|苏木|工业区|开发区)$/
const estate = /(?:工业区|开发区)$/
/** 3号路口: no crossing of streets. */
const gate = /^\d{1,3}号门?路口$/
const crossing = /十字|交口|交叉口|交汇处|交界处|路口/

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
