import type { WecomKfChat } from '../../../generated/client.ts'
import { messageOf } from '../../../lib/errors.ts'
import type { OpenDeps } from '../deps.ts'

// https://developer.work.weixin.qq.com/document/path/94677

/** So many messages may go for each of the customer's … */
export const mostMessages = 5
/** … and so long after it. */
const openMs = 48 * 3_600_000
/** So long before its end the desk hears of it. */
const tellMs = 4 * 3_600_000
const mostAtOnce = 100

/** Messages that may still go, as far as we know. */
export const leftOf = (chat: Pick<WecomKfChat, 'sent'> | null): number =>
  Math.max(0, mostMessages - (chat?.sent ?? 0))

const closesAt = (wroteAt: Date): Date => new Date(wroteAt.getTime() + openMs)

/** Tells the desk, once each, of customers who cannot be written to any more in a few hours. */
export async function tellClosing(deps: OpenDeps): Promise<void> {
  const now = deps.now().getTime()
  const closing = await deps.db.wecomKfChat.findMany({
    where: {
      timeToldAt: null,
      wroteAt: { gt: new Date(now - openMs), lte: new Date(now - openMs + tellMs) },
    },
    take: mostAtOnce,
  })
  for (const { conversation, wroteAt, sent } of closing) {
    if (!wroteAt) continue
    await deps.tellWindow({ conversation, why: 'time', closesAt: closesAt(wroteAt), left: leftOf({ sent }) })
    // Not of the window that a message of this moment opened.
    await deps.db.wecomKfChat.updateMany({
      where: { conversation, wroteAt },
      data: { timeToldAt: deps.now() },
    })
  }
}

/** The same where hardly a message may go any more. What was sent is sent: a fault here is only logged. */
export async function tellFew(deps: OpenDeps, conversation: string): Promise<void> {
  try {
    const chat = await deps.db.wecomKfChat.findUnique({ where: { conversation } })
    if (!chat?.wroteAt || chat.countToldAt || leftOf(chat) > 1) return
    const news = { conversation, why: 'count' as const, left: leftOf(chat) }
    await deps.tellWindow({ ...news, closesAt: closesAt(chat.wroteAt) })
    const { wroteAt } = chat
    await deps.db.wecomKfChat.updateMany({
      where: { conversation, wroteAt },
      data: { countToldAt: deps.now() },
    })
  } catch (error) {
    deps.log.warn({ error: messageOf(error) }, 'wecom: the desk was not told of a window that closes')
  }
}
