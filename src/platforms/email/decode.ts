import type { Db } from '../../lib/db.ts'
import type { Inbound, InboundAttachment, InboundMessage } from '../platform.ts'
import type { EmailDeps } from './deps.ts'
import type { Mailbox } from './mailbox.ts'
import { ownAddresses } from './mailbox.ts'
import { refOf, wholeRef } from './open-file.ts'
import { bounceOf } from './read/bounce.ts'
import type { MailAttachment } from './read/mail.ts'
import { doubtsOf, type Judged, judge } from './store/judge.ts'
import { bareSubject } from './thread.ts'
import { deliveryIn } from './write/message-ids.ts'

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
  /** What was read in it, where that was just now. */
  judged?: Judged | undefined
}

/** More is read in the whole mail, which is attached. */
const longestText = 20_000

/** What the house is told of a mail; `undefined` where there is nothing to tell. */
export async function decode(
  deps: EmailDeps,
  waiting: WaitingMail,
  mailbox: Mailbox,
): Promise<Inbound | undefined> {
  const base = { platform: 'email', externalId: idOf(waiting) }
  let judged: Judged
  try {
    judged = waiting.judged ?? judge(waiting.raw, mailbox)
  } catch {
    return unreadable(deps, waiting, base)
  }
  const { said } = judged
  // What somebody decided about it later counts more than what it looks like.
  const automatic = waiting.automatic ?? judged.automatic
  if (automatic === 'bounce') return await undelivered(deps, judged, mailbox, base)
  if (automatic !== 'none')
    return waiting.threadId === null
      ? undefined
      : { kind: 'note', ...base, conversation: waiting.threadId, about: automatic, text: said }
  return messageOf(deps, waiting, { ...judged, base })
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
  const { mail, said, author, doubtful, base } = judged
  const long = said.length > longestText
  const doubts = doubtsOf(judged, waiting.address ?? '')
  const subject = waiting.begins ? bareSubject(mail.subject) : ''
  const name = author.name.slice(0, 100)
  return {
    kind: 'message',
    ...base,
    conversation: waiting.threadId,
    from: {
      id: identityOf(author.address, doubtful, waiting.id),
      ...(name ? { name } : {}),
      ...(author.address ? { contact: author.address } : {}),
    },
    text: long ? `${said.slice(0, longestText).toWellFormed()}…` : said,
    ...(subject ? { subject } : {}),
    ...(doubts.length > 0 ? { doubts } : {}),
    attachments: [
      ...mail.attachments.map((file, nth) => attachmentOf(file, refOf(waiting.id, nth))),
      ...(long || said !== mail.text.trim() || mail.html !== undefined || doubts.includes('unreadable')
        ? [wholeOf(deps, waiting)]
        : []),
    ],
  }
}

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

/** A bounce names our mail, or else whom it did not reach: then it is the only one we sent there of late. */
async function undelivered(
  { db, now }: EmailDeps,
  { mail }: Judged,
  mailbox: Mailbox,
  base: Base,
): Promise<Inbound | undefined> {
  const bounce = bounceOf(mail, ownAddresses(mailbox))
  if (!bounce) return undefined
  const sent = (await sentUnder(db, bounce.about)) ?? (await onlySentTo(db, bounce.recipient))
  if (!sent) return undefined
  if (!bounce.final)
    return { kind: 'note', ...base, conversation: sent.threadId, about: 'delayed', text: bounce.said }
  // Before the house hears of it: whoever then sends it again, sends it anew.
  await db.mailSent.update({ where: { deliveryId: sent.deliveryId }, data: { returnedAt: now() } })
  return { kind: 'undelivered', ...base, delivery: sent.deliveryId, reason: bounce.reason, said: bounce.said }
}

/** What was sent under a Message-ID, though it may have been sent anew under another since. */
async function sentUnder(db: Db, messageId: string | undefined) {
  if (messageId === undefined) return undefined
  const current = await db.mailSent.findFirst({ where: { messageId } })
  const named = deliveryIn(messageId)
  if (current || !named) return current ?? undefined
  const ours = await db.mailId.findUnique({ where: { messageId } })
  if (!ours?.outbound || ours.threadId !== named.thread) return undefined
  return await db.mailSent.findUnique({ where: { deliveryId: named.delivery, threadId: named.thread } })
}

async function onlySentTo(db: Db, address: string | undefined) {
  if (address === undefined) return undefined
  const sent = await db.mailSent.findMany({ where: { address }, orderBy: { begunAt: 'desc' }, take: 2 })
  return sent.length === 1 ? sent[0] : undefined
}
