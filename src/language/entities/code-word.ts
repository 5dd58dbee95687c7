import { type Cue, cueBefore, cuesBetween, type Passage } from '../cues.ts'
import { countDigits, isMobile } from '../digits.ts'
import { unitsOf } from '../units.ts'
import { type CodeRole, isCarriers, isDay, type Token } from './code-form.ts'

/** What the word for a number says of the code behind it. */

/** 发票 代码…: 代码 alone says no more than 号码. */
export function codeCue(passage: Passage, at: number): Cue | undefined {
  const cue = cueBefore(passage, asked(passage.text, at), 18)
  return cue && passage.text.slice(cue.start, cue.end) === '代码'
    ? (cueBefore(passage, cue.start, 8) ?? cue)
    : cue
}

/** Q：机身编码？ A：CN-0K8V-7724: where what was asked for ends, else the place itself. */
function asked(text: string, at: number): number {
  if (!isColon(text.charCodeAt(at - 1)) && !isColon(text.charCodeAt(at - 2))) return at
  return at - (answer.exec(text.slice(Math.max(0, at - 8), at))?.[0].length ?? 0)
}
const isColon = unitsOf(/[:：]/)
const answer = /[?？]\s{0,2}(?:A|答|客户?|回复)[:：]\s?$/i

/** 我有两个订单，2961044773180 · 订单尾数不清楚，完整的是…: the word stands in the clause before. */
export function afterPause({ start }: Token, { text, cues }: Passage): 'order' | 'tracking' | undefined {
  const earlier = cuesBetween(cues, start - 18, start).find(
    (cue) =>
      (cue.kind === 'order' || cue.kind === 'parcel') &&
      cue.end < start &&
      /^[^，,。；;！!？?\n]{0,8}[,，\s][^，,。；;！!？?\n]{0,6}$/.test(text.slice(cue.end, start)),
  )
  return earlier && (earlier.kind === 'order' ? 'order' : 'tracking')
}

/** Whether a code is what the word before it says: long enough for it, no day, no telephone. */
export function judged(role: CodeRole, one: Token, passage: Passage, cue: Cue): CodeRole | undefined {
  const { value, start } = one
  const word = passage.text.slice(cue.start, cue.end)
  const numbered =
    /[号码单id№]$|no|number|sn|^(?:ref|[ps]o)/i.test(word) ||
    /[号码]/.test(passage.text.slice(cue.end, start))
  const digits = countDigits(value)
  if (role === 'order' && ofService.test(passage.text.slice(Math.max(0, cue.start - 4), cue.start)))
    return 'service'
  if (role === 'serial')
    return value.length >= (numbered ? 5 : 6) && !(isDay(value) && !numbered) ? 'serial' : undefined
  if (isCarriers(value) && !/^订单(?:号码?|编号)?$/.test(word)) return 'tracking'
  const tied = role === 'order' && /^[是为:：#\s]{0,2}$/.test(passage.text.slice(cue.end, start))
  if (digits < (numbered ? 4 : tied ? 5 : 7) || (isDay(value) && (!numbered || /\D/.test(value))))
    return undefined
  // 快递13866201157打来的: a courier's telephone.
  if (role === 'tracking' && isMobile(value) && !numbered) return undefined
  return role === 'order' && word === '单号' && isParcelTalk(passage, cue) ? 'tracking' : role
}

/** 投诉的单号. */
const ofService = /(?:投诉|报修|维修|受理|服务|售后|工单|寄修)的?$/

/** 快递还没到，单号…: which number is meant by 单号 was said before. */
function isParcelTalk({ text, cues }: Passage, at: Cue): boolean {
  const earlier = cuesBetween(cues, at.start - 24, at.start)
  const last = earlier.findLast((cue) => cue.kind === 'order' || cue.kind === 'parcel')
  if (last) return last.kind === 'parcel'
  // 快递员打电话说单号…
  if (/快递(?:员|小哥)|派[件送]员/.test(text.slice(Math.max(0, at.start - 12), at.start))) return true
  // 单号138…，顺丰: or is said behind it.
  return (
    cuesBetween(cues, at.end, at.end + 26)[0]?.kind === 'parcel' &&
    !ownNumber.test(text.slice(at.end, at.end + 70))
  )
}
/** 帮查物流，快递说单号YT8829…: the parcel has its own. */
const ownNumber = /(?:快递|物流|包裹|运单)[^，,。\dA-Z]{0,6}[A-Z\d]{9}/
