import type { Passage } from '../cues.ts'
import { matchesOf } from '../matches.ts'
import type { Finding } from './finding.ts'

/** *2580#, ##3399, 147369#: what is keyed in at a door, with the keys that begin and end it. */
const entry = /(?<![\dA-Za-z#*])(?:[#*]{1,2}\d{4,8}[#*]?|\d{4,8}[#*])(?![\dA-Za-z#*号楼栋室房键])/g
const door = /[锁密闸]|门(?!店|牌|市|票|户|诊)|单元|禁/
const noDoor = /[订单运号牌]$|话费|拨/

/** Codes of doors and locks by their keys, where a door is spoken of. */
export function findKeypadCodes({ text }: Passage): Finding[] {
  if (!/[#*]/.test(text)) return []
  return matchesOf(entry, text).flatMap(({ 0: said, index }): Finding[] => {
    const before = text.slice(Math.max(0, index - 16), index)
    // With a key on either side it is keyed in, wherever that is.
    const framed = /^[#*].*[#*]$/.test(said)
    return (framed ||
      door.test(before) ||
      door.test(text.slice(index + said.length, index + said.length + 4))) &&
      !noDoor.test(before)
      ? [{ type: 'secret', start: index, end: index + said.length, sure: 0.9 }]
      : []
  })
}
