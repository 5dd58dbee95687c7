import { escaped } from '../../../lib/html.ts'
import { wellFormed } from '../../../lib/text.ts'
import type { Stretch } from './body.ts'
import { sanitiseHtml } from './html/sanitise.ts'
import { htmlToText } from './html/to-text.ts'
import type { MailFault, ReadMail } from './mail.ts'

const longestText = 2_000_000
const longestHtml = 1_000_000

/** The whole readable text of a mail, and its HTML made harmless; plain text wins where the mail has both. */
export function readReadable(
  stretches: Stretch[],
  faults: Set<MailFault>,
): Pick<ReadMail, 'text' | 'textFrom' | 'html'> {
  const bounded = stretches.map((one) => ({
    ...one,
    html: cut(withoutBigPictures(one.html), longestHtml, faults),
  }))
  const texts = bounded.map((one) => (one.plain.trim() === '' ? fromHtml(one.html, faults) : one.plain))
  const text = texts
    .map((one) => one.replace(/^\n+/, '').trimEnd())
    .filter((one) => one.trim() !== '')
    .join('\n')
  const hasHtml = bounded.some((one) => one.html !== '')
  const html = bounded.map((one) => (one.html === '' ? asHtml(one.plain) : sanitiseHtml(one.html))).join('\n')
  return {
    text: wellFormed(cut(text, longestText, faults)),
    textFrom: hasHtml && bounded.every((one) => one.plain.trim() === '') ? 'html' : 'plain',
    html: hasHtml ? wellFormed(html) : undefined,
  }
}

function fromHtml(html: string, faults: Set<MailFault>): string {
  const { text, whole } = htmlToText(html)
  if (!whole) faults.add('text_cut')
  return text
}

/** Megabytes of a picture written into the source would push the words out. */
const withoutBigPictures = (html: string): string =>
  html.replaceAll(/data:image\/[a-z+.-]{1,20};base64,[a-z0-9+/=\s]{200000,}/gi, '')

const asHtml = (plain: string): string => `<pre>${escaped(plain.slice(0, longestHtml))}</pre>`

function cut(text: string, most: number, faults: Set<MailFault>): string {
  if (text.length <= most) return text
  faults.add('text_cut')
  return text.slice(0, most)
}

/** QQ writes its plain text with entities of HTML. */
export function withoutEntities(text: string): string {
  const signs: Record<string, string> = { nbsp: ' ', lt: '<', gt: '>', amp: '&', quot: '"' }
  return text.replaceAll(/&(nbsp|lt|gt|amp|quot);/g, (_, name: string) => signs[name] ?? '')
}
