import type { Db } from '../../lib/db.ts'

/** What became of a day so far. */
export interface Figures {
  opened: number
  /** Open tickets whose customer wrote last. */
  waiting: number
  solved: number
  /** Of the solved ones, those none of whose clocks passed its deadline. */
  onTime: number
}

/** The figures of these departments since the day began; what waits is counted now, whenever it was opened. */
export async function readFigures(db: Db, departments: readonly string[], since: Date): Promise<Figures> {
  const [figures] = await db.$queryRaw<Figures[]>`
    SELECT
      count(*) FILTER (WHERE t."openedAt" >= ${since})::int AS opened,
      count(*) FILTER (WHERE t.status IN ('unclaimed', 'in_progress', 'waiting_customer') AND (
        SELECT m.direction = 'inbound' FROM "Message" m
        WHERE m."ticketId" = t.id AND (m.direction = 'inbound' OR m."staffId" IS NOT NULL)
        ORDER BY m.id DESC LIMIT 1))::int AS waiting,
      count(*) FILTER (WHERE t."solvedAt" >= ${since})::int AS solved,
      count(*) FILTER (WHERE t."solvedAt" >= ${since} AND NOT EXISTS (
        SELECT FROM "Clock" k WHERE k."ticketId" = t.id AND k."breachedAt" IS NOT NULL))::int AS "onTime"
    FROM "Ticket" t
    WHERE t.department = ANY(${[...departments]})
      AND (t.status IN ('unclaimed', 'in_progress', 'waiting_customer') OR t."openedAt" >= ${since}
        OR t."solvedAt" >= ${since})`
  return figures ?? { opened: 0, waiting: 0, solved: 0, onTime: 0 }
}
