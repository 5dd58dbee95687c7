import { matchesOf } from '../../language/matches.ts'
import { type Draft, isQuoted, type Range, sentenceAt, signsOf, textOf } from './draft.ts'
import type { Fault } from './finding.ts'

const latin = /(?<![A-Za-z0-9@./_#-])[A-Za-z][A-Za-z0-9+/&.-]*[A-Za-z0-9+](?![A-Za-z0-9@])/g
const modelLike = /^[A-Z]{1,5}-?\d{2,}[A-Z0-9-]*$|^[A-Z0-9]+-[A-Z0-9-]*\d[A-Z0-9-]*$/i
const numberBefore =
  /(?:单号|订单|运单|型号|款号|编号|编码|序列号|批号|货号|券码|兑换码|口令|代码|课号|票号|证书|色号|房号|座位|航班|车次|账号|尺码|版本|货架|教室|会议室|密码|网址|邮箱|链接|单据|凭证|工单|第|合同)[^,。]{0,8}$/

/** A customer who writes whole English words reads them too. */
const foreign = /[a-z]{4}[^a-z]+[a-z]{4}/

/** Weak terms are everyday words to some: so many of them together are jargon. */
const weakTogether = 2

/** Terms of the trade nobody explained and the customer did not use. */
export function jargonIn(draft: Draft, customer: string): Fault[] {
  const asked = customer.toLowerCase()
  const abroad = foreign.test(asked)
  const fresh = (ranges: readonly Range[]): Range[] =>
    ranges.filter(
      (range) =>
        !asked.includes(textOf(draft, range)) && !isQuoted(draft, range) && !isExplained(draft, range),
    )
  const terms = signsOf(draft, 'jargon.').filter(
    ({ value }) => !/known|plain/.test(value) && !(abroad && value === 'jargon.english'),
  )
  const strong = fresh([...latinIn(draft), ...terms.filter(({ value }) => !value.endsWith('?'))])
  const weak = fresh(terms.filter(({ value }) => value.endsWith('?')))
  const distinct = new Set(weak.map((range) => textOf(draft, range))).size
  const found = strong.length > 0 || distinct >= weakTogether ? [...strong, ...weak] : []
  return found.map(({ start, end }) => ({ start, end, advice: 'jargon' }))
}

/** Abbreviations and foreign words that not everybody knows. */
function latinIn(draft: Draft): Range[] {
  const known = new Set(signsOf(draft, 'jargon.known').map((range) => textOf(draft, range)))
  return matchesOf(latin, draft.text)
    .map((match) => ({ start: match.index, end: match.index + match[0].length, word: match[0] }))
    .filter(
      ({ start, word }) =>
        isForeign(word, known) && !numberBefore.test(draft.plain.slice(Math.max(0, start - 12), start)),
    )
}

function isForeign(word: string, known: ReadonlySet<string>): boolean {
  const lower = word.toLowerCase()
  if (known.has(lower) || known.has(lower.replace(/\d+$/, '')) || word.length > 24 || modelLike.test(word))
    return false
  return /[A-Z]{2}/.test(word) || /[A-Z].*[A-Z]/.test(word) || /[A-Z]\d?[a-z]?[A-Z0-9]{2}/.test(word)
}

function isExplained(draft: Draft, { start, end }: Range): boolean {
  const sentence = sentenceAt(draft, start)
  if (draft.plain.charAt(end) === '(' || draft.plain.charAt(start - 1) === '(') return true
  return signsOf(draft, 'jargon.plain').some(
    (plain) => plain.start >= sentence.start - 20 && plain.start <= sentence.end + 24,
  )
}
