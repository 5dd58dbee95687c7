import { cueAfter, cueBefore, type Passage } from '../cues.ts'
import { digitsOf } from '../digits.ts'
import { mark } from '../marks.ts'
import { isLikeResidentId, isResidentId, passesLuhn } from './check-digit.ts'
import { type Finding, gap } from './finding.ts'
import { by, type FindAt, is, otherNumber, placesOf } from './number-form.ts'
import { telephones } from './telephone.ts'

const idCard = by(
  'id_card',
  [/\d/, new RegExp(`(?<![\\dA-Za-z])\\d(?:${gap}?\\d){16}${gap}?[\\dXx](?![\\dA-Za-z])`, 'y')],
  ({ value, start, end }, passage) => {
    const id = value.replace(/[^\dXx]/g, '')
    const cue = cueBefore(passage, start, 16)
    const near = is(cue, 'id') || is(cueAfter(passage, end), 'id')
    if (isResidentId(id)) return near ? 1 : cue && otherNumber.has(cue.kind) ? 0.6 : 0.98
    // One digit was mistyped: the birthday still tells.
    if (near) return 0.97
    return isLikeResidentId(id) && /[\u4e00-\u9fa5]/.test(passage.text) && !(cue && otherNumber.has(cue.kind))
      ? 0.93
      : 0
  },
)
const oldIdCard = by(
  'id_card',
  [/[1-8]/, /(?<!\d)[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/y],
  ({ start, end }, passage) =>
    is(cueBefore(passage, start, 20), 'id') ||
    is(cueAfter(passage, end), 'id') ||
    /身份证/.test(passage.text.slice(Math.max(0, start - 24), start))
      ? 0.9
      : 0,
)

/** 身份证45010319970612401: a digit too few, and still somebody's. */
const shortIdCard = by(
  'id_card',
  [
    /[1-8]/,
    /(?<![\dA-Za-z])[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\dA-Za-z])/y,
  ],
  ({ start }, passage) => (is(cueBefore(passage, start, 12), 'id') ? 0.96 : 0),
)

const bankCard = by(
  'bank_card',
  [/\d/, new RegExp(`(?<![\\dA-Za-z]|\\d-)\\d(?:${gap}?\\d){14,19}(?!\\d)(?!${gap}\\d{4})`, 'y')],
  ({ value, start, end }, passage) => {
    const digits = digitsOf(value)
    const cue = cueBefore(passage, start, 16)
    const near =
      is(cue, 'card') ||
      (!is(cue, 'id') && is(cueAfter(passage, end), 'card')) ||
      /(?:卡|银行|[建工农中招交]行|邮储|信用社)[号是为吧呢啊的里上]{0,2}[,，:： ]{0,2}$/.test(
        passage.text.slice(Math.max(0, start - 7), start),
      )
    // Told in a chat, a digit may be one too many.
    if (digits.length > 19) return near ? 0.95 : 0
    if (near && digits.length > 15) return passesLuhn(digits) ? 0.99 : 0.95
    if (cue && otherNumber.has(cue.kind) && cue.kind !== 'card') return 0
    if (is(cueAfter(passage, end), 'order', 'parcel', 'serial')) return 0
    if (cardWords.test(passage.text) && isCardLike(digits)) return 0.97
    if (digits.startsWith('62') && [16, 19].includes(digits.length)) return 0.86
    return passesLuhn(digits) && isCardLike(digits) ? 0.85 : 0
  },
)

/** What is said of a card beside its number. */
const cardWords = /有效期|到期|cvv|信用卡|背[后面]/i

/** 开户行…支行 账号…: accounts of companies have any length. */
const account = by(
  'bank_card',
  [
    /\d/,
    new RegExp(
      `(?<!\\d)(?=\\d)(?<=(?:[账帐]号|账户|帐户|户头|卡号)[是为]?[:：\\s]{0,2})(?!1[3-9]\\d{9}(?!\\d))\\d(?:${gap}?\\d){8,24}(?!\\d)`,
      'y',
    ),
  ],
  ({ start }, { text }) =>
    /开户|[支分]行|银行|对公|信用社|收款/.test(text.slice(Math.max(0, start - 40), start)) ? 0.96 : 0,
)

const ofAccount: FindAt = (passage, places) => (passage.seen & mark.account ? account(passage, places) : [])

/** The ranges of the card schemes by length. */
const isCardLike = (digits: string): boolean =>
  /^62\d{14,17}$|^(?:4|5[1-5]|35)\d{14,15}$|^3[47]\d{13}$/.test(digits)

/** The finders by how many digits at least stand close together in what they find. */
const finders: readonly (readonly [number, readonly FindAt[]])[] = [
  [7, telephones.seven],
  [8, telephones.eight],
  [10, [...telephones.ten, ofAccount]],
  [15, [idCard, oldIdCard, shortIdCard, bankCard]],
]

/** Telephones, identity cards and bank cards: numbers known by their form, checked by the words beside them. */
export function findDigits(passage: Passage): Finding[] {
  const found: Finding[] = []
  for (const [least, finds] of finders) {
    if (passage.run < least) break
    const places = placesOf(passage, least)
    for (const find of finds) found.push(...find(passage, places))
  }
  return found
}
