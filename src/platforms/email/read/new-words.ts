import { attributionEndingAt } from './attribution.ts'
import { withoutFooter } from './footer.ts'
import { beginsOlderMail, headerBlock } from './older-mail.ts'
import { framedWords, separatorKind } from './separator.ts'
import { type Sender, withoutNameCard } from './signature.ts'
import { linesOf, nextFilled, type TextLine } from './text-line.ts'

/** What else is known of the mail; the subject tells an answer from a forwarded mail. */
export interface AboutMail {
  subject?: string | undefined
  /** A mail that names the one it answers is an answer whatever its subject. */
  inReplyTo?: string | undefined
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
  const lines = linesOf(text)
  const words = tidied(wordsOf(lines, about, 0))
  // Forwarded in a way we do not know: better all of it than nothing.
  return words === '' && kindOf(about) === 'forwarded' ? tidied(lines.map((line) => line.text)) : words
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
      kept.push('')
      at = below - 1
    } else if (line && !(marked && line.quoted)) part.push(line.text)
    else if (part.length > 0) {
      // Foxmail's HTML quotes the head, too.
      if (beginsOlderMail(lines, headAt(lines, at)))
        part = withoutNameCard(withoutFooter(part, true), about.from)
      close(true)
    }
  }
  close(false)
  return kept
}

/** Where an older mail's head would stand: blank lines and a rule may stand above it. */
function headAt(lines: readonly TextLine[], at: number): number {
  const first = nextFilled(lines, at)
  return /^[_-]{8,}$/.test(lines[first]?.bare ?? '') ? nextFilled(lines, first + 1) : first
}

/** An answer, a forwarded mail or neither; undefined where nothing is known. */
function kindOf({ subject, inReplyTo }: AboutMail): 'answer' | 'forwarded' | 'neither' | undefined {
  if (subject === undefined) return undefined
  if (forwardSubject.test(subject)) return 'forwarded'
  return replySubject.test(subject) || inReplyTo !== undefined ? 'answer' : 'neither'
}

/** Where older mails begin, by the line. */
function openingsOf(lines: readonly TextLine[], about: AboutMail): Map<number, Opening> {
  const openings = new Map<number, Opening>()
  for (const [at, line] of lines.entries()) {
    if (line.quoted || line.bare === '') continue
    const separator = separatorKind(line.bare) ?? framedKind(lines, at)
    if (separator) openings.set(at, { kind: 'separator', forward: separator === 'forward', end: at + 1 })
    const attribution = attributionEndingAt(lines, at)
    if (attribution) openings.set(attribution.start, { kind: 'wrote', forward: false, end: attribution.end })
    if (beginsHistory(lines, at, about)) openings.set(at, { kind: 'headers', forward: false, end: at })
  }
  return openings
}

function framedKind(lines: readonly TextLine[], at: number): 'reply' | 'forward' | undefined {
  const words = framedWords(lines[at]?.bare ?? '')
  if (words === undefined || !beginsOlderMail(lines, nextFilled(lines, at + 1))) return undefined
  return /转|轉|forward|fw/i.test(words) ? 'forward' : 'reply'
}

/** Labelled lines alone are history in an answer or a forwarded mail; “I got this mail:” shows them as words. */
function beginsHistory(lines: readonly TextLine[], at: number, about: AboutMail): boolean {
  const kind = kindOf(about)
  const block = kind === 'neither' ? undefined : beginsOlderMail(lines, at)
  if (!block) return false
  const whole = ['from', 'date', 'to', 'subject'].every((label) => block.found.has(label))
  return !introduced(lines, at) || (kind === 'answer' && whole)
}

function introduced(lines: readonly TextLine[], at: number): boolean {
  let before = at - 1
  while (before >= at - 3 && lines[before]?.bare === '') before -= 1
  const line = lines[before]
  return line !== undefined && !line.quoted && /[:：]$/.test(line.bare) && !separatorKind(line.bare)
}

/** Whether marked lines are a quotation here: in an answer, or under a line that names who wrote. */
const quotes = (lines: readonly TextLine[], about: AboutMail): boolean =>
  (kindOf(about) ?? 'answer') === 'answer' ||
  lines.some((line) => line.quoted && /(?:写道|寫道|wrote)\s?[:：]$/.test(line.bare))

function forwards(opening: Opening, kept: readonly string[], about: AboutMail): boolean {
  const lead = kept.join('').trim().length
  const kind = kindOf(about)
  if (opening.forward) return lead <= shortLead
  if (kind === undefined || kind === 'answer' || opening.kind === 'wrote') return false
  return kind === 'forwarded' ? lead <= shortLead : lead === 0
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
    .trim()
