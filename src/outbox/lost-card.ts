import { mask } from '../language/personal/mask.ts'
import type { Deps } from '../lib/deps.ts'
import type { Claimed } from './claim.ts'
import type { NewDelivery } from './enqueue.ts'
import type { Fate } from './fate.ts'

/** A message that did not reach its customer, or may not have. */
export interface Lost {
  delivery: Pick<Claimed, 'id' | 'ticketId' | 'payload'>
  /** `returned`: it was taken, and came back. */
  as: 'dead' | 'uncertain' | 'returned'
  /** A word of `desk.undelivered`, where one is known. */
  reason?: string
  /** What the other side said, literal. */
  said: string
}

/** What became of a delivery that did not arrive. */
export const lostBy = ({ delivery, status, error }: Fate): Lost => ({
  delivery,
  as: status === 'uncertain' ? 'uncertain' : 'dead',
  said: error ?? '',
})

/** The key of the card that tells of a delivery. */
export const lostKey = (delivery: string): string => `lost:${delivery}`

/** The card that tells the desk of a reply which did not reach its customer, with the reason in words. */
export function lostCard(
  deps: Pick<Deps, 'playbook' | 'translate'>,
  { delivery, as, reason, said }: Lost,
  revision: number,
): NewDelivery {
  const { locale } = deps.playbook.company
  const text = (key: string, values?: Record<string, string>): string =>
    deps.translate(locale, `desk.lost.${key}`, values)
  const title = text(as)
  const key = lostKey(delivery.id)
  const told = mask(said).masked
  const facts = reason
    ? [
        { label: text('reason'), value: deps.translate(locale, `desk.undelivered.${reason}`) },
        ...(told === '' ? [] : [{ label: text('said'), value: told }]),
      ]
    : [{ label: text('reason'), value: told }]
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
        revision,
        kind: 'reminder',
        audience: 'internal',
        title,
        state: { tone: 'overdue', mark: '🔴', label: text('state') },
        facts,
        draft: { label: text('draft'), text: delivery.payload.text },
        why: [],
        choices: [],
        actions: [
          {
            id: 'delivery.retry',
            label: text('retry'),
            style: 'primary',
            confirm: text(`confirm.${as === 'uncertain' ? as : 'dead'}`),
          },
        ],
        foot: [],
      },
    },
  }
}
