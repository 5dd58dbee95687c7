import { Prisma, type Ticket } from '../../generated/client.ts'
import type { Db, Tx } from '../../lib/db.ts'

/** Whose page it is, when, and of which departments what nobody has is theirs to take. */
export interface Asked {
  staffId: string
  departments: readonly string[]
  at: Date
}

/** A ticket as a line of a list. */
export interface ListedTicket
  extends Pick<Ticket, 'id' | 'number' | 'category' | 'status' | 'priority' | 'department'> {
  mine: boolean
  name: string | null
  contact: string | null
  /** The nearest running deadline. */
  clock: string | null
  deadlineAt: Date | null
}

const most = 20
const soonMs = 3_600_000

/**
 * Open tickets that are theirs, and those that nobody has in these departments: each list by the nearest deadline,
 * at most twenty. `due` counts those of both, shown or not, that are past their deadline or will be within the hour.
 */
export async function readLists(
  db: Db | Tx,
  { staffId, departments, at }: Asked,
): Promise<{ tickets: ListedTicket[]; due: number }> {
  const rows = await db.$queryRaw<(ListedTicket & { due: number })[]>(Prisma.sql`
    WITH own AS (
      SELECT t.id, t.number, t.category, t.status::text AS status, t.priority, t.department, c.name, c.contact,
        coalesce(t."assigneeId" = ${staffId}::uuid, false) OR coalesce(t."agentId" = ${staffId}::uuid, false) AS mine,
        k.name AS clock, k."deadlineAt"
      FROM "Ticket" t
      JOIN "Customer" c ON c.id = t."customerId"
      LEFT JOIN LATERAL (SELECT name, "deadlineAt" FROM "Clock"
        WHERE "ticketId" = t.id AND "stoppedAt" IS NULL AND "pausedAt" IS NULL
        ORDER BY "deadlineAt" LIMIT 1) k ON true
      WHERE t.status IN ('unclaimed', 'in_progress', 'waiting_customer')
        AND (t."assigneeId" = ${staffId}::uuid OR t."agentId" = ${staffId}::uuid
          OR (t.status = 'unclaimed' AND t.department = ANY(${[...departments]})))),
    listed AS (
      SELECT own.*, row_number() OVER (PARTITION BY mine ORDER BY "deadlineAt" NULLS LAST, id) AS nth,
        (count(*) FILTER (WHERE "deadlineAt" <= ${new Date(at.getTime() + soonMs)}) OVER ())::int AS due
      FROM own)
    SELECT * FROM listed WHERE nth <= ${most} ORDER BY mine DESC, nth`)
  return { tickets: rows, due: rows[0]?.due ?? 0 }
}
