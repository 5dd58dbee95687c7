import type { Finding } from './personal.ts'

// A part of an address is made of characters that neither end a clause nor begin a sentence.
const han = '[一-龥]'
const word =
  '[^\\s\\p{P}\\d我你您他她它们是在的了到送寄发住址于来往去从给和跟把让请叫有没不要想就也都还会能可说]'
const provinces =
  '北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门'
const num = '(?:\\d{1,5}|[A-Za-z]|[一二三四五六七八九十百]{1,4})'

const region = `(?:(?:${provinces})(?:省|市|自治区|特别行政区)?|${word}{2,5}?(?:自治州|地区|盟|市)|${word}{1,5}?(?:自治县|新区|高新区|开发区|区|县|旗)|${word}{1,5}?(?:街道|镇|乡))`
const road = `${word}{1,8}?(?:大道|大街|胡同|路|街|道|巷|弄|里|村|屯|组)(?:东|西|南|北|中)?(?:段)?(?:${num}(?:号院|号|弄|巷)(?:之[一二三四五六七八九十\\d]{1,2})?)?`
const place = `${word}{1,10}?(?:小区|社区|花园|家园|公寓|大厦|广场|新村|新城|山庄|别墅|家属院|宿舍|大院|苑|园|城|府|庭|居|湾|邸|轩|阁|郡|都|里|村|坊|中心|国际|大学|学院|医院|中学|小学|公司|工业园|产业园)(?:[东西南北]区|[一二三四五六七八九\\d]+(?:期|区))?`
const unit = `(?:[A-Za-z]?${num}(?:号楼|号院|栋|幢|座|单元|门|层|楼|室|房|户|号(?:之[一二三四五六七八九十\\d]{1,2})?)|\\d{1,3}-\\d{1,3}(?:-\\d{2,4})?(?:室|号)?)`
const tail = `(?:${unit}[\\s,，-]?){0,5}(?:\\d{2,5}室?)?`

const full = new RegExp(
  `(?<!${word})(?:${region}\\s?){1,5}(?:${road}\\s?){0,2}(?:${place}\\s?)?${tail}`,
  'gu',
)
const local = new RegExp(
  `(?<!${word})(?:${road}\\s?|${place}\\s?){1,2}(?:${unit}\\s?){1,5}(?:\\d{2,5}室?)?`,
  'gu',
)
const announced =
  /(?:地址|住址|住在|我住|家住|家在|寄到|寄往|送到|送去|发到|上门到|位于|改成|改为|改到|地点|坐标|定位|收货|搬到)(?:是|在|为|改成|改为)?\s?[:：]?\s?$/
const detail =
  /(?:\d|[一二三四五六七八九十])(?:号楼|号院|栋|幢|座|单元|楼|室|房|户|号|弄|层)|\d-\d{1,3}|\d{3,4}$/u
const regionOnly = new RegExp(`^(?:${region}\\s?){1,5}$`, 'u')

/** Addresses precise enough to find a door: a house, building or room number with a road or a place before it. */
export function findAddresses(text: string): Finding[] {
  // Without any of these no address can follow; the patterns are the dearest here.
  if (!/[号栋幢座室楼路街村弄区巷]/.test(text)) return []
  const found: Finding[] = []
  for (const pattern of [full, local]) {
    for (const match of text.matchAll(pattern)) {
      const value = match[0].replace(/[\s,，-]+$/u, '')
      const told = announced.test(text.slice(Math.max(0, match.index - 8), match.index))
      const exact = detail.test(value)
      if (value.length < 4 || regionOnly.test(value) || (!exact && !(told && value.length >= 8))) continue
      found.push({
        type: 'address',
        start: match.index,
        end: match.index + value.length,
        sure: told ? 0.95 : 0.88,
      })
    }
  }
  return found.filter((one) => new RegExp(han, 'u').test(text.slice(one.start, one.end)))
}
