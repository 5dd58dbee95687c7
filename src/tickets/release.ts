import type { Prisma, Release, Staff, Suggestion } from '../generated/client.ts'
import type { Tx } from '../lib/db.ts'
import type { Change } from './change.ts'

/** A reply kept back until a supervisor decided, with who wrote it and what it was made from. */
export type WaitingReply = Release & { author: Staff; suggestion: Suggestion | null }

/** The reply that a release card shows; `undefined` when there is none. */
export async function findRelease(tx: Tx, id: string): Promise<WaitingReply | undefined> {
  const release = await tx.release.findUnique({ where: { id }, include: { author: true } })
  if (!release) return undefined
  const suggestion = release.suggestionId
    ? await tx.suggestion.findUnique({ where: { id: release.suggestionId } })
    : null
  return { ...release, suggestion }
}

/** Writes the reply a change keeps back, or what was decided on one. */
export async function recordRelease(
  tx: Tx,
  ticketId: number,
  { askRelease, release }: Pick<Change, 'askRelease' | 'release'>,
  at: Date,
): Promise<(Release & { author: Staff }) | undefined> {
  if (askRelease) {
    const findings = askRelease.findings as unknown as Prisma.InputJsonValue
    const attachments = askRelease.attachments.map((file) => ({ ...file }))
    const data = { ...askRelease, attachments, findings, ticketId, createdAt: at }
    return await tx.release.create({ data, include: { author: true } })
  }
  if (!release) return undefined
  const { id, status, by, reason } = release
  return await tx.release.update({
    where: { id, status: 'pending' },
    data: { status, decidedAt: at, decidedBy: by.staffId, ...(reason ? { reason } : {}) },
    include: { author: true },
  })
}
