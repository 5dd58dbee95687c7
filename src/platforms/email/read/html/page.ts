/** Collects lines of plain text from what a document shows. */
export interface Page {
  /** Words; white space collapses unless `whole`. */
  write: (text: string, whole?: boolean) => void
  /** At least so many line breaks before the next words. */
  block: (breaks: number) => void
  /** One more line break. */
  lineBreak: () => void
  /** Put before the next words on their line: a list's mark, a cell's rule. */
  before: (mark: string) => void
  cell: () => void
  cellEnd: () => void
  row: () => void
  rowEnd: () => void
  quote: (change: 1 | -1) => void
  /** How many characters have been written. */
  written: () => number
  text: () => string
}

const deepestQuote = 10

export function createPage(): Page {
  const out: string[] = []
  const rows: number[] = []
  let breaks = 0
  let quotes = 0
  let length = 0
  let mark = ''
  let space = false
  let freshLine = true
  let freshCell = false

  const prefix = (): string => '> '.repeat(Math.min(Math.max(quotes, 0), deepestQuote))

  const put = (text: string): void => {
    if (breaks > 0 && length > 0) {
      const blank = breaks > 1 ? `${prefix().trimEnd()}\n` : ''
      out.push('\n', blank, prefix())
      freshLine = true
    } else if (length === 0) out.push(prefix())
    if (space && !freshLine && mark === '') out.push(' ')
    out.push(mark, text)
    length += text.length
    breaks = 0
    mark = ''
    space = false
    freshLine = false
    freshCell = false
  }

  const collapse = (text: string): void => {
    const plain = text.replaceAll(/\u034f|[\u200b\ufeff\u00ad\u2060]/g, '').replaceAll(/[ \t\r\n\f]+/g, ' ')
    const words = plain.replaceAll(/^ | $/g, '').replaceAll('\u00a0', ' ')
    if (plain.startsWith(' ')) space = true
    if (words.trim() !== '' || (words !== '' && !freshLine && breaks === 0)) put(words)
    if (plain.endsWith(' ')) space = true
  }

  const block = (least: number): void => {
    if (!freshCell && mark === '') breaks = Math.max(breaks, least)
    space = false
  }
  const lineBreak = (): void => {
    if (!freshCell) breaks = Math.min(breaks + 1, 2)
    space = false
  }

  return {
    write: (text, whole = false) => {
      if (!whole) return collapse(text)
      for (const [index, line] of text.split('\n').entries()) {
        if (index > 0) lineBreak()
        if (line.trim() !== '') put(line.trimEnd())
      }
    },
    block,
    lineBreak,
    before: (said) => {
      mark = said
    },
    row: () => {
      block(1)
      rows.push(length)
    },
    rowEnd: () => {
      rows.pop()
      freshCell = false
      mark = ''
      block(1)
    },
    cell: () => {
      const goesOn = length > (rows.at(-1) ?? length)
      if (goesOn) {
        breaks = 0
        mark = ' | '
      }
      freshCell = true
    },
    cellEnd: () => {
      freshCell = false
      breaks = Math.min(breaks, 1)
    },
    quote: (change) => {
      freshCell = false
      block(1)
      quotes += change
    },
    written: () => length,
    text: () =>
      out
        .join('')
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n')
        .trim(),
  }
}
