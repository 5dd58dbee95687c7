import { conceptEntries } from '../words.ts'
import { sign } from './address-sign.ts'

/** What a part of an address is: from the province down to the door, and what stands at it. */
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
  | 'side'
  | 'hamlet'

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
  '(?:[[\\u4e00-\\u9fa5]--[的了吗呢吧啊么你我他她它们这那哪谁什怎没很就把被让请跟送寄是在换喺]]|让(?=胡路)|什(?=邡)|那(?=[曲坡玛])|们(?<=图们))'
const homes =
  '花园|小区|家园|公寓|大厦|广场|国际|新村|新城|名城|名苑|豪庭|公馆|山庄|别墅|酒店|医院|大学|学院|学校|中学|小学|市场|商城|华庭|华府'
const tight = `(?:[[\\u4e00-\\u9fa5]--[的了吗呢吧啊么你我他她它们这那哪谁什怎没很就把被让请跟送寄收发说放到找给打叫问来去是有装修换退买用想要会能可以还也都不在从喺]]|会(?=[展议所馆堂])|能(?=[源建])|来(?=[福安凤])|来(?<=未来)|会(?<=都会)|都(?=[会市荟国])|都(?<=[名华新帝锦商首南天丽瓷金]都)|发(?![到货给票现来过出往个顺邮快送])|用(?=友)|想(?<=联想)|装(?<=[服包女男童]装)|有(?=色)|可(?=[园乐])|[都来有可用会发](?=${homes}))`
const hanNumber = '[一二三四五六七八九十百]{1,4}'
const n = `(?:\\d{1,5}[A-Za-z甲乙丙丁]?|${hanNumber}|[A-Za-z]\\d{0,3}|[甲乙丙丁])`
/** 14-5, 19甲-4, B-17, 甲19-3, 1A-1L. */
const nn = `(?:[甲乙丙丁老新](?=\\d|[一二三四五六七八九十]栋))?${n}(?:[\\-—~](?:${n}))?`

const notRoad = '(?!路|街|道|大道|大街|巷|弄|[东西南北中]路)'
const region = `(?:中国)?(?:${known('province')})(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区|(?!路|大道|街|道|[东西南北中]路))|(?:${known('city')})(?:市|州|地区|盟)?(?!路|大道|街|道|村|东路|西路|南路|北路|中路)|(?:新疆)?(?:生产)?建设兵团|第?(?:${hanNumber}|\\d{1,2})师(?=[\\u4e00-\\u9fa5]{2,5}市|(?:${hanNumber}|\\d{1,3})团)|${loose}{1,6}?(?:自治州|地区|(?<![超城门夜菜黑股都集花])市(?!场)|盟|州(?![区市县]))${notRoad}|${loose}{1,7}?(?:自治县|自治旗|新区|高新区|开发区|经开区|工业区|矿区|林区|(?<!小|社|园|校|城|院|厂|别墅|库|商|[东西南北一二三四五六七八九十])区|县|旗)${notRoad}|${loose}{1,6}?(?:街道办事处|街道办|街道|办事处|镇|乡|苏木)|(?:${hanNumber}|\\d{1,3})团场?(?=\\d|${hanNumber}|部)`
const yard = '(?:[甲乙丙丁]?\\d{1,3}号)'
const road = `(?:(?:美的|${loose}){1,11}?|\\d{1,3})(?:大道|大街|道街|胡同|公路|国道|省道|马路|环路|路口(?=[\\s,，。;；那旁的]|$)|街口(?=[\\s,，。;；]|$)|路(?!村)|街(?!村|坊)|(?<![管频通渠味知报])道|巷|弄(?=\\d)|里(?=\\d|[一二三四五六七八九十]{1,3}[区号栋幢弄]|${yard}|小区|社区|[东西南北]区))(?:[东西南北中](?![\\u4e00-\\u9fa5]))?(?:(?:${hanNumber}|\\d{1,2}|[东西南北中上下])段)?`
const meeting = '(?:交叉(?:路?口|处)?|交汇[处口]?|交界处?|交接处|交口|十字路口|十字|丁字路口)'
const bearing = '(?:[东西南北]{1,2}角)?(?:[往向]?[东西南北][行走]?\\d{1,4}米)?(?:路[东西南北])?'
const crossing = `(?:与|和|跟|同|、|\\/)${loose}{1,6}?(?:路|街|大道|道|[东西南北一二三四五]环|高速)(?:${meeting}|路口|口)${bearing}|${meeting}(?<!十字(?![东西南北，,。\\s]|$))${bearing}|路口${bearing}`
const houseNumber = `(?:${nn}号院|${nn}号(?:[甲乙丙丁](?!单元|[座栋幢楼]|\\d))?(?!楼(?![上下])|铺|线|店|园|街坊|公寓|别墅|厂房|库房|仓|门(?!店|面|卫|口|市)|(?:宿舍|公寓|教学|办公|住宅|综合|实验)楼)|${n}支?弄|${n}巷)(?:[之附副内][一二三四五六七八九十\\d]{1,3}号?(?:厂房|库房|楼(?![上下])|库)?)?|${n}[之附副]${n}号?|\\d{1,4}(?=[\\s,，。;；]|$)`
const village = `(?:${loose}|那(?![个边里家种天是么些])){1,7}?(?:村民委员会|村委会|居委会|村民委|居委|行政村|自然村|[屯庄寨湾坝堡沟]?村|邨|嘎查|屯|庄|寨|湾|坝|堡|沟|大队|农场|林场|牧场|村民小组)(?!组)(?:村?(?:村民委员会|村委会|居委会))?(?!子|园)|第[一二三四五六七八九十\\d]{1,2}(?:管理区|作业区|分场|生产队)|${tight}{1,6}?社区${tight}{1,4}组(?=\\d)|(?<=村|社区|村委会|大队)${tight}{1,5}(?:小?组|屯|队|片|庄)(?=[\\d\\s,，。;；]|$)|${tight}{1,5}委(?=${n}组)|${n}(?:村民小组|小组|组|大队|小队|队|社|屯|连)(?![\\u4e00-\\u9fa5]{0,2}(?:长|会|[区群]))`
const placeEnd = `(?:(?:别墅区|小区|社区|[壹一]号院|[壹一]品院|花园|家园|公寓|大厦|大楼|广场|新村|新城|山庄|别墅|家属院|家属区|家属楼|宿舍|大院|商城|商场|市场|超市|酒店|宾馆|写字楼|创业园|科技园|产业园|工业园|工业区|开发区|软件园|孵化园|科学园|物流园|园区|校区|院区|厂区|苑|园|城|府|庭|居|邸|轩|阁(?!楼)|郡|坊|中心|国际|汇|荟|大学|学院|医院|中学|小学|学校|幼儿园|公司|工厂|厂|银行|驿站|派出所|车站|研究所|研究院|交易区|邨|(?:外科|内科|急诊|实训|教学|实验|办公|宿舍|综合|门诊|住院|科技|商务|公寓|教工|单身|[东西南北主副])楼(?![上下里道梯顶层])|(?<![一二三四五六七八九十\\d层])楼(?=\\d{3,4}(?!\\d))|图书馆|食堂|公馆|官邸|豪庭))+(?:[东西南北]区|[一二三四五六七八九十\\d]{1,2}(?:期|区)|[A-Za-z]区)?`
const placeName = `(?:(?!楼[上下]|门口|旁边|对面|附近|隔壁|[里外后前]面)${tight}|·|\\d{2,4}(?=大厦|中心|国际|广场|大楼|街区|小区|社区|花园|公寓|城))`
const unit = `\\d{1,2} (?:号楼|单元|栋|幢|座|楼|层|室|号)|[A-Za-z]\\d?(?:馆|座|栋|塔)|[东西南北金银主副](?:座|栋)(?=\\d)|(?<=[楼号])之\\d{1,3}(?!\\d)|T\\d(?![A-Za-z0-9])|\\d{1,2}(?:公寓|舍)|\\d{1,2}门(?=[ ,，]?\\d{2,4}|[\\s,，。;；]|$)|(?:[东西南北]区)?${nn}(?:号楼(?![上下])|号院|栋(?:楼(?![上下里道梯顶层]))?|幢|座(?:楼(?![上下里道梯顶层]))?)|(?:[东西南北]区)?${n}(?:号门(?!店|面|市|口|卫)|单元|库|仓|层|楼(?:[A-H](?![A-Za-z0-9座室区栋户房铺馆塔]))?|室|户|房|舍|斋|寝室?|铺|档|梯|排|期|组团|交易区|小区|区|片区?|塔|#|号街坊|号园|街(?=\\d)|号铺|号房|号仓|号库|号(?:厂房|库房|(?:宿舍|公寓|教学|办公|住宅|综合|实验)楼|公寓|别墅)|号)(?:[附之]\\d{1,3}号?)?(?![线度米费码色钱次屏])|(?<!\\d)\\d{1,3}(?:[\\-—]\\d{1,2}){1,2}[\\-—]\\d{1,5}(?![\\d\\-])(?:室|号|房)?|(?<!\\d)(?:\\d{1,3}|[A-Za-z]\\d{0,2})[\\-—]\\d{1,4}(?![\\d\\-])(?:室|号|房)?|负[一二三]楼|[BLbl]\\d{1,2}层?|[BLbl]?\\d{1,2}[Ff]|[东西中南北]户|[东西南北]单元|[东西南北]塔楼?(?=\\d|[\\s,，。;；]|$)|[A-Z]区(?=[A-Z]?\\d|[\\s,，。;；]|$)`
const room =
  '[一二三四五六七八九幺][零〇一二三四五六七八九幺]{2,3}(?:室|房|号)?(?![零〇一二三四五六七八九十百千万个元块年月日天次])|\\d{1,2}[A-H](?![A-Za-z0-9])|\\d{1,2}[A-Z]\\d{1,3}(?:铺|档|柜)|(?:\\d{3,5}(?:[\\-—]\\d{3,5})?|\\d{1,2}[A-Z]\\d{2,3})(?:室|房|号|户|寝室?|铺|档)?(?![\\d.:：%\\/—\\-]|\\s?[元块年月日次个天米号件人点度])'
/** What is left of a clause behind a village or town: 后商林, 下徐家. */
const hamlet = `(?!快递|物流|停[电水]|断网|邮政|[村路街镇]|附近|旁边|对面|隔壁|客户|用户|师傅|老家|农村|乡下|包邮|自提|政府|卫生|中心|这[里边]|[东西南北][边侧头]|一带|以[东西南北])${tight}{2,4}(?=[,，。;；\\n]|$)(?![,，。;；\\s]{0,2}(?:\\+?1[3-9]\\d|收|电话|手机|联系|先生|女士|\\d{3,4}-))`
/** Where at a door, and whom one asks there: 东门, 左手边, 前台, 兴隆五金店. */
const stop = '(?=[\\s,，。;；、！!?？:：\\(\\)（）\\|\\/]|的|$)'
const generic = '(?!楼下|公司|门店|店|前面|后面|门口|旁|对面|附近|隔壁)'
const shops =
  '(?:店|商行|车行|药房|诊所|门诊部?|网吧|酒吧|营业厅|工作室|造型|烘焙|影楼|经营部|批发部|服务部|维修部|门市部?|烟酒行|茶行|面馆|饭馆|餐馆|茶馆|会馆|饭庄|酒楼|保卫[处科]|档口)'
const side = `(?:[东西南北正后前侧]{1,2}门)(?![\\u4e00-\\u9fa5]*店)|(?:左|右)(?:手|侧|首)(?:边|第?[一二三]家|户)?|(?:前台|后座|门卫[室处]?|保安[室亭处]|传达室|收发室|值班室|岗亭|门岗|护士站|保卫[处科]|服务台|总台|底商|顶楼|顶层|阁楼?|地下室|后院)${stop}|(?:${tight}{2,5}(?:斜?对面|旁边?|隔壁|背后)的?)?${generic}${tight}{2,8}${shops}${stop}`

const sticky = (source: string): RegExp => new RegExp(`(?:${source})[ ]?`, 'vy')
const latinName = '[A-Za-z]{1,10}(?:[ \\-][A-Za-z]{1,10}){0,2}[ \\-]?'

/** In the order in which they are tried. Any words before the number of a building name it, and so do words that end like a place. */
export const patterns: readonly { kind: PartKind; needs: number; pattern: RegExp }[] = [
  { kind: 'number', needs: sign.number, pattern: sticky(houseNumber) },
  { kind: 'unit', needs: sign.unit, pattern: sticky(unit) },
  { kind: 'region', needs: sign.region, pattern: sticky(region) },
  { kind: 'road', needs: sign.road, pattern: sticky(`${road}|${crossing}`) },
  { kind: 'village', needs: sign.village, pattern: sticky(village) },
  { kind: 'ending', needs: sign.place, pattern: sticky(placeEnd) },
  {
    kind: 'words',
    needs: sign.numbered,
    pattern: sticky(
      `${placeName}{2,12}?(?:[一二三四五六七八九十\\d]期)?(?= ?(?:${unit}))|${placeName}{0,8}?${latinName}${placeName}{0,6}?(?=${unit})`,
    ),
  },
  {
    kind: 'place',
    needs: sign.place,
    pattern: sticky(
      `[A-Za-z]{2,8}(?:公寓|中心|广场|大厦|小区|园区)|[A-Za-z]{0,6}${placeName}{1,12}?${placeEnd}`,
    ),
  },
  {
    kind: 'estate',
    needs: sign.place | sign.numbered,
    pattern: sticky(
      `${loose}{1,10}?(?:小区|社区|花园|公寓|大厦|大楼|广场|中心|新村|家园|公馆|豪庭|苑)(?=${unit})`,
    ),
  },
  { kind: 'hamlet', needs: 0, pattern: sticky(hamlet) },
  { kind: 'room', needs: sign.number, pattern: sticky(room) },
  { kind: 'side', needs: sign.side, pattern: sticky(side) },
]
/** The words end like the name of a place. */
export const endsAsPlace = new RegExp(`.(?:${placeEnd}) ?$`, 'v')
