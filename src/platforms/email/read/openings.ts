import { attributionEndingAt } from './attribution.ts'
import { beginsLotus } from './lotus.ts'
import { type AboutMail, isFromOthers, isFromUs, kindOf } from './mail-kind.ts'
import { beginsOlderMail, type HeaderBlock, headerBlock } from './older-mail.ts'
import { framedWords, separatorKind } from './separator.ts'
import { nextFilled, type TextLine } from './text-line.ts'

/** Where an older mail begins. */
export interface Opening {
  kind: 'separator' | 'wrote' | 'headers'
  forward: boolean
  /** The first line behind it. */
  end: number
}

/** Where older mails begin, by the line. */
export function openingsOf(lines: readonly TextLine[], about: AboutMail): Map<number, Opening> {
  const openings = new Map<number, Opening>()
  for (const [at, line] of lines.entries()) {
    if (line.quoted || line.bare === '') continue
    const separator = separatorAt(lines, at, about)
    if (separator) openings.set(at, { kind: 'separator', forward: separator === 'forward', end: at + 1 })
    const attribution = attributionAt(lines, at, about)
    if (attribution) openings.set(attribution.start, { kind: 'wrote', forward: false, end: attribution.end })
    const lotus = kindOf(about) === 'answer' && beginsLotus(lines, at)
    if (lotus || beginsHistory(lines, at, about))
      openings.set(at, { kind: 'headers', forward: false, end: at })
  }
  return openings
}

/**
 * In a mail that answers nothing the words of a separator may be spoken of: below a real one stands a head or a
 * quotation, or it is as long as a client's and stands apart.
 */
function separatorAt(
  lines: readonly TextLine[],
  at: number,
  about: AboutMail,
): 'reply' | 'forward' | undefined {
  const bare = lines[at]?.bare ?? ''
  const kind = separatorKind(bare)
  if (kind === undefined) return framedKind(lines, at)
  if (kindOf(about) !== 'neither' || (/^-{10}/.test(bare) && !lines[at - 1]?.bare)) return kind
  const below = nextFilled(lines, at + 1)
  return lines[below]?.quoted || headerBlock(lines, below, true).found.size > 0 ? kind : undefined
}

function framedKind(lines: readonly TextLine[], at: number): 'reply' | 'forward' | undefined {
  const words = framedWords(lines[at]?.bare ?? '')
  if (words === undefined || !beginsOlderMail(lines, nextFilled(lines, at + 1))) return undefined
  return /转|轉|forward|fw/i.test(words) ? 'forward' : 'reply'
}

/** In a mail that answers nothing “he wrote:” is the customer's own, unless quoted lines follow. */
function attributionAt(
  lines: readonly TextLine[],
  at: number,
  about: AboutMail,
): { start: number; end: number } | undefined {
  const found = attributionEndingAt(lines, at)
  if (!found || kindOf(about) !== 'neither') return found
  return lines[nextFilled(lines, found.end)]?.quoted ? found : undefined
}

/**
 * Labelled lines alone are history in an answer or a forwarded mail, or where they name us as the sender;
 * “I got this mail:” shows them as words.
 */
function beginsHistory(lines: readonly TextLine[], at: number, about: AboutMail): boolean {
  const block = beginsOlderMail(lines, at)
  if (!block) return false
  const kind = kindOf(about)
  if (kind === 'neither') return !introduced(lines, at) && isWhole(block) && isFromUs(block, about)
  return !introduced(lines, at) || (kind === 'answer' && isWhole(block) && !isFromOthers(block, about))
}

const isWhole = ({ found }: HeaderBlock): boolean =>
  (['from', 'date', 'to', 'subject'] as const).every((label) => found.has(label))

function introduced(lines: readonly TextLine[], at: number): boolean {
  let before = at - 1
  while (before >= at - 3 && lines[before]?.bare === '') before -= 1
  const line = lines[before]
  return line !== undefined && !line.quoted && /[:：]$/.test(line.bare) && !separatorKind(line.bare)
}
