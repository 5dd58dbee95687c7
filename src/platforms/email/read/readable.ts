import { escaped } from '../../../lib/html.ts'
import { wellFormed } from '../../../lib/text.ts'
import type { Stretch } from './body.ts'
import { prefersHtml, sayTheSame } from './forms.ts'
import { sanitiseHtml } from './html/sanitise.ts'
import { htmlToText } from './html/to-text.ts'
import type { MailFault, ReadMail } from './mail.ts'
import type { AboutMail } from './mail-kind.ts'

const longestText = 2_000_000
const longestHtml = 1_000_000

/** A stretch in the form that is read. */
interface Chosen {
  stretch: Stretch
  text: string
  from: 'plain' | 'html'
}

/**
 * The whole readable text of a mail, and its HTML made harmless; plain text wins where the mail has both, unless only
 * the HTML holds the words or tells the new from the old.
 */
export function readReadable(
  stretches: Stretch[],
  about: AboutMail,
  faults: Set<MailFault>,
): Pick<ReadMail, 'text' | 'textFrom' | 'html'> {
  const bounded = stretches.map((one) => ({
    ...one,
    html: cut(withoutBigPictures(one.html), longestHtml, faults),
  }))
  const chosen = withTwinsJoined(bounded).map((one) => choose(one, about, faults))
  const text = chosen
    .map((one) => one.text.replace(/^\n+/, '').trimEnd())
    .filter((one) => one.trim() !== '')
    .join('\n')
  const hasHtml = chosen.some(({ stretch }) => stretch.html !== '')
  const html = chosen
    .map(({ stretch }) => (stretch.html === '' ? asHtml(stretch.plain) : sanitiseHtml(stretch.html)))
    .join('\n')
  return {
    text: wellFormed(cut(text, longestText, faults)),
    textFrom: hasHtml && chosen.every((one) => one.from === 'html') ? 'html' : 'plain',
    html: hasHtml ? wellFormed(html) : undefined,
  }
}

function choose(stretch: Stretch, about: AboutMail, faults: Set<MailFault>): Chosen {
  const { plain, html } = stretch
  if (html === '') return { stretch, text: plain, from: 'plain' }
  let read: ReturnType<typeof htmlToText> | undefined
  const readHtml = (): string => {
    read ??= htmlToText(html)
    return read.text
  }
  if (plain.trim() !== '' && !prefersHtml(plain, readHtml, about))
    return { stretch, text: plain, from: 'plain' }
  const text = readHtml()
  if (read?.whole === false) faults.add('text_cut')
  return { stretch, text, from: 'html' }
}

/** Some programs send both forms one behind the other, without calling them forms of the same. */
function withTwinsJoined(all: Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  for (const one of all) {
    const earlier = joined.at(-1)
    if (earlier?.html === '' && one.plain === '' && sayTheSame(earlier.plain, htmlToText(one.html).text))
      joined[joined.length - 1] = { plain: earlier.plain, html: one.html }
    else joined.push(one)
  }
  return joined
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
