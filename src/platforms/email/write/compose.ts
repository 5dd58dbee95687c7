import type { SendMailOptions } from 'nodemailer'
import type { Translate } from '../../../lib/i18n.ts'
import { loopMark } from '../own-mail.ts'
import { loopHeader } from '../read/automatic.ts'
import { safeName } from '../read/file-name.ts'
import { isAutomatic, type Letter, type OpenFile } from './letter.ts'
import { ancestry, messageIdOf } from './message-ids.ts'
import { pageOf } from './page.ts'
import { partsOf } from './parts.ts'
import { plainOf } from './plain.ts'
import { cutTo, plainLine } from './plain-line.ts'
import { replySubject } from './subject.ts'

/** A mail ready for nodemailer's composer; the same letter gives the same mail but for the boundaries. */
export type ComposedMail = SendMailOptions & {
  messageId: string
  envelope: { from: string; to: string[] }
}

/** The mail a letter becomes. It goes to the thread's address and to nobody else. */
export function composeMail(translate: Translate, letter: Letter): ComposedMail {
  const { message, edition, thread, ids, mailbox, files, site, now } = letter
  const { locale } = site.company
  const messageId = messageIdOf({ delivery: message.id, edition }, thread.id, mailbox.address)
  const parts = partsOf(translate, letter)
  return {
    messageId,
    date: now,
    subject: replySubject(thread.subject, thread.token, translate(locale, 'email.mail.noSubject')),
    from: { name: nameOf(mailbox.name), address: mailbox.address },
    to: { name: nameOf(thread.name), address: thread.address },
    envelope: { from: mailbox.address, to: [thread.address] },
    ...ancestry(ids, messageId),
    headers: headersOf(letter),
    text: asSent(plainOf(parts)),
    html: asSent(pageOf(parts, { lang: locale, ours: site.publicUrl })),
    attachments: files.map(fileOf),
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** Lines as mail ends them (RFC 2046, 4.1.1). */
const asSent = (text: string): string => text.replaceAll('\n', '\r\n')

const nameOf = (name: string): string => cutTo(100, plainLine(name))

/** RFC 3834: nobody's program answers it, and nobody's program is answered by us. */
const headersOf = ({ message, site }: Letter): Record<string, string> => ({
  [loopHeader]: loopMark(site.key, message.id),
  ...(isAutomatic(message)
    ? {
        'Auto-Submitted': 'auto-replied',
        // All but NDR: that it did not arrive is the one thing we want to hear.
        // https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxcmail/ced68690-498a-4567-9d14-5c01f974d8b1
        'X-Auto-Response-Suppress': 'DR, RN, NRN, OOF, AutoReply',
      }
    : {}),
})

const typeName = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/i

/** A file byte for byte: what has a form of its own in mails (message/…, multipart/…) goes as bytes, too. */
function fileOf({ name, mediaType, bytes }: OpenFile): NonNullable<SendMailOptions['attachments']>[number] {
  const typed = typeName.test(mediaType) && !/^(?:message|multipart)\//i.test(mediaType)
  return {
    filename: safeName(name.toWellFormed(), new Set()) || 'file.bin',
    contentType: typed ? mediaType.toLowerCase() : 'application/octet-stream',
    contentDisposition: 'attachment',
    contentTransferEncoding: 'base64',
    content: bytes,
  }
}
