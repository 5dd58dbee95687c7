import { type Cue, cueEndingAt, type Passage } from '../cues.ts'
import { unitsOf } from '../units.ts'
import type { Finding } from './finding.ts'
import { isOpen, nameAt } from './name-alone.ts'
import { mayBe } from './name-character.ts'
import { foreignEnd, type Grounds, isMarkedOff, nameEnd } from './name-shape.ts'

const isApart = unitsOf(/[\s,，、:：;；|/()（）-]/)
const isGap = unitsOf(/[\s,，、;；|/()（）-]/)
/** 买买提·艾力，138…: only the second part of a name. */
const isDot = unitsOf(/[·•・‧∙]/)

/** Behind the marks and spaces at a place. */
function behindGap(text: string, from: number): number {
  let at = from
  while (isGap(text.charCodeAt(at))) at++
  return at
}
const between: ReadonlySet<Cue['kind']> = new Set(['phone', 'fixed', 'id', 'address', 'card', 'number'])

/** Names that stand alone beside a number or an address: 张伟 13512208876 江苏省…. */
export function findNeighbours({ text, cues }: Passage, anchors: readonly Finding[]): Finding[] {
  const findings: Finding[] = []
  const starts = new Set(anchors.map(({ start }) => start))
  const ends = new Set(anchors.map(({ end }) => end))
  for (const anchor of anchors) {
    if (!beside.has(anchor.type)) continue
    const end = leftOf(text, anchor.start, cues)
    const upTo = text.slice(0, end)
    // 李宁 138…: makers have no mobile numbers.
    const grounds = anchor.type === 'mobile' ? 'person' : 'weak'
    for (const length of [3, 2, 4]) {
      const start = end - length
      if (
        start < 0 ||
        isDot(text.charCodeAt(start - 1)) ||
        !(isOpen(text, start, cues) || ends.has(start) || isMine(text, start, end)) ||
        !endsAt(upTo, start, grounds)
      )
        continue
      findings.push(nameAt(start, end, 0.92))
      break
    }
    const apart = text.charAt(end - 2) === ' ' ? spaced.exec(upTo.slice(-8)) : undefined
    if (apart && nameEnd(upTo, end - (apart[1]?.length ?? 0), 'strong') === end)
      findings.push(nameAt(end - (apart[1]?.length ?? 0), end, 0.92))
    // 大同路77号院3号楼的田震
    const of = anchor.type === 'address' && text.charAt(anchor.end) === '的' ? 1 : 0
    const at = behindGap(text, anchor.end + of)
    const stop = nameEnd(text, at, 'weak')
    // 13864270915房立军胶州市…, 4幢柳小花15957912033: what stands between two of them
    if (stop > 0 && (starts.has(stop) || isReceiver(text, { anchor, at, stop })))
      findings.push(nameAt(at, stop, 0.9))
  }
  return findings
}

/** 王 小 明, as forms are filled. */
const spaced = /(?:^|[,，:：\n])\s?([\u3400-\u9fff] [\u3400-\u9fff](?: [\u3400-\u9fff])?)$/

/** 我方晓雯，187…: who writes. */
const isMine = (text: string, start: number, end: number): boolean =>
  text.charAt(start - 1) === '我' && mayBe(text.slice(start, end))

const endsAt = (text: string, start: number, grounds: Grounds): boolean =>
  nameEnd(text, start, grounds) === text.length ||
  (text.length - start > 3 && foreignEnd(text, start) === text.length)

/** Where what stands before a number ends: left of marks, 的 and words such as 电话. */
function leftOf(text: string, from: number, cues: readonly Cue[]): number {
  let end = from
  while (end > 0) {
    const cue = cueEndingAt(cues, end)
    if (cue && between.has(cue.kind)) end = cue.start
    else if (isApart(text.charCodeAt(end - 1)) || (end < from && text.charAt(end - 1) === '的')) end--
    else break
  }
  return end
}

/** After an address anything may follow (文三路478号，路窄): there a name is followed by 收 or a number, or ends the text. */
function isReceiver(
  text: string,
  { anchor, at, stop }: { anchor: Finding; at: number; stop: number },
): boolean {
  if (text.startsWith('收', stop)) return true
  if (!isMarkedOff(text, stop)) return false
  if (anchor.type !== 'address') return true
  if (text.charAt(anchor.end) === '的') return mayBe(text.slice(at, stop))
  const next = behindGap(text, stop)
  const between = text.slice(anchor.end, at)
  return between !== '' && (next >= text.length ? between.trim() === '' : /[\d+]/.test(text.charAt(next)))
}

const beside: ReadonlySet<string> = new Set(['mobile', 'landline', 'address', 'id_card', 'bank_card'])
