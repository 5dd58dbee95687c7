import type { Db, Tx } from '../../../lib/db.ts'
import { wellFormed } from '../../../lib/text.ts'
import { type Bounce, bounceOf } from '../read/bounce.ts'
import { deliveryIn } from '../write/message-ids.ts'
import type { Judged } from './judge.ts'

/** A bounce, and the delivery of ours it is about. */
export interface Bounced {
  bounce: Bounce
  deliveryId: string
  threadId: string
  address: string
}

/**
 * A bounce names our mail; or else, where a server says it to machines, whom it did not reach: then it is the only one
 * we sent there of late. One that may be forged tells of nothing.
 */
export async function findBounced(
  db: Db | Tx,
  { mail, doubtful }: Judged,
  own: readonly string[],
): Promise<Bounced | undefined> {
  const bounce = bounceOf(mail, own)
  if (!bounce || doubtful) return undefined
  const structured = mail.signs.contentType === 'multipart/report'
  const sent =
    (await sentUnder(db, bounce.about)) ?? (structured ? await onlySentTo(db, bounce.recipient) : undefined)
  return sent && { bounce, deliveryId: sent.deliveryId, threadId: sent.threadId, address: sent.address }
}

/** What was sent under a Message-ID, though it may have been sent anew under another since. */
async function sentUnder(db: Db | Tx, messageId: string | undefined) {
  if (messageId === undefined) return undefined
  const current = await db.mailSent.findFirst({ where: { messageId } })
  const named = deliveryIn(messageId)
  if (current || !named) return current ?? undefined
  const ours = await db.mailId.findUnique({ where: { messageId } })
  if (!ours?.outbound || ours.threadId !== named.thread) return undefined
  return await db.mailSent.findUnique({ where: { deliveryId: named.delivery, threadId: named.thread } })
}

async function onlySentTo(db: Db | Tx, address: string | undefined) {
  if (address === undefined) return undefined
  const where = { address: wellFormed(address) }
  const sent = await db.mailSent.findMany({ where, orderBy: { begunAt: 'desc' }, take: 2 })
  return sent.length === 1 ? sent[0] : undefined
}
