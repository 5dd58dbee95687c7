import type { Clock, Conversation, Ticket } from '../generated/client.ts'
import type { Db, Tx } from '../lib/db.ts'
import type { Ticking } from './ticking.ts'

/** So many due clocks are looked up at once; the rest is looked up when these are done. */
const lookedUp = 20_000

/** A clock whose next notice is due, with what of its ticket decides who hears of it. */
export interface DueClock {
  clock: Ticking &
    Pick<Clock, 'id' | 'ticketId' | 'name' | 'policy' | 'breachedAt' | 'acknowledgedAt' | 'acknowledgedBy'>
  ticket: Pick<Ticket, 'department' | 'priority' | 'leftMessage' | 'attended' | 'assigneeId' | 'agentId'> &
    Pick<Conversation, 'platform'>
}

/** Whether a sweep would find anything: one look at two indexes. */
export async function anythingDue(db: Db, now: Date): Promise<boolean> {
  const [row] = await db.$queryRaw<{ due: boolean }[]>`
    SELECT coalesce((SELECT min("nextNoticeAt") FROM "Clock") <= ${now}, false)
      OR EXISTS (SELECT FROM "Notice" WHERE "cardKey" IS NULL) AS due`
  return row?.due ?? false
}

/** The clocks that have something to say now, the longest waiting first to be found, those of one ticket together. */
export async function dueClocks(
  db: Db,
  now: Date,
  seen: readonly number[],
): Promise<{ id: number; ticketId: number }[]> {
  return await db.$queryRaw`
    SELECT id, "ticketId" FROM (
      SELECT id, "ticketId" FROM "Clock" WHERE "nextNoticeAt" <= ${now} AND id <> ALL(${[...seen]}::int[])
      ORDER BY "nextNoticeAt" LIMIT ${lookedUp}) due
    ORDER BY "ticketId", id`
}

/**
 * Those of the clocks that are due still, with everybody else kept off their
 * tickets for the rest of the transaction; those that somebody is at work on are
 * left out.
 */
export async function takeDue(tx: Tx, now: Date, ids: readonly number[]): Promise<DueClock[]> {
  const rows = await tx.$queryRaw<{ id: number; free: boolean }[]>`
    WITH due AS MATERIALIZED (
      SELECT k.id, c.platform || ':' || c."externalId" AS lane
      FROM "Clock" k JOIN "Ticket" t ON t.id = k."ticketId" JOIN "Conversation" c ON c.id = t."conversationId"
      WHERE k.id = ANY(${[...ids]}::int[]))
    SELECT id, pg_try_advisory_xact_lock(hashtextextended(lane, 0)) AS free FROM due`
  const free = rows.filter((one) => one.free).map(({ id }) => id)
  return await readDue(tx, now, free)
}

/** Read again behind the lock: what somebody did just before it counts. One value, for thousands of rows cost the driver dear. */
async function readDue(tx: Tx, now: Date, ids: readonly number[]): Promise<DueClock[]> {
  if (ids.length === 0) return []
  const [row] = await tx.$queryRaw<{ due: DueRow[] }[]>`
    SELECT coalesce(json_agg(due), '[]') AS due FROM (
      SELECT k.id, k."ticketId", k.name, k.policy, k.elapsed, k."totalMs", k."usedMs", k."resumedAt",
        k."deadlineAt", k."breachedAt", k.level, k."nextNoticeAt", k."acknowledgedAt",
        k."acknowledgedBy", t.department, t.priority, t."leftMessage", t.attended, t."assigneeId",
        t."agentId", c.platform
      FROM "Clock" k JOIN "Ticket" t ON t.id = k."ticketId" JOIN "Conversation" c ON c.id = t."conversationId"
      WHERE k.id = ANY(${[...ids]}::int[]) AND k."nextNoticeAt" <= ${now}
        AND k."stoppedAt" IS NULL AND k."pausedAt" IS NULL
      ORDER BY k."nextNoticeAt", k.id) due`
  return (row?.due ?? []).map(dueClockFrom)
}

/** JSON has no instants. */
type DueRow = {
  [column in keyof Running]: Date extends Running[column]
    ? string | Exclude<Running[column], Date>
    : Running[column]
}
type Running = Omit<DueClock['clock'], 'pausedAt' | 'stoppedAt'> & DueClock['ticket']

function dueClockFrom(row: DueRow): DueClock {
  const { department, priority, leftMessage, attended, assigneeId, agentId, platform, ...clock } = row
  return {
    clock: {
      ...clock,
      resumedAt: new Date(clock.resumedAt),
      deadlineAt: new Date(clock.deadlineAt),
      breachedAt: dateOrNull(clock.breachedAt),
      nextNoticeAt: dateOrNull(clock.nextNoticeAt),
      acknowledgedAt: dateOrNull(clock.acknowledgedAt),
      pausedAt: null,
      stoppedAt: null,
    },
    ticket: { department, priority, leftMessage, attended, assigneeId, agentId, platform },
  }
}

const dateOrNull = (text: string | null): Date | null => (text === null ? null : new Date(text))

/** What a sweep changes of a clock. */
export type Advance = Pick<Clock, 'id' | 'level' | 'nextNoticeAt' | 'breachedAt'>

/** Moves clocks on from where they were read; returns those that still stood there. */
export async function advanceClocks(
  tx: Tx,
  from: readonly DueClock['clock'][],
  advances: readonly Advance[],
): Promise<ReadonlySet<number>> {
  if (advances.length === 0) return new Set()
  const levels = new Map(from.map(({ id, level }) => [id, level]))
  const rows = advances.map((advance) => ({ ...advance, was: levels.get(advance.id) ?? 0 }))
  const moved = await tx.$queryRaw<{ id: number }[]>`
    UPDATE "Clock" c SET level = n.level, "nextNoticeAt" = n."nextNoticeAt", "breachedAt" = n."breachedAt"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS n(
      id int, was int, level int, "nextNoticeAt" timestamptz, "breachedAt" timestamptz)
    WHERE c.id = n.id AND c.level = n.was AND c."stoppedAt" IS NULL AND c."pausedAt" IS NULL
    RETURNING c.id`
  return new Set(moved.map(({ id }) => id))
}

/** Puts off the next notices of running clocks; returns those that were put off: the others have stopped. */
export async function snoozeClocks(
  tx: Tx,
  wanted: readonly { id: number; until: Date }[],
): Promise<ReadonlySet<number>> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    UPDATE "Clock" c SET "nextNoticeAt" = n.until, snoozes = c.snoozes + 1
    FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS n(id int, until timestamptz)
    WHERE c.id = n.id AND c."stoppedAt" IS NULL AND c."pausedAt" IS NULL
    RETURNING c.id`
  return new Set(rows.map(({ id }) => id))
}

/** Somebody said that they know of what is due; returns the clocks that have not stopped. */
export async function acknowledgeClocks(
  tx: Tx,
  ids: readonly number[],
  by: { staffId: string; at: Date },
): Promise<ReadonlySet<number>> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    UPDATE "Clock" SET "acknowledgedAt" = ${by.at}, "acknowledgedBy" = ${by.staffId}::uuid
    WHERE id = ANY(${[...ids]}::int[]) AND "stoppedAt" IS NULL
    RETURNING id`
  return new Set(rows.map(({ id }) => id))
}
