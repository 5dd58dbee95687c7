import { randomUUID } from 'node:crypto'
import { type Db, inTransaction, type Tx } from '../../../lib/db.ts'
import { isAway, isConflict, isTooSlow } from '../../../lib/db-errors.ts'
import { messageOf } from '../../../lib/errors.ts'
import type { WaitingMail } from '../decode.ts'
import type { EmailDeps } from '../deps.ts'
import type { Receiver } from '../mailbox.ts'
import { readWaiting } from './read-waiting.ts'
import { type RawMail, type Row, rowOf, unreadRow } from './row-of.ts'

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
 * recorded all the same, and so is a single mail that the database refuses as what it is: whole, as one that cannot be
 * read. Throws where the database is away, and for what it refuses among several: they are brought again one by one.
 */
export async function recordMails(
  deps: EmailDeps,
  mailbox: Receiver,
  mails: readonly RawMail[],
  mark?: FolderMark,
): Promise<WaitingMail[]> {
  const [only] = mails
  if (!only || mails.length > 1) return await recordTogether(deps, mailbox, { mails, mark })
  try {
    return await recordTogether(deps, mailbox, { mails, mark })
  } catch (error) {
    // What passes by itself is not the mail's fault.
    if (isAway(error) || isConflict(error) || isTooSlow(error)) throw error
    deps.log.error(
      { mailbox: mailbox.id, bytes: only.raw.length, error: messageOf(error) },
      'a mail cannot be recorded as what it is',
    )
    const row = unreadRow(deps, only.raw, error)
    return await inTransaction(deps.db, async (tx) => {
      const recorded = await writeRow(deps, tx, { mailbox, mail: only, row })
      if (mark) await moveMark(tx, mailbox.id, mark)
      return recorded
    })
  }
}

async function recordTogether(
  deps: EmailDeps,
  mailbox: Receiver,
  { mails, mark }: { mails: readonly RawMail[]; mark: FolderMark | undefined },
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
  mail: RawMail,
): Promise<WaitingMail[]> {
  return await writeRow(deps, db, { mailbox, mail, row: await rowOf(deps, db, mailbox, mail) })
}

interface Writing {
  mailbox: Receiver
  mail: RawMail
  row: Row
}

async function writeRow(
  { now }: EmailDeps,
  db: Db | Tx,
  { mailbox, mail: { raw }, row }: Writing,
): Promise<WaitingMail[]> {
  const at = now()
  const { thread } = row
  const begun = thread?.isNew ? thread : undefined
  // Of a person's mail the commit of the house, which comes next, waits for the disk; until then nobody was told that
  // it is recorded, and a mailbox still has it.
  const commit = row.automatic === 'none' ? 'off' : 'on'
  const [recorded] = await db.$queryRaw<{ id: string; isNew: boolean }[]>`
    WITH mail AS (
      INSERT INTO "Mail" (id, fingerprint, "mailboxId", raw, size, "arrivedAt", "threadId", automatic, said, "sentAt",
        "handledAt", error)
      VALUES (${randomUUID()}::uuid, ${row.fingerprint}, ${mailbox.id}::uuid, ${raw}, ${raw.length}, ${at},
        ${thread?.id ?? null}::uuid, ${row.automatic}, ${row.said}, ${row.sentAt}, ${row.waits ? null : at}::timestamptz,
        ${row.error})
      ON CONFLICT DO NOTHING RETURNING id
    ), begun AS (
      INSERT INTO "MailThread" (id, "mailboxId", address, doubtful, name, subject, token, "createdAt")
      SELECT ${thread?.id ?? null}::uuid, ${mailbox.id}::uuid, ${begun?.address ?? ''}, ${begun?.doubtful ?? false},
        ${begun?.name ?? ''}, ${begun?.subject ?? ''}, ${begun?.token ?? ''}, ${at}
      FROM mail WHERE ${begun !== undefined}
    ), named AS (
      INSERT INTO "MailId" ("messageId", "threadId", outbound)
      SELECT ${row.messageId ?? ''}, ${thread?.id ?? null}::uuid, false
      FROM mail WHERE ${row.messageId !== undefined && thread !== undefined}
      ON CONFLICT ("messageId") DO UPDATE SET "threadId" = EXCLUDED."threadId", seq = EXCLUDED.seq, claimed = false
      WHERE "MailId".claimed AND (NOT ${row.judged?.doubtful ?? false} OR "MailId"."threadId" = EXCLUDED."threadId")
    ), claimed AS (
      INSERT INTO "MailId" ("messageId", "threadId", outbound, claimed)
      SELECT unnest(${begun ? row.answers : []}::text[]), ${thread?.id ?? null}::uuid, false, true FROM mail
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
      subject: thread?.subject ?? null,
      judged,
    },
  ]
}
