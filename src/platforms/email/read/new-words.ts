import { attributionEndingAt } from './attribution.ts'
import { withoutFooter } from './footer.ts'
import { beginsOlderMail, headerBlock } from './older-mail.ts'
import { separatorKind } from './separator.ts'
import { type Sender, withoutNameCard } from './signature.ts'
import { linesOf, nextFilled, type TextLine } from './text-line.ts'

/** What else is known of the mail; the subject tells an answer from a forwarded mail. */
export interface AboutMail {
  subject?: string | undefined
  from?: Sender | undefined
}

interface Opening {
  kind: 'separator' | 'wrote' | 'headers'
  forward: boolean
  /** The first line behind it. */
  end: number
}

const tag = '^\\s*(?:[[【][^\\]】]{0,20}[\\]】]\\s*)?'
const replySubject = new RegExp(`${tag}(?:re|aw|回复|回復|回覆|答复|答覆)\\s*(?:\\[\\d+\\])?\\s*[:：]`, 'i')
const forwardSubject = new RegExp(`${tag}(?:fwd?|转发|轉發|轉寄|转寄)\\s*[:：]`, 'i')
/** With more above it, a forwarded mail is only what the words are about. */
const shortLead = 80
const deepestForward = 3

/**
 * What was newly written in a mail's text: without quoted history and footers; answers between quoted lines
 * are kept, and a forwarded mail's text where hardly anything is said above it. When in doubt a line is kept.
 * Takes time in proportion to the text's length.
 */
export function newWords(text: string, about: AboutMail = {}): string {
  return tidied(wordsOf(linesOf(text), about, 0))
}

function wordsOf(lines: TextLine[], about: AboutMail, depth: number): string[] {
  const openings = openingsOf(lines, about)
  const marked = openings.size > 0 || quotes(lines, about)
  const kept: string[] = []
  let part: string[] = []
  const close = (cutBelow: boolean): void => {
    for (const line of withoutFooter(part, cutBelow)) kept.push(line)
    part = []
  }
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]
    const opening = openings.get(at)
    if (opening) {
      if (opening.kind !== 'wrote') part = withoutNameCard(withoutFooter(part, true), about.from)
      close(true)
      if (forwards(opening, kept, about) && depth < deepestForward)
        return [...kept, '', ...forwarded(lines, opening, depth)]
      const below = nextFilled(lines, headerBlock(lines, opening.end, true).end)
      if (!lines[below]?.quoted) return kept
      at = below - 1
    } else if (line && !(marked && line.quoted)) part.push(line.text)
    else if (part.length > 0) close(true)
  }
  close(false)
  return kept
}

/** Where older mails begin, by the line. */
function openingsOf(lines: readonly TextLine[], { subject }: AboutMail): Map<number, Opening> {
  const answers = subject === undefined || replySubject.test(subject)
  const forwards = subject !== undefined && forwardSubject.test(subject)
  const openings = new Map<number, Opening>()
  for (const [at, line] of lines.entries()) {
    if (line.quoted || line.bare === '') continue
    const separator = separatorKind(line.bare)
    if (separator) openings.set(at, { kind: 'separator', forward: separator === 'forward', end: at + 1 })
    const attribution = attributionEndingAt(lines, at)
    if (attribution) openings.set(attribution.start, { kind: 'wrote', forward: false, end: attribution.end })
    if ((answers || forwards) && !introduced(lines, at) && beginsOlderMail(lines, at))
      openings.set(at, { kind: 'headers', forward: false, end: at })
  }
  return openings
}

/** “I got this mail:” – then what follows belongs to the words. */
function introduced(lines: readonly TextLine[], at: number): boolean {
  let before = at - 1
  while (before >= at - 3 && lines[before]?.bare === '') before -= 1
  const line = lines[before]
  return line !== undefined && !line.quoted && /[:：]$/.test(line.bare) && !separatorKind(line.bare)
}

/** Whether marked lines are a quotation here: in an answer, or under a line that names who wrote. */
const quotes = (lines: readonly TextLine[], { subject }: AboutMail): boolean =>
  subject === undefined ||
  replySubject.test(subject) ||
  lines.some((line) => line.quoted && /(?:写道|寫道|wrote)\s?[:：]$/.test(line.bare))

function forwards(opening: Opening, kept: readonly string[], { subject }: AboutMail): boolean {
  const lead = kept.join('').trim().length
  if (opening.forward) return lead <= shortLead
  if (subject === undefined || replySubject.test(subject) || opening.kind === 'wrote') return false
  return forwardSubject.test(subject) ? lead <= shortLead : lead === 0
}

/** The forwarded mail's own new words; all of it where there are none. */
function forwarded(lines: readonly TextLine[], opening: Opening, depth: number): string[] {
  const first = nextFilled(lines, opening.end)
  const body = lines[first]?.quoted ? unquoted(lines, first) : lines.slice(first)
  const text = body.slice(headerBlock(body, 0, true).end)
  const words = wordsOf(text, {}, depth + 1)
  return words.some((line) => line.trim() !== '') ? words : text.map((line) => line.text)
}

/** The quoted lines from `first` on with one mark taken off each. */
function unquoted(lines: readonly TextLine[], first: number): TextLine[] {
  let end = first
  while (lines[end]?.quoted || (lines[end] && lines[end]?.bare === '')) end += 1
  return linesOf(
    lines
      .slice(first, end)
      .map((line) => line.text.replace(/^\s*> ?/, ''))
      .join('\n'),
  )
}

const tidied = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\s+|\s+$/g, '')
