import { withoutFooter } from './footer.ts'
import { type AboutMail, isFromUs, kindOf } from './mail-kind.ts'
import { headerBlock } from './older-mail.ts'
import { type Opening, openingsOf } from './openings.ts'
import { withoutArmour } from './pgp.ts'
import { withoutNameCard } from './signature.ts'
import { linesOf, nextFilled, type TextLine } from './text-line.ts'

/** 请看下 · FYI: says nothing without the forwarded mail; more is what was newly written, and that mail only what it is about. */
const shortLead = 16
const deepestForward = 3
/** Under what it quotes. */
const foxmailEnd = /^(?:= ){9,60}=?$/

/**
 * What was newly written in a mail's text: without quoted history and footers; answers between quoted lines
 * are kept, and a forwarded mail's text where hardly anything is said above it. When in doubt a line is kept.
 * Takes time in proportion to the text's length.
 */
export function newWords(text: string, about: AboutMail = {}): string {
  const lines = linesOf(withoutArmour(text))
  const words = tidied(wordsOf(lines, about, 0))
  // Forwarded in a way we do not know: better all of it than nothing.
  return words === '' && kindOf(about) === 'forwarded' ? tidied(lines.map((line) => line.text)) : words
}

function wordsOf(lines: TextLine[], about: AboutMail, depth: number): string[] {
  const openings = openingsOf(lines, about)
  const marked = openings.size > 0 || quotes(lines, about)
  const kept: string[] = []
  let part: string[] = []
  let lead = 0
  const close = (cutBelow: boolean): void => {
    for (const line of withoutFooter(part, cutBelow)) {
      kept.push(line)
      lead += line.trim().length
    }
    part = []
  }
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]
    const opening = openings.get(at)
    if (opening) {
      if (opening.kind !== 'wrote') part = withoutNameCard(withoutFooter(part, true), about.from)
      close(true)
      if (forwards(lines, opening, lead, about) && depth < deepestForward)
        return [...kept, '', ...forwarded(lines, opening, depth)]
      const below = nextFilled(lines, headerBlock(lines, opening.end, true).end)
      if (!lines[below]?.quoted) return kept
      kept.push('')
      at = below - 1
    } else if (line && !(marked && (line.quoted || foxmailEnd.test(line.bare)))) part.push(line.text)
    else if (part.length > 0) {
      part = withoutNameCard(withoutFooter(part, true), about.from)
      close(true)
    }
  }
  close(false)
  return kept
}

/** Whether marked lines are a quotation here: in an answer, or under a line that names who wrote. */
const quotes = (lines: readonly TextLine[], about: AboutMail): boolean =>
  (kindOf(about) ?? 'answer') === 'answer' ||
  lines.some((line) => line.quoted && /(?:写道|寫道|wrote)\s?[:：]$/.test(line.bare))

function forwards(lines: readonly TextLine[], opening: Opening, lead: number, about: AboutMail): boolean {
  // What we wrote ourselves tells us nothing, whatever the thread is called.
  if (isFromUs(headerBlock(lines, nextFilled(lines, opening.end), true), about)) return false
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
