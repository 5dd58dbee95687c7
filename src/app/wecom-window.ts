import { inTransaction } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import { phraseInstant } from '../lib/instant.ts'
import { once } from '../lib/once.ts'
import { enqueue, type NewDelivery } from '../outbox/enqueue.ts'
import type { WindowNews } from '../platforms/wecom/deps.ts'
import { channelAudience, titleOf } from '../tickets/cards/parts.ts'
import { openStatuses } from '../tickets/change.ts'

/**
 * Tells the desk, once, that a customer of an open ticket can soon not be written to any more, and what to do: WeCom
 * lets a company write for 48 hours and five messages after each of the customer's own.
 */
export async function tellWindow(house: Deps, news: WindowNews): Promise<void> {
  const at = house.now()
  await inTransaction(house.db, async (tx) => {
    const ticket = await tx.ticket.findFirst({
      where: {
        conversation: { platform: 'wecom', externalId: news.conversation },
        status: { in: [...openStatuses] },
      },
      orderBy: { id: 'desc' },
      select: { id: true, number: true, category: true },
    })
    if (!ticket) return
    const key = `window:${ticket.id}:${news.why}:${news.closesAt.getTime()}`
    if (await once(tx, key, at)) await enqueue(tx, [windowCard(house, { ...news, key, ticket }, at)], at)
  })
}

interface Told extends WindowNews {
  key: string
  ticket: { id: number; number: string; category: string }
}

function windowCard(
  { playbook, translate }: Deps,
  { key, ticket, why, closesAt, left }: Told,
  at: Date,
): NewDelivery {
  const audience = channelAudience(playbook, translate, at)
  const text = (name: string): string => translate(audience.locale, `wecom.window.${name}`, { left })
  // With none left nothing can be asked of the customer any more.
  const worded = why === 'count' && left === 0 ? 'none' : why
  const title = text(`title.${worded}`)
  return {
    to: playbook.desk.channel,
    lane: key,
    ticketId: ticket.id,
    audience: 'internal',
    message: {
      text: `${title} · ${ticket.number}`,
      author: { kind: 'system', name: text('author') },
      card: {
        key,
        revision: 1,
        kind: 'reminder',
        audience: 'internal',
        title,
        state: { tone: 'waiting', mark: '🟠', label: text(worded === 'none' ? 'closed' : 'state') },
        ticket: ticket.number,
        facts: [
          { label: text('ticket'), value: titleOf(audience, ticket) },
          { label: text('closes'), value: phraseInstant(audience, closesAt, at) },
          { label: text('left'), value: String(left) },
        ],
        why: [text(`remedy.${worded}`), ...(worded === 'none' ? [] : [text('after')])],
        choices: [],
        actions: [],
        foot: [],
      },
    },
  }
}
