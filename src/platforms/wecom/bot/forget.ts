import { messageOf } from '../../../lib/errors.ts'
import type { OpenDeps } from '../deps.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A delivery is tried for about a day. */
const pushDays = 7
/** Nobody presses a card of two months ago. */
const cardDays = 60

/** Deletes, every hour until the signal, what is of no use any more: settled pushes, and which card an old press was of. */
export async function forgetOld({ db, now, pause, log }: OpenDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const at = now().getTime()
    try {
      await db.wecomBotPush.deleteMany({ where: { untilAt: { lt: new Date(at - pushDays * dayMs) } } })
      await db.wecomCard.deleteMany({ where: { sentAt: { lt: new Date(at - cardDays * dayMs) } } })
    } catch (error) {
      log.warn({ platform: 'wecom', error: messageOf(error) }, 'What is old could not be deleted')
    }
    await pause(hourMs, signal)
  }
}
