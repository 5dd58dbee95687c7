import { charm, isDay, isPrice, type Said, wordsOf } from './price.ts'

/** Prices that are known by what stands in one row with them, or by the thing right behind. */

const charged = `(?:${wordsOf('work')})`
const rowBehind = new RegExp(
  `^\\s?[,，、+]?\\s?(?:另外|再|还有)?[\\u4e00-\\u9fa5]{0,2}${charged}\\d{2,4}(?!\\d)`,
)
/** 一笔八十八, 另一单56.4 · 一条一百三一条九十五 */
const oneOfRun =
  /[一二两三每另头前后]一?[笔单](?:就?是|才|只|要|[:：]|都是)?\s?$|一([条件个张双台套瓶盒把支块份])(?:[\d.]{2,7}|[一二两三四五六七八九十百千万]{2,6})[元块]?[，,、\s]?另?一\1$/
export const isOneOfRun = ({ value, left }: Said): boolean =>
  oneOfRun.test(left) && (/^\d{2,6}(?:\.\d{1,2})?$/.test(value) || /[十百千万]/.test(value))
const rowBefore = new RegExp(
  `${charged}\\d{2,4}(?:元|块)?[\\s,，、+]{1,2}(?:另外|再|还有)?[\\u4e00-\\u9fa5]{2,5}$`,
)

/** 加管子160 打孔200: one of several charges in a row. */
export const isInRow = ({ value, left, right }: Said): boolean =>
  /^[1-9]\d{1,3}$/.test(value) &&
  !isDay(value) &&
  (rowBefore.test(left) || (/[\u4e00-\u9fa5]{2}$/.test(left) && rowBehind.test(right)))

/** 那个399的足浴盆: how a thing is pointed at or got. */
const pointed =
  /(?:(?:买|抢|拍|入|订|付|换|选|要|囤|送|领|退)(?:了|的|到|过)?[一两三]?|[那这])(?:个|台|双|条|件|只|套|瓶|把|张|床|盒|箱|份|部|辆|根|块)?$/
/** 团购券 128两张, 面膜 199五盒: a shop's price with what one gets for it; 128两条 are memories. */
export const isForSeveral = ({ value, left, right }: Said): boolean =>
  /^\d{2,3}$/.test(value) &&
  (charm.test(value) || /[券票卡]\s?$/.test(left)) &&
  !/[A-Za-z号第版款\d]\s?$/.test(left) &&
  /^[两三四五六七八九十2-9](?:张|双|斤|盒|瓶|包|袋|套|份|罐|箱|支|节课)(?!半|[\d一二三四五六七八九])/.test(
    right,
  )
/** 游泳课 2680 20节: a course with its lessons. */
export const isForLessons = ({ value, left, right }: Said): boolean =>
  /^\d{3,5}$/.test(value) && /课\s?$/.test(left) && /^\s?\d{1,3}[节次]/.test(right)

/** 就是299那个: and not 尾号3388那张. */
export const isPointedAt = ({ value, left, right }: Said): boolean =>
  /^\d{2,5}$/.test(value) &&
  charm.test(value) &&
  /^那[个台双条件只张份](?!人|月|订|单|号|电话|手机|客)/.test(right) &&
  !noThing.test(left) &&
  !/[号位卡单][^，,\d]{0,2}$/.test(left)

/** 这双鞋339: a thing that is pointed at, with its price. */
const thisThing =
  /[这那一][个台双条件只款套张把口床盒箱瓶份部辆](?![^，,]{0,4}(?:房|室|号|楼|店|码|间))[\u4e00-\u9fa5]{1,5}$/
export const isOfThis = ({ value, left, right }: Said): boolean =>
  isPrice(value) &&
  charm.test(value) &&
  !isDay(value) &&
  thisThing.test(left) &&
  /^(?:[,，。;；!！?？\n]|另一|$)/.test(right)

/** 尾号8821的, 256的内存: of what else one says such a number. */
const otherThing =
  /^的(?:内存|硬盘|存储|容量|版|尺|码|功率|电压|房|单元|楼|门|用户|住户|业主|业务|客户|人|分辨|像素|流量|宽带|色温|转速|手机|电话|号|尾号|快递|订|单|短信|显卡|刷新|速率|频|航班|车|班|时候|话|路|站|电池|充电宝|钥匙|毫安|瓦(?![斯罐])|[^\u4e00-\u9fa5])/
const sized =
  /^的[^，,。]{0,4}(?:鞋|裤|靴|袜|衣|服|裙|帽|表带|电视|屏|显示|投影|相框|画|床|柜|热水器|灶|洗衣机|板|管|水桶|不锈钢|钢)/
/** 60的热水器, 55的电视: how big a thing is. */
export const isSized = (value: string, right: string): boolean =>
  ((value.length === 2 || bedSize.test(value)) && sized.test(right)) ||
  (lines.test(value) && screen.test(right))
/** 1080的显示器, 144的屏幕: its lines, or how often it is drawn. */
const lines = /^(?:720|1080|1440|2160|144|165|240)$/
const screen = /^的[^，,。]{0,3}(?:屏|显示|投影)/
const bedSize = /^(?:1[0258]00|2000|150|180|120|200)$/
/** 304不锈钢: kinds of steel. */
const steel = /^(?:20[12]|304|316|430|444)$/
/** 买的包，1314的，: and not 买的手机，256的. */
const boughtThing = /(?:买|订|拍|抢)[^，,。\d]{1,8}[，,]\s?$/
const memory = /^(?:128|256|512|1024)$/
/** 925的和999的. */
const silver = /(?:925|990|足金|银)的?[^，,\d]{0,4}$/
/** 买了165的裤子, 选1080的: so sizes and rooms are numbered as often, save 买了个300的锅. */
const sizeLike = /0$|^1[4-9]5$|^[1-9]0\d$/
const pieces = /[个台双条件只套瓶把张床盒箱份部辆根块]$/
const isMade = (value: string, left: string, right: string): boolean =>
  /^的(?:屏幕|网线)/.test(right) || (sizeLike.test(value) && !pieces.test(left))
const noThing =
  /[A-Za-z年月日点第楼栋幢座层元室#-]\s?$|(?:号|号码|编号|频道|分机|门牌|型号|房间|尺寸|页)(?:是|为)?\s?$/

/** 那个399的足浴盆 · 买了个89的水壶 · 199的滑板车. */
export function isPricedThing({ value, left, right }: Said): boolean {
  if (!/^\d{2,5}(?:\.\d{1,2})?$/.test(value) || isDay(value) || steel.test(value) || noThing.test(left))
    return false
  if (/^的[，,]/.test(right)) return isPrice(value) && !memory.test(value) && boughtThing.test(left)
  if (!/^的[\u4e00-\u9fa5]{2}/.test(right) || otherThing.test(right)) return false
  if (isSized(value, right)) return false
  return charm.test(value) || (pointed.test(left) && !isMade(value, left, right))
}

const otherBehind = /^的?(?:和|跟|与|、|或|还是)(\d{2,5})(?=的|差|区别|哪个)/
const otherBefore = /\d{2,5}的?[^，,。\d]{0,6}(?:[和跟与、或]|还是)$/

/** 1999和2199的两台: two prices that are compared. */
export function isPaired({ value, left, right }: Said): boolean {
  if (!isPrice(value) || steel.test(value) || noThing.test(left) || silver.test(left)) return false
  if (/[号码](?:是|为)?\d+的?[和跟与或还]/.test(left)) return false
  const behind = otherBehind.exec(right)?.[1]
  if (behind !== undefined)
    return (
      isPrice(behind) &&
      !(isDay(value) && isDay(behind)) &&
      !otherThing.test(right.slice(right.lastIndexOf('的'))) &&
      charm.test(value)
    )
  if (isDay(value)) return false
  return (
    otherBefore.test(left) &&
    /^(?:差(?!评)|区别|哪个)|^的(?:[哪那有差外两一这几]|[\u4e00-\u9fa5]{1,4}(?:有|差|区别|哪))/.test(right)
  )
}

const few = '[一二两三四五六七八九十\\d]{1,3}'
const kinds = '[件个瓶包盒斤袋箱双次年台只条枚根颗米罐桶板片卷支朵盆串]'
const quantity = new RegExp(`^ ?${few}${kinds}`)
const spacedQuantity = new RegExp(`^ ${few}${kinds}`)
const weighed = new RegExp(`^ ?${few}[件瓶包盒斤袋箱双只条桶板片卷支朵盆串份]`)
const nounEnd = /(?:^|[^\u4e00-\u9fa5A-Za-z\d])[\u4e00-\u9fa5]{2,4}$/
const nounBefore = /(?:^|[\s,，。;；!！?？\n])[^\s,，。;；!！?？\n\d]{0,8}[\u4e00-\u9fa5]{2} $/

/** 荔枝 45.9 五斤 · 大闸蟹 268 八只: a price and for how many it is. */
export const isQuantityBehind = ({ value, left, right }: Said): boolean =>
  (/^\d{3}$/.test(value) &&
    charm.test(value) &&
    weighed.test(right) &&
    nounEnd.test(left) &&
    !noThing.test(left)) ||
  (/^\d{1,3}\.\d{1,2}$/.test(value) && quantity.test(right) && /[\u4e00-\u9fa5] ?$/.test(left)) ||
  (/^[1-9]\d{1,3}$/.test(value) &&
    !isDay(value) &&
    spacedQuantity.test(right) &&
    nounBefore.test(left) &&
    !/(?:号|码|寸|量|温|度|重|长|宽|高|数|率) $/.test(left))

const giftDay = /^(?:520|618|818|1111|1212)$/
const bought = /(?:买|拍|订|入手|送)[了的过个][^，,。\d年在是于到等从]{1,7}$/

/** 给奶奶买的镯子520: a sum, though a day is called so. */
export const isGift = ({ value, left, right }: Said): boolean =>
  giftDay.test(value) && bought.test(left) && /^(?:[\s,，。;；!！?？\n]|$|元|块)/.test(right)
