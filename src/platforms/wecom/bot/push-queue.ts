import { Prisma } from '../../../generated/client.ts'
import { PlatformError } from '../../../lib/errors.ts'
import type { OutboundMessage, SentMessage } from '../../platform.ts'
import type { WecomDeps } from '../deps.ts'
import type { BotPace } from './pace.ts'

type QueueDeps = Pick<WecomDeps, 'db' | 'now' | 'pause' | 'translate' | 'site'>

/** What one process asks of the one that holds the connection. */
export interface Push {
  id: string
  address: string
  message: OutboundMessage
  /** How many of its messages went out already. */
  parts: number
}

// A holder that died left it so: nobody knows whether WeCom has it.
const takenMs = 30_000

/**
 * Leaves a message for whoever holds the bot's connection, this process or another, and waits for what becomes of it.
 * Throws PlatformError: `unreachable` where nobody took it, `uncertain` where it was taken and no answer came.
 */
export async function pushAndWait(
  deps: QueueDeps,
  { address, message, wake }: { address: string; message: OutboundMessage; wake: () => void },
  pace: BotPace,
): Promise<SentMessage> {
  const { db, now } = deps
  const at = now()
  const until = new Date(at.getTime() + pace.patienceMs)
  const stale = new Date(at.getTime() - takenMs)
  await db.$executeRaw`
    INSERT INTO "WecomBotPush" (id, address, message, state, "untilAt")
    VALUES (${message.id}::uuid, ${address}, ${JSON.stringify(message)}::jsonb, 'waiting', ${until})
    ON CONFLICT (id) DO UPDATE SET state = 'waiting', message = excluded.message, "untilAt" = excluded."untilAt",
      error = NULL, "retryMs" = NULL, "takenAt" = NULL
    WHERE "WecomBotPush".state IN ('waiting', 'failed', 'refused', 'unknown')
      OR ("WecomBotPush".state = 'taken' AND "WecomBotPush"."takenAt" < ${stale})`
  wake()
  for (let waited = 0; waited < pace.patienceMs; waited += pace.askMs) {
    await deps.pause(pace.askMs)
    const settled = await settledPush(deps, message.id)
    if (settled) return settled
  }
  await withdraw(deps, message.id)
  for (let waited = 0; waited < pace.answerMs; waited += pace.askMs) {
    await deps.pause(pace.askMs)
    const settled = await settledPush(deps, message.id)
    if (settled) return settled
  }
  throw new PlatformError('uncertain', 'no answer to what was sent')
}

/** What became of it so far; throws what it failed of. */
async function settledPush({ db }: QueueDeps, id: string): Promise<SentMessage | undefined> {
  const row = await db.wecomBotPush.findUnique({ where: { id } })
  if (row?.state === 'sent' && row.externalId !== null) return { externalId: row.externalId }
  const said = row?.error ?? ''
  if (row?.state === 'refused') throw new PlatformError('refused', said)
  if (row?.state === 'unknown') throw new PlatformError('uncertain', said)
  if (row?.state === 'failed')
    throw new PlatformError('unreachable', said, row.retryMs === null ? {} : { retryAfterMs: row.retryMs })
  return undefined
}

/** Nobody takes it any more: nobody holds the connection. What was taken in this very moment stays taken. */
async function withdraw({ db, translate, site }: QueueDeps, id: string): Promise<void> {
  const error = translate(site.company.locale, 'wecom.bot.nobody')
  const { count } = await db.wecomBotPush.updateMany({
    where: { id, state: 'waiting' },
    data: { state: 'failed', error, retryMs: 2_000, message: Prisma.DbNull },
  })
  if (count === 1) throw new PlatformError('unreachable', error, { retryAfterMs: 2_000 })
}

/**
 * After an uncertain send: whether it went out. Throws PlatformError `uncertain` where it was handed over and no answer
 * came: WeCom has no way to ask.
 */
export async function findPush({ db }: Pick<QueueDeps, 'db'>, id: string): Promise<SentMessage | undefined> {
  const row = await db.wecomBotPush.findUnique({ where: { id } })
  if (row?.state === 'sent' && row.externalId !== null) return { externalId: row.externalId }
  if (row?.state === 'taken' || row?.state === 'unknown')
    throw new PlatformError('uncertain', 'it was handed to WeCom, and no answer came')
  return undefined
}

/** Takes what waits, in order; whoever asks at the same time gets others. */
export async function takePushes({ db, now }: QueueDeps, most: number): Promise<Push[]> {
  const at = now()
  const taken = await db.$queryRaw<(Push & { seq: bigint })[]>`
    UPDATE "WecomBotPush" SET state = 'taken', "takenAt" = ${at}
    WHERE id IN (
      SELECT id FROM "WecomBotPush" WHERE state = 'waiting' AND "untilAt" > ${at}
      ORDER BY seq LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING id, seq, address, message, parts`
  return taken.toSorted((one, other) => Number(one.seq - other.seq))
}

/** One more of its messages is out: a later attempt begins after it. */
export async function notePart({ db }: Pick<QueueDeps, 'db'>, id: string, parts: number): Promise<void> {
  await db.wecomBotPush.update({ where: { id }, data: { parts } })
}

/** Writes what became of it. */
export async function settlePush(
  { db }: Pick<QueueDeps, 'db'>,
  id: string,
  result: SentMessage | PlatformError,
): Promise<void> {
  const data =
    result instanceof PlatformError
      ? { state: states[result.reason], error: result.message, retryMs: result.retryAfterMs ?? null }
      : { state: 'sent', externalId: result.externalId, error: null }
  await db.wecomBotPush.updateMany({
    where: { id, state: 'taken' },
    data: { ...data, message: Prisma.DbNull },
  })
}

const states = { refused: 'refused', unreachable: 'failed', uncertain: 'unknown' } as const
