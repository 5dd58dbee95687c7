import { mask } from '../language/personal/mask.ts'
import type { Deps } from '../lib/deps.ts'
import type { Card } from '../platforms/card.ts'
import type { Claimed } from './claim.ts'
import type { NewDelivery } from './enqueue.ts'
import type { Fate } from './fate.ts'

/** A message that did not reach its customer, or may not have; or that now did. */
export interface Lost {
  delivery: Pick<Claimed, 'id' | 'ticketId' | 'payload'>
  /**
   * `returned`: it was taken, and came back. `stuck`: it cannot leave, and is tried on. `out`: what was told to be lost
   * or stuck was sent after all, or (`replaced`) newer words took its place.
   */
  as: 'dead' | 'uncertain' | 'returned' | 'stuck' | 'out' | 'replaced'
  /** A word of `desk.undelivered`, where one is known. */
  reason?: string
  /** What the other side said, literal. */
  said: string
}

/** What the desk is to know of what became of a delivery; undefined while it is on its way. */
export function lostBy({ delivery, status, error }: Fate): Lost | undefined {
  const as = fates[status]
  return as && { delivery, as, said: error ?? '' }
}

const fates: Partial<Record<Fate['status'], Lost['as']>> = {
  dead: 'dead',
  uncertain: 'uncertain',
  sent: 'out',
  superseded: 'replaced',
}

/** The key of the card that tells of a delivery. */
export const lostKey = (delivery: string): string => `lost:${delivery}`

/** The card that tells the desk of a reply which did not reach its customer, with the reason in words. */
export function lostCard(
  deps: Pick<Deps, 'playbook' | 'translate'>,
  lost: Lost,
  revision: number,
): NewDelivery {
  const { delivery, as } = lost
  const text = (key: string): string => deps.translate(deps.playbook.company.locale, `desk.lost.${key}`)
  const title = text(as)
  const key = lostKey(delivery.id)
  const state = as === 'stuck' || as === 'out' || as === 'replaced' ? as : 'lost'
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
        state: { ...looks[state], label: text(`state.${state}`) },
        facts: factsOf(deps, lost),
        draft: { label: text(`draft.${state}`), text: delivery.payload.text },
        why: [],
        choices: [],
        // The others are sent without anybody's doing, or were.
        actions: state === 'lost' ? [retryOf(text, as)] : [],
        foot: [],
      },
    },
  }
}

const looks = {
  lost: { tone: 'overdue', mark: '🔴' },
  stuck: { tone: 'waiting', mark: '🟠' },
  out: { tone: 'solved', mark: '🟢' },
  replaced: { tone: 'filed', mark: '⚪' },
} as const

const retryOf = (text: (key: string) => string, as: Lost['as']): Card['actions'][number] => ({
  id: 'delivery.retry',
  label: text('retry'),
  style: 'primary',
  confirm: text(`confirm.${as === 'uncertain' ? as : 'dead'}`),
})

function factsOf(
  { playbook, translate }: Pick<Deps, 'playbook' | 'translate'>,
  { reason, said }: Lost,
): Card['facts'] {
  const { locale } = playbook.company
  const told = mask(said).masked
  const label = translate(locale, 'desk.lost.reason')
  const heard = (as: string): Card['facts'] => (told === '' ? [] : [{ label: as, value: told }])
  if (!reason) return heard(label)
  const value = translate(locale, `desk.undelivered.${reason}`)
  return [{ label, value }, ...heard(translate(locale, 'desk.lost.said'))]
}
