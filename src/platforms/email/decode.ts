import type { Inbound, InboundAttachment, InboundMessage } from '../platform.ts'
import type { EmailDeps } from './deps.ts'
import { ownAddresses, type Receiver } from './mailbox.ts'
import { refOf, wholeRef } from './open-file.ts'
import { isEnglish } from './read/english.ts'
import type { MailAttachment } from './read/mail.ts'
import { findBounced } from './store/bounced.ts'
import { doubtsOf, type Judged, judge } from './store/judge.ts'
import { bareSubject } from './thread.ts'

/** A recorded mail that waits for the house, and the thread it was put in. */
export interface WaitingMail {
  id: string
  fingerprint: string
  mailboxId: string
  raw: Uint8Array
  size: number
  reading: number
  /** Null while it could not be read. */
  automatic: string | null
  threadId: string | null
  /** The thread's customer, and whether this mail began it. */
  address: string | null
  begins: boolean
  /** What the thread is about. */
  subject: string | null
  /** What was read in it, where that was just now. */
  judged?: Judged | undefined
}

/** More is read in the whole mail, which is attached. */
const longestText = 20_000

/** What the house is told of a mail; `undefined` where there is nothing to tell. */
export async function decode(
  deps: EmailDeps,
  waiting: WaitingMail,
  mailbox: Receiver,
): Promise<Inbound | undefined> {
  const base = { platform: 'email', externalId: idOf(waiting) }
  // What is recorded of it, also what somebody decided about it later, counts more than what it looks like.
  const { automatic } = waiting
  const judged = automatic === null ? undefined : judgedOf(deps, waiting, mailbox)
  if (automatic === null || !judged) return unreadable(deps, waiting, base)
  const { said } = judged
  if (automatic === 'bounce') return await undelivered(deps, judged, mailbox, base)
  if (automatic !== 'none')
    return waiting.threadId === null
      ? undefined
      : { kind: 'note', ...base, conversation: waiting.threadId, about: automatic, text: said }
  return messageOf(deps, waiting, { ...judged, base })
}

function judgedOf({ site }: EmailDeps, { judged, raw }: WaitingMail, mailbox: Receiver): Judged | undefined {
  try {
    return judged ?? judge(raw, mailbox, site.key)
  } catch {
    return undefined
  }
}

type Base = Pick<InboundMessage, 'platform' | 'externalId'>

/** Reading it again makes it another thing that came in, not the same once more. */
const idOf = ({ fingerprint, reading }: WaitingMail): string =>
  reading === 1 ? fingerprint : `${fingerprint}:${reading}`

function messageOf(
  deps: EmailDeps,
  waiting: WaitingMail,
  judged: Judged & { base: Base },
): InboundMessage | undefined {
  if (waiting.threadId === null) return undefined
  const { mail, said, author, doubtful, verified, base } = judged
  const long = said.length > longestText
  const doubts = doubtsOf(judged, waiting.address ?? '')
  const subject = headingOf(waiting, bareSubject(mail.subject).slice(0, 500))
  const name = author.name.slice(0, 100)
  return {
    kind: 'message',
    ...base,
    conversation: waiting.threadId,
    from: {
      id: identityOf(author.address, doubtful, waiting.id),
      ...(name ? { name } : {}),
      ...(author.address ? { contact: author.address } : {}),
      ...(verified && author.address ? { verified: { email: author.address } } : {}),
    },
    text: long ? `${said.slice(0, longestText).toWellFormed()}…` : said,
    ...(subject ? { subject } : {}),
    ...(doubts.length > 0 ? { doubts } : {}),
    ...(waiting.begins && isEnglish(`${mail.subject}\n${said}`) ? { locale: 'en' } : {}),
    attachments: [
      ...mail.attachments.map((file, nth) => attachmentOf(file, refOf(waiting.id, nth))),
      ...(long || said !== mail.text.trim() || mail.html !== undefined || doubts.includes('unreadable')
        ? [wholeOf(deps, waiting)]
        : []),
    ],
  }
}

/** A heading says something where it begins a thread, or differs from what the thread is about. */
const headingOf = ({ begins, subject }: WaitingMail, said: string): string =>
  begins || said !== subject ? said : ''

/** Nobody's history shows up for a sender who may be forged, and those without an address are not one person. */
function identityOf(address: string, doubtful: boolean, id: string): string {
  if (address === '') return `nobody:${id}`
  return doubtful ? `unverified:${address}` : address
}

function unreadable(deps: EmailDeps, waiting: WaitingMail, base: Base): InboundMessage | undefined {
  if (waiting.threadId === null) return undefined
  return {
    kind: 'message',
    ...base,
    conversation: waiting.threadId,
    from: { id: `nobody:${waiting.id}` },
    text: '',
    doubts: ['unreadable'],
    attachments: [wholeOf(deps, waiting)],
  }
}

const attachmentOf = ({ filename, size, mediaType }: MailAttachment, ref: string): InboundAttachment => ({
  name: filename,
  size,
  mediaType,
  ref,
})

/** The mail as it came, quotations and all. */
const wholeOf = ({ translate, site }: EmailDeps, { id, size }: WaitingMail): InboundAttachment => ({
  name: translate(site.company.locale, 'email.whole.name'),
  size,
  mediaType: 'text/html',
  ref: wholeRef(id),
})

/** What did not arrive; or, as long as the server still tries, a note of it. */
async function undelivered(
  { db, now }: EmailDeps,
  judged: Judged,
  mailbox: Receiver,
  base: Base,
): Promise<Inbound | undefined> {
  const found = await findBounced(db, judged, ownAddresses(mailbox))
  if (!found) return undefined
  const { bounce, deliveryId, threadId } = found
  if (!bounce.final)
    return { kind: 'note', ...base, conversation: threadId, about: 'delayed', text: bounce.said }
  // Before the house hears of it: whoever then sends it again, sends it anew.
  await db.mailSent.update({ where: { deliveryId }, data: { returnedAt: now() } })
  return { kind: 'undelivered', ...base, delivery: deliveryId, reason: bounce.reason, said: bounce.said }
}
