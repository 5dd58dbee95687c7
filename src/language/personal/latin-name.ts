import type { Passage } from '../cues.ts'
import { mark } from '../marks.ts'
import { matchesOf } from '../matches.ts'
import type { Finding } from './finding.ts'
import { noPerson } from './name.ts'
import { nameAt } from './name-alone.ts'
import { isLatinBrand, isPinyinSurname } from './name-character.ts'

const syllable =
  '(?:(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)?(?:iang|iong|uang|ang|eng|ian|iao|ing|ong|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v))'
const given = new RegExp(`^${syllable}{2,3}$`, 'i')
const familyName = new RegExp(`^${syllable}{1,2}$`, 'i')
/** Zhou Mingyuan, XIE/WANQING, Li, Meng, Chloe Ann Tan. */
const words =
  /(?<![A-Za-z0-9_.@-])(?!I['’]m )([A-Z][A-Za-z'’-]{1,14})( | ?[/,] ?|·)([A-Z][A-Za-z'’-]{1,14})( [A-Z][A-Za-z'’-]{1,14})?(?![A-Za-z0-9_@-]|\.[A-Za-z])/g
/** Words after which Latin letters spell somebody's name. */
const asks =
  /(?:拼音|英文名字?|拼法|护照(?:上)?的?(?:英文)?(?:姓?名字?)?|姓名|名字|预订人|预定人|乘机人|乘客|旅客|入住人?|收[件货]人|持卡人|联系人|签名|passenger|guest|consignee|receiver|attn|(?<![A-Za-z])to(?=[:：])|(?:住客|客人|租客|旅客|乘客|学员|外教|老外|同事|我|名)叫|(?<![A-Za-z])(?:my name(?: is|['’]s)|i['’]?m|i am|(?:regards|best|thanks|sincerely|yours),?(?=\s)))(?:[上写填的是为叫成错了：:，,\s“"(（]|应该|全[称拼]|大写){0,8}(?:[\u3400-\u9fff]{2,3}[\s(（]\s?)?$/i
/** Lam Ka Yan 小姐 */
const addressed = /^ ?(?:小姐|女士|先生|太太)/
const vietnamese = /^(?:Nguyen|Pham|Hoang|Huynh|Phan|Duong)$/i
const title = /^ (?:MRS?|MISS|MS)$/i

/** Names in pinyin or English: after words that ask for one, and by a surname with a name in pinyin. */
export function findLatinNames({ text, seen }: Passage): Finding[] {
  if (!(seen & mark.capital)) return []
  return matchesOf(words, text).flatMap(({ 0: said, 1: family, 2: joint, 3: rest, 4: third = '', index }) => {
    if (family === undefined || joint === undefined || rest === undefined) return []
    const whole = title.test(third) ? said.slice(0, -third.length) : said
    const before = text.slice(Math.max(0, index - 24), index)
    if (isNobody(before)) return []
    if (asks.test(before) && !joint.includes(',')) return [nameAt(index, index + whole.length, 0.95)]
    if (addressed.test(text.slice(index + whole.length, index + whole.length + 4)) || vietnamese.test(family))
      return [nameAt(index, index + whole.length, 0.88)]
    if (isMailOf(text.slice(index + whole.length, index + whole.length + 60), family, rest))
      return [nameAt(index, index + whole.length, 0.93)]
    const two = third === '' || whole !== said
    return two && joint !== ', ' && isPinyin(family, rest) && !isLatinBrand(whole)
      ? [nameAt(index, index + whole.length, 0.86)]
      : []
  })
}

/** Marcus Lindqvist <m.lindqvist@…>: whose address it is. */
function isMailOf(behind: string, family: string, rest: string): boolean {
  const [, user = ''] = /^["”]?\s?[<＜(（[]([^@\s<>]+)@/.exec(behind) ?? []
  return [family, rest].some((word) => word.length > 2 && user.toLowerCase().includes(word.toLowerCase()))
}

/** 店铺名字 Nike Store, wifi叫 Blue Sky. */
const isNobody = (before: string): boolean =>
  /(?:叫|名[字称]?)[就是:：\s]{0,3}$/.test(before) && noPerson.test(before.replace(/叫?[:：\s]{0,3}$/, ''))

/** Zhou Mingyuan, ZHOU MINGYUAN: a surname, and a name of two syllables and more. */
function isPinyin(family: string, rest: string): boolean {
  const capitals = isCapital(family)
  if (capitals !== isCapital(rest) || !(capitals || (isWord.test(family) && isWord.test(rest)))) return false
  const surname = family.charAt(0) + family.slice(1).toLowerCase()
  return isPinyinSurname(surname) && rest.length > 4 && given.test(rest) && familyName.test(family)
}

const isWord = /^[A-Z][a-z]+$/
const isCapital = (word: string): boolean => word === word.toUpperCase()
