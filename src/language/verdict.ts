import { allMatches, createLexicon } from './lexicon.ts'
import { normalise } from './normalise.ts'
import { leansOf, uncovered } from './outcome.ts'
import type { Asked } from './question.ts'
import { conceptEntries } from './words.ts'

/** How an answer counts for or against: a thing that stands well, a plan that is agreed to. */
export interface Verdict {
  state: number
  plan: number
}

const cues = createLexicon(
  conceptEntries('answer').map(([word, name]): readonly [string, string] => [normalise(word), name]),
)
const clauseEnd = /[,，。.!！?？;；、~…\s]+/
const turning =
  /^(?:(.{1,3})(?:倒|确实|也)?是(?:能|会|可以)?\1|但|可(?![以能爱靠])|不过|只是|就是(?![这它那])|然而|结果|谁知|没想到|想不到|偏偏|却|倒是|唯独|除了|问题是|but)/
const hollow = new Set(
  '的了是有在我你您他它她们还能会不没吗么要得上下来去到个一这那就都再也很好吧呢啊给把被让后前和与请已帮为,。?',
)
const deeds = new Set(
  '换修退补寄发送约改挂留登记开关办转放拆装加升续锯切剪染做画打拨连看查核测检洗泡烤拉停撤减扣赔抵给拿收领选挑签交付买订定试配派填拍传叫跟搬租借贴擦刷清删重延推提免添调设绑认按拔插拧喷涂磨焊缝剁缴赠代要',
)

/** The votes of all clauses; the one that begins the answer and the one after a turn count double. */
export function verdictOf(text: string, said: string, asked: Asked): Verdict {
  const clauses = text.split(clauseEnd).filter((part) => part !== '')
  const lastTurn = clauses.findLastIndex((clause) => turning.test(clause))
  let state = 0
  let plan = 0
  if (clauses.length === 0 || /^[,，。]/.test(text)) {
    state += askedForBad(asked) ? -1 : 1
    plan += asked.traits.includes('not') ? -1 : 1
  }
  for (const [index, clause] of clauses.entries()) {
    const weight = (index === 0 ? 2 : 1) * (lastTurn >= 0 && index >= lastTurn ? 2 : 1)
    state += weight * stateVote(clause, asked, index === 0)
    plan += weight * planVote(clause, said, asked)
  }
  return { state, plan }
}

const askedForBad = ({ kind }: Asked): boolean => kind === 'state-bad' || kind === 'state-ill'

const sign = (votes: number): number => Math.max(-1, Math.min(1, votes))

function stateVote(clause: string, asked: Asked, first: boolean): number {
  let votes = 0
  for (const { good } of leansOf(clause)) votes += good ? 1 : -1
  votes = sign(votes)
  if (!asked.kind.startsWith('state')) return votes
  const bad = askedForBad(asked)
  const taken = echoOf(clause, asked.about) * (/^[不没]/.test(asked.about) ? -1 : 1)
  if (taken !== 0) return sign(votes + 2 * (bad || asked.kind === 'state-gone' ? -taken : taken))
  if (first) {
    const answer = openingOf(clause)
    if (answer !== 0) return sign(votes + (bad ? -answer : answer))
  }
  return votes
}

const yes = /^(?:是|对|嗯|有|会|能|可以|好|行|系|在|还|昂|恩|yes|yep|yeah)/
const no = /^(?:不|没|无|否|未|冇|唔|勿|从|no)/

const openingOf = (clause: string): number => (no.test(clause) ? -1 : yes.test(clause) ? 1 : 0)

/** The asked state taken up: 1 it is so, -1 it is not, 0 not taken up. */
function echoOf(clause: string, about: string): number {
  for (let at = 0; at < clause.length; at++) {
    const one = clause.charAt(at)
    if (hollow.has(one) || !about.includes(one)) continue
    const left = clause.slice(Math.max(0, at - 3), at)
    if (/(?:[不没未别无勿冇唔]|没有|不会|不再)[再怎么有太见那]{0,2}$/.test(left)) return -1
    const right = clause.slice(at + 1)
    if (/^.{0,2}(?:个)?(?:什么|屁|鬼|锤子|铲铲|头)/.test(right) || /^[了的得]?不(?!错|了$)/.test(right))
      return -1
    // A mere mention says nothing: 显示的是另一节课.
    if (clause.length <= 4 || /^.?(?:了|啦|咯|喽|得|着|过|的$)/.test(right) || /[还照又仍老]/.test(left))
      return 1
    return 0
  }
  return 0
}

function planVote(clause: string, said: string, asked: Asked): number {
  let votes = 0
  for (const { start, end, value } of uncovered(allMatches(cues, clause))) {
    const group = value.slice(0, value.indexOf('.'))
    if (end - start === 1 && start > 0) continue
    if (group === 'accept') votes += 1
    else if (group === 'refuse') votes -= 1
    else if (value === 'yes.agree') votes += start === 0 ? 1.5 : 0.5
    else if (value === 'no.refuse') votes -= start === 0 ? 1.5 : 1
    else if (start === 0 && value === 'yes.plain') votes += asked.traits.includes('not') ? -1 : 1
    else if (start === 0 && value === 'no.plain') votes += asked.traits.includes('not') ? 0 : -1
  }
  return sign(votes + deedVote(clause, said))
}

/** The agent's deeds taken up: 换吧, 换换, 换就换 agree; 不换, 换什么换 refuse. */
function deedVote(clause: string, said: string): number {
  let votes = 0
  for (let at = 0; at < clause.length; at++) {
    const one = clause.charAt(at)
    if (!deeds.has(one) || !said.includes(one)) continue
    const right = clause.slice(at + 1, at + 5)
    if (/^(?:.{0,2})就/.test(right) && right.includes(one)) return 2
    if (/[不别甭勿没嫑免莫]/.test(clause.charAt(at - 1))) votes -= 1
    else if (right.startsWith('什么') || clause.charAt(at - 1) === '谁') votes -= 1
    else if (at === 0 && (right.startsWith(one) || right === '')) votes += 2
    else if (/^.?[吧呗]/.test(right)) votes += 2
  }
  return votes
}
