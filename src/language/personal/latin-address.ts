import type { Passage } from '../cues.ts'
import { matchesOf } from '../matches.ts'
import type { Finding } from './finding.ts'

const street = '(?:Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Boulevard|Blvd|Drive|Highway|Lu|Jie|Dadao)'
/** A house number at a street (No. 88 Century Avenue, 1288 Zuchongzhi Road), or a street with one behind it. */
const core = new RegExp(
  `(?<![A-Za-z0-9])(?:(?:No\\.? ?)?\\d{1,5}[A-Z]?,? (?:Lane \\d{1,4},? )?(?:[A-Z][A-Za-z']{0,15} ){1,4}${street}|(?:[A-Z][A-Za-z']{1,15} ){1,4}${street},? (?:No\\.? ?)?\\d{1,5})(?![A-Za-z0-9])\\.?`,
  'g',
)
/** What stands before it: Room 1203, Flat B, 12/F, Tower 3. */
const before =
  /(?:(?:(?:Room|Rm|Flat|Unit|Apt|Suite|Building|Bldg|Block|Tower|Floor|House|Villa)\.? ?[A-Z]?\d{0,5}[A-Z]?|#?\d{1,5}\/?F|\d{1,4}(?:st|nd|rd|th) Floor|(?:[A-Z][A-Za-z]{1,14} ){0,2}(?:Place|Garden|Gardens|Court|Plaza|Mansion|Centre|Center|House|Building|Tower)),? ?)+$/
/** What follows it: districts, the city, the postal code. */
const behind =
  /(?:,? ?(?:(?:Room|Rm|Flat|Unit|Apt|Suite|Building|Bldg|Block|Tower|Floor)\.? ?[A-Z]?\d{1,5}[A-Z]?|\d{1,3}\/?F)|, ?[A-Z][A-Za-z']{1,15}(?: [A-Z][A-Za-z']{1,15}){0,3}(?: \d{5,6})?|,? \d{6}(?!\d))+/y

const hint = new RegExp(`${street}(?![a-z])`)

/** Addresses in English or pinyin. */
export function findLatinAddresses({ text }: Passage): Finding[] {
  if (!hint.test(text)) return []
  return matchesOf(core, text).map(({ 0: said, index }) => {
    const left = before.exec(text.slice(Math.max(0, index - 80), index))?.[0].length ?? 0
    behind.lastIndex = index + said.length
    const right = behind.exec(text)?.[0].length ?? 0
    return { type: 'address', start: index - left, end: index + said.length + right, sure: 0.95 }
  })
}
