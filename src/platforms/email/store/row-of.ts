import type { Db, Tx } from '../../../lib/db.ts'
import { messageOf } from '../../../lib/errors.ts'
import { wellFormed } from '../../../lib/text.ts'
import type { EmailDeps } from '../deps.ts'
import type { Receiver } from '../mailbox.ts'
import { keptId } from '../read/message-ids.ts'
import { answeredBy, newThread } from '../thread.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type Judged, judge } from './judge.ts'
import { place, type Thread } from './place.ts'

/** A mail as it came. */
export interface RawMail {
  raw: Buffer
  /** When its server had it, where one told that. */
  arrivedAt?: Date
}

/** What was newly written, as far as an answer quotes it. */
export const quotable = ({ hideSecrets }: EmailDeps, said: string): string =>
  wellFormed(hideSecrets(said.slice(0, 6_000)))

/** A mail as it is to be recorded. */
export interface Row {
  fingerprint: string
  messageId: string | undefined
  /** The Message-IDs it answers, without its own. */
  answers: string[]
  automatic: string | null
  said: string | null
  sentAt: Date | null
  thread: Thread | undefined
  /** The house is to hear of it. */
  waits: boolean
  error: string | null
  judged: Judged | undefined
}

/** What a mail is recorded as, and the thread it joins or begins; also one that cannot be read. */
export async function rowOf(
  deps: EmailDeps,
  db: Db | Tx,
  mailbox: Receiver,
  { raw, arrivedAt }: RawMail,
): Promise<Row> {
  let read: Judged
  try {
    read = judge(raw, mailbox, deps.site.key)
  } catch (error) {
    // Kept whole, shown on the desk, and read again after a fix.
    deps.log.error(
      { mailbox: mailbox.id, bytes: raw.length, error: messageOf(error) },
      'a mail cannot be read',
    )
    return unreadRow(deps, raw, error)
  }
  const { judged, thread } = await place(deps, db, { judged: read, mailbox })
  const { mail, automatic, said } = judged
  const messageId = keptId(mail.messageId)
  return {
    fingerprint: fingerprintOf(mail, raw),
    messageId,
    answers: answeredBy(mail).filter((id) => id !== messageId),
    automatic,
    said: quotable(deps, said),
    sentAt: mail.date ?? arrivedAt ?? null,
    thread,
    waits: thread !== undefined,
    error: null,
    judged,
  }
}

/** What a mail is recorded as that could not be read, or not be recorded as what it is. */
export function unreadRow(deps: EmailDeps, raw: Buffer, error: unknown): Row {
  const nobody = { messageId: undefined, from: { address: '', name: '' }, date: undefined, subject: '' }
  return {
    fingerprint: fingerprintOf(nobody, raw),
    messageId: undefined,
    answers: [],
    automatic: null,
    said: null,
    sentAt: null,
    thread: {
      ...newThread(deps.site.key, { address: '', doubtful: false, name: '', subject: '' }),
      isNew: true,
    },
    waits: true,
    error: wellFormed(messageOf(error)).slice(0, 500),
    judged: undefined,
  }
}
