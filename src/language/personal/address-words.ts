import { endOfMatch } from '../matches.ts'
import { unitsOf } from '../units.ts'
import { nameCharacter, plainCharacter, unitPattern } from './address-pattern.ts'
import { mayBeUnit, mayNumber } from './address-sign.ts'

const [fewest, most] = [2, 12]
const space = 32
const phase = /[一二三四五六七八九十\d]期/y

/** 新城南都12幢, 星河湾二期3号楼: where the words end that name what is numbered behind them; 0 where none do. */
export function wordsEnd(text: string, from: number): number {
  const last = namesEnd(text, from)
  for (let at = from + fewest; at <= last; at++) {
    const next = text.charCodeAt(at) === space ? at + 1 : at
    if (!mayNumber(text, next)) continue
    const phased = text.charAt(at + 1) === '期' ? endOfMatch(phase, text, at) : at
    if (phased > at && isUnit(text, phased)) return phased
    if (isUnit(text, next)) return next
  }
  return 0
}

const isPlain = unitsOf(plainCharacter)

/** Where the characters end that may name it; 0 where there are too few. */
function namesEnd(text: string, from: number): number {
  let end = from
  for (let count = 0; count < most; count++) {
    const next = isPlain(text.charCodeAt(end)) ? end + 1 : endOfMatch(nameCharacter, text, end)
    if (next === end) return count < fewest ? 0 : end
    end = next
  }
  return end
}

function isUnit(text: string, at: number): boolean {
  const from = text.charAt(at) === ' ' ? at + 1 : at
  unitPattern.lastIndex = from
  return mayBeUnit(text, from) && unitPattern.test(text)
}
