import { type Cue, cueBefore, ofPerson, type Passage } from '../cues.ts'
import { type Found, matchesOf } from '../matches.ts'
import { isCount } from './code-form.ts'
import { goods } from './goods.ts'
import {
  isCounted,
  isEdition,
  isMixed,
  isName,
  isNameAndNumber,
  isQuantity,
  isShort,
  modelGroup,
  partsOf,
  standsAlone,
} from './model-form.ts'
import { isCountedMaker, isOfSeries, isThingAfter, isThingBefore, named } from './model-name.ts'

/** Cues of which a code is something else than a model. */
const notModel: ReadonlySet<Cue['kind']> = new Set([
  ...ofPerson,
  'card',
  'order',
  'invoice',
  'parcel',
  'serial',
  'label',
  'service',
])
const tied = /^(?:[号码是为叫的我在写着给有改成了编代\s:：=#“"「(（/-]|搜|加|吧|呗)*$/
const toldBy = /^[号码是为叫的写着\s:：=“"「(（]*[\u4e00-\u9fa5]{0,4} ?$/
/** 型号看不清，好像是…. */
const guessed =
  /(?:型号|款号|机型)[^，,。；;！!？?]{0,8}[，,](?:好像|应该|大概|可能|估计|似乎|印象中|我?记得)(?:就?是|叫)\s?$/
/** 鲁B3382K: a car's. */
const plate = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]/
const plateBefore = new RegExp(`${plate.source}[A-Z][·•]$`)
const numbered = /(?:编号|号码|编码)(?:是|为)?\s?[:：]?\s?$/

/** The models of things named in a text. `taken` are codes that are something else. */
export function modelsIn(passage: Passage, taken: readonly Found[]): Found[] {
  if (!passage.latin && passage.digits === 0) return []
  const found: Found[] = []
  for (const match of matchesOf(modelGroup, passage.text))
    for (const part of partsOf(match[0], match.index)) {
      if (part.some((one) => taken.some((other) => one.start < other.end && other.start < one.end))) continue
      const model = modelOf(part, passage) ?? joined(part, found.at(-1), passage.text)
      if (model) found.push(model)
    }
  return found
}

function modelOf(part: readonly Found[], passage: Passage): Found | undefined {
  const { text } = passage
  const words = trimmed(part, text)
  const start = words[0]?.start ?? 0
  const cue = namingCue(passage, start)
  const between = cue ? text.slice(cue.end, start) : ''
  const told = cue?.kind === 'model' && toldBy.test(between)
  if (!told && guessed.test(text.slice(Math.max(0, start - 22), start))) return named(text, words, start)
  if (!told && /^[A-Z][A-Z0-9]{5,6}$/.test(words[0]?.value ?? '') && plate.test(text.charAt(start - 1)))
    return undefined
  // 湘H·A03916
  if (plateBefore.test(text.slice(Math.max(0, start - 3), start))) return undefined
  // LG-0726-118: the number of one.
  if (!told && words.some((one) => isCount(one.value) && !/^[A-Z]{2,3}\d{6}[A-Z]$/.test(one.value)))
    return undefined
  // 车牌鲁 B 6 2 P 1 8: something told sign by sign.
  if (!told && words.length > 3 && words.every(({ value }) => value.length === 1)) return undefined
  // A3301 2026 1229 001: the number of something.
  if (!told && words.length > 2 && words.slice(1).every((one) => /^\d{3,4}$/.test(one.value)))
    return undefined
  // CE 0123: a mark of approval.
  if (!told && words.length === 2 && /^(?:CE|CCC|FCC|UKCA|ROHS|EAC|PSE|KC)$/i.test(words[0]?.value ?? ''))
    return undefined
  if (!told && numbered.test(text.slice(Math.max(0, start - 6), start))) return undefined
  if (cue && notModel.has(cue.kind) && tied.test(between)) return undefined
  const whole = named(text, words, told ? cue.end : 0)
  if (told)
    return whole && (/\d/.test(whole.value) || isEdition(words.map(({ value }) => value))) ? whole : undefined
  return whole && isModel(words, whole, text) && !isElsewhere(text, start, whole.end) ? whole : undefined
}

/** 车位B2-117, 航班MU5183, B312教室, 优惠券SPRING26: what else letters and digits name. */
const isElsewhere = (text: string, start: number, end: number): boolean =>
  elsewhere.test(text.slice(Math.max(0, start - 12), start)) ||
  /^\s?(?:版本|号?教室|号?车位|号?会议室|硬[座卧]|软卧|航班|次列?车|班车|航站楼|门店|展[位厅])/.test(
    text.slice(end, end + 5),
  )
const elsewhere =
  /(?:取号|拿号|叫号|排号|[叫排]到了?|号我?取了|飞机|工号|工号多少|[那这]班|班[次号车]|航班|车次|高铁|火车|动车|车位|机位|展位|教室|会议室|包[间厢]|房间?|工位|座位|储物柜|邀请码|优惠[码券]|券码?|口令|机油|群文件|文件|学号|停车票|门票|[车机船]票)(?:是|的|为|用|填|了|[:：\s]|[，,]我?[填记]的?是?)*$/

/** 型号就写着WS-9: what is written is what was named before. */
function namingCue(passage: Passage, start: number): Cue | undefined {
  const cue = cueBefore(passage, start, 10)
  const named = cue?.kind === 'shows' ? cueBefore(passage, cue.start, 3) : undefined
  return named?.kind === 'model' ? named : cue
}

/** Without the words before it that name nothing, and without a number after it that counts: 收到iPhone 2天. */
function trimmed(part: readonly Found[], text: string): Found[] {
  const words = [...part]
  for (let last = words.at(-1); words.length > 1 && last; last = words.at(-1)) {
    if (!/^[\d.]+$/.test(last.value) || !isCounted(text, last.end)) break
    words.pop()
  }
  for (let first = words[0]; words.length > 1 && first; first = words[0]) {
    if (isWordForModel(first.value, words[1])) {
      words.shift()
      continue
    }
    if (!/^[a-z]+$/.test(first.value) || goods.line.has(first.value)) break
    if (goods.maker.has(first.value) || goods.counted.has(first.value)) break
    words.shift()
  }
  return words
}

/** MODEL WH-50L3, Type BR-9010: a plate's own word, and not Model Y nor Type 4. */
const isWordForModel = (value: string, next: Found | undefined): boolean =>
  /^(?:model|type|mod|item|art)$/i.test(value) &&
  next !== undefined &&
  /^(?=.*[A-Z])(?=.*\d).{4}/.test(next.value)

/** Without 型号 a code is known by its form, or by the maker or the thing beside it. */
function isModel(words: readonly Found[], whole: Found, text: string): boolean {
  const first = words[0]
  if (!first) return false
  const values = words.map((one) => one.value)
  const led = whole.start < first.start
  if (/^\d+$/.test(first.value)) return led && isCountedThing(text, words)
  if (isEdition(values)) return true
  // 电锤GBH 2-26
  if (/^[A-Z]{2,4} \d{1,3}-\d{2,3}(?: [A-Z]{1,4})?$/.test(values.join(' ')) && besideThing(whole, text))
    return true
  if (words.length > 1 && values.some(isName)) return values.some(isMixed) || isNameAndNumber(values)
  const code = values.find(isMixed) ?? ''
  if (code === '' || /\d{7}/.test(code)) return false
  if (standsAlone(code)) return true
  const beside =
    led ||
    goods.maker.has(first.value.toLowerCase()) ||
    isThingBefore(text, whole.start) ||
    isThingAfter(text, whole.end) ||
    isWanted(code, text, whole)
  return (beside || (/^[A-Z]\d{1,2}$/.test(code) && isCompared(text, whole))) && !isQuantity(code)
}

const besideThing = ({ start, end }: Found, text: string): boolean =>
  isThingBefore(text, start) || isThingAfter(text, end)

/** 买的是P60的壳，发来P50: what was bought, wanted or sent. */
const wanted =
  /(?:(?:买|要|拍|订|拿)的(?:就?是)?|(?:发来?|寄来?|换|送|拿|收|到|来|给)(?:成|错成|来|到|了|的是|的|我)|[我就只]要|不是)(?:一?[个台款部])?的?$/
const isWanted = (code: string, text: string, { start, end }: Found): boolean =>
  /^[A-Z]{1,2}\d{1,3}[A-Za-z]?$/.test(code) &&
  wanted.test(text.slice(Math.max(0, start - 6), start)) &&
  /^(?:的(?!座|舱|楼|门|口|出口)|[,，。;；!！?？\s]|$)/.test(text.slice(end, end + 3))

/** H7和H9差别在哪: things are compared and asked for, errors are not. */
const isCompared = (text: string, { value, end }: Found): boolean =>
  // S10和S10 Pro.
  new RegExp(`^(?:和|跟|与|、)${value} ?(?:Pro|Max|Plus|Ultra|SE)`, 'i').test(text.slice(end, end + 16)) ||
  /^[^，,。！!\n]{0,8}(?:差别|区别|新款|老款|有货|现货|哪个好|怎么选|多少钱|对比)/.test(
    text.slice(end, end + 14),
  )

/** 小米14, 荣耀90: and not 小米2台. */
function isCountedThing(text: string, words: readonly Found[]): boolean {
  const [first, second] = words
  if (!first || !isShort(words)) return false
  // 老板8229油烟机: between its maker and its name, and no year nor price.
  if (
    /^(?!19|20)\d{4}$/.test(first.value) &&
    !/(?:99|00|88|50)$/.test(first.value) &&
    isThingAfter(text, first.end)
  )
    return true
  // 灵越 5425: a line of many things.
  if (/^(?!19|20)\d{4}$/.test(first.value) && isOfSeries(text, first.start)) return true
  if (!isCountedMaker(text, first.start)) return false
  // 苹果58十斤: to be eaten.
  if (Number(first.value) > 20 && /苹果 ?$/.test(text.slice(Math.max(0, first.start - 3), first.start)))
    return false
  return second !== undefined || !isCounted(text, first.end)
}

/** 戴森V8和V12: what is joined to a model and looks like one. */
function joined(part: readonly Found[], last: Found | undefined, text: string): Found | undefined {
  const [one] = part
  if (!one || !last || part.length > 1 || !/^[A-Z]{1,3}\d{1,4}[A-Za-z]?$/.test(one.value)) return undefined
  // X20扫地机和X30: the thing may stand between.
  const [thing, ...more] = text.slice(last.end, one.start).split(/(?:[\s、,，/和与跟或]|还有|还是)+/)
  return more.length === 1 && more[0] === '' && (thing === '' || goods.thing.has(thing ?? ''))
    ? one
    : undefined
}
