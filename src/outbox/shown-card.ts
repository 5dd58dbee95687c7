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

/** Where a card stands on its platform. */
export interface ShownAt {
  channel: string
  externalId: string
}

/** Where the cards with these keys stand on a platform, as they were last sent, by key. */
export async function findPlaces(
  db: Db,
  platform: string,
  keys: readonly string[],
): Promise<Map<string, ShownAt>> {
  if (keys.length === 0) return new Map()
  const rows = await db.$queryRaw<(ShownAt & { key: string })[]>`
    SELECT DISTINCT ON ("cardKey") "cardKey" AS key, address AS channel, "externalId" FROM "Delivery"
    WHERE "cardKey" = ANY(${[...keys]}) AND platform = ${platform} AND status = 'sent' AND "externalId" IS NOT NULL
    ORDER BY "cardKey", seq DESC`
  return new Map(rows.map(({ key, channel, externalId }) => [key, { channel, externalId }]))
}
