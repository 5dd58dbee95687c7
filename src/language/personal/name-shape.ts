import { anyUnit, everyUnit, unitsOf } from '../units.ts'
import {
  brandLength,
  everyday,
  isDoubleSurname,
  isGiven,
  isLikely,
  mayBeSurname,
  rareSurnames,
  rarestSurnames,
  surnames,
  syllables,
  titles,
} from './name-character.ts'

/** How much says that a name stands here: a word that asks for one, that a person is meant, or only a word that may. */
export type Grounds = 'strong' | 'person' | 'weak'

// No given name has one of these; of the second lot one stands in a name only where the name is marked off.
const never = unitsOf(/[路街巷镇弄的了两吗呢吧啊呀哦么们没不这那谁哪我你他她它您是错填码号]/)
const seldom =
  /[在有就也都要来去给和与说想买卖修装退换寄收到发打电话家里人客户用师傅先士嗯叫做住问请什怎把被让从对还会能可以几多少个百千件单地址订货品快递手机微信联系付款两次村镇乡路街区县市店楼厂站帮说反映馈求]/
const soft =
  /(?:的|是|在|收|说|先生|女士|小姐|老师|师傅|经理|医生|主任|店长|电话|手机|身份证|住|改|我|你|您|和|跟|与|已|也|就|这|那|请|麻烦|签|代|本人|付|买|下的?单|联系|地址|姓名|登记|预约|报修|要求|反映|反馈|申请|来电|致电|订|拍|写|吗|吧|呢|啊|不|没|有|帮|把|打|来|接|给|上门|态度|负责|处理|经手|告诉|过来|答应|承诺|昨天|今天|两个|三个)/y
const isHard = unitsOf(/[\s\p{P}\p{S}\p{N}A-Za-z]/u)
const isHan = unitsOf(/[\u3400-\u9fff]/)
const isDot = unitsOf(/[·•・‧∙.]/)
const dotted = /[\u3400-\u9fff]{1,8}(?:[·•・‧∙.][\u3400-\u9fff]{1,8}){1,3}/y
const english =
  /[A-Z][a-z'’]+(?:[ ·.][A-Z](?:['’][A-Z])?[a-z'’-]*){1,2}|[A-Z]{2,}(?: [A-Z]{2,}){1,2}|[A-Z][a-z]{1,9}(?:-[A-Z][a-z]{1,9}(?: [A-Z][a-z]{1,9})?)?/y
/** Anna Schmidt询问发票: two such words need no mark behind them. */
const inWords = /^[A-Z][a-z]+ [A-Z](?:['’][A-Z])?[a-z]+$/
const isCapital = unitsOf(/[A-Z]/)
const notEnglish =
  /^(?:I?Phone|Apple|Huawei|Xiaomi|Honor|Mate|Pro|Max|Plus|App|Wifi|Vip|Pc|Mac|Windows|Android|Samsung|Sony|Dell|Lenovo|Think|Type|Order|Tel|Phone|Address|Name|Note|Model|Error)/i

/** Whether a given name has what none has. */
export const neverNamed = (given: string): boolean => anyUnit(never, given) || season.test(given)
/** 编程春季班. */
const season = /^[春夏秋冬]季$/

/** Whether a name that ends here is marked off: by the end, a mark, a space, a digit, a letter. */
export const isMarkedOff = (text: string, end: number): boolean =>
  end >= text.length || isHard(text.charCodeAt(end))

/**
 * Where the full name that begins at `at` ends; 0 where none begins. With
 * strong grounds also rare surnames, names of other peoples, and English ones.
 */
export function nameEnd(text: string, at: number, grounds: Grounds): number {
  const parts = markedDotted(text, at)
  if (parts > 0) return parts
  const strong = grounds === 'strong'
  const family = familyLength(text, at, grounds)
  const chinese = family === 0 ? 0 : chineseEnd(text, at, family)
  if (chinese > 0) return chinese
  if (family === 2) return chineseEnd(text, at, 1)
  return strong ? spacedEnd(text, at) || foreignEnd(text, at) : 0
}

function familyLength(text: string, at: number, grounds: Grounds): number {
  if (!mayBeSurname(text, at)) return 0
  // 从西门进: a gate.
  if (isDoubleSurname(text, at)) return everyday.has(text.slice(at, at + 3)) ? 0 : 2
  const strong = grounds === 'strong'
  const first = text.charAt(at)
  const rare = rareSurnames.has(first) && (strong || isLikely(text.slice(at, at + 3)))
  if (
    (!surnames.has(first) && !rare && !(strong && rarestSurnames.has(first))) ||
    titles.has(text.slice(at, at + 2)) ||
    (text.charAt(at + 1) === '一' && first === text.charAt(at + 2))
  )
    return 0
  // 张小泉的刀, but 我叫张小泉, 寄给张小泉.
  if (everyday.has(text.slice(at, at + 2)) || (grounds === 'weak' && isBrandAt(text, at))) return 0
  return 1
}

/** Whether a maker or a shop stands here: 李宁的鞋, 江中健胃片, but not 李宁波收. */
export function isBrandAt(text: string, at: number): boolean {
  const length = brandLength(text, at)
  const end = at + 3
  const goesOn = length === 2 && isGiven(text.charAt(at + 2)) && (isMarkedOff(text, end) || softly(text, end))
  return length > 0 && !goesOn
}

const isTaking = unitsOf(/[收签]/)
/** 尉迟凯下的单 */
const orders = (text: string, at: number): boolean =>
  text.charAt(at) === '下' && /^[的了]?单/.test(text.slice(at + 1, at + 3))

function chineseEnd(text: string, at: number, family: number): number {
  for (const marked of [true, false])
    for (const length of [2, 1]) {
      const from = at + family
      const given = text.slice(from, from + length)
      const end = from + length
      if (given.length < length || !everyUnit(isHan, given) || anyUnit(never, given) || isTitle(given))
        continue
      // 姜文收，: the last is what to do.
      if (given.length === 2 && (isTaking(given.charCodeAt(1)) || orders(text, end - 1))) continue
      if (marked ? isMarkedOff(text, end) : softly(text, end) && !seldom.test(given)) return end
    }
  return 0
}

/** How long the surname is that begins here, a rare one too; 0 where none does or an everyday word begins like it. */
export const surnameLength = (text: string, at: number): number => familyLength(text, at, 'strong')

/** Whether a given name has what none has, or what one has but seldom (钱有根, 费有田). */
export const seldomNamed = (given: string): boolean =>
  given === '' ||
  !everyUnit(isHan, given) ||
  anyUnit(never, given) ||
  /^一[下个次点些样起直般]/.test(given) ||
  isTitle(given) ||
  (everyday.has(given) && !given.endsWith('花')) ||
  seldom.test(given.replace(/^有(?=[才财福根田德志发余亮光贵粮林])/, ''))

/** 王总, 李工 */
const endsSurname = unitsOf(/[总工姐哥叔婶嫂某爷]/)
const isTitle = (given: string): boolean =>
  titles.has(given) || titles.has(given.slice(0, 2)) || given === '生' || endsSurname(given.charCodeAt(0))

function softly(text: string, end: number): boolean {
  soft.lastIndex = end
  return soft.test(text)
}

/** 王 小 明, as forms are filled. */
function spacedEnd(text: string, at: number): number {
  const match = /^[\u3400-\u9fff] [\u3400-\u9fff](?: [\u3400-\u9fff])?(?![\u3400-\u9fff])/.exec(
    text.slice(at, at + 6),
  )
  return match && surnames.has(text.charAt(at)) && !anyUnit(never, match[0]) ? at + match[0].length : 0
}

/** Where a name of another people ends (阿依古丽·买买提, 尼玛次仁, Jason Wu, Lily-Chen); 0 where none begins. */
export function foreignEnd(text: string, at: number): number {
  const end = syllablesEnd(text, at)
  if (end > 0) return end
  if (!isCapital(text.charCodeAt(at))) return 0
  english.lastIndex = at
  const said = english.exec(text)?.[0] ?? ''
  const stop = at + said.length
  return said !== '' &&
    !notEnglish.test(said) &&
    (isMarkedOff(text, stop) || softly(text, stop) || inWords.test(said)) &&
    !/^(?:[A-Za-z0-9_@]|-[A-Za-z])/.test(text.slice(stop, stop + 2))
    ? stop
    : 0
}

/** 古丽米热: a name of three and more syllables as they stand in the names of Uyghurs, Tibetans, Mongols. */
function syllablesEnd(text: string, at: number): number {
  let end = at
  while (syllables.has(text.charAt(end))) end++
  return end - at >= 3 && isMarkedOff(text, end) ? end : 0
}

/**
 * Where a name of a surname and two likely characters ends, whatever follows
 * it; 0 where none begins.
 */
export function likelyEnd(text: string, at: number): number {
  const family = familyLength(text, at, 'weak')
  const end = at + family + 2
  const given = text.slice(at + family, end)
  if (family === 0 || given.length < 2 || !isLikely(text.slice(at, end)) || isTitle(given)) return 0
  // 挂钟一天慢, 三张一米: 一 and 天 end a name only where it is marked off; so it is with a rare surname.
  const unsure =
    given.endsWith('一') || given.endsWith('天') || (family === 1 && !surnames.has(text.charAt(at)))
  return unsure && nameEnd(text, at, 'weak') !== end ? 0 : end
}

const byRole =
  /^(?:[找叫给跟替]|业主|租户|租客|住户|客户|用户|顾客|买家|房东|员工|司机|学员|患者|旅客|同事|朋友|老师|师傅)/
/** 艾合买提来电: what somebody did. */
const acts = /来电|来信|来访|留言|报修|反映|反馈|咨询|投诉|签收|代收|下单|本人/
const notInDotted = /[的了吗呢吧啊呀哦么没这那谁哪我你他她它您]/

/** Whether a dot stands behind the first eight characters, or sooner. */
function mayBeDotted(text: string, at: number): boolean {
  let end = at
  while (end < at + 8 && isHan(text.charCodeAt(end))) end++
  return isDot(text.charCodeAt(end))
}

/** The longest name of parts that is marked off, else the shortest that a title or the like follows. */
function markedDotted(text: string, at: number): number {
  if (!mayBeDotted(text, at)) return 0
  dotted.lastIndex = at
  const said = dotted.exec(text)?.[0].split(/先生|女士|小姐/)[0] ?? ''
  // 业主买买提江·吐尔逊: who they are, no part of the name.
  if (said === '' || byRole.test(said)) return 0
  // 买买提·艾力收
  const taken = /[^\s]收$/.test(said) && isMarkedOff(text, at + said.length)
  const dot = Math.max(...Array.from('·•・‧∙.', (mark) => said.lastIndexOf(mark)))
  if (notInDotted.test(said.slice(0, dot + 2))) return 0
  const acted = said.slice(dot + 2).search(acts)
  if (acted >= 0) return at + dot + 2 + acted
  if (/^(?:先生|女士|小姐)/.test(text.slice(at + said.length)) && said.length > dot + 1)
    return at + said.length
  if (taken && said.length > dot + 2 && !notInDotted.test(said)) return at + said.length - 1
  // 詹姆斯·李报修…: a Chinese surname alone, and what they did.
  const surname = at + dot + 2
  if (surnames.has(text.charAt(surname - 1)) && softly(text, surname)) return surname
  for (let length = said.length; length > dot + 1; length--)
    if (isMarkedOff(text, at + length) && !notInDotted.test(said.slice(0, length))) return at + length
  const home = said.search(/家[的里]/)
  if (home > dot + 1) return at + home
  for (let length = dot + 3; length < said.length; length++) if (softly(text, at + length)) return at + length
  return 0
}
