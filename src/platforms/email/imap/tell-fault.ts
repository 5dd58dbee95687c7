import type { Db } from '../../../lib/db.ts'
import { messageOf } from '../../../lib/errors.ts'
import type { Log } from '../../../lib/log.ts'
import type { ReadingFault } from './fault.ts'

export interface FaultDeps {
  db: Db
  now: () => Date
  log: Log
}

/** Keeps what is wrong with a mailbox, or that nothing is, where that is new; never throws. */
export async function tellFault(
  { db, now, log }: FaultDeps,
  mailboxId: string,
  fault: ReadingFault | null,
): Promise<void> {
  try {
    const { count } = await db.mailbox.updateMany({
      where: {
        id: mailboxId,
        ...(fault ? { OR: [{ fault: null }, { NOT: { fault } }] } : { NOT: { fault: null } }),
      },
      data: { fault, faultAt: fault ? now() : null },
    })
    if (count === 0) return
    if (fault) log.error({ mailbox: mailboxId, fault }, 'A mailbox cannot be read as it should')
    else log.info({ mailbox: mailboxId }, 'A mailbox is read again')
  } catch (error) {
    log.warn(
      { mailbox: mailboxId, reason: messageOf(error) },
      'What is wrong with a mailbox could not be kept',
    )
  }
}
