import { inTransaction } from '../../lib/db.ts'
import { messageOf } from '../../lib/errors.ts'
import type { EmailDeps } from './deps.ts'
import { findReceiver } from './mailboxes.ts'
import { keptId } from './read/message-ids.ts'
import { type Judged, judge } from './store/judge.ts'
import { quotable } from './store/row-of.ts'
import { newThread } from './thread.ts'

/** What became of mails that were to be read once more. */
export interface Reprocessed {
  /** Handed on as fresh ones. */
  read: string[]
  /** They still cannot be read. */
  failed: string[]
}

/**
 * Has kept mails read again by the program as it is now: all that could not be read, or those that are named. One that
 * is named is taken as a person's, whatever it looks like: a customer was mistaken for a program.
 */
export async function reprocess(deps: EmailDeps, named: readonly string[] = []): Promise<Reprocessed> {
  const rows = await deps.db.mail.findMany({
    where: named.length > 0 ? { id: { in: [...named] } } : { error: { not: null } },
    orderBy: { arrivedAt: 'asc' },
    select: { id: true },
  })
  const result: Reprocessed = { read: [], failed: [] }
  for (const { id } of rows) {
    const read = await readAgain(deps, id, named.length > 0)
    result[read ? 'read' : 'failed'].push(id)
  }
  return result
}

async function readAgain(deps: EmailDeps, id: string, asPerson: boolean): Promise<boolean> {
  const row = await deps.db.mail.findUniqueOrThrow({ where: { id }, select: { raw: true, mailboxId: true } })
  const mailbox = await findReceiver(deps, row.mailboxId)
  if (!mailbox) return false
  try {
    await replace(deps, id, {
      judged: judge(row.raw, mailbox, deps.site.key),
      asPerson,
      mailboxId: mailbox.id,
    })
    return true
  } catch (error) {
    deps.log.error({ mail: id, error: messageOf(error) }, 'a mail cannot be read')
    return false
  }
}

interface Again {
  judged: Judged
  asPerson: boolean
  mailboxId: string
}

async function replace(deps: EmailDeps, id: string, { judged, asPerson, mailboxId }: Again): Promise<void> {
  const { mail, author, doubtful, said } = judged
  const automatic = asPerson ? 'none' : judged.automatic
  const fresh = newThread(deps.site.key, { ...author, doubtful, subject: deps.hideSecrets(mail.subject) })
  await inTransaction(deps.db, async (tx) => {
    const known = await tx.mail.findUniqueOrThrow({ where: { id }, select: { threadId: true } })
    const threadId = known.threadId ?? fresh.id
    if (known.threadId === null)
      await tx.mailThread.create({ data: { ...fresh, mailboxId, createdAt: deps.now() } })
    // It could not be read then: nobody knew whose it was.
    const { address, name, subject } = fresh
    const data = { address, doubtful, name, subject }
    await tx.mailThread.updateMany({ where: { id: threadId, address: '' }, data })
    const messageId = keptId(mail.messageId)
    if (messageId !== undefined) {
      await tx.mailId.deleteMany({ where: { messageId, claimed: true } })
      await tx.mailId.createMany({ data: [{ messageId, threadId, outbound: false }], skipDuplicates: true })
    }
    await tx.mail.update({
      where: { id },
      data: {
        automatic,
        threadId,
        said: quotable(deps, said),
        sentAt: mail.date ?? null,
        error: null,
        reading: { increment: 1 },
        handledAt: null,
      },
    })
  })
}
