import type { Passage } from '../cues.ts'
import { mark } from '../marks.ts'
import { matchAt, matchesOf } from '../matches.ts'
import { has } from './behind.ts'
import type { Finding } from './finding.ts'

/** How the at sign is said: 艾特, 圈a, (at), [at], " at ", and # or a spaced @ in its place. */
const atSign =
  / ?(?:[([]?(?:[艾爱]特|圈[aA])[)\]]?|小老鼠|[([【<]at[)\]】>]|@|#|(?<=[A-Za-z0-9] )at(?= [A-Za-z0-9]))(?:符号?)? ?/gi
const said = /[艾爱]特|圈a|小老鼠|at[)\]】>]/i
const word = '[A-Za-z0-9]+'
const dot = '(?: ?(?:[点。，,.]|dot) ?)'
const joint = `(?: ?(?:下划线|下横线|底线|中?划线|中?横[杠线]|[减杠]号?|短横|数字|字母|[大小]写|underscore|dash|再?加上?|[点._+-]|dot) ?)`
const local = new RegExp(`(?<![A-Za-z0-9._+*-])${word}(?:${joint}${word}){0,5}(?:_|下划线)?$`, 'i')
const host = '(?:[A-Za-z0-9]+(?:[-杠][A-Za-z0-9]+){0,2}|[一幺二三六]{3}|新浪|网易|搜狐|扣扣|腾讯)'
const domain = new RegExp(
  `${host}(?:${dot}(?:com|cn|net|org|hk|tw|edu|gov|cc|me|io|vip|top|康姆|康)(?![A-Za-z])){1,3}`,
  'iy',
)
/** Whose mail it is where the sign alone tells nothing: look at example.com is no address. */
const provider =
  /^(?:qq|1(?:63|26|39|89)|gmail|outlook|hotmail|foxmail|sina|yahoo|icloud|aliyun|live|sohu)(?![A-Za-z0-9])/i
/** What may be somebody's mail at 163.com: chen85, 10203040; not 2026 (订单 2026#163.com), not list. */
const isAccount = /[a-z].*\d|\d.*[a-z]|\d{5}/i
const sign = /[艾爱]特|圈a|小老鼠|[([【<]at[)\]】>]| at |[@#]/i

/** E-mail addresses as they are told: wangtao 下划线 85 艾特 qq 点 com, k.fong (at) outlook.com, mei@QQ,COM. */
export function findSpelledEmails(passage: Passage): Finding[] {
  const { text, latin, seen } = passage
  if (!latin || !(seen & mark.atSaid) || !sign.test(text)) return []
  return matchesOf(atSign, text).flatMap(({ 0: at, index }): Finding[] => {
    const end = index + at.length
    const right = matchAt(domain, text, end)
    if (right === undefined) return []
    const sure = said.test(at) || has(passage, 'email')
    if (!sure && !provider.test(right)) return []
    const left = local.exec(text.slice(Math.max(0, index - 48), index))?.[0]
    return left === undefined || !(sure || at.includes('@') || isAccount.test(left))
      ? []
      : [{ type: 'email', start: index - left.length, end: end + right.length, sure: 0.98 }]
  })
}
