import type { Passage } from '../cues.ts'
import { type Found, matchAt } from '../matches.ts'
import { everyUnit, unitsOf } from '../units.ts'

const before = '(?<![A-Za-z0-9@_+\\-]|(?<![nNoOfF])\\.)'
const behind = '(?![@A-Za-z0-9])'
const word = '[A-Za-z0-9](?:[A-Za-z0-9]|(?:[\\-_.]|\\/(?!\\d{8}))(?=[A-Za-z0-9])){3,39}'
/** 2931 8840 1127, DH 4471 2208 */
const groups = [
  '\\d(?: \\d){9,23}',
  '[A-Z]{1,4}(?: \\d){6,23}(?! ?[\\dA-Za-z])',
  '(?:[A-Za-z]{2} ?|[A-Z]{3,4} ?|[A-Z]{1,3}\\d{1,5} |\\d )?\\d{3,6}(?: \\d{3,6}){1,5}(?: \\d{1,2})?(?: [A-Z]{2})?(?! ?[A-Za-z0-9元块])',
  '(?:[A-Z]{2} )?\\d{2,8}(?: \\d{2,6}){2,6}(?: \\d(?=[\\s,，。的是]|$))?(?![A-Za-z0-9元块号个件台天%])',
].join('|')
const wordAlone = new RegExp(`${before}${word}${behind}`, 'y')
const groupsOrWord = new RegExp(`${before}(?:${groups}|${word})${behind}`, 'y')

/** What a code begins with: four of these, at least. */
const isOfCode = unitsOf(/[A-Za-z0-9 ._/-]/)
const isOfWord = unitsOf(/[A-Za-z0-9]/)
const space = 32

/** What in a text has the form of a code, in order, none overlapping. */
export function codeTokens({ text, tokens }: Passage): Found[] {
  const found: Found[] = []
  let end = 0
  for (const start of tokens) {
    if (start < end || !everyUnit(isOfCode, text, start, start + 4)) continue
    // Most stand in no groups, and to look for these costs more.
    const value = matchAt(isSpaced(text, start) ? groupsOrWord : wordAlone, text, start)
    if (value === undefined) continue
    end = start + value.length
    found.push({ value, start, end })
  }
  return found
}

/** Whether a space ends the letters and digits that begin here. */
function isSpaced(text: string, start: number): boolean {
  let at = start
  while (isOfWord(text.charCodeAt(at))) at++
  return text.charCodeAt(at) === space
}
