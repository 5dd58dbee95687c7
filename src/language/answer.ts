import { allMatches, createLexicon } from './lexicon.ts'
import { normalise } from './normalise.ts'
import { leansOf, uncovered } from './outcome.ts'
import type { Asked } from './question.ts'
import { conceptEntries } from './words.ts'

/** What an answer gives to know, by names that a model can learn from. */
export interface Answer {
  /** How it begins, how it says that things stand, how it takes up the agent's words: few, and telling with what was asked. */
  stands: ReadonlySet<string>
  /** What its words do: agree, refuse, press, take leave … */
  cues: ReadonlySet<string>
}

const cueWords = createLexicon(
  conceptEntries('answer').map(([word, name]): readonly [string, string] => [normalise(word), name]),
)
const turning =
  /^(?:但|可(?![以能爱靠])|不过|只是|就是(?![这它那])|然而|结果|谁知|没想到|想不到|偏偏|却|倒是|唯独|除了|问题是|but)/
const waited =
  /(?:[一二两三四五六七八九十几半\d]+|好几|多少)个?(?:多|来)?(?:天|小时|钟头|礼拜|星期|周|月|分钟|年|次|遍|回|趟|宿|晚上)(?:了|都|多|半|过去|没|还)/
const cannot = /[^差了受得要]不(?:去|上|开|出|进|动|了|到|着|下|来|住|起|通|成|见|清|亮|稳|准|全|齐)(?!了$)/
const achieved =
  /[^断掉坏没丢](?:上|开|出来|进去|进来|到|着|好|成|通|起来|下来|住|回来|过来|亮|稳|对|准)(?:了|啦|咯|喽|哒)/
const ruined =
  /(?:断|掉|坏|没|丢|死|歪|花|糊|裂|漏|停|灭|黑|卡|跳|堵|松|塌|弯|焦|臭|烂|崩|废|瘫|散|碎|破|空|少|错|反)(?:了|啦|咯)/
const scorn = /个(?:屁|锤子|铲铲|什么|鬼|头|毛|鸡毛|寂寞|球|蛋)|(.)什么\1|哪(?:里|儿)?[^里儿个]了/
const clauseEnd = /[,，。.!！?？;；、~…\s]+/

/** Reads a normalised answer in the light of what was asked. */
export function answerTo(text: string, said: string, asked: Asked): Answer {
  const clauses = text.split(clauseEnd).filter((part) => part !== '')
  const stands = new Set<string>()
  addOpening(stands, text)
  addOutcome(stands, clauses)
  addEcho(stands, clauses, asked.about)
  addDeeds(stands, clauses, said)
  addShape(stands, text, said)
  return { stands, cues: cuesOf(text, clauses) }
}

function addOpening(stands: Set<string>, text: string): void {
  if (text === '') stands.add('hum')
  if (/^[,，。~ ]/.test(text)) stands.add('hum')
  const plain = text.replace(/^[\s\p{P}]+/u, '')
  let best: { end: number; names: string[] } = { end: 0, names: [] }
  for (const { start, end, value } of allMatches(cueWords, plain.slice(0, 8))) {
    if (start > 0) break
    if (!/^(?:yes|no|accept|refuse)\./.test(value)) continue
    if (end > best.end) best = { end, names: [value] }
    else if (end === best.end) best.names.push(value)
  }
  for (const name of best.names) {
    stands.add(`open-${name}`)
    if (best.end === plain.replace(/[\s\p{P}]+$/u, '').length) stands.add(`only-${name}`)
  }
}

function addOutcome(stands: Set<string>, clauses: readonly string[]): void {
  const ways: boolean[] = []
  let turned = false
  let after: boolean | undefined
  for (const clause of clauses) {
    const leans = leansOf(clause)
    if (turning.test(clause)) {
      turned = true
      after = undefined
    }
    for (const { good, name } of leans) {
      stands.add(`lean:${name}`)
      ways.push(good)
      after = good
    }
  }
  const goods = ways.filter(Boolean).length
  if (ways.length === 0) stands.add('stands?')
  else {
    stands.add(ways[0] ? 'first+' : 'first-')
    stands.add(ways.at(-1) ? 'last+' : 'last-')
    if (goods === ways.length) stands.add('all+')
    else if (goods === 0) stands.add('all-')
    else stands.add('mixed')
    stands.add(goods * 2 > ways.length ? 'net+' : goods * 2 < ways.length ? 'net-' : 'net0')
  }
  if (turned) stands.add(after === undefined ? 'turn?' : after ? 'turn+' : 'turn-')
}

const hollow = new Set(
  '的了是有在我你您他它她们还能会不没吗么要得上下来去到个一这那就都再也很好吧呢啊给把被让后前和与请已帮为，。？',
)
const before = (clause: string, at: number): string => clause.slice(Math.max(0, at - 3), at)

/** How the state that was asked about is taken up: 不弹, 还弹, 弹. */
function addEcho(stands: Set<string>, clauses: readonly string[], about: string): void {
  const wanted = new Set(Array.from(about).filter((one) => !hollow.has(one) && /\p{L}/u.test(one)))
  let found = 0
  for (const [index, clause] of clauses.entries())
    for (let at = 0; at < clause.length; at++) {
      if (!wanted.has(clause.charAt(at)) || wanted.has(clause.charAt(at - 1))) continue
      const left = before(clause, at)
      const right = clause.slice(at + 1, at + 3)
      const how = /(?:还|照|又|仍|依旧?|依然|老|总|更|越)[是在会有要得]?$/.test(left)
        ? 'still'
        : /(?:[不没未别无勿]|没有|不会|不再)[再怎么有太见]?$/.test(left)
          ? 'not'
          : /^[了的]?不/.test(right)
            ? 'cannot'
            : /^得?(?:了|啦|咯|着|得)/.test(right)
              ? 'is'
              : 'named'
      if (found++ < 3) stands.add(`echo-${how}`)
      if (index === 0 && at < 4) stands.add(`echo0-${how}`)
    }
  if (found === 0 && about !== '') stands.add('echo?')
}

// What one does with a thing or an offer: 换 修 退 …
const deeds = new Set(
  '换修退补寄发送约改挂留登记开关办转放拆装加升续锯切剪染做画打拨连看查核测检洗泡烤拉停撤减扣赔抵给拿收领要选挑签交付买订定等试配派来去走取写填拍传说讲叫跟搬卖租借吃喝用穿戴贴擦刷清删重预延推提免折添调设绑认信听点按拔插拧关闭倒喷涂磨焊缝剁杀吸吹烘晾冻存缴赠代',
)

/** What is done with the agent's own words: 不换, 换吧, 换什么换, 换换. */
function addDeeds(stands: Set<string>, clauses: readonly string[], said: string): void {
  for (const [index, clause] of clauses.entries()) {
    const where = index === 0 ? '0' : index === clauses.length - 1 ? '$' : ''
    for (let at = 0; at < clause.length; at++) {
      const one = clause.charAt(at)
      if (!deeds.has(one) || !said.includes(one)) continue
      const left = clause.charAt(at - 1)
      const right = clause.slice(at + 1, at + 4)
      if (/[不别甭勿没嫑免]/.test(left)) stands.add(`deed-not${where}`)
      else if (right.startsWith(one) && at === 0) stands.add('deed-twice')
      else if (right.startsWith('就') && right.includes(one)) stands.add('deed-then')
      else if (right.startsWith('什么') || left === '谁') stands.add('deed-scorn')
      else if (/^.?[吧呗嘛]/.test(right)) stands.add(`deed-go${where}`)
      else if (at === 0 || (at === 1 && /[就先可那都我你]/.test(left))) stands.add(`deed-take${where}`)
    }
  }
}

function addShape(stands: Set<string>, text: string, said: string): void {
  const asks = /[?？]|(?:吗|呢|么|嘛|不|没|多少|几|哪|怎么|什么时候|谁|什么)[呀啊呢了的哦]*[。.!~]*$/.test(
    text,
  )
  const end = text.slice(-14)
  if (asks) stands.add('asks')
  if (asks) stands.add(`asks-new${Math.min(3, Math.floor(fresh(end, said) * 4))}`)
  stands.add(`size${Math.min(5, Math.floor(Math.log2(text.length + 1)))}`)
  if (/\d/.test(text)) stands.add('digits')
  if (waited.test(text)) stands.add('waited')
  if (cannot.test(text)) stands.add('cannot')
  if (achieved.test(text)) stands.add('achieved')
  if (ruined.test(text)) stands.add('ruined')
  if (scorn.test(text)) stands.add('scorn')
}

/** The share of a text's character pairs that the agent had not used. */
function fresh(text: string, said: string): number {
  let news = 0
  for (let at = 0; at + 2 <= text.length; at++) if (!said.includes(text.slice(at, at + 2))) news++
  return text.length < 2 ? 0 : news / (text.length - 1)
}

function cuesOf(text: string, clauses: readonly string[]): Set<string> {
  const cues = new Set<string>()
  const last = text.length - (clauses.at(-1)?.length ?? 0) - 2
  const first = clauses[0]?.length ?? 0
  for (const { start, value } of uncovered(allMatches(cueWords, text))) {
    cues.add(value)
    if (start <= first) cues.add(`^${value}`)
    if (clauses.length > 1 && start >= last) cues.add(`$${value}`)
  }
  return cues
}
