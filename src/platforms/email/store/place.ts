import type { Db, Tx } from '../../../lib/db.ts'
import type { EmailDeps } from '../deps.ts'
import { ownAddresses, type Receiver } from '../mailbox.ts'
import { hasOurId } from '../own-mail.ts'
import { isPersonal } from '../read/bounce.ts'
import { findThread, type NewThread, newThread } from '../thread.ts'
import { findBounced } from './bounced.ts'
import type { Judged } from './judge.ts'

export type Thread =
  | { id: string; address: string; subject: string; isNew: false }
  | (NewThread & { isNew: true })

/** What a mail is taken for, and the thread it is put in. */
export interface Placed {
  judged: Judged
  thread: Thread | undefined
}

/** Judges a mail by what was sent and came before, and finds its thread. */
export async function place(
  deps: EmailDeps,
  db: Db | Tx,
  { judged, mailbox }: { judged: Judged; mailbox: Receiver },
): Promise<Placed> {
  if (judged.automatic === 'bounce') {
    const sent = await findBounced(db, judged, ownAddresses(mailbox))
    if (sent)
      return { judged, thread: { id: sent.threadId, address: sent.address, subject: '', isNew: false } }
    // Of a mail of ours nothing came back: a customer may tell us of theirs.
    if (!isPersonal(judged.mail)) return { judged, thread: undefined }
    return await place(deps, db, { judged: { ...judged, automatic: 'none' }, mailbox })
  }
  if (judged.automatic === 'loop' || (await hasOurId(db, judged.mail)))
    return { judged: { ...judged, automatic: 'loop' }, thread: undefined }
  return { judged, thread: await threadFor(deps, db, judged) }
}

/** A person's mail has a thread, its own where it belongs to none; a program's only one that is there. */
async function threadFor(deps: EmailDeps, db: Db | Tx, judged: Judged): Promise<Thread | undefined> {
  const { mail, automatic, author, doubtful } = judged
  const found = await findThread(db, mail, judged)
  if (found) return { ...found, isNew: false }
  if (automatic !== 'none') return undefined
  return {
    ...newThread(deps.site.key, { ...author, doubtful, subject: deps.hideSecrets(mail.subject) }),
    isNew: true,
  }
}
