import type { Clock, Notice, Ticket } from '../generated/client.ts'
import type { Db, Tx } from '../lib/db.ts'
import { mostFacts } from '../platforms/card.ts'

/** A clock that has something to say, with the level that speaks and when that was due. */
export type Speaking = Pick<Notice, 'clockId' | 'ticketId' | 'level' | 'dueAt'>

/** A place, and the clocks it is to hear of. */
export interface Listening extends Pick<Notice, 'role' | 'platform' | 'address'> {
  clocks: number[]
}

/** Writes what is to be told, place by place. Clocks and places come apart: notice by notice most would be said again and again. */
export async function recordNotices(
  tx: Tx,
  { clocks, places }: { clocks: readonly Speaking[]; places: readonly Listening[] },
  at: Date,
): Promise<void> {
  if (places.length === 0) return
  await tx.$executeRaw`
    INSERT INTO "Notice" ("clockId", "ticketId", level, role, platform, address, "dueAt", at)
    SELECT k."clockId", k."ticketId", k.level, p.role, p.platform, p.address, k."dueAt", ${at}
    FROM json_to_recordset(${JSON.stringify(places)}::json) AS p(role text, platform text, address text, clocks int[])
    CROSS JOIN unnest(p.clocks) AS heard("clockId")
    JOIN json_to_recordset(${JSON.stringify(clocks)}::json) AS k(
      "clockId" int, "ticketId" int, level int, "dueAt" timestamptz) USING ("clockId")
    ORDER BY k."dueAt", k."clockId"`
}

/** The places that wait to be told something; those that wait for most come first, for they take longest. */
export async function untoldPlaces(db: Db): Promise<Place[]> {
  return await db.$queryRaw`
    SELECT platform, address FROM "Notice" WHERE "cardKey" IS NULL GROUP BY platform, address ORDER BY count(*) DESC`
}

export type Place = Pick<Notice, 'platform' | 'address'>

/** What a place waits to be told. */
export async function untoldOf(db: Db, place: Place): Promise<number[]> {
  const { platform, address } = place
  const where = { platform, address, cardKey: null }
  const notices = await db.notice.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } })
  return notices.map(({ id }) => id)
}

/** Keeps everybody else from telling a place for the rest of the transaction; false when somebody is telling it. */
export async function lockPlace(tx: Tx, { platform, address }: Place): Promise<boolean> {
  const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`notices:${platform}:${address}`}, 0)) AS free`
  return lock?.free ?? false
}

/** Things that fell due for one place: all of them counted, the most urgent in full. */
export interface DueThings {
  count: number
  late: number
  overslept: number
  roles: string[]
  /** Danger first, then what has been due for longest. */
  first: DueThing[]
}

/** One thing that is due somewhere, as far as a line of a list needs it. */
export interface DueThing {
  clock: Pick<Clock, 'name' | 'startedAt' | 'deadlineAt'>
  ticket: Pick<Ticket, 'number' | 'category' | 'priority'>
}

/** Whether nobody swept when a notice was due. */
export const isOverslept = ({ dueAt, at }: Pick<Notice, 'dueAt' | 'at'>): boolean =>
  at.getTime() - dueAt.getTime() >= oversleptMs

const oversleptMs = 10 * 60_000

/** Which notices a card takes over, and when. */
export interface Taking {
  key: string
  at: Date
  /** This one alone. */
  only?: number | undefined
}

/**
 * Puts what a place waits for on a card, and says what that is. Clocks that
 * stopped or stand still meanwhile have nothing more to say: theirs is over.
 */
export async function takeUntold(tx: Tx, place: Place, { key, at, only }: Taking): Promise<DueThings> {
  const [row] = await tx.$queryRaw<(Omit<DueThings, 'first'> & { first: DueRow[] })[]>`
    WITH taken AS (
      UPDATE "Notice" n
      SET "cardKey" = CASE WHEN k."stoppedAt" IS NULL AND k."pausedAt" IS NULL THEN ${key} ELSE 'over' END
      FROM "Clock" k JOIN "Ticket" t ON t.id = k."ticketId"
      WHERE n.platform = ${place.platform} AND n.address = ${place.address} AND n."cardKey" IS NULL
        AND k.id = n."clockId" AND (${only ?? null}::int IS NULL OR n.id = ${only ?? null}::int)
      RETURNING n.id, n."cardKey", n.role, n.at - n."dueAt" AS overslept,
        k.name, k."startedAt", k."deadlineAt", t.number, t.category, t.priority),
    due AS (SELECT * FROM taken WHERE "cardKey" = ${key}),
    first AS (
      SELECT name, "startedAt", "deadlineAt", number, category, priority FROM due
      ORDER BY priority = 'critical' DESC, "deadlineAt", id LIMIT ${mostFacts})
    SELECT count(*)::int AS count,
      count(*) FILTER (WHERE "deadlineAt" <= ${at} AND name <> 'revisit')::int AS late,
      count(*) FILTER (WHERE overslept >= ${oversleptMs} * interval '1 ms')::int AS overslept,
      coalesce(array_agg(DISTINCT role), '{}') AS roles,
      (SELECT coalesce(json_agg(first), '[]') FROM first) AS first
    FROM due`
  if (!row) throw new Error('a count has a row')
  return { ...row, first: row.first.map(thingFrom) }
}

type DueRow = DueThing['ticket'] & { name: string; startedAt: string; deadlineAt: string }

const thingFrom = ({ name, startedAt, deadlineAt, ...ticket }: DueRow): DueThing => ({
  clock: { name, startedAt: new Date(startedAt), deadlineAt: new Date(deadlineAt) },
  ticket,
})

/** The notices that are on a card. */
export async function noticesOn(tx: Tx, cardKey: string): Promise<Notice[]> {
  return await tx.notice.findMany({ where: { cardKey }, orderBy: { id: 'asc' } })
}

/** Says by which card a notice was told. */
export async function markTold(tx: Tx, id: number, cardKey: string): Promise<void> {
  await tx.notice.updateMany({ where: { id }, data: { cardKey } })
}
