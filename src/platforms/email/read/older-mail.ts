import type { TextLine } from './text-line.ts'

type Label = 'from' | 'date' | 'to' | 'copy' | 'subject'

const words: Record<Label, string> = {
  from: '发件人 發件人 寄件人 寄件者 发信人 发件者 自 from sender',
  date: '发送时间 发送日期 發送時間 發送日期 日期 时间 時間 寄件日期 傳送時間 傳送日期 sent date senton sentat',
  to: '收件人 收件者 to',
  copy: '抄送 副本 密送 密件副本 cc bcc reply-to 回复至 重要性 importance 附件 attachments',
  subject: '主题 主題 主旨 标题 標題 subject',
}
const labels = new Map(
  Object.entries(words).flatMap(([label, list]) => list.split(' ').map((word) => [word, label] as const)),
)
const labelled = /^[|*\s]*([^\s:：|*][^:：|*]{0,14})[*\s]*[:：|]/
/** The newer cards of 网易邮箱大师 have no colons. */
const uncoloned = /^[|*\s]*([^\s:：|*]{2,6})(?:\s|$)/
const longest = 24
const longestContinuation = 4

export interface HeaderBlock {
  found: Set<string>
  /** The first line behind it. */
  end: number
  /** All of it, to look for addresses and dates in. */
  text: string
}

const labelOf = (bare: string, loose: boolean): string | undefined => {
  const word = labelled.exec(bare)?.[1] ?? (loose ? uncoloned.exec(bare)?.[1] : undefined)
  return word === undefined ? undefined : labels.get(word.replace(/\s/g, '').toLowerCase())
}

/** The labelled lines (发件人, Sent, 主题 …) from `start` on; `loose` after a separator, where they need no colons. */
export function headerBlock(lines: readonly TextLine[], start: number, loose = false): HeaderBlock {
  const block: HeaderBlock = { found: new Set(), end: start, text: '' }
  let continued = 0
  let last: string | undefined
  for (let at = start; at < lines.length && at < start + longest; at += 1) {
    const { bare = '', text = '' } = lines[at] ?? {}
    const label = labelOf(bare, loose)
    if (label && !(block.found.has(label) && label !== 'copy')) {
      block.found.add(label)
      last = label
    } else if (block.found.size === 0 && bare !== '') break
    else if (bare !== '') {
      continued += 1
      // Behind the subject comes the mail itself.
      const continues =
        /^\s|^[^@]{0,80}@|;$/.test(text) &&
        !label &&
        (last === 'to' || last === 'copy' || !block.found.has('subject'))
      if (continued > longestContinuation || !continues) break
    } else if (block.found.has('subject') && block.found.has('from')) {
      if (!moreLabels(lines, at + 1, block)) break
      continue
    } else continue
    block.end = at + 1
    block.text += `${bare}\n`
  }
  return block
}

const moreLabels = (lines: readonly TextLine[], at: number, block: HeaderBlock): boolean => {
  const label = labelOf(lines[at]?.bare ?? '', false)
  return label !== undefined && !block.found.has(label)
}

/** Whether an older mail begins here without any separator: its sender, its subject, and a day or recipient. */
export function beginsOlderMail(lines: readonly TextLine[], start: number): HeaderBlock | undefined {
  const first = labelOf(lines[start]?.bare ?? '', false)
  if (first !== 'from' && first !== 'date') return undefined
  const block = headerBlock(lines, start)
  const { found, text } = block
  const complete = found.has('from') && found.has('subject') && (found.has('date') || found.has('to'))
  return complete && /@|\d{4}/.test(text) ? block : undefined
}
