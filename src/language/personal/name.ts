import type { Cue, Passage } from '../cues.ts'
import { mark } from '../marks.ts'
import { endOfMatch, matchAt, matchesOf } from '../matches.ts'
import { unitsOf } from '../units.ts'
import type { Finding } from './finding.ts'
import { kinNameEnd } from './kin-name.ts'
import { isOpen, nameAt, namesAlone } from './name-alone.ts'
import { isDoubleSurname, isSureSurname, mayBe } from './name-character.ts'
import { foreignEnd, type Grounds, isMarkedOff, nameEnd } from './name-shape.ts'
import { findPartedNames } from './parted-name.ts'
import { doersIn, takersIn } from './taker.ts'

const link =
  /(?:[:：=\s“"‘'「『【]|就|还|写的?|写成|填的?|叫|名字?|姓名|是|为|改成|改为|换成|应该|都|栏|一栏|显示){0,8}/y
const isOfLink = unitsOf(/[:：=\s“"‘'「『【就还写填叫名姓是为改换应都栏一显]/)
const told = /[:：=\s是叫为成“"]/
/** 我是3栋的程刚. */
const ofSomewhere = /[^\s\p{P}]{1,24}?的(?![^\s\p{P}]{0,24}的)/uy
/** 是付建军付的款. */
const didSo =
  /是(?=[\u3400-\u9fff]{2,4}(?:付|签|买|拍|订|代|收|下的?单|领|帮|接|打|送|装|修|办|登记|负责|处理|操作|经手))/g
/** 帮我查下钱小毛的订单. */
const owned =
  /(?:查一?下|查询|查一查|帮查)(?=[\u3400-\u9fff]{2,4}的(?:订单|单子|快递|包裹|账[户号]|会员|物流|信息|名字|售后|退款))/g
/** 我步青云，电话15049183726: who may be reached there. */
const reached =
  /(?<![\u3400-\u9fff])我(?=[\u3400-\u9fff]{2,4}[，,、\s]{1,2}(?:我?的?(?:电话|電話|手机号?|手機|号码|身份证|证件|證件|微信|联系方式|会员号)\D{0,3})[\dA-Za-z])/g
const titled = /(?:先生|女士|小姐|经理|主任|主管|店长|老师|师傅|医生|护士|教练|导游|律师|工程师)/g
const byTitle = /先生|女士|小姐/

/** Full names where a word says that one follows, or a title follows it. */
export function findNames(passage: Passage): Finding[] {
  const { text, cues, seen } = passage
  const findings: Finding[] = []
  for (const cue of cues) {
    const one = behind(text, cue)
    if (one) findings.push(one)
  }
  findings.push(...namesAlone(passage), ...findPartedNames(passage))
  if (text.includes('是')) findings.push(...spokenOf(text, didSo))
  if (text.includes('我')) findings.push(...named(text, reached))
  if (text.includes('查')) findings.push(...spokenOf(text, owned))
  if (seen & mark.taken) findings.push(...takersIn(text))
  if (seen & mark.doer) findings.push(...doersIn(text))
  if (text.includes('姓')) findings.push(...repeated(text))
  if (seen & mark.title) findings.push(...beforeTitles(text, cues))
  return findings.map((one) => (isVerb(text, one) ? { ...one, end: one.end - 1 } : one))
}

/** 苗苗下的单, 夏雨通过话: the last of three characters begins what they did. */
const isVerb = (text: string, { start, end }: Finding): boolean =>
  end - start === 3 && /^(?:下的?单|通[了过]?(?:电|话))/.test(text.slice(end - 1, end + 3))

/** 打发叫花子, 把它叫回来 name nobody. */
const callOpens =
  /(?:^|[\s\p{P}\p{S}我他她名就也才的字A-Za-z]|先生|太太|老公|老婆|爱人|[妈爸母父儿子女爹娘娃弟妹哥姐叔伯舅姨姑婶嫂孙象公婆爷奶媳婿侄甥]|同事|朋友|师傅|老师|客服|[员人])$/u

function callsSomebody(text: string, start: number, word: string): boolean {
  if (!word.includes('叫')) return true
  const before = text.slice(Math.max(0, start - 8), start)
  return (word !== '叫' || callOpens.test(before.slice(-3))) && !noPerson.test(before)
}

/** wifi叫Jiajia: what is called so is nobody. */
export const noPerson =
  /(?:wi-?fi|无线网?|热点|网络|信号|蓝牙|设备|店铺?|牌子?|品牌|公众号|小程序|软件|app|型号|款|歌|猫|狗|宠物|主播)(?:的?名字?|名称)?(?:就|是)?\s?$/i

/** Cues of telephones that names follow as well. */
const alsoLeads: ReadonlySet<string> = new Set(['联系', '联络', '换成', '打给'])

function behind(text: string, cue: Cue): Finding | undefined {
  if (cue.kind !== 'phone' && !isLead(cue.kind)) return undefined
  const word = text.slice(cue.start, cue.end)
  if (cue.kind === 'phone' && !alsoLeads.has(word)) return undefined
  if (cue.kind === 'call' && !callsSomebody(text, cue.start, word)) return undefined
  const between = isOfLink(text.charCodeAt(cue.end)) ? (matchAt(link, text, cue.end) ?? '') : ''
  const at = cue.end + between.length
  const strong =
    (cue.kind === 'name' && between !== '' && told.test(between)) ||
    (cue.kind === 'call' && word.endsWith('叫'))
  const end =
    nameEnd(text, at, strong ? 'strong' : groundsOf(text, cue)) ||
    (isLead(cue.kind) && cue.kind !== 'give' ? severalWords(text, at) : 0)
  if (end > 0 && (strong || isNamed(text, { cue, at, end }))) return nameAt(at, end, strong ? 0.95 : 0.9)
  // 登记人鞠萍: a rare surname where a person is named by what they do.
  const rare = cue.kind === 'name' && /(?:[^个]人|[名主])$/.test(word) ? nameEnd(text, at, 'strong') : 0
  if (rare > at + 1 && isMarkedOff(text, rare) && mayBe(text.slice(at, rare))) return nameAt(at, rare, 0.86)
  const kin = cue.kind === 'kin' || cue.kind === 'name' ? kinNameEnd(text, at) : 0
  if (kin > 0 && (cue.kind === 'kin' || kin === at + 3)) return nameAt(at, kin, 0.86)
  return word === '我是' ? somewhere(text, cue.end) : undefined
}

/** 寄给陈克明, 客户王品: people; 品牌名李宁 is none. */
const groundsOf = (text: string, { kind, start, end }: Cue): Grounds =>
  (kind === 'give' || kind === 'name') && !noPerson.test(text.slice(Math.max(0, start - 8), end))
    ? 'person'
    : 'weak'

const isLead = (kind: Cue['kind']): boolean =>
  kind === 'name' || kind === 'call' || kind === 'give' || kind === 'kin'

/** 收件人Maria Garcia: without a colon a single foreign word may be anything. */
function severalWords(text: string, at: number): number {
  const end = foreignEnd(text, at)
  return end > 0 && /[a-z]/.test(text.charAt(end - 1)) && !text.slice(at, end).includes(' ') ? 0 : end
}

/** 客户钱学礼，…, 用户卞小龙反馈…; 儿子高烧 is no name. */
function isNamed(text: string, { cue, at, end }: { cue: Cue; at: number; end: number }): boolean {
  if (mayBe(text.slice(at, end)) || text.startsWith('的名字', end) || text.startsWith('的名义', end))
    return true
  // 客人Daniel Whitmore要求叫早.
  if (cue.kind === 'name' && /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(text.slice(at, end))) return true
  // 安装师傅牛大力态度好.
  if (cue.kind === 'name' && end - at === 3 && isSureSurname(text, at)) return true
  return (cue.kind === 'name' || cue.kind === 'call') && isMarkedOff(text, end)
}

function somewhere(text: string, from: number): Finding | undefined {
  const at = endOfMatch(ofSomewhere, text, from)
  const end = at === from ? 0 : nameEnd(text, at, 'weak')
  return end > 0 && isMarkedOff(text, end) ? nameAt(at, end, 0.85) : undefined
}

/** 我姓罗，罗大佑. */
const surnameSaid = /姓([\u3400-\u9fff])(?:[，,、\s]|全?名|叫)+(?=\1)/g
function repeated(text: string): Finding[] {
  return matchesOf(surnameSaid, text).flatMap(({ 0: said, index }) => {
    const at = index + said.length
    const end = nameEnd(text, at, 'strong')
    return end > 0 ? [nameAt(at, end, 0.93)] : []
  })
}

/** Names behind what can lead to nothing else. */
const named = (text: string, lead: RegExp): Finding[] =>
  matchesOf(lead, text).flatMap(({ 0: { length }, index }) => {
    const end = nameEnd(text, index + length, 'strong')
    return end > 0 && isMarkedOff(text, end) ? [nameAt(index + length, end, 0.88)] : []
  })

/** Names behind what leads to somebody. */
function spokenOf(text: string, lead: RegExp): Finding[] {
  const findings: Finding[] = []
  for (const match of matchesOf(lead, text)) {
    const at = match.index + match[0].length
    const end = nameEnd(text, at, 'weak')
    if (end > 0 && (end - at > 2 || lead === didSo)) findings.push(nameAt(at, end, 0.85))
  }
  return findings
}

/** 张国强先生; a surname alone is no name, and 谢谢王女士 has none. */
function beforeTitles(text: string, cues: readonly Cue[]): Finding[] {
  const findings: Finding[] = []
  for (const match of matchesOf(titled, text))
    for (const length of [3, 2, 4]) {
      const start = match.index - length
      if (start < 0) continue
      if (!isOpen(text, start, cues) && text.charAt(start - 1) !== '们') continue
      // 陶丽经理: a surname that ends no word, and a character of names.
      if (!byTitle.test(match[0]) && !(isSureSurname(text, start) && mayBe(text.slice(start, match.index))))
        continue
      // 欧阳先生: a surname of two, no name.
      if (length === 2 && isDoubleSurname(text, start)) continue
      if (nameEnd(text.slice(0, match.index), start, 'weak') !== match.index) continue
      findings.push(nameAt(start, match.index, 0.9))
      break
    }
  return findings
}
