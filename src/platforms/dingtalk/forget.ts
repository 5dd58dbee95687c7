import { messageOf } from '../../lib/errors.ts'
import type { DingtalkDeps } from './deps.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A delivery is settled within days. */
const sentDays = 30
/** A card that is not known any more could not be changed: DingTalk makes the same one only once. */
const cardDays = 366

/** Deletes, every hour until the signal, what is of no use any more: addresses that are over, settled deliveries, old cards. */
export async function forgetOld(
  { db, now, pause, log }: Pick<DingtalkDeps, 'db' | 'now' | 'pause' | 'log'>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const at = now().getTime()
    try {
      await db.dingtalkWebhook.deleteMany({ where: { expiresAt: { lt: new Date(at) } } })
      await db.dingtalkSent.deleteMany({ where: { begunAt: { lt: new Date(at - sentDays * dayMs) } } })
      await db.dingtalkCard.deleteMany({ where: { changedAt: { lt: new Date(at - cardDays * dayMs) } } })
    } catch (error) {
      log.warn({ platform: 'dingtalk', error: messageOf(error) }, 'What is old could not be deleted')
    }
    await pause(hourMs, signal)
  }
}
