import type { Suggestion } from '../generated/client.ts'
import type { SuggestionStatus } from '../generated/enums.ts'
import type { Tx } from '../lib/db.ts'

export type NewSuggestionRow = Pick<Suggestion, 'ticketId' | 'messageId' | 'planId' | 'tone' | 'step'> & {
  options: object[]
}

/** Writes a suggestion; those of the ticket still waiting become stale in the same statement. */
export async function recordSuggestion(tx: Tx, suggestion: NewSuggestionRow, at: Date): Promise<Suggestion> {
  const { ticketId, messageId, planId, tone, step, options } = suggestion
  const [row] = await tx.$queryRaw<Suggestion[]>`
    WITH earlier AS (
      UPDATE "Suggestion" SET status = 'stale', "decidedAt" = ${at}
      WHERE "ticketId" = ${ticketId} AND status = 'pending'
    )
    INSERT INTO "Suggestion" (id, "ticketId", "messageId", "planId", status, options, tone, step, "createdAt")
    VALUES (gen_random_uuid(), ${ticketId}, ${messageId}, ${planId}::uuid, 'pending',
      ${JSON.stringify(options)}::jsonb, ${tone}, ${step}, ${at})
    RETURNING *`
  if (!row) throw new Error('the suggestion was not written')
  return row
}

/** Records the decision on a suggestion that still waits; `undefined` when somebody was faster. */
export async function decideSuggestion(
  tx: Tx,
  id: string,
  decision: { status: SuggestionStatus; decidedBy: string | null; options: object[]; chosen: number },
  at: Date,
): Promise<Suggestion | undefined> {
  const [row] = await tx.suggestion.updateManyAndReturn({
    where: { id, status: 'pending' },
    data: { ...decision, decidedAt: at, revision: { increment: 1 } },
  })
  return row
}

/** Shows another option. */
export async function swapSuggestion(tx: Tx, id: string, chosen: number): Promise<Suggestion> {
  return await tx.suggestion.update({ where: { id }, data: { chosen, revision: { increment: 1 } } })
}

/** The suggestion a card shows, with the name of who decided on it. */
export async function findSuggestion(
  tx: Tx,
  id: string,
): Promise<(Suggestion & { decidedByName: string | null }) | undefined> {
  const suggestion = await tx.suggestion.findUnique({ where: { id } })
  if (!suggestion) return undefined
  const decider = suggestion.decidedBy
    ? await tx.staff.findUnique({ where: { id: suggestion.decidedBy }, select: { name: true } })
    : null
  return { ...suggestion, decidedByName: decider?.name ?? null }
}
