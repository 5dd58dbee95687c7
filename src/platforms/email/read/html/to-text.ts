import { beginList, itemMark, type List } from './list.ts'
import {
  beginCell,
  beginRow,
  block,
  createPage,
  endCell,
  endRow,
  lineBreak,
  type Page,
  quote,
  textOf,
  write,
  writeLine,
  writeWhole,
} from './page.ts'
import { isSignature, signatureBegins, signatureEnds } from './signature-mark.ts'
import { type Attributes, walkHtml } from './walk.ts'

const paragraphs = new Set('p h1 h2 h3 h4 h5 h6 ul ol dl table pre'.split(' '))
const blocks = new Set(
  'div section article header footer main nav aside address center dt dd figure figcaption form fieldset caption body blockquote'.split(
    ' ',
  ),
)
/** Where clients put the mail they answer without calling it a quotation (139, 163, 网易邮箱大师). */
const quoted = /^(reply139content|isReplyContent|ntes-mailmaster-quote)$/
/** Outlook's own line before a quotation in plain text. */
const rule = '________________________________'
const longestLink = 500

interface Reading {
  page: Page
  quotes: boolean[]
  lists: List[]
  /** For each open element whether it is a signature's box, or stands in one. */
  signatures: ('begins' | 'inside' | undefined)[]
  /** For each open element whether its lines and blanks are kept. */
  whole: boolean[]
  links: { address: string; text: string }[]
}

/** The readable text of a mail's HTML; quotations stand behind `> `, links show an address their text hides. */
export function htmlToText(html: string): { text: string; whole: boolean } {
  const shown = read(html, false)
  // Everything hidden: a mail whose tags are broken, not one without words.
  return shown.text === '' ? read(html, true) : shown
}

function read(html: string, showHidden: boolean): { text: string; whole: boolean } {
  const reading: Reading = { page: createPage(), quotes: [], lists: [], signatures: [], whole: [], links: [] }
  const visitor = {
    open: (tag: string, attributes: Attributes) => open(reading, tag, attributes),
    close: (tag: string) => close(reading, tag),
    text: (text: string) => {
      const link = reading.links.at(-1)
      if (link && link.text.length < longestLink) link.text += text
      if (reading.whole.at(-1)) writeWhole(reading.page, text)
      else write(reading.page, text)
    },
  }
  const whole = walkHtml(html, visitor, showHidden)
  return { text: textOf(reading.page), whole }
}

function open(reading: Reading, tag: string, attributes: Attributes): void {
  const { page } = reading
  openBox(reading, tag, attributes)
  if (tag === 'br') lineBreak(page)
  else if (tag === 'hr') horizontal(page)
  else if (tag === 'img') write(page, pictureWords(attributes))
  else if (tag === 'a') reading.links.push({ address: attributes.href ?? '', text: '' })
  else if (tag === 'tr') beginRow(page)
  else if (tag === 'td' || tag === 'th') beginCell(page)
  else if (tag === 'li') item(reading, attributes)
  else if (paragraphs.has(tag))
    block(page, attributes.class?.startsWith('Mso') || reading.lists.length > 0 ? 1 : 2)
  else if (blocks.has(tag)) block(page, 1)
  if (tag === 'div' && isRule(attributes)) horizontal(page)
  if (tag === 'ul' || tag === 'ol') reading.lists.push(beginList(tag, attributes))
  if (tag === 'blockquote' || tag === 'div') {
    const is = isQuotation(tag, attributes)
    reading.quotes.push(is)
    if (is) quote(page, 1)
  }
}

function close(reading: Reading, tag: string): void {
  const { page } = reading
  if (tag === 'a') endLink(reading)
  else if (tag === 'tr') endRow(page)
  else if (tag === 'td' || tag === 'th') endCell(page)
  else if (tag === 'ul' || tag === 'ol') reading.lists.pop()
  // An empty item leaves no mark to the words behind it.
  else if (tag === 'li') page.mark = ''
  if ((tag === 'blockquote' || tag === 'div') && reading.quotes.pop()) quote(page, -1)
  if (tag === 'p' || tag === 'ul' || tag === 'ol' || tag === 'table')
    block(page, reading.lists.length > 0 ? 1 : afterOf(tag))
  else if (paragraphs.has(tag) || blocks.has(tag) || tag === 'li') block(page, 1)
  reading.whole.pop()
  if (reading.signatures.pop() === 'begins') writeLine(page, signatureEnds)
}

/** What holds for all that an element holds. */
function openBox({ page, signatures, whole }: Reading, tag: string, attributes: Attributes): void {
  const space = /(?:^|;)\s{0,9}white-space(?:-collapse)?\s{0,9}:\s{0,9}([a-z-]{1,20})/i.exec(
    attributes.style ?? '',
  )?.[1]
  const inherited = tag === 'pre' || (whole.at(-1) ?? false)
  whole.push(space === undefined ? inherited : /^(?:pre|break-spaces)/i.test(space))
  const inside = signatures.at(-1) === undefined ? undefined : 'inside'
  const begins = inside === undefined && page.quotes === 0 && isSignature(tag, attributes)
  signatures.push(begins ? 'begins' : inside)
  if (begins) writeLine(page, signatureBegins)
}

/** The blank line after a paragraph comes with the next paragraph's own: Outlook's have none. */
const afterOf = (tag: string): 1 | 2 => (tag === 'p' ? 1 : 2)

function isQuotation(tag: string, attributes: Attributes): boolean {
  if (quoted.test(attributes.id ?? '') || quoted.test(attributes.class ?? '')) return true
  if (tag !== 'blockquote') return false
  if (attributes.type === 'cite') return true
  return !isIndent(attributes)
}

/** Editors indent one's own words with a block quote that has no line at its side, and a margin of their own. */
function isIndent(attributes: Attributes): boolean {
  const style = (attributes.style ?? '').slice(0, 4000)
  if (/border(-left)?\s{0,9}:\s{0,9}(none|0)/i.test(style)) return true
  const named = attributes.class ?? attributes.id ?? attributes.cite ?? attributes.name
  return (
    named === undefined &&
    !/border/i.test(style) &&
    /(?:margin|padding)(?:-left\s{0,9}:\s{0,9}|\s{0,9}:\s{0,9}(?:0(?:px|pt)?\s{1,9}){3})[2-9]\d(?:px|pt)/i.test(
      style,
    )
  )
}

/** The line Outlook and Foxmail draw over the head of the mail that is answered. */
const isRule = (attributes: Attributes): boolean =>
  /border:\s?none;\s?border-top:\s?solid #(b5c4df|e1e1e1)/i.test(attributes.style ?? '')

function horizontal(page: Page): void {
  block(page, 1)
  write(page, rule)
  block(page, 1)
}

function item({ page, lists }: Reading, attributes: Attributes): void {
  block(page, 1)
  page.mark = itemMark(lists, attributes)
}

/** The words of a picture that is loaded from somewhere; an emoji stands for itself. */
function pictureWords(attributes: Attributes): string {
  const words = (attributes.alt ?? '').trim().slice(0, 200)
  if (words === '' || /^cid:/i.test(attributes.src ?? '')) return ''
  return /^\p{Extended_Pictographic}/u.test(words) ? words : `[${words}]`
}

function endLink({ page, links }: Reading): void {
  const link = links.pop()
  const words = link?.text.replaceAll(/\s+/g, ' ').trim() ?? ''
  const address = link?.address.replaceAll(/[\s\p{Cc}<>]/gu, '') ?? ''
  if (!link || words === '' || !/^(https?:\/\/|mailto:|tel:)/i.test(address)) return
  if (!isSame(words, address))
    write(page, ` <${address.replace(/^(mailto|tel):/i, '').slice(0, longestLink)}>`)
}

function isSame(words: string, address: string): boolean {
  const bare = (said: string): string =>
    said
      .toLowerCase()
      .replace(/^(https?:\/\/|mailto:|tel:)/, '')
      .replace(/^www\./, '')
      .replace(/\/$/, '')
  const [said, meant] = [bare(words), bare(address)]
  if (/^(mailto|tel):/i.test(address))
    return meant.split('?')[0] === said || said.includes(meant.split('?')[0] ?? '')
  return said === meant
}
