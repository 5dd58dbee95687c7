import type { Db } from '../../../lib/db.ts'
import { readMail } from '../read/read-mail.ts'
import type { Letter, Question } from '../write/letter.ts'

/** A thread as an answer needs it. */
export interface AnsweredThread {
  thread: Letter['thread'] & { mailboxId: string }
  ids: Letter['ids']
  question: Question | undefined
}

const looked = 5
/** The head of a mail; more of it says nothing of its author. */
const headBytes = 32 * 1024

/** The thread with what its newest mail from its own address said; undefined where there is none. */
export async function readThread(db: Db, id: string): Promise<AnsweredThread | undefined> {
  const found = await db.mailThread.findUnique({
    where: { id },
    include: {
      ids: {
        where: { claimed: false },
        orderBy: { seq: 'asc' },
        select: { messageId: true, outbound: true },
      },
    },
  })
  if (!found) return undefined
  const { ids, ...thread } = found
  return { thread, ids, question: await readQuestion(db, thread) }
}

interface SaidMail {
  said: string
  sentAt: Date | null
  arrivedAt: Date
  head: Uint8Array
}

/** Others may write in a thread (one's own colleagues, too), and their words are not for its customer. */
async function readQuestion(db: Db, { id, address, name }: Letter['thread']): Promise<Question | undefined> {
  const mails = await db.$queryRaw<SaidMail[]>`
    SELECT said, "sentAt", "arrivedAt", substring(raw FROM 1 FOR ${headBytes}::int) AS head FROM "Mail"
    WHERE "threadId" = ${id}::uuid AND automatic = 'none' AND said IS NOT NULL
    ORDER BY seq DESC LIMIT ${looked}`
  for (const { said, sentAt, arrivedAt, head } of mails) {
    const { from, replyTo } = readMail(head)
    if (from.address === address || replyTo.some((one) => one.address === address))
      return { said, author: from.name || name || address, at: sentAt ?? arrivedAt }
  }
  return undefined
}
