import { escaped } from '../../lib/html.ts'
import type { OpenedFile } from '../platform.ts'
import type { EmailDeps } from './deps.ts'
import { htmlToText } from './read/html/to-text.ts'
import type { MailAddress, ReadMail } from './read/mail.ts'
import { readMail } from './read/read-mail.ts'

const place = /^\/api\/files\/mail-([0-9a-f-]{36})-(\d{1,4}|whole)$/

/** How messages and cards name a mail's file, and the mail itself. */
export const refOf = (mailId: string, nth: number): string => `/api/files/mail-${mailId}-${nth}`
export const wholeRef = (mailId: string): string => `/api/files/mail-${mailId}-whole`

/** The file behind a reference, read from the kept mail; `undefined` where it is none of ours. */
export async function openFile(deps: EmailDeps, ref: string): Promise<OpenedFile | undefined> {
  const [, id, which] = place.exec(ref) ?? []
  if (!id || !which) return undefined
  const row = await deps.db.mail.findUnique({ where: { id }, select: { raw: true } })
  if (!row) return undefined
  if (which === 'whole') return wholeMail(deps, row.raw)
  const file = readMail(row.raw).attachments[Number(which)]
  if (!file) return undefined
  const bytes = Buffer.from(file.content)
  return { name: file.filename, mediaType: file.mediaType, bytes, shown: picture.test(file.mediaType) }
}

/** The mail as a page that does nothing: whose, when, what, its pictures in their places. */
function wholeMail({ translate, site, hideSecrets }: EmailDeps, raw: Uint8Array): OpenedFile {
  const mail = readMail(raw)
  const lines = {
    from: listed([mail.from]),
    to: listed(mail.to),
    cc: listed(mail.cc),
    date: mail.headers.find(({ name }) => name === 'date')?.value ?? '',
    subject: hideSecrets(mail.subject),
  }
  const row = ([field, value]: [string, string]): string =>
    value === ''
      ? ''
      : `<tr><th>${escaped(translate(site.company.locale, `email.whole.${field}`))}</th><td>${escaped(value)}</td></tr>`
  const head = Object.entries(lines).map(row)
  const text = hideSecrets(mail.text)
  const plain = mail.html === undefined || text !== mail.text || hidesIn(mail.html, hideSecrets)
  const body = plain ? `<pre>${escaped(text)}</pre>` : withPictures(mail.html ?? '', mail)
  const page = `<!doctype html><meta charset="utf-8"><title>${escaped(lines.subject)}</title><style>${style}</style><table class="head">${head.join('')}</table>${body}`
  return {
    name: 'mail.html',
    mediaType: 'text/html; charset=utf-8',
    bytes: Buffer.from(page),
    shown: true,
    personal: true,
  }
}

const listed = (people: readonly MailAddress[]): string =>
  people.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ')

const style =
  'body{font:15px/1.6 system-ui,sans-serif;margin:24px;max-width:60em}.head{margin-bottom:16px;border-bottom:1px solid #ddd}.head th{text-align:left;font-weight:400;color:#667;padding:2px 16px 2px 0;white-space:nowrap;vertical-align:top}pre{white-space:pre-wrap;font:inherit}img{max-width:100%}'

const picture = /^image\/(?:png|jpeg|gif|webp)$/

/** The HTML of a mail may say more than its plain text. */
function hidesIn(html: string, hideSecrets: (text: string) => string): boolean {
  const { text } = htmlToText(html)
  return hideSecrets(text) !== text
}

/** Bytes of all pictures put into a page, however often it shows them. */
const mostPictures = 20_000_000

function withPictures(html: string, { attachments }: ReadMail): string {
  let left = mostPictures
  return html.replaceAll(/(["'])cid:([^"']{1,998})\1/g, (whole, quote: string, id: string) => {
    const file = attachments.find(({ contentId }) => contentId === id)
    if (!file || !picture.test(file.mediaType) || file.size > left) return whole
    left -= file.size
    return `${quote}data:${file.mediaType};base64,${Buffer.from(file.content).toString('base64')}${quote}`
  })
}
