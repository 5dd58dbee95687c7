import type { Passage } from '../cues.ts'
import { mark } from '../marks.ts'
import { matchesOf } from '../matches.ts'
import type { Finding } from './finding.ts'

/** *2580#, ##3399, 147369#: what is keyed in at a door, with the keys that begin and end it. */
const entry = /(?<![\dA-Za-z#*])(?:[#*]{1,2}\d{4,8}[#*]?|\d{4,8}[#*])(?![\dA-Za-z#*键])/g
const door = /[锁密闸梯]|门(?!店|牌|市|票|户|诊)|单元|禁|大堂|楼道|车库|地下室/
/** 1509#号房 is a room, 门禁1509#号房 is let in. */
const room = /^[号楼栋室房]/
const atDoor = /[锁密闸梯门禁][是为按输:：\s]{0,2}$/
/** 保险柜#901122#: with a key on either side it is keyed in, though at no door. */
const keyed = /[柜箱]|小区|进[门楼来]/
/** 拨*10086#, but 电话拨不通，门禁4567#. */
const noDoor = /(?:[订单运牌]|(?<!门禁?|锁)号)$|(?:话费|拨打?)[^，,。门锁禁]{0,4}$/

/** 门禁：1103#6688, 门禁#0915: a room, its key and its code, or a code alone, told as what opens the door. */
const entrance =
  /(?<=(?:门禁|门铃|单元门|大门)(?:密?码)?[是为按输:：\s]{0,3})(?:\d{2,5}[#*]\d{4,8}|[#*]\d{4,8})[#*]?(?![\dA-Za-z#*键])/g

/** Codes of doors and locks by their keys, where a door is spoken of. */
export function findKeypadCodes({ text, seen, run }: Passage): Finding[] {
  if (!(seen & mark.key) || run < 4) return []
  const told = matchesOf(entrance, text).map(
    ({ 0: said, index }): Finding => ({ type: 'secret', start: index, end: index + said.length, sure: 0.97 }),
  )
  return [...told, ...keyedIn(text)]
}

function keyedIn(text: string): Finding[] {
  return matchesOf(entry, text).flatMap(({ 0: said, index }): Finding[] => {
    const before = text.slice(Math.max(0, index - 16), index)
    const next = text.slice(index + said.length, index + said.length + 4)
    if (noDoor.test(before) || (room.test(next) && !atDoor.test(before))) return []
    const framed = /^[#*].*[#*]$/.test(said) && keyed.test(before)
    return framed || door.test(before) || door.test(next)
      ? [{ type: 'secret', start: index, end: index + said.length, sure: 0.9 }]
      : []
  })
}
