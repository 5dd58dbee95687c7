import type { Clock, Notice, Ticket } from '../generated/client.ts'
import type { Db, Tx } from '../lib/db.ts'

/** A clock that has something to say, with the level that speaks and when that was due. */
export type Speaking = Pick<Notice, 'clockId' | 'ticketId' | 'level' | 'dueAt'>

/** A place, and the clocks it is to hear of. */
export interface Listening extends Pick<Notice, 'role' | 'platform' | 'address'> {
  clocks: number[]
}

/** Writes what is to be told, place by place. Clocks and places come apart: thousands of notices would say the same again and again. */
export async function recordNotices(
  tx: Tx,
  clocks: readonly Speaking[],
  places: readonly Listening[],
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

/** The places that wait to be told something. */
export async function untoldPlaces(db: Db): Promise<{ platform: string; address: string }[]> {
  return await db.$queryRaw`SELECT DISTINCT platform, address FROM "Notice" WHERE "cardKey" IS NULL`
}

/** One thing that is due somewhere, as far as a line of a list needs it. */
export interface DueThing extends Pick<Notice, 'id' | 'role' | 'dueAt' | 'at'> {
  clock: Pick<Clock, 'id' | 'name' | 'startedAt' | 'deadlineAt'>
  ticket: Pick<Ticket, 'id' | 'number' | 'category' | 'priority'>
  /** Neither stopped nor standing still since it was swept. */
  running: boolean
}

/** What a place is to be told, nobody else telling it for the rest of the transaction; empty when somebody is. */
export async function takeUntold(tx: Tx, platform: string, address: string): Promise<DueThing[]> {
  const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`notices:${platform}:${address}`}, 0)) AS free`
  if (!lock?.free) return []
  // One value: thousands of rows of many columns would cost the driver more than the database.
  const [row] = await tx.$queryRaw<{ things: UntoldRow[] }[]>`
    SELECT coalesce(json_agg(json_build_array(
      n.id, n.role, n."dueAt", n.at, k.id, k.name, k."startedAt", k."deadlineAt", t.id, t.number, t.category, t.priority,
      k."stoppedAt" IS NULL AND k."pausedAt" IS NULL) ORDER BY n.id), '[]') AS things
    FROM "Notice" n JOIN "Clock" k ON k.id = n."clockId" JOIN "Ticket" t ON t.id = k."ticketId"
    WHERE n.platform = ${platform} AND n.address = ${address} AND n."cardKey" IS NULL`
  return (row?.things ?? []).map(
    ([
      id,
      role,
      dueAt,
      at,
      clock,
      name,
      startedAt,
      deadlineAt,
      ticket,
      number,
      category,
      priority,
      running,
    ]) => ({
      id,
      role,
      dueAt: new Date(dueAt),
      at: new Date(at),
      clock: { id: clock, name, startedAt: new Date(startedAt), deadlineAt: new Date(deadlineAt) },
      ticket: { id: ticket, number, category, priority },
      running,
    }),
  )
}

type UntoldRow = [
  id: number,
  role: string,
  dueAt: string,
  at: string,
  clock: number,
  name: string,
  startedAt: string,
  deadlineAt: string,
  ticket: number,
  number: string,
  category: string,
  priority: string,
  running: boolean,
]

/** The notices with these ids. */
export async function findNotices(tx: Tx, ids: readonly number[]): Promise<Notice[]> {
  return await tx.notice.findMany({ where: { id: { in: [...ids] } }, orderBy: { id: 'asc' } })
}

/** Says by which card notices were told. */
export async function markTold(tx: Tx, ids: readonly number[], cardKey: string): Promise<void> {
  if (ids.length === 0) return
  await tx.$executeRaw`UPDATE "Notice" SET "cardKey" = ${cardKey} WHERE id = ANY(${[...ids]}::int[])`
}
