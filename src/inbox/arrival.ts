import { Prisma } from '../generated/client.ts'
import type { Db, Tx } from '../lib/db.ts'
import { messageOf } from '../lib/errors.ts'
import { wellFormed } from '../lib/text.ts'
import type { Inbound, Outcome } from '../platforms/platform.ts'

/** What keeps its order: a conversation, or one card's ticket, one channel's talk, or one delivery's fate. */
export const laneOf = (inbound: Inbound): string => `${inbound.platform}:${placeOf(inbound)}`

function placeOf(inbound: Inbound): string {
  switch (inbound.kind) {
    case 'action':
      return inbound.card.key
    case 'talk':
      return inbound.channel
    case 'undelivered':
      return `delivery:${inbound.delivery}`
    default:
      return inbound.conversation
  }
}

/**
 * Takes the lane for the rest of the transaction and records that this arrived,
 * in one statement, so that the next one sees what earlier ones of the lane did.
 * False when it had been recorded before.
 */
export async function recordArrival(tx: Tx, inbound: Inbound, at: Date): Promise<boolean> {
  const lane = laneOf(inbound)
  const recorded = await tx.$executeRaw`
    INSERT INTO "Arrival" (platform, "externalId", kind, lane, "arrivedAt", "handledAt")
    SELECT ${inbound.platform}, ${inbound.externalId}, ${inbound.kind}, ${lane}, ${at}, ${at}
    FROM (SELECT pg_advisory_xact_lock(hashtextextended(${lane}, 0))) lane
    ON CONFLICT DO NOTHING`
  return recorded === 1
}

/** Waits for the turn of another lane, too: a press on a card waits for the customer's conversation. */
export async function takeLane(tx: Tx, lane: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lane}, 0))`
}

/** The turns of customers' conversations, in one order: two who want several wait for each other and not for ever. */
export async function takeTurns(
  tx: Tx,
  places: readonly { platform: string; externalId: string }[],
): Promise<void> {
  const lanes = new Set(places.map(({ platform, externalId }) => `${platform}:${externalId}`))
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hashtextextended(lane, 0)) FROM unnest(${[...lanes].sort()}::text[]) lane`
}

/** The outcome stays with a press, so that the same press sent again gets the same answer. */
export async function recordOutcome(
  tx: Tx,
  { platform, externalId }: Inbound,
  outcome: Outcome,
): Promise<void> {
  // What one member was allowed to see stays nowhere but before their eyes.
  const kept: Record<string, string> = JSON.parse(JSON.stringify({ ...outcome, shown: undefined }))
  await tx.arrival.update({
    where: { platform_externalId: { platform, externalId } },
    data: { outcome: kept },
  })
}

/** The outcome of what arrived before. */
export async function findOutcome(
  db: Db | Tx,
  { platform, externalId }: Inbound,
): Promise<Outcome | undefined> {
  const row = await db.arrival.findUnique({
    where: { platform_externalId: { platform, externalId } },
    select: { outcome: true },
  })
  return (row?.outcome ?? undefined) as Outcome | undefined
}

const firstWaitMs = 5_000
const longestWaitMs = 3_600_000

/**
 * Keeps what could not be handled, whole, to be handled again; returns how often
 * that failed by now, or `undefined` when it had been handled before.
 */
export async function keepArrival(
  db: Db,
  inbound: Inbound,
  error: unknown,
  at: Date,
): Promise<number | undefined> {
  const { platform, externalId, kind } = inbound
  const where = { platform_externalId: { platform, externalId } }
  const known = await db.arrival.findUnique({ where })
  if (known?.handledAt) return undefined
  const attempts = (known?.attempts ?? 0) + 1
  const wait = Math.min(firstWaitMs * 2 ** (attempts - 1), longestWaitMs)
  const data = {
    payload: inbound as unknown as Prisma.InputJsonObject,
    attempts,
    error: wellFormed(messageOf(error)).slice(0, 500),
    nextAttemptAt: new Date(at.getTime() + wait),
  }
  if (known) await db.arrival.updateMany({ where: { platform, externalId, handledAt: null }, data })
  else
    await db.arrival.create({
      data: { platform, externalId, kind, lane: laneOf(inbound), arrivedAt: at, ...data },
    })
  return attempts
}

/** What was kept and is due again, oldest first. */
export async function dueArrivals(db: Db, at: Date): Promise<Inbound[]> {
  const rows = await db.arrival.findMany({
    where: { handledAt: null, nextAttemptAt: { lte: at } },
    orderBy: { arrivedAt: 'asc' },
    take: 100,
  })
  return rows.flatMap((row) => (row.payload === null ? [] : [row.payload as unknown as Inbound]))
}

/** Takes back what was kept, so that it can be handled now. False when another process has done so. */
export async function reclaimArrival(tx: Tx, { platform, externalId }: Inbound, at: Date): Promise<boolean> {
  const { count } = await tx.arrival.updateMany({
    where: { platform, externalId, handledAt: null },
    data: { handledAt: at, payload: Prisma.DbNull, nextAttemptAt: null, error: null },
  })
  return count === 1
}

/** Has something kept handled again at the next turn; false when it is not there (any more). */
export async function retryArrival(db: Db, platform: string, externalId: string, at: Date): Promise<boolean> {
  const { count } = await db.arrival.updateMany({
    where: { platform, externalId, handledAt: null },
    data: { nextAttemptAt: at },
  })
  return count === 1
}
