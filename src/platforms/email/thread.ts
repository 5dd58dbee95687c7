import { createHmac, randomUUID } from 'node:crypto'
import type { Db, Tx } from '../../lib/db.ts'
import { keyFor } from '../../lib/seal.ts'
import { wellFormed } from '../../lib/text.ts'
import type { ReadMail } from './read/mail.ts'
import { keptId } from './read/message-ids.ts'

/** What a mail says about what it belongs to. */
export type Pointers = Pick<ReadMail, 'inReplyTo' | 'references' | 'subject' | 'to' | 'cc'>

/** No mail is asked about more than so many Message-IDs. */
const mostIds = 60

/**
 * The thread a mail belongs to: by the Message-IDs it answers, ours before theirs and the latest first, and else by
 * the token that our mails carry in their subject. A subject or a sender alone never joins anybody to anything.
 */
export async function findThread(
  db: Db | Tx,
  mail: Pointers,
): Promise<{ id: string; address: string; subject: string } | undefined> {
  const ids = [...new Set([mail.inReplyTo, ...mail.references.toReversed()])]
    .filter((id) => id !== undefined && keptId(id) !== undefined)
    .slice(0, mostIds)
  const tokens = tokensIn(mail)
  if (ids.length === 0 && tokens.length === 0) return undefined
  const [found] = await db.$queryRaw<{ id: string; address: string; subject: string }[]>`
    SELECT t.id, t.address, t.subject FROM "MailThread" t JOIN (
      SELECT i."threadId", CASE WHEN i.outbound THEN 0 ELSE 1 END AS rank, i.seq FROM "MailId" i
        WHERE i."messageId" = ANY(${ids})
      UNION ALL SELECT s.id, 2, 0 FROM "MailThread" s WHERE s.token = ANY(${tokens})
    ) f ON f."threadId" = t.id
    ORDER BY f.rank, f.seq DESC LIMIT 1`
  return found
}

export interface NewThread {
  id: string
  address: string
  name: string
  subject: string
  token: string
}

/** A thread for a mail that belongs to none; answers go to `address` and nowhere else. */
export function newThread(key: Buffer, said: { address: string; name: string; subject: string }): NewThread {
  const id = randomUUID()
  const { address, name, subject } = wellFormed(said)
  return {
    id,
    address,
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

/** A subject without our token and what mail programs put in front of it: 回复：, Re:, 答复: … */
export function bareSubject(subject: string): string {
  let text = subject.replaceAll(inSubject, ' ').replaceAll(/\s+/g, ' ').trim()
  for (let times = 0; times < 20; times += 1) {
    const shorter = text.replace(prefix, '').trim()
    if (shorter === text) break
    text = shorter
  }
  return text
}

const prefix =
  /^(?:re|aw|sv|fwd?|回复|回復|回覆|答复|答覆|转发|轉發|轉寄|转寄)\s*(?:\[\d{1,3}\]|\(\d{1,3}\)|（\d{1,3}）)?\s*[:：]/i
