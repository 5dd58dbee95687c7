import { type Cue, cuesBetween, isPlace, type Passage } from '../cues.ts'
import { endOfMatch, matchesOf } from '../matches.ts'
import { anyUnit, unitsOf } from '../units.ts'

/** A stretch of a text between two marks, [start, end). */
export interface Clause {
  start: number
  end: number
}

/** Words before an address that are no part of it. */
const lead =
  /(?:(?:[你您]好|麻烦|请|帮忙|帮我?|把|将(?!军|乐|台)|查一?下|不是|并非|客户|用户|顾客|业主|反馈|反映|来电|(?<!通)报(?=.{2,5}[区县市镇乡路街]|.{2,6}(?:期|小区|花园|苑)?\d{1,3}[栋幢座号])|从(?!化|江)|由|自(?=.{2,5}[区县市镇乡路街])|打从|别(?!墅)|勿|不要|俺家?|额家?|咱家?|侬|阿拉|勒(?!流|泰)|喺|屋企|我哋|旧(?=.{2,4}[区县市])|原(?=.{2,4}[区县市]|填)|还|仍|只|就|都(?!江|匀|市|会|昌)|也|又|再|先(?!锋|烈|登|施)|直接|现在|以后|今天|明天|后天|上午|下午|晚上|可以|能不能|能|想|要|是不是|我(?:这|那)[里边儿]?|我们|你们|咱们|我家|我|你|师傅|他|她|东西|货|包裹|快递|老家|新家|家里|家住|家在|(?:姥姥|姥爷|奶奶|爷爷|外婆|外公|婆婆|岳母|丈母娘|[妈爸]妈?|爸|父母|女儿|儿子|闺女|姐姐?|妹妹?|弟弟?|哥哥?|朋友|亲戚|同事|姑姑|舅舅)家|公司|单位|学校|宿舍楼|宿舍|门店|工厂|厂子|仓库|办公室|工地|新?房子|小区(?:名字?叫?|叫做?|是)|补充(?:一下)?|找(?!到)|车停(?:在|到)?|停在|位置|寝室|宿舍楼|寄存(?:在|到)?|存(?:放)?(?:在|到)|选(?:择|的是)?|填的?|店里|店铺|厂里|收货|收件|寄件|退货|安装|维修|上门|配送|详细|联系|注册|办公|家庭|新地址|旧地址|原地址|原为|原来?是|公寓(?=..[区路])|老宅|老房子|新房|孩子|本(?=小区|楼|栋)|新?门牌号?|地址|住址|住|在|到(?!滘|尾)|往|去|至(?!善|诚|德|尊)|送|寄|发(?!展|达|祥|源)|派(?!出)|装|搬|改成|换成|写成|成了|改为|换为|改|换|是|给|放|用|填|写|位于|设在|报修|定位|坐标|导航|应该|实际|其实|准确|具体|的|了|过来|回(?!龙|民|族|兴)|来(?!安|宾|福|凤|广))(?!道(?![里外真孚县])|[路街巷弄区县镇乡村庄苑里])|[\s,，>-])*/y
/** What such words begin with. */
const isOfLead = unitsOf(
  /[\s,，>\-你您麻请帮把将查不并客用顾业反来报从由自打别勿俺额咱侬阿勒喺屋我旧原还仍只就都也又再先直现以今明后上下晚可能想要是那这们师他她东货包快老新家住姥奶爷外婆岳丈妈爸父女儿闺姐妹弟哥朋亲同姑舅公单学宿门工厂仓办房小补车停位寝寄存选填店收件退安维配详联注本地址在到往去至送发派装搬改换写成为给放设定坐导应实其准确具的了过回孩找]/,
)
/** Verbs after which an address begins. */
const verb =
  /(?:[到在住往去址是为给于寄送发装搬换修]|[说讲就]报|[说就]找|改成|换成|地点|定位|坐标|(?:旁边?|附近|[里后前][面头]|边上|那边|出来|[街路出门]口|斜对[过面]|背后)(?:的那个|的|那个)|(?:旁边|附近|对面|隔壁)(?:的那个|的|那个)?|楼[上下](?=\d)|[我们咱]小区|那个)\s?|\s+|\d{7,}/g

/** A clause as it is read for the places where an address may begin. */
interface Reading extends Clause {
  passage: Passage
  said: string
  /** What `likelyIn` says, once it was asked, and how much of it lies behind. */
  likely?: readonly number[]
  passed: number
}

export const readingOf = (passage: Passage, { start, end }: Clause): Reading => ({
  passage,
  start,
  end,
  said: passage.text.slice(start, end),
  passed: 0,
})

/**
 * Where an address may begin at a place of the clause or behind it: after the words
 * that lead to it, after a verb, at a known place, at last at the place itself. From
 * one asking to the next, `from` only grows.
 */
export function* startsFrom(reading: Reading, from: number): Generator<number> {
  const first = behindLead(reading, from)
  yield first
  reading.likely ??= likelyIn(reading)
  const { likely, end } = reading
  while ((likely[reading.passed] ?? end) < from) reading.passed++
  let last = first
  for (let next = reading.passed; next < likely.length; next++) {
    const at = behindLead(reading, likely[next] ?? end)
    if (at > first && at !== last) yield at
    last = at
  }
  if (first > from && !/^(?:[本该咱]|补充)/.test(reading.passage.text.slice(from, from + 2))) yield from
}

function behindLead({ passage, start, said }: Reading, at: number): number {
  const led = isOfLead(said.charCodeAt(at - start)) ? start + endOfMatch(lead, said, at - start) : at
  return ledTo(passage.cues, at, led)
}

/** Behind verbs and words for an address, and at the names of places, in order. */
function likelyIn({ passage: { text, cues }, start, end, said: clause }: Reading): readonly number[] {
  const starts: number[] = []
  for (const { 0: said, index } of matchesOf(verb, clause)) starts.push(start + index + said.length)
  for (const cue of cuesBetween(cues, start, end)) {
    if (cue.start < start || cue.end > end) continue
    if (isPlaceName(text, cue)) starts.push(cue.start)
    if (cue.kind === 'address') starts.push(cue.end)
  }
  return starts.sort((one, other) => one - other)
}

/** 翡翠城北区22号楼 names no 城北区, 航海东路 no 海东. */
const isPlaceName = (text: string, cue: Cue): boolean =>
  isPlace(cue) &&
  !(cue.kind === 'county'
    ? isNumbering(text.charCodeAt(cue.end))
    : isStreet(text.charCodeAt(isSide(text.charCodeAt(cue.end)) ? cue.end + 1 : cue.end)))
const isNumbering = unitsOf(/[\dA-Za-z]/)
const isSide = unitsOf(/[东西南北中]/)
const isStreet = unitsOf(/[路街]/)

/** The words that lead to an address do not reach into the name of a known place: 成都 is no 成. */
const ledTo = (cues: readonly Cue[], from: number, led: number): number =>
  cuesBetween(cues, led - 1, led).find((cue) => isPlace(cue) && cue.start >= from && cue.end > led)?.start ??
  led

const isVerb = unitsOf(/[在到住寄送往址选填]/)

/** 孩子在石家庄市…, 老宅绍兴市…: the first part holds a verb, or the name of a known place not at its beginning. */
export function beginsTooEarly(
  { text, cues }: Passage,
  { start, first, end }: { start: number; first: number; end: number },
): boolean {
  if (first - start > 2 && anyUnit(isVerb, text, start, first - 1)) return true
  const inside = cuesBetween(cues, start, end)
  const known = inside.some((cue) => cue.start === start && isPlace(cue))
  if (inside.some((cue) => cue.kind === 'address' && cue.start === start && cue.end < first)) return true
  return inside.some(
    (cue) =>
      start < cue.start &&
      ((cue.kind === 'address' && cue.end < end) ||
        (isPlaceName(text, cue) && (cue.kind === 'county' ? !known && cue.start < first : cue.end < first))),
  )
}
