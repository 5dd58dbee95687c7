import type { Db, Tx } from '../lib/db.ts'

/** Sends a delivery that was given up or is uncertain once more. False when it is neither (any more). */
export async function retryDelivery(db: Db | Tx, id: string, at: Date): Promise<boolean> {
  const { count } = await db.delivery.updateMany({
    where: { id, status: { in: ['dead', 'uncertain'] } },
    data: { status: 'pending', attempts: 0, nextAttemptAt: at, lockedUntil: null, error: null },
  })
  return count === 1
}

/** The same by the key of the card that told of it. */
export async function retryFromCard(db: Db | Tx, cardKey: string, at: Date): Promise<boolean> {
  const [kind, id = ''] = cardKey.split(':')
  return kind === 'lost' && /^[0-9a-f-]{36}$/.test(id) && (await retryDelivery(db, id, at))
}
