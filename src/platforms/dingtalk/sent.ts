import type { DingtalkDeps } from './deps.ts'

type Means = Pick<DingtalkDeps, 'db' | 'now'>

/** One step of a delivery. */
export interface Step {
  /** Doing it twice shows it once: nothing is uncertain of it. */
  repeatable: boolean
  run: () => Promise<void>
}

/** Steps taken in place of others, which turned out not to be possible, are counted from here. */
export const insteadFrom = 1_000

/** What is known of a delivery that was begun. */
export type Known = 'nothing' | 'unknown' | 'busy' | { externalId: string }

// One call may take ten seconds.
const busyMs = 30_000

/**
 * Does the steps that were not done before, in order, each noted before it is begun: a delivery that is sent again
 * continues where it stood.
 */
export async function runSteps(
  means: Means,
  { delivery, externalId, from = 0 }: { delivery: string; externalId: string; from?: number },
  steps: readonly Step[],
): Promise<void> {
  const { db, now } = means
  const rows = await db.dingtalkSent.findMany({ where: { delivery }, select: { part: true, sentAt: true } })
  const done = new Set(rows.filter(({ sentAt }) => sentAt).map(({ part }) => part))
  for (const [nth, { repeatable, run }] of steps.entries()) {
    const part = from + nth
    if (done.has(part)) continue
    const where = { delivery_part: { delivery, part } }
    const begun = { of: steps.length, externalId, repeatable, begunAt: now() }
    await db.dingtalkSent.upsert({ where, create: { delivery, part, ...begun }, update: begun })
    try {
      await run()
    } catch (error) {
      if (!mayHaveArrived(error)) await db.dingtalkSent.deleteMany({ where: { delivery, part } })
      throw error
    }
    await db.dingtalkSent.update({ where, data: { sentAt: now() } })
  }
}

const mayHaveArrived = (error: unknown): boolean =>
  !(error instanceof Error && 'reason' in error && error.reason !== 'uncertain')

/** How far a delivery got, as the database has it. */
export async function findSent({ db, now }: Means, delivery: string): Promise<Known> {
  const begun = await db.dingtalkSent.findMany({ where: { delivery } })
  const instead = begun.filter(({ part }) => part >= insteadFrom)
  const rows = instead.length > 0 ? instead : begun
  const [first] = rows
  if (!first) return 'nothing'
  const open = rows.find(({ sentAt, repeatable }) => !sentAt && !repeatable)
  if (open) return now().getTime() - open.begunAt.getTime() < busyMs ? 'busy' : 'unknown'
  const all = rows.length === first.of && rows.every(({ sentAt }) => sentAt)
  return all ? { externalId: first.externalId } : 'nothing'
}
