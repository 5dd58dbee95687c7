import type { Deps } from '../lib/deps.ts'
import type { NewDelivery } from './enqueue.ts'
import type { Fate } from './fate.ts'

/** The card that tells the desk of a reply which did not reach its customer, with the reason in words. */
export function lostCard(deps: Pick<Deps, 'playbook' | 'translate'>, fate: Fate): NewDelivery {
  const { delivery } = fate
  const { locale } = deps.playbook.company
  const text = (key: string, values?: Record<string, string>): string =>
    deps.translate(locale, `desk.lost.${key}`, values)
  const title = text(fate.status === 'uncertain' ? 'uncertain' : 'dead')
  const key = `lost:${delivery.id}`
  return {
    to: deps.playbook.desk.channel,
    lane: key,
    ticketId: delivery.ticketId,
    audience: 'internal',
    message: {
      text: title,
      author: { kind: 'system', name: text('author') },
      card: {
        key,
        revision: delivery.attempts,
        kind: 'reminder',
        audience: 'internal',
        title,
        state: { tone: 'overdue', mark: '🔴', label: text('state') },
        facts: [{ label: text('reason'), value: fate.error ?? '' }],
        draft: { label: text('draft'), text: delivery.payload.text },
        why: [],
        choices: [],
        actions: [
          {
            id: 'delivery.retry',
            label: text('retry'),
            style: 'primary',
            confirm: text(`confirm.${fate.status}`),
          },
        ],
        foot: [],
      },
    },
  }
}
