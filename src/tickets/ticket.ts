import type { Plan, Prisma, Ticket } from '../generated/client.ts'
import type { Tx } from '../lib/db.ts'
import type { Change, Happening } from './change.ts'

/** Writes the columns a change sets; the revision grows with each. */
export async function updateTicket(
  tx: Tx,
  ticketId: number,
  set: Partial<Omit<Ticket, 'id' | 'entities'>> & { entities?: Prisma.InputJsonValue },
  at: Date,
): Promise<Ticket> {
  return await tx.ticket.update({
    where: { id: ticketId },
    data: { ...set, updatedAt: at, revision: { increment: 1 } },
  })
}

/** What was merged into one ticket leads to the one it was merged into itself. */
export async function redirectDuplicates(tx: Tx, from: string, to: string): Promise<void> {
  await tx.ticket.updateMany({ where: { duplicateOf: from }, data: { duplicateOf: to } })
}

/** From now on the supervisors have the tickets before them; an earlier reason stays. */
export async function markEscalated(tx: Tx, ticketIds: readonly number[], reason: string): Promise<void> {
  if (ticketIds.length === 0) return
  await tx.$executeRaw`
    UPDATE "Ticket" SET escalation = ${reason} WHERE id = ANY(${[...ticketIds]}::int[]) AND escalation IS NULL`
}

/** Writes the audit trail of a change: one statement, never altered afterwards. */
export async function recordHappenings(
  tx: Tx,
  ticketId: number | null,
  happened: readonly Happening[],
  at: Date,
): Promise<void> {
  await recordTrail(
    tx,
    happened.map((one) => ({ ...one, ticketId })),
    at,
  )
}

/** The same for many tickets at once. */
export async function recordTrail(
  tx: Tx,
  happened: readonly (Happening & { ticketId: number | null })[],
  at: Date,
): Promise<void> {
  if (happened.length === 0) return
  const rows = happened.map((one) => ({ ticketId: one.ticketId, ...trailOf(one) }))
  await tx.$executeRaw`
    INSERT INTO "AuditEvent" ("ticketId", at, kind, "actorKind", "actorName", "staffId", "from", "to", note)
    SELECT "ticketId", ${at}, kind, "actorKind", "actorName", "staffId", "from", "to", note
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS n(
      "ticketId" int, kind text, "actorKind" text, "actorName" text, "staffId" uuid, "from" text, "to" text, note text)`
}

/** A happening as the audit trail keeps it. */
export const trailOf = ({ kind, by, from, to, note }: Happening) => ({
  kind,
  actorKind: by.kind,
  actorName: by.name,
  staffId: by.staffId,
  from: from ?? null,
  to: to ?? null,
  note: note ?? null,
})

/** Writes a proposed plan and what became of an earlier one; returns the ticket's latest plan. */
export async function recordPlans(
  tx: Tx,
  ticketId: number,
  { propose, plan }: Pick<Change, 'propose' | 'plan'>,
  at: Date,
): Promise<Plan | undefined> {
  const answered = plan?.status === 'accepted' || plan?.status === 'rejected'
  const earlier = plan
    ? await tx.plan.update({
        where: { id: plan.id },
        data: {
          status: plan.status,
          ...(answered ? { answeredAt: at } : {}),
          ...(plan.status === 'sent' ? { sentAt: at, told: plan.told ?? null } : {}),
        },
      })
    : undefined
  if (!propose) return earlier
  return await tx.plan.create({ data: { ...propose, ticketId, status: 'proposed', createdAt: at } })
}
