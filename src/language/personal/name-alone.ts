import { type Cue, cueAcross, cueEndingAt, isPlace, type Passage } from '../cues.ts'
import { mark } from '../marks.ts'
import { matchesOf } from '../matches.ts'
import { unitsOf } from '../units.ts'
import type { Finding } from './finding.ts'
import { isForeign, isLatinBrand, isLatinSurname, isSureSurname, mayBegin } from './name-character.ts'
import { likelyEnd, nameEnd } from './name-shape.ts'

/** A finding of a name. */
export const nameAt = (start: number, end: number, sure: number): Finding => ({
  type: 'name',
  start,
  end,
  sure,
})

const opens = unitsOf(/[\s\p{P}\p{S}\p{N}A-Za-z是叫给让找的向和跟位把将由替帮]/u)

/** Whether a name may begin here: nothing before it belongs to it. */
export const isOpen = (text: string, start: number, cues: readonly Cue[]): boolean =>
  start === 0 || opens(text.charCodeAt(start - 1)) || cueEndingAt(cues, start) !== undefined

const latinName = /(?<![A-Za-z])[A-Z][a-z]{2,9} ([A-Z][a-z]{1,6})(?![A-Za-z])/g
const dot = /[·•・‧∙]/g

/** Names that their form gives away: three characters of which the last two belong in names, Kevin Zhang, 艾克拜尔·吐尔逊. */
export function namesAlone({ text, cues, seen }: Passage): Finding[] {
  const findings: Finding[] = []
  for (let at = 0; at + 3 <= text.length; at++) {
    if (!mayBegin(text, at) || isPlaceAt(cues, at)) continue
    const end = likelyEnd(text, at)
    if (end > 0 && (isSureSurname(text, at) || isOpen(text, at, cues))) findings.push(nameAt(at, end, 0.84))
  }
  if (seen & mark.capital && seen & mark.small) findings.push(...inLatin(text))
  if (seen & mark.dot) findings.push(...dotted(text, cues))
  return findings
}

const inLatin = (text: string): Finding[] =>
  matchesOf(latinName, text).flatMap(({ 0: name, 1: word = '', index }) =>
    isLatinSurname(word) && !isLatinBrand(name) ? [nameAt(index, index + name.length, 0.84)] : [],
  )

const dotted = (text: string, cues: readonly Cue[]): Finding[] =>
  matchesOf(dot, text).flatMap(({ index }) => {
    const start = dottedStart(text, index, cues)
    const end = start < index - 1 ? nameEnd(text, start, 'weak') : 0
    return end > index + 1 && isForeign(text.slice(start, end)) ? [nameAt(start, end, 0.84)] : []
  })

/** 哈尔滨, 高雄. */
export function isPlaceAt(cues: readonly Cue[], at: number): boolean {
  const cue = cueAcross(cues, at)
  return cue !== undefined && isPlace(cue)
}

/** Where the first part of a name of parts begins: as far left as it is made of the syllables of such names. */
function dottedStart(text: string, at: number, cues: readonly Cue[]): number {
  let start = at
  while (
    start > 0 &&
    at - start < 8 &&
    isForeign(text.charAt(start - 1)) &&
    cueEndingAt(cues, start) === undefined
  )
    start--
  return start
}
