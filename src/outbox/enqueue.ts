import type { Tx } from '../lib/db.ts'
import type { Address, OutboundMessage } from '../platforms/platform.ts'

/** One outbound message before it is on its way. */
export interface NewDelivery {
  to: Address
  /** What keeps its order among itself: a conversation, or a ticket within a channel. */
  lane: string
  message: Omit<OutboundMessage, 'id' | 'replaces'>
  ticketId: number | null
  audience: 'customer' | 'internal'
}

/** Writes deliveries in the caller's transaction, in order and in one statement. */
export async function enqueue(tx: Tx, deliveries: readonly NewDelivery[], at: Date): Promise<void> {
  if (deliveries.length === 0) return
  const rows = deliveries.map(({ to, lane, message, ticketId, audience }, nth) => ({
    nth,
    lane,
    platform: to.platform,
    address: to.id,
    cardKey: message.card?.key ?? null,
    revision: message.card?.revision ?? null,
    payload: message,
    ticketId,
    audience,
  }))
  await tx.$executeRaw`
    INSERT INTO "Delivery"
      (id, lane, platform, address, "cardKey", revision, payload, "ticketId", audience, "nextAttemptAt", "createdAt")
    SELECT gen_random_uuid(), lane, platform, address, "cardKey", revision, payload, "ticketId", audience, ${at}, ${at}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(
      nth int, lane text, platform text, address text, "cardKey" text, revision int, payload jsonb,
      "ticketId" int, audience text)
    ORDER BY nth`
}
