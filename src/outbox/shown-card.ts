import type { Db } from '../lib/db.ts'
import type { Card } from '../platforms/card.ts'
import type { Address, OutboundMessage } from '../platforms/platform.ts'

/** A card as it was last sent to an address, by its key; `undefined` where it never was. */
export async function findShownCard(db: Db, to: Address, cardKey: string): Promise<Card | undefined> {
  const delivery = await db.delivery.findFirst({
    where: {
      platform: to.platform,
      address: to.id,
      cardKey,
      status: { in: ['sent', 'inflight', 'superseded'] },
    },
    orderBy: { seq: 'desc' },
    select: { payload: true },
  })
  return cardOf(delivery)
}

/** The card behind the platform's id of a message at an address, as it was last sent. */
export async function findCardAt(db: Db, to: Address, externalId: string): Promise<Card | undefined> {
  const delivery = await db.delivery.findFirst({
    where: { platform: to.platform, address: to.id, externalId, cardKey: { not: null } },
    orderBy: { seq: 'desc' },
    select: { payload: true },
  })
  return cardOf(delivery)
}

const cardOf = (delivery: { payload: unknown } | null): Card | undefined =>
  (delivery?.payload as Pick<OutboundMessage, 'card'> | undefined)?.card
