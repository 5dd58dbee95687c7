import { matchesOf } from '../../language/matches.ts'
import {
  after,
  before,
  clauseAt,
  type Draft,
  isQuoted,
  type Range,
  sentenceAt,
  signsOf,
  textOf,
} from './draft.ts'
import type { Fault } from './finding.ts'
import { aboutTime, deadline } from './time.ts'

const asks = /请问|[吗么嘛呢]$|什么|哪|几(?:个|点|号|天)|多少/
const denied = /(?:不|别|没|无|勿|不是|不再|不说|不讲|不用|不会说|没有)$/
// 不可能, 尽可能; 早就应该 and 本应该 speak of a duty.
const otherWord: Readonly<Record<string, RegExp>> = {
  可能: /[不尽无]$/,
  应该: /[不本早就都更原也]$|昨天$|之前$/,
}
const ahead = /^(?:给您|对您|为您|让您|造成)[^,。]{0,6}(?:带来|造成|不便|困扰|麻烦)|^性/
/** What may come of a thing is a warning, and a warning has no other word. */
const hazard =
  /爆|炸|燃|火|烧|烫|漏|触电|电到|短路|中毒|伤|坏|裂|堵|卡死|失效|失灵|脱落|过热|释放|刺激|过敏|丢失|清空|失败|无法|不准|影响|变形|掉色|褪色|串色|染色|缩水|起球|断|刮花|划|冻|反弹|诈骗|盗|泄露|泄漏|滑|摔|砸|夹|窒息|呛|吐|头晕|不适|红肿|红疹|复发|加重|延误|异味|生锈|发霉|腐蚀|结块|变质|沉淀|误差|色差|波动|中断|闪退|重启|冲突/
const remedy =
  /请|别|勿|不要|不能|不可以|不可|建议|避免|先|立即|立刻|马上|停用|远离|小心|注意|如果|若|要是|超过|一旦|万一|的话|时/
const finding = /核实|核对|核查|查(?:一下|清|明|证|到|完|好|询)?|确认|问清|问一?下|请示|落实|申请|检测|取证/
const guessEnd = /([^,。!?;~…\n]{1,18})吧(?=$|[,。~…!;\n]|\.)/g
const guessed =
  /(?:的|了|[年月天周号点时]|天内|多|样|间|边|些|左右|上下|有|没有|没|是|能|会|行|可以|够|到|[型款克米斤元块度层级楼寸]|以内|之内|大|小|快|慢|还好|没事|没问题)$/
const suggesting =
  /[您你请咱]|我们|我[给帮来去]|一起|先|再|来|去|试|看|让|帮|给|等|放心|对|好$|好了$|行$|是$|那就|不如|要不|还是|就这样|算了|拉倒|得了|行了|好了/

/** Words that leave open what the customer asked for: 大概, 过两天, 看情况. */
export function vagueIn(draft: Draft): Fault[] {
  const faults = [...hedges(draft), ...guesses(draft), ...abouts(draft)]
  return faults.filter((fault) => !isQuoted(draft, fault))
}

function hedges(draft: Draft): Fault[] {
  return signsOf(draft, 'vague.').flatMap(({ start, end, value }) => {
    const group = value.slice('vague.'.length)
    if (group.endsWith('?') || group === 'some') return []
    const range = { start, end }
    if (isGuarded(draft, range) || isMended(draft, range)) return []
    return [
      { start, end, advice: group === 'soon' ? 'vague_time' : group === 'unsure' ? 'vague_unsure' : 'vague' },
    ]
  })
}

function isGuarded(draft: Draft, { start, end }: Range): boolean {
  const left = before(draft, start)
  if (denied.test(left) || quotedLater(draft, end)) return true
  const word = textOf(draft, { start, end })
  for (const [key, pattern] of Object.entries(otherWord))
    if (word.startsWith(key) && pattern.test(left)) return true
  if (ahead.test(after(draft, end, 14))) return true
  if (asksCustomer(draft, start) || isMeasured(draft, { start, end })) return true
  return word.includes('可能') && isWarning(draft, { start, end })
}

const exact = '(?:\\d+(?:\\.\\d+)?|[一两三四五六七八九十半](?![几来多一二两三四五六七八九十]))'
const measured = new RegExp(
  `^(?:[要需是在有省花]|能用?|需要|可以)*${exact}(?:个?半)?(?:[到至~-]${exact})?(?:个?(?:分钟|小时|钟头|秒|年|月)|公里|[厘毫]?米|公?斤|[千毫]?克|升|度|个)(?!.{0,8}吧)`,
)
const estimate = /约|大概|差不多/
const errand = /到(?![\d一两三四五六七八九十半])|送|来|寄|发|回|联系|退|处理|结果|修好/

/** 大约40分钟: how long or large a thing is cannot be told more exactly; when somebody comes can. */
const isMeasured = (draft: Draft, { start, end }: Range): boolean =>
  estimate.test(textOf(draft, { start, end })) &&
  measured.test(after(draft, end, 20)) &&
  !errand.test(textOf(draft, clauseAt(draft, start)))

/** 您大概是什么时候下的单？ */
function asksCustomer(draft: Draft, at: number): boolean {
  const sentence = sentenceAt(draft, at)
  const words = textOf(draft, sentence)
  const questioned = draft.plain.charAt(sentence.end) === '?' || words.endsWith('吗')
  return (
    (questioned && /[您你]|请问/.test(words) && asks.test(words)) ||
    /请(?:您)?(?:先)?(?:说|描述|告诉|讲|写)[^,。]{0,6}$/.test(before(draft, at, 12))
  )
}

function isWarning(draft: Draft, { end }: Range): boolean {
  const clause = clauseAt(draft, end)
  if (!hazard.test(draft.plain.slice(end, clause.end))) return false
  return remedy.test(draft.plain)
}

/** 那句“大概”不该说 without the marks: the words after speak of the word. */
const quotedLater = (draft: Draft, end: number): boolean =>
  /^[^,。]{0,6}(?:这话|这种话|这个词|这句|那句|二字|两个字|三个字|的说法)/.test(
    draft.plain.slice(end, end + 14),
  )

/** A firm time in another clause, or the promise to find out until then. */
function isMended(draft: Draft, { start, end }: Range): boolean {
  const clause = clauseAt(draft, start)
  const rest = draft.plain.slice(Math.max(end, clause.end))
  const sentence = sentenceAt(draft, start)
  const follows = draft.plain.slice(clause.end, sentence.end)
  if (deadline.test(follows)) return true
  return finding.test(rest) && deadline.test(rest)
}

/** 含的吧, 一年吧: a statement that ends in doubt. */
function guesses(draft: Draft): Fault[] {
  if (!draft.plain.includes('吧')) return []
  return matchesOf(guessEnd, draft.plain).flatMap((match) => {
    const words = match[1] ?? ''
    const end = match.index + match[0].length
    if (!guessed.test(words) || suggesting.test(words)) return []
    return [{ start: match.index, end, advice: 'vague' }]
  })
}

/** 三天左右 about something the agent should know; a measure (90度左右) is none. */
function abouts(draft: Draft): Fault[] {
  return matchesOf(aboutTime, draft.plain).flatMap((match) => {
    const range = { start: match.index, end: match.index + match[0].length }
    const clause = textOf(draft, clauseAt(draft, range.start))
    const minutes = /分钟|秒/.test(match[0])
    if (isMended(draft, range) || (minutes && !/到|联系|回|来|出结果|处理/.test(clause))) return []
    if (
      /泡|煮|晾|烘|充|等待|静置|加热|运行|洗|装|敷|烤|蒸|焖|冷藏|预热|按住|长按/.test(clause) ||
      asksCustomer(draft, range.start)
    )
      return []
    return [{ ...range, advice: 'vague_time' }]
  })
}
