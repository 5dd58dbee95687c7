import type { Locale, Translate } from '../../../lib/i18n.ts'
import type { Card, CardAttachment } from '../../card.ts'
import { bytesOf, cutLines, cutToBytes } from './fit.ts'
import { harmless, lines, quoted } from './harmless.ts'

/** Who reads a card, and where its links lead. */
export interface CardReader {
  translate: Translate
  locale: Locale
  /** Without a trailing slash. */
  publicUrl: string
}

/** A card's body in Markdown. */
export interface CardBody {
  markdown: string
  /** The customer's words and the draft whole, where the body holds them only in part; '' otherwise. */
  whole: string
}

type PartName = 'state' | 'deadline' | 'facts' | 'quote' | 'draft' | 'why' | 'foot'

interface Part {
  name: PartName
  text: string
}

/** What gives way first, and the bytes that are left to it in any case. */
const giving: { name: PartName; least: number }[] = [
  { name: 'facts', least: 180 },
  { name: 'why', least: 90 },
  { name: 'quote', least: 200 },
  { name: 'draft', least: 300 },
  { name: 'foot', least: 60 },
  { name: 'facts', least: 0 },
  { name: 'why', least: 0 },
  { name: 'quote', least: 90 },
  { name: 'draft', least: 90 },
]

const between = '\n\n'

/**
 * The body of a card within so many bytes: its state, the deadline, the customer's words, the draft, why, and the other
 * facts. Long words are cut with 「…」 and stand whole in `whole`.
 */
export function cardBody(card: Card, reader: CardReader, most: number): CardBody {
  const parts = partsOf(card, reader)
  const names = new Set(fitParts(parts, most))
  const cut = [...names].some((name) => name === 'quote' || name === 'draft')
  return { markdown: parts.map(({ text }) => text).join(between), whole: cut ? wholeOf(card, reader) : '' }
}

/** Whether it is for staff's eyes only, or goes to the customer, is said on the card itself. */
function partsOf(card: Card, reader: CardReader): Part[] {
  const { deadlines, facts } = factsOf(card)
  const why: Part = {
    name: 'why',
    text: inLines(card.why.map(oneLine))
      .map((line) => `· ${line}`)
      .join('  \n'),
  }
  // A reminder says first what to do.
  const first = card.kind === 'reminder' || card.kind === 'supervisor'
  const all: Part[] = [
    { name: 'state', text: stateLine(card, reader) },
    { name: 'deadline', text: deadlines },
    ...(first ? [why] : []),
    { name: 'quote', text: quoteOf(card, reader) },
    { name: 'draft', text: draftOf(card) },
    ...(first ? [] : [why]),
    { name: 'facts', text: facts },
  ]
  return all.filter(({ text }) => text !== '')
}

function stateLine({ state, audience }: Card, { translate, locale }: CardReader): string {
  const shown = state ? `**${harmless(`${state.mark} ${state.label}`)}**` : ''
  const inside = audience === 'internal' ? translate(locale, 'dingtalk.card.internal') : ''
  return [shown, inside].filter((one) => one !== '').join(' · ')
}

/** Deadlines stand out, unless the title says them already; the other facts are small matters, short ones in one line. */
function factsOf({ facts, title, kind }: Card): { deadlines: string; facts: string } {
  const due = facts.filter(({ deadline, value }) => deadline && !title.includes(value))
  const clock = kind === 'list' ? '' : '⏰ '
  return {
    deadlines: due.map((fact) => `**${clock}${factLine(fact)}**`).join('  \n'),
    facts: inLines(facts.filter(({ deadline }) => !deadline).map(factLine)).join('  \n'),
  }
}

const factLine = ({ label, value }: Card['facts'][number]): string =>
  value === '' ? oneLine(label) : `${oneLine(label)}：${oneLine(value)}`

/** A telephone shows about so many characters in a line. */
const lineLength = 22

/** Short ones share a line. */
function inLines(all: readonly string[]): string[] {
  const joined: string[] = []
  for (const one of all) {
    const both = `${joined.at(-1) ?? ''} · ${one}`
    if (joined.length > 0 && both.length <= lineLength) joined.splice(-1, 1, both)
    else joined.push(one)
  }
  return joined
}

function quoteOf({ quote }: Card, reader: CardReader): string {
  if (!quote) return ''
  const author = quote.author === '' ? '' : `${oneLine(quote.author)}：  \n`
  const files = quote.attachments.map((file) => fileLine(file, reader))
  return [author + quoted(quote.text), ...files].join('  \n')
}

/** 📎 name (1.2 MB): a link where the desk has the file. */
function fileLine({ name, size, ref }: CardAttachment, { publicUrl }: CardReader): string {
  // DingTalk itself does not say how large a file is.
  const shown = size > 0 ? `${oneLine(name)}（${sizeOf(size)}）` : oneLine(name)
  // A name ends no link: its brackets are wide ones, and the address is our own.
  return ref.startsWith('/')
    ? `📎 [${shown}](${publicUrl}${encodeURI(ref).replaceAll(/[()]/g, encodeURIComponent)})`
    : `📎 ${shown}`
}

const sizeOf = (bytes: number): string =>
  bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`

const draftOf = ({ draft }: Card): string => {
  if (!draft) return ''
  const label = draft.label === '' ? '' : `**${oneLine(draft.label)}**  \n`
  return label === '' ? lines(harmless(draft.text)) : label + quoted(draft.text)
}

const oneLine = (text: string): string => harmless(text.replaceAll(/\s+/g, ' ').trim())

/** Shortens the parts until they fit; the names of those that were. */
function fitParts(parts: Part[], most: number): PartName[] {
  const total = (): number =>
    parts.reduce((sum, { text }) => sum + bytesOf(text), 0) + (parts.length - 1) * bytesOf(between)
  const cut: PartName[] = []
  for (const { name, least } of giving) {
    const over = total() - most
    const part = parts.find((one) => one.name === name)
    if (over <= 0 || !part) continue
    const shorter = shorten(part, Math.max(least, bytesOf(part.text) - over))
    if (shorter === part.text) continue
    cut.push(name)
    if (shorter === '') parts.splice(parts.indexOf(part), 1)
    else part.text = shorter
  }
  return cut
}

const shorten = ({ name, text }: Part, most: number): string =>
  most === 0 ? '' : name === 'facts' || name === 'why' ? cutLines(text, most) : cutToBytes(text, most)

/** The customer's words and the draft, in full. */
const wholeOf = (card: Card, reader: CardReader): string =>
  [quoteOf(card, reader), draftOf(card)].filter((text) => text !== '').join(between)
