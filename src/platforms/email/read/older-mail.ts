import { isUnknownLabel, type Label, labelOf } from './head-label.ts'
import type { TextLine } from './text-line.ts'

const longest = 100
/** Of a long subject, or a list of recipients that is broken without any sign. */
const longestContinuation = 4
const mostUnknown = 2

export interface HeaderBlock {
  found: Set<Label>
  /** The first line behind it. */
  end: number
  /** All of it, to look for addresses and dates in. */
  text: string
  /** The line that names its sender, and those it goes on in. */
  from: string
}

/** The labelled lines (发件人, Sent, 主题 …) from `start` on; `loose` after a separator, where they need no colons. */
export function headerBlock(lines: readonly TextLine[], start: number, loose = false): HeaderBlock {
  const block: HeaderBlock = { found: new Set(), end: start, text: '', from: '' }
  let continued = 0
  let unknown = 0
  let last: Label | undefined
  for (let at = start; at < lines.length && at < start + longest; at += 1) {
    const line = lines[at]
    const { bare = '' } = line ?? {}
    const label = labelOf(bare, loose)
    if (label && !(block.found.has(label) && label !== 'copy')) {
      block.found.add(label)
      last = label
    } else if (block.found.size === 0 && bare !== '') break
    else if (bare === '') {
      if (isEnough(block) && !moreLabels(lines, at + 1, block)) break
      continue
    } else if (line && !label && continues(line, lines[at - 1], last, block)) {
      if (!goesOnList(lines[at - 1], last)) continued += 1
      if (continued > longestContinuation) break
    } else if (!label && isUnknownLabel(bare) && moreLabels(lines, at + 1, block, mostUnknown - unknown)) {
      unknown += 1
      last = 'copy'
    } else break
    block.end = at + 1
    block.text += `${bare}\n`
    if (last === 'from') block.from += `${bare}\n`
  }
  return block
}

const isEnough = ({ found }: HeaderBlock): boolean => found.has('subject') && found.has('from')

/** A list of recipients goes on below a line that ends in its sign. */
const goesOnList = (above: TextLine | undefined, last: Label | undefined): boolean =>
  (last === 'to' || last === 'copy') && /[;；,，]$/.test(above?.bare ?? '')

/** Behind the subject comes the mail itself. */
function continues(
  { text, bare }: TextLine,
  above: TextLine | undefined,
  last: Label | undefined,
  { found }: HeaderBlock,
): boolean {
  if (goesOnList(above, last) && bare.length <= 200 && !/[。！？!?]$/.test(bare)) return true
  return /^\s|^[^@]{0,80}@|;$/.test(text) && (last === 'to' || last === 'copy' || !found.has('subject'))
}

/** Whether one of the next lines bears a label that the block has not yet. */
function moreLabels(lines: readonly TextLine[], at: number, { found }: HeaderBlock, most = 1): boolean {
  for (let ahead = at; ahead < at + most; ahead += 1) {
    const label = labelOf(lines[ahead]?.bare ?? '', false)
    if (label !== undefined) return !found.has(label)
  }
  return false
}

/** Whether an older mail begins here without any separator: its sender, its subject, and a day or recipient. */
export function beginsOlderMail(lines: readonly TextLine[], start: number): HeaderBlock | undefined {
  const first = labelOf(lines[start]?.bare ?? '', false)
  if (first === undefined || first === 'copy') return undefined
  const block = headerBlock(lines, start)
  if (!isHead(block)) return undefined
  if (first === 'from' || first === 'date') return block
  // The customer's own last line may look like a label of the head below it, which then bears it again.
  return labelOf(lines[block.end]?.bare ?? '', false) === first ? undefined : block
}

/** An address, or a day with its time, tells a mail's head from the form for a parcel or a journey. */
function isHead({ found, text, from }: HeaderBlock): boolean {
  if (!found.has('from') || (alsoPlace.test(from) && !from.includes('@'))) return false
  if (!found.has('subject'))
    return found.has('date') && found.has('to') && from.includes('@') && timed.test(text)
  return (
    (found.has('date') || found.has('to')) && (text.includes('@') || (timed.test(text) && year.test(text)))
  )
}

const timed = /\d\s?[:：时時点點]\s?\d{2}/
const year = /\d{4}/
/** Labels under which a place may stand as well. */
const alsoPlace = /^[|*\s]*(?:来自|來自|从|從|自)[*\s]*[:：|]/
