import { randomUUID } from 'node:crypto'
import { type Db, inTransaction, type Tx } from '../../../lib/db.ts'
import { messageOf } from '../../../lib/errors.ts'
import { wellFormed } from '../../../lib/text.ts'
import type { WaitingMail } from '../decode.ts'
import type { EmailDeps } from '../deps.ts'
import type { Receiver } from '../mailbox.ts'
import { findThread, type NewThread, newThread } from '../thread.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type Judged, judge } from './judge.ts'
import { readWaiting } from './read-waiting.ts'

export interface RawMail {
  raw: Buffer
}

/** How far a folder was read; written together with what was read. */
export interface FolderMark {
  path: string
  uidValidity: bigint
  /** Everything up to here is recorded, but for `skipped`. */
  lastUid: bigint
  /** When it was last read to its end. */
  readAt: Date
  /** Numbers the server did not hand out the mail of, again and again. */
  skipped: bigint[]
}

/**
 * Records mails whole and once, in one transaction with the folder's mark; those known already, by whichever way they
 * came, stay as they are. Returns those that the house has still to hear of, in their order. What cannot be read is
 * recorded all the same.
 */
export async function recordMails(
  deps: EmailDeps,
  mailbox: Receiver,
  mails: readonly RawMail[],
  mark?: FolderMark,
): Promise<WaitingMail[]> {
  const [only] = mails
  // One mail is one statement: no transaction needs to be opened for it.
  if (only && mails.length === 1 && !mark) return await recordOne(deps, deps.db, mailbox, only)
  return await inTransaction(deps.db, async (tx) => {
    const recorded: WaitingMail[] = []
    for (const mail of mails) recorded.push(...(await recordOne(deps, tx, mailbox, mail)))
    if (mark) await moveMark(tx, mailbox.id, mark)
    return recorded
  })
}

async function moveMark(tx: Tx, mailboxId: string, mark: FolderMark): Promise<void> {
  await tx.mailFolder.upsert({
    where: { mailboxId_path: { mailboxId, path: mark.path } },
    create: { mailboxId, ...mark },
    update: mark,
  })
}

async function recordOne(
  deps: EmailDeps,
  db: Db | Tx,
  mailbox: Receiver,
  { raw }: RawMail,
): Promise<WaitingMail[]> {
  const at = deps.now()
  const row = await rowOf(deps, db, mailbox, raw)
  const { thread } = row
  const begun = thread?.isNew ? thread : undefined
  // Of what the house is to hear, its own commit, which comes next, waits for the disk; until then nobody was told
  // that it is recorded, and a mailbox still has it.
  const commit = row.waits ? 'off' : 'on'
  const [recorded] = await db.$queryRaw<{ id: string; isNew: boolean }[]>`
    WITH mail AS (
      INSERT INTO "Mail" (id, fingerprint, "mailboxId", raw, size, "arrivedAt", "threadId", automatic, said, "sentAt",
        "handledAt", error)
      VALUES (${randomUUID()}::uuid, ${row.fingerprint}, ${mailbox.id}::uuid, ${raw}, ${raw.length}, ${at},
        ${thread?.id ?? null}::uuid, ${row.automatic}, ${row.said}, ${row.sentAt}, ${row.waits ? null : at}::timestamptz,
        ${row.error})
      ON CONFLICT DO NOTHING RETURNING id
    ), begun AS (
      INSERT INTO "MailThread" (id, "mailboxId", address, name, subject, token, "createdAt")
      SELECT ${thread?.id ?? null}::uuid, ${mailbox.id}::uuid, ${begun?.address ?? ''}, ${begun?.name ?? ''},
        ${begun?.subject ?? ''}, ${begun?.token ?? ''}, ${at}
      FROM mail WHERE ${begun !== undefined}
    ), named AS (
      INSERT INTO "MailId" ("messageId", "threadId", outbound)
      SELECT ${row.messageId ?? ''}, ${thread?.id ?? null}::uuid, false
      FROM mail WHERE ${row.messageId !== undefined && thread !== undefined}
      ON CONFLICT DO NOTHING
    )
    SELECT id, true AS "isNew" FROM mail, set_config('synchronous_commit', ${commit}, true)
    UNION ALL SELECT id, false FROM "Mail" WHERE fingerprint = ${row.fingerprint} AND "handledAt" IS NULL`
  if (!recorded || !row.waits) return []
  if (!recorded.isNew) return await readWaiting(db, [recorded.id])
  const { fingerprint, automatic, judged } = row
  return [
    {
      id: recorded.id,
      fingerprint,
      mailboxId: mailbox.id,
      raw,
      size: raw.length,
      reading: 1,
      automatic,
      threadId: thread?.id ?? null,
      address: thread?.address ?? null,
      begins: begun !== undefined,
      judged,
    },
  ]
}

/** What was newly written, as far as an answer quotes it. */
export const quotable = ({ hideSecrets }: EmailDeps, said: string): string =>
  wellFormed(hideSecrets(said.slice(0, 6_000)))

interface Row {
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

type Thread = { id: string; address: string; isNew: false } | (NewThread & { isNew: true })

async function rowOf(deps: EmailDeps, db: Db | Tx, mailbox: Receiver, raw: Buffer): Promise<Row> {
  let judged: Judged
  try {
    judged = judge(raw, mailbox)
  } catch (error) {
    // Kept whole, shown on the desk, and read again after a fix.
    deps.log.error(
      { mailbox: mailbox.id, bytes: raw.length, error: messageOf(error) },
      'a mail cannot be read',
    )
    return unread(deps, raw, error)
  }
  const { mail, automatic, said } = judged
  const thread = await threadFor(deps, db, judged)
  return {
    fingerprint: fingerprintOf(mail, raw),
    messageId: mail.messageId?.slice(0, 998),
    automatic,
    said: quotable(deps, said),
    sentAt: mail.date ?? null,
    thread,
    waits: automatic === 'none' || automatic === 'bounce' || (automatic !== 'loop' && thread !== undefined),
    error: null,
    judged,
  }
}

function unread(deps: EmailDeps, raw: Buffer, error: unknown): Row {
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
  return { ...newThread(deps.site.key, { ...author, subject: mail.subject }), isNew: true }
}
