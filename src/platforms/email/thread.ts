import { createHmac, randomUUID } from 'node:crypto'
import type { Db, Tx } from '../../lib/db.ts'
import { keyFor } from '../../lib/seal.ts'
import { withoutMarks } from '../../lib/subject.ts'
import { wellFormed } from '../../lib/text.ts'
import type { ReadMail } from './read/mail.ts'
import { keptId } from './read/message-ids.ts'

/** What a mail says about what it belongs to. */
export type Pointers = Pick<ReadMail, 'messageId' | 'inReplyTo' | 'references' | 'subject' | 'to' | 'cc'>

/** Who wrote it, and whether that may be forged. */
export interface Writer {
  author: { address: string }
  doubtful: boolean
}

/** No mail is asked about more than so many Message-IDs. */
const mostIds = 60

/**
 * The thread a mail belongs to: by the Message-IDs it answers, ours before theirs and the latest first, and else by
 * the token that our mails carry in their subject. A subject or a sender alone never joins anybody to anything. Whoever
 * may be forged joins nothing but what a mail of the same address, as doubtful, began. An answer may come before what it
 * answers: a mail that was only named so far joins, and is joined, where its author is the one who named it.
 */
export async function findThread(
  db: Db | Tx,
  mail: Pointers,
  { author, doubtful }: Writer,
): Promise<{ id: string; address: string; subject: string } | undefined> {
  const messageId = keptId(mail.messageId) ?? ''
  const ids = answeredBy(mail)
  const tokens = tokensIn(mail)
  if (messageId === '' && ids.length === 0 && tokens.length === 0) return undefined
  const [found] = await db.$queryRaw<{ id: string; address: string; subject: string }[]>`
    SELECT t.id, t.address, t.subject FROM "MailThread" t JOIN (
      SELECT i."threadId", CASE WHEN i.outbound THEN 0 ELSE 1 END AS rank, i.seq, i.claimed FROM "MailId" i
        WHERE i."messageId" = ANY(${ids}) OR (i."messageId" = ${messageId} AND i.claimed)
      UNION ALL SELECT s.id, 2, 0, false FROM "MailThread" s WHERE s.token = ANY(${tokens})
    ) f ON f."threadId" = t.id
    WHERE NOT (${doubtful} OR f.claimed)
      OR (t.doubtful = ${doubtful} AND t.address = ${author.address} AND t.address <> '')
    ORDER BY f.rank, f.seq DESC LIMIT 1`
  return found
}

/** The Message-IDs a mail answers, the latest first. */
export const answeredBy = ({ inReplyTo, references }: Pick<Pointers, 'inReplyTo' | 'references'>): string[] =>
  [...new Set([inReplyTo, ...references.toReversed()])].flatMap((id) => keptId(id) ?? []).slice(0, mostIds)

export interface NewThread {
  id: string
  address: string
  doubtful: boolean
  name: string
  subject: string
  token: string
}

/** A thread for a mail that belongs to none; answers go to `address` and nowhere else. */
export function newThread(key: Buffer, said: Omit<NewThread, 'id' | 'token'>): NewThread {
  const id = randomUUID()
  const { address, doubtful, name, subject } = wellFormed(said)
  return {
    id,
    address,
    doubtful,
    name: name.slice(0, 200),
    subject: bareSubject(subject).slice(0, 500),
    token: tokenOf(key, id),
  }
}

const tokenLength = 12

/** The signed token of a thread: who does not hold the key cannot make one (some 59 bits of an HMAC). */
function tokenOf(key: Buffer, threadId: string): string {
  const digest = createHmac('sha256', keyFor(key, 'mail thread')).update(threadId).digest()
  return Array.from(digest.subarray(0, tokenLength), (byte) => letters[byte % letters.length]).join('')
}

/** Without those that are read as one another. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz'

const inSubject = new RegExp(`\\[#([${letters}]{${tokenLength}})\\]`, 'gi')
const inAddress = new RegExp(`\\+([${letters}]{${tokenLength}})@`, 'i')

/** Tokens in the subject, and in addresses such as help+token@… of where forwarding keeps no subject. */
function tokensIn({ subject, to, cc }: Pointers): string[] {
  const said = [...subject.slice(0, 1000).matchAll(inSubject)].map(([, token]) => token ?? '')
  const sentTo = [...to, ...cc].slice(0, 50).map(({ address }) => inAddress.exec(address)?.[1] ?? '')
  return [...said, ...sentTo].filter((token) => token !== '').map((token) => token.toLowerCase())
}

/** A subject without our token and what mail programs put in front of it. */
export const bareSubject = (subject: string): string => withoutMarks(subject.replaceAll(inSubject, ' '))
