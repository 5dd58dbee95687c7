import { endOfMatch, matchAt } from '../matches.ts'
import { placeNames, unitPattern } from './address-pattern.ts'
import { mayNumber } from './address-sign.ts'

const fewest = 2
const space = 32
const phase = /[一二三四五六七八九十\d]期/y

/** 新城南都12幢, 星河湾二期3号楼: where the words end that name what is numbered behind them; 0 where none do. */
export function wordsEnd(text: string, from: number): number {
  const most = matchAt(placeNames, text, from)?.length ?? 0
  for (let at = from + fewest; at <= from + most; at++) {
    const next = text.charCodeAt(at) === space ? at + 1 : at
    if (!mayNumber(text, next)) continue
    const phased = text.charAt(at + 1) === '期' ? endOfMatch(phase, text, at) : at
    if (phased > at && isUnit(text, phased)) return phased
    if (isUnit(text, next)) return next
  }
  return 0
}

function isUnit(text: string, at: number): boolean {
  unitPattern.lastIndex = text.charAt(at) === ' ' ? at + 1 : at
  return unitPattern.test(text)
}
