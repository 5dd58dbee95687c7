import type { AboutMail } from './mail-kind.ts'
import { newWords } from './new-words.ts'

const longestNotice = 300
const notice =
  /(?:不支持|无法|無法|不能|请使用|請使用|如果).{0,30}html|html.{0,30}(?:不支持|无法|無法|查看|浏览|瀏覽)|html.{0,20}(?:compatible|capable|enabled|format|version|e-?mail|viewer)|(?:does not|doesn['’]t|cannot|can['’]t|unable to).{0,30}html/i
const fewestMarks = 4

/** The letters and digits of a text: what two forms of the same words share. */
const lettersOf = (text: string): string => text.replaceAll(/<[^<>\s]{0,500}>|[^\p{L}\p{N}]/gu, '')

/** Whether two forms say the same, however they are set. */
export const sayTheSame = (one: string, other: string): boolean => lettersOf(one) === lettersOf(other)

/**
 * Whether the words of a mail's HTML are to be read rather than its plain text: the plain text is nothing but a notice,
 * lost its characters, or does not tell the quoted history from what is new. The HTML is read only where it matters.
 */
export function prefersHtml(plain: string, readHtml: () => string, about: AboutMail): boolean {
  const letters = lettersOf(plain.replaceAll('&nbsp;', ''))
  if (letters === '') return lettersOf(readHtml()) !== ''
  if (plain.length <= longestNotice && notice.test(plain)) {
    const said = lettersOf(readHtml())
    return said !== '' && !said.includes(letters)
  }
  return isLossy(plain, readHtml) || quotesBetter(plain, readHtml, about)
}

/** A program without the characters put question marks for them. */
function isLossy(plain: string, readHtml: () => string): boolean {
  const han = /\p{Script=Han}/u
  const marks = (text: string): number => text.split('?').length - 1
  if (marks(plain) < fewestMarks || han.test(plain)) return false
  const html = readHtml()
  return han.test(html) && marks(html) * 2 < marks(plain)
}

/** Where only the HTML marks what is old, words stand below it that the plain text hides among the history. */
function quotesBetter(plain: string, readHtml: () => string, about: AboutMail): boolean {
  if (/^ {0,2}>/m.test(plain)) return false
  const fromPlain = lettersOf(newWords(plain, about))
  if (fromPlain === lettersOf(plain)) return false
  const html = readHtml()
  const fromHtml = /^>/m.test(html) ? lettersOf(newWords(html, about)) : ''
  return fromHtml.length > fromPlain.length && fromHtml.includes(fromPlain)
}
