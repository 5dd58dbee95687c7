import type { Db, Tx } from '../../../lib/db.ts'
import { messageOf } from '../../../lib/errors.ts'
import { wellFormed } from '../../../lib/text.ts'
import type { EmailDeps } from '../deps.ts'
import type { Receiver } from '../mailbox.ts'
import { keptId } from '../read/message-ids.ts'
import { findThread, type NewThread, newThread } from '../thread.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type Judged, judge } from './judge.ts'

/** What was newly written, as far as an answer quotes it. */
export const quotable = ({ hideSecrets }: EmailDeps, said: string): string =>
  wellFormed(hideSecrets(said.slice(0, 6_000)))

/** A mail as it is to be recorded. */
export interface Row {
  fingerprint: string
  messageId: string | undefined
  automatic: string | null
  said: string | null
  sentAt: Date | null
  thread: Thread | undefined
  /** The house is to hear of it. */
  waits: boolean
  error: string | null
  judged: Judged | undefined
}

type Thread = { id: string; address: string; subject: string; isNew: false } | (NewThread & { isNew: true })

/** What a mail is recorded as, and the thread it joins or begins; also one that cannot be read. */
export async function rowOf(deps: EmailDeps, db: Db | Tx, mailbox: Receiver, raw: Buffer): Promise<Row> {
  let judged: Judged
  try {
    judged = judge(raw, mailbox)
  } catch (error) {
    // Kept whole, shown on the desk, and read again after a fix.
    deps.log.error(
      { mailbox: mailbox.id, bytes: raw.length, error: messageOf(error) },
      'a mail cannot be read',
    )
    return unreadRow(deps, raw, error)
  }
  const { mail, automatic, said } = judged
  const thread = await threadFor(deps, db, judged)
  return {
    fingerprint: fingerprintOf(mail, raw),
    messageId: keptId(mail.messageId),
    automatic,
    said: quotable(deps, said),
    sentAt: mail.date ?? null,
    thread,
    waits: automatic === 'none' || automatic === 'bounce' || (automatic !== 'loop' && thread !== undefined),
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
    automatic: null,
    said: null,
    sentAt: null,
    thread: { ...newThread(deps.site.key, { address: '', name: '', subject: '' }), isNew: true },
    waits: true,
    error: wellFormed(messageOf(error)).slice(0, 500),
    judged: undefined,
  }
}

/** A person's mail has a thread, its own where it belongs to none; a program's only one that is there. */
async function threadFor(
  deps: EmailDeps,
  db: Db | Tx,
  { mail, automatic, author, doubtful }: Judged,
): Promise<Thread | undefined> {
  if (automatic === 'loop') return undefined
  // Whoever may be forged joins nothing.
  const found = doubtful ? undefined : await findThread(db, mail)
  if (found) return { ...found, isNew: false }
  if (automatic !== 'none') return undefined
  return { ...newThread(deps.site.key, { ...author, subject: deps.hideSecrets(mail.subject) }), isNew: true }
}
