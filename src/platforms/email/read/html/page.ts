import { withSignaturesMarked } from './signature-mark.ts'

/** Lines of plain text as they are collected from a document. */
export interface Page {
  out: string[]
  /** How many characters have been written. */
  length: number
  /** Line breaks to come before the next words, never more than two. */
  breaks: number
  quotes: number
  /** How deep the last words were quoted. */
  lastQuotes: number
  /** To come before the next words on their line: a list's mark, a cell's rule. */
  mark: string
  space: boolean
  atLineStart: boolean
  /** A cell has no words yet: its paragraphs begin no lines. */
  freshCell: boolean
  /** For each open row the length where it began. */
  rows: number[]
}

const deepestQuote = 10

export function createPage(): Page {
  return {
    out: [],
    length: 0,
    breaks: 0,
    quotes: 0,
    lastQuotes: 0,
    mark: '',
    space: false,
    atLineStart: true,
    freshCell: false,
    rows: [],
  }
}

/** Words; white space between them collapses as a browser does it. */
export function write(page: Page, text: string): void {
  const visible = text.replaceAll(/\u034f|[\u200b\ufeff\u00ad\u2060]/g, '')
  const plain = visible.replaceAll(/[ \t\r\n\f]+/g, ' ')
  const words = plain.replaceAll(/^ | $/g, '').replaceAll('\u00a0', ' ')
  if (plain.startsWith(' ')) page.space = true
  if (words.trim() !== '' || (words !== '' && !page.atLineStart && page.breaks === 0)) put(page, words)
  // A paragraph of one hard blank is how editors write an empty line.
  else if (words !== '' && page.breaks > 0 && !page.freshCell) page.breaks = 2
  if (plain.endsWith(' ')) page.space = true
}

/** Words whose lines and blanks are kept. */
export function writeWhole(page: Page, text: string): void {
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) lineBreak(page)
    if (line.trim() !== '') put(page, line.trimEnd())
    // Words of another element may follow on the line.
    if (/\s$/.test(line)) page.space = true
  }
}

const prefixOf = (quotes: number): string => '> '.repeat(Math.min(quotes, deepestQuote))

function put(page: Page, text: string): void {
  if (page.length === 0) page.out.push(prefixOf(page.quotes))
  else if (page.breaks > 0) {
    const blank = `${prefixOf(Math.min(page.lastQuotes, page.quotes))}\n`
    page.out.push('\n', page.breaks > 1 ? blank : '', prefixOf(page.quotes))
    page.atLineStart = true
  }
  page.lastQuotes = page.quotes
  if (page.space && !page.atLineStart && page.mark === '') page.out.push(' ')
  page.out.push(page.mark, text)
  page.length += text.length
  page.breaks = 0
  page.mark = ''
  page.space = false
  page.atLineStart = false
  page.freshCell = false
}

/** At least so many line breaks before the next words. */
export function block(page: Page, breaks: 1 | 2): void {
  if (!page.freshCell && page.mark === '') page.breaks = Math.max(page.breaks, breaks)
  page.space = false
}

/** One more line break. */
export function lineBreak(page: Page): void {
  if (!page.freshCell) page.breaks = Math.min(page.breaks + 1, 2)
  page.space = false
}

export function beginRow(page: Page): void {
  block(page, 1)
  page.rows.push(page.length)
}

export function endRow(page: Page): void {
  page.rows.pop()
  page.freshCell = false
  page.mark = ''
  block(page, 1)
}

/** A cell goes on in its row's line behind a rule, whatever paragraphs it holds. */
export function beginCell(page: Page): void {
  if (page.length > (page.rows.at(-1) ?? page.length)) {
    page.breaks = 0
    page.mark = ' | '
  }
  page.freshCell = true
}

export function endCell(page: Page): void {
  page.freshCell = false
  page.breaks = Math.min(page.breaks, 1)
}

export function quote(page: Page, change: 1 | -1): void {
  page.freshCell = false
  block(page, 1)
  page.quotes = Math.max(0, page.quotes + change)
}

/** A line that stands for itself, whatever is around it. */
export function writeLine(page: Page, line: string): void {
  page.mark = ''
  page.freshCell = false
  block(page, 1)
  put(page, line)
  block(page, 1)
}

export function textOf(page: Page): string {
  const lines = page.out.join('').split('\n')
  return withSignaturesMarked(lines.map((line) => line.trimEnd()))
    .join('\n')
    .trim()
}
