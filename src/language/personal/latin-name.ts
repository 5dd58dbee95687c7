import type { Passage } from '../cues.ts'
import { matchAt, matchesOf } from '../matches.ts'
import type { Finding } from './finding.ts'
import { nameAt } from './name-alone.ts'
import { isPinyinSurname } from './name-character.ts'

const syllable =
  '(?:(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)?(?:iang|iong|uang|ang|eng|ian|iao|ing|ong|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v))'
const given = new RegExp(`^${syllable}{2,3}$`, 'i')
const familyName = new RegExp(`^${syllable}{1,2}$`, 'i')
/** Zhou Mingyuan, ZHOU MINGYUAN, XIE/WANQING, Li, Meng. */
const pair =
  /(?<![A-Za-z0-9_.@-])([A-Z]{2,9}|[A-Z][a-z]{1,8})( |\/| ?, ?)([A-Z]{2,14}|[A-Z][a-z]{1,13})(?![A-Za-z0-9_@-]|\.[A-Za-z]| [A-Z][a-z])/g
/** Words after which Latin letters spell somebody's name. */
const asks =
  /(?:拼音|英文名?字?|(?:英文)?拼法|护照(?:上)?的?(?:姓?名字?)?|姓名|名字|预订人|预定人|乘机人|乘客|旅客|入住人|收[件货]人|持卡人|联系人|签名|[Pp]assenger|[Gg]uest|[Cc]onsignee|[Rr]eceiver|ATTN|Attn|(?<![A-Za-z])To(?=[:：]))(?:上|写|填|应该|全称|全拼|大写|的|是|为|叫|成|错|了|[:：，,\s“"(（])*(?:[\u3400-\u9fff]{2,3}[\s(（]\s?)?/g
const spelled = /[A-Z][A-Za-z'’-]{1,14}(?:[ /·] ?[A-Z][A-Za-z'’-]{1,14}){1,2}(?![A-Za-z0-9_@])/y
const capitals = /(?: (?:MR|MRS|MS|MISS|Mr|Mrs|Ms))$/
const noName =
  /^(?:Li Ning|Lin Nei|(?:ping|an|long|ma|tang|song|bai|hua|he|gao)[ /](?:an|men|shang|dynasty|tai|ti|wei)$)/i

/** Names in pinyin or English: after words that ask for one, and by a surname with a name in pinyin. */
export function findLatinNames({ text, latin }: Passage): Finding[] {
  if (!latin || !/[A-Z]/.test(text)) return []
  const told = matchesOf(asks, text).flatMap(({ 0: { length }, index }): Finding[] => {
    const at = index + length
    const said = matchAt(spelled, text, at)?.replace(capitals, '')
    return said !== undefined && /[ /·]/.test(said) ? [nameAt(at, at + said.length, 0.95)] : []
  })
  const alone = matchesOf(pair, text).flatMap(
    ({ 0: said, 1: family = '', 2: joint = '', 3: rest = '', index }): Finding[] => {
      const sameCase = isCapital(family) === isCapital(rest)
      const surname = isPinyinSurname(family.charAt(0) + family.slice(1).toLowerCase())
      const likely = surname && sameCase && rest.length > 4 && given.test(rest) && familyName.test(family)
      return likely && joint !== ', ' && !noName.test(said) ? [nameAt(index, index + said.length, 0.86)] : []
    },
  )
  return [...told, ...alone]
}

const isCapital = (word: string): boolean => word === word.toUpperCase()
