import type { Db, Tx } from '../../../lib/db.ts'
import { type Bounce, bounceOf } from '../read/bounce.ts'
import type { Judged } from './judge.ts'

/** A bounce, and the delivery of ours it is about. */
export interface Bounced {
  bounce: Bounce
  deliveryId: string
  threadId: string
  address: string
}

/** A bounce names our mail, or else whom it did not reach: then it is the only one we sent there of late. */
export async function findBounced(
  db: Db | Tx,
  { mail }: Judged,
  own: readonly string[],
): Promise<Bounced | undefined> {
  const bounce = bounceOf(mail, own)
  if (!bounce) return undefined
  const about =
    bounce.about === undefined
      ? []
      : await db.mailSent.findMany({ where: { messageId: bounce.about }, take: 1 })
  const sent = about[0] ?? (await onlySentTo(db, bounce.recipient))
  return sent && { bounce, deliveryId: sent.deliveryId, threadId: sent.threadId, address: sent.address }
}

async function onlySentTo(db: Db | Tx, address: string | undefined) {
  if (address === undefined) return undefined
  const sent = await db.mailSent.findMany({ where: { address }, orderBy: { begunAt: 'desc' }, take: 2 })
  return sent.length === 1 ? sent[0] : undefined
}
