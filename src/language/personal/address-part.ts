import { matchAt } from '../matches.ts'
import { conceptEntries } from '../words.ts'

/** What a part of an address is: from the province down to the door. */
export type PartKind =
  | 'region'
  | 'road'
  | 'number'
  | 'village'
  | 'place'
  | 'estate'
  | 'ending'
  | 'words'
  | 'unit'
  | 'room'

export interface Part {
  kind: PartKind
  end: number
}

const longestFirst = (words: string[]): string =>
  words.sort((one, other) => other.length - one.length).join('|')
const known = (kind: string): string =>
  longestFirst(
    conceptEntries('places')
      .filter(([, name]) => name === kind)
      .map(([word]) => word),
  )

// What stands in the name of a region or road, and the fewer characters that stand in the name of a building.
const loose =
  '(?:[[\\u4e00-\\u9fa5]--[的了吗呢吧啊么你我他她它们这那哪谁什怎没很就把被让请跟送寄]]|让(?=胡路)|什(?=邡)|那(?=[曲坡])|们(?<=图们))'
const tight =
  '(?:[[\\u4e00-\\u9fa5]--[的了吗呢吧啊么你我他她它们这那哪谁什怎没很就把被让请跟送寄收发说放到找给打叫问来去是有装修换退买用想要会能可以还也都不在从]]|会(?=[展议所馆堂])|能(?=[源建])|来(?=[福安凤])|来(?<=未来)|会(?<=都会)|都(?=[会市荟国])|都(?<=[名华新帝锦商首南天丽]都)|发(?![到货给票现来过出往个顺邮快送])|用(?=友)|想(?<=联想)|装(?<=[服包女男童]装)|有(?=色)|可(?=[园乐]))'
const hanNumber = '[一二三四五六七八九十百]{1,4}'
const n = `(?:\\d{1,5}[A-Za-z]?|${hanNumber}|[A-Za-z]\\d{0,3}|[甲乙丙丁])`

const region = `(?:中国)?(?:${known('province')})(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区|(?!路|大道|街|道|[东西南北中]路))|(?:${known('city')})(?:市|州|地区|盟)?(?!路|大道|街|道|村|东路|西路|南路|北路|中路)|${loose}{1,6}?(?:自治州|地区|(?<![超城门夜菜黑股都集花])市(?!场)|盟|州)(?!路|街|道|大道|大街|巷|弄|[东西南北中]路)|${loose}{1,7}?(?:自治县|自治旗|新区|高新区|开发区|经开区|工业区|矿区|林区|(?<!小|社|园|校|城|院|厂|别墅|库|商)区|县|旗)(?!路|街|道|大道|大街|巷|弄|[东西南北中]路)|${loose}{1,6}?(?:街道办事处|街道办|街道|办事处|镇|乡|苏木)`
const road = `(?:(?:美的|${loose}){1,11}?|\\d{1,3})(?:大道|大街|道街|胡同|公路|国道|省道|马路|环路|路口(?=[\\s,，。;；那旁的]|$)|路(?!村)|街(?!村)|(?<![管频通渠味知报])道|巷|弄(?=\\d)|里(?=\\d|[一二三四五六七八九十]{1,3}[区号栋幢弄]|小区|社区|[东西南北]区))(?:[东西南北中](?![\\u4e00-\\u9fa5]))?(?:(?:${hanNumber}|\\d{1,2}|[东西南北中上下])段)?`
const crossing = `(?:与|和|、)${loose}{1,6}?(?:路|街|大道)(?:交叉口|交汇处|交界处|交口|十字路口|十字|路口|口)(?:[东西南北]{1,2}角)?(?:[往向]?[东西南北][行走]?\\d{1,4}米)?(?:路[东西南北])?|(?:交叉口|交汇处|交口|十字路口|十字(?=[东西南北，,。\\s]|$)|路口)(?:[东西南北]{1,2}角)?(?:[往向]?[东西南北][行走]?\\d{1,4}米)?(?:路[东西南北])?`
const houseNumber = `(?:[甲乙丙丁](?=\\d))?${n}(?:(?:[\\-—]${n})?号院|(?:[\\-—]\\d{1,4})?号(?:[甲乙丙丁](?!单元|[座栋幢楼]))?(?!楼(?![上下])|铺|线|店|门(?!店)|园)|支?弄|巷)(?:[之附副内][一二三四五六七八九十\\d]{1,3}号?(?:厂房|库房|楼(?![上下])|库)?)?|${n}[之附副]${n}号?|\\d{1,4}(?=[\\s,，。;；]|$)`
const village = `(?:${loose}|那(?![个边里家种天是么些])){1,7}?(?:村民委员会|村委会|居委会|行政村|自然村|[屯庄寨湾坝堡沟]?村|屯|庄|寨|湾|坝|堡|沟|大队|农场|林场|牧场)(?!组)(?:村?(?:村民委员会|村委会|居委会))?(?!子|园)|${tight}{1,6}?社区${tight}{1,4}组(?=\\d)|(?<=村|社区)${tight}{1,4}(?:组|屯|队)(?=[\\d\\s,，。;；]|$)|${n}(?:组|队|社)(?![\\u4e00-\\u9fa5]{0,2}(?:长|会))`
const placeEnd = `(?:(?:别墅区|小区|社区|[壹一]号院|[壹一]品院|花园|家园|公寓|大厦|大楼|广场|新村|新城|山庄|别墅|家属院|家属区|宿舍|大院|商城|商场|市场|超市|酒店|宾馆|写字楼|创业园|科技园|产业园|工业园|工业区|开发区|软件园|孵化园|科学园|物流园|园区|校区|院区|厂区|苑|园|城|府|庭|居|邸|轩|阁|郡|坊|中心|国际|汇|荟|大学|学院|医院|中学|小学|学校|幼儿园|公司|工厂|厂|银行|驿站|派出所|车站|研究所|研究院|(?:外科|内科|急诊|实训|教学|实验|办公|宿舍|综合|门诊|住院|科技|商务|公寓|教工|单身|[东西南北主副])楼(?![上下里道梯顶层])|图书馆|食堂|公馆|官邸|豪庭))+(?:[东西南北]区|[一二三四五六七八九十\\d]{1,2}(?:期|区)|[A-Za-z]区)?`
const placeName = `(?:(?!楼[上下]|门口|旁边|对面|附近|隔壁|[里外后前]面)${tight}|·|\\d{2,4}(?=大厦|中心|国际|广场|大楼|街区|小区|社区|花园|公寓|城))`
const unit = `\\d{1,2} (?:号楼|单元|栋|幢|座|楼|层|室|号)|[A-Za-z]\\d?(?:馆|座|栋|塔)|[东西南北金银主副](?:座|栋)(?=\\d)|(?<=[楼号])之\\d{1,3}(?!\\d)|T\\d(?![A-Za-z0-9])|\\d{1,2}(?:公寓|舍)|\\d{1,2}门(?=\\d{2,4})|(?:[东西南北]区)?${n}(?:号楼(?![上下])|号院|栋(?:楼(?![上下里道梯顶层]))?|幢|座|号门(?!店)|单元|库|仓|层|楼|室|户|房|舍|铺|档|梯|排|期|组团|区|片区?|塔|#|号园|街(?=\\d)|号铺|号房|号仓|号库|号(?:厂房|(?:宿舍|公寓|教学|办公|住宅|综合|实验)楼|公寓|别墅)|号)(?![线度米费码色钱次屏])|(?<!\\d)\\d{1,3}(?:[\\-—]\\d{1,2}){1,2}[\\-—]\\d{1,5}(?![\\d\\-])(?:室|号|房)?|(?<!\\d)(?:\\d{1,3}|[A-Za-z]\\d{0,2})[\\-—]\\d{1,4}(?![\\d\\-])(?:室|号|房)?|负[一二三]楼|[BLbl]\\d{1,2}层?|[BLbl]?\\d{1,2}[Ff]|[东西中南北]户|[东西南北]单元|[东西南北]塔楼?(?=\\d|[\\s,，。;；]|$)`
const room =
  '[一二三四五六七八九幺][零〇一二三四五六七八九幺]{2,3}(?:室|房|号)?(?![零〇一二三四五六七八九十百千万个元块年月日天次])|\\d{1,2}[A-H](?![A-Za-z0-9])|(?:\\d{3,5}(?:[\\-—]\\d{3,5})?|\\d{1,2}[A-Z]\\d{2,3})(?:室|房|号)?(?![\\d.:：%\\/—\\-]|\\s?[元块年月日次个天米号件人点度])'

const sticky = (source: string): RegExp => new RegExp(`(?:${source})[ ]?`, 'vy')

// In the order in which they are tried. Any words before the number of a building name it, and so do words that end like a place.
const patterns: readonly (readonly [PartKind, RegExp])[] = [
  ['number', sticky(houseNumber)],
  ['unit', sticky(unit)],
  ['region', sticky(region)],
  ['road', sticky(`${road}|${crossing}`)],
  ['village', sticky(village)],
  ['ending', sticky(placeEnd)],
  [
    'words',
    sticky(
      `${placeName}{2,12}?(?:[一二三四五六七八九十\\d]期)?(?= ?${unit})|${placeName}{1,8}?[A-Za-z]{2,8}${placeName}{0,6}?(?=${unit})`,
    ),
  ],
  [
    'place',
    sticky(`[A-Za-z]{2,8}(?:公寓|中心|广场|大厦|小区|园区)|[A-Za-z]{0,6}${placeName}{1,12}?${placeEnd}`),
  ],
  [
    'estate',
    sticky(`${loose}{1,10}?(?:小区|社区|花园|公寓|大厦|大楼|广场|中心|新村|家园|公馆|豪庭|苑)(?=${unit})`),
  ],
  ['room', sticky(room)],
]
const endsAsPlace = new RegExp(`.(?:${placeEnd}) ?$`, 'v')

/** The parts of the address that begins at `at`, one after the other; none where none begins. */
export function partsAt(text: string, at: number): Part[] {
  const parts: Part[] = []
  for (let from = at; parts.length < 16; ) {
    const part = partAt(text, from, parts.at(-1)?.kind)
    if (!part) break
    parts.push(part)
    from = part.end
    // 5-1, 302: the parts of a door are also parted by a mark.
    if (part.kind === 'unit' && /^[,，-]\d/.test(text.slice(from, from + 2))) from += 1
    // 经三纬七路口那个供销社家属院: a crossing leads on to what stands at it.
    if (part.kind === 'road' && /[口角字]/.test(text.charAt(part.end - 1)))
      from += matchAt(thereIs, text, from)?.length ?? 0
  }
  return parts
}

const thereIs = /(?:那个|那边的?|旁边?的?|附近的?|的)(?=[\u4e00-\u9fa5]{2})/y

/** After which parts these come; the others come anywhere. */
const follows: Partial<Record<PartKind, readonly (PartKind | undefined)[]>> = {
  region: [undefined, 'region', 'place'],
  number: ['region', 'road', 'number', 'village', 'place', 'words'],
  ending: ['road', 'number', 'village'],
  estate: ['region', 'road', 'number', 'village'],
  words: [undefined, 'region', 'road', 'number', 'place', 'village'],
  room: ['unit', 'place', 'words', 'number'],
}

/** 168号新城南都12幢: the name goes on to what is numbered. */
function namedEnd(text: string, from: number): number {
  const words = patterns.find(([kind]) => kind === 'words')?.[1]
  if (!words) return 0
  words.lastIndex = from
  return words.test(text) ? words.lastIndex : 0
}

const roomyHouse = new Set('舍寓苑园厦')
const atDoor = /^(?:公司|工厂|厂(?!区)|酒店|宾馆|超市|银行|学校|医院|驿站|车站)/

function partAt(text: string, from: number, last: PartKind | undefined): Part | undefined {
  for (const [kind, pattern] of patterns) {
    if (follows[kind]?.includes(last) === false) continue
    // 转塘街道象山352号: behind just any words 3号 is as often a day.
    if (kind === 'number' && last === 'words' && !/^(?:\d{3,4}|[4-9]\d)号/.test(text.slice(from, from + 5)))
      continue
    // 88号公司前台: what stands at that door, and no name of it.
    if (kind === 'ending' && last === 'number' && atDoor.test(text.slice(from, from + 2))) continue
    pattern.lastIndex = from
    if (!pattern.test(text)) continue
    const end = kind === 'ending' ? Math.max(pattern.lastIndex, namedEnd(text, from)) : pattern.lastIndex
    const named =
      kind === 'ending' || kind === 'estate' || (kind === 'words' && endsAsPlace.test(text.slice(from, end)))
    // 西三宿舍512: behind a house of many rooms.
    const roomy =
      kind === 'number' &&
      roomyHouse.has(text[from - 1] ?? '') &&
      /^\d{3,4}(?!号)/.test(text.slice(from, from + 5))
    return { kind: named ? 'place' : roomy ? 'room' : kind, end }
  }
  return undefined
}
