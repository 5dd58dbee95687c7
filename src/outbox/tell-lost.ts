import type { Tx } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import { enqueue } from './enqueue.ts'
import { type Lost, lostCard, lostKey } from './lost-card.ts'

/** Shows the desk what became of customers' messages; what is told of the same one later replaces it. */
export async function tellLost(
  tx: Tx,
  deps: Pick<Deps, 'playbook' | 'translate'>,
  losses: readonly Lost[],
  at: Date,
): Promise<void> {
  if (losses.length === 0) return
  const keys = losses.map(({ delivery }) => lostKey(delivery.id))
  const shown = await tx.delivery.groupBy({
    by: ['cardKey'],
    where: { cardKey: { in: keys } },
    _max: { revision: true },
  })
  const cards = losses.map((lost, nth) => {
    const last = shown.find(({ cardKey }) => cardKey === keys[nth])?._max.revision ?? 0
    return lostCard(deps, lost, last + 1)
  })
  await enqueue(tx, cards, at)
}
