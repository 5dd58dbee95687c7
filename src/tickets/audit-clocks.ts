import type { Clock } from '../generated/client.ts'
import { type Db, inTransaction, isAway, type Tx } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import { messageOf } from '../lib/errors.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { toAdministrators } from '../outbox/report.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { type ClockFault, faultOf, mendedClock } from '../sla/audit.ts'
import { mendClock, readSuspects, type Suspect, takeLaneIfFree } from '../sla/suspects.ts'
import type { Reckoning } from '../sla/ticking.ts'
import { reckoningFor } from './clocks.ts'

/** A clock that nobody would have swept as it should be. */
export interface FoundFault {
  id: number
  ticket: string
  clock: string
  fault: ClockFault
}

/** So many are named in one report; the log has them all. */
const mostNamed = 10

/** Looks for clocks that nobody will ever sweep as they should be, and touches none. */
export async function findClockFaults({
  db,
  playbook,
}: Pick<Deps, 'db' | 'playbook'>): Promise<FoundFault[]> {
  const found: FoundFault[] = []
  for await (const suspect of suspects(db)) {
    const looked = await lookAt(db, playbook, suspect.id)
    if (looked) found.push(looked.found)
  }
  return found
}

/**
 * The same, and mends them: each once, whoever else audits. What was mended is
 * logged and reported to the administrators. Returns how many.
 */
export async function auditClocks(deps: Deps): Promise<number> {
  const mended: FoundFault[] = []
  for await (const suspect of suspects(deps.db)) {
    const one = await mendSafely(deps, suspect)
    if (one) mended.push(one)
  }
  if (mended.length > 0) await report(deps, mended)
  return mended.length
}

async function* suspects(db: Db): AsyncGenerator<Suspect> {
  for (let after = 0; ; ) {
    const page = await readSuspects(db, after)
    yield* page
    const last = page.at(-1)
    if (!last) return
    after = last.id
  }
}

interface Looked {
  clock: Clock
  ticket: { status: string; closedAt: Date | null }
  reckoning: Reckoning
  found: FoundFault
}

async function lookAt(db: Db | Tx, playbook: Playbook, id: number): Promise<Looked | undefined> {
  const row = await db.clock.findUnique({
    where: { id },
    include: { ticket: { include: { conversation: { select: { platform: true } } } } },
  })
  if (!row) return undefined
  const { ticket, ...clock } = row
  const reckoning = reckoningFor(playbook, clock, { ...ticket, platform: ticket.conversation.platform })
  const fault = faultOf(reckoning, clock, ticket)
  return fault && { clock, ticket, reckoning, found: { id, ticket: ticket.number, clock: clock.name, fault } }
}

/** One clock that cannot be mended must not keep the others from it. */
async function mendSafely(deps: Deps, suspect: Suspect): Promise<FoundFault | undefined> {
  try {
    return await inTransaction(deps.db, (tx) => mend({ ...deps, tx, at: deps.now() }, suspect))
  } catch (error) {
    if (isAway(error)) throw error
    deps.log.error({ clock: suspect.id, error: messageOf(error) }, 'a clock could not be mended')
    return undefined
  }
}

async function mend(
  { tx, at, playbook, log }: Pick<Deps, 'playbook' | 'log'> & { tx: Tx; at: Date },
  suspect: Suspect,
): Promise<FoundFault | undefined> {
  // Whoever is at work on the ticket may be about to set it right: the next audit sees.
  if (!(await takeLaneIfFree(tx, suspect))) return undefined
  const looked = await lookAt(tx, playbook, suspect.id)
  if (!looked) return undefined
  const { clock, reckoning, ticket, found } = looked
  const next = mendedClock(reckoning, clock, { fault: found.fault, ticket, at })
  if (!(await mendClock(tx, clock, next))) return undefined
  log.warn({ ...found }, 'A clock that nobody would have swept was mended')
  return found
}

async function report({ db, playbook, translate, now }: Deps, mended: readonly FoundFault[]): Promise<void> {
  const { locale } = playbook.company
  const at = now()
  const say = (key: string, values?: Record<string, string | number>): string =>
    translate(locale, `desk.audit.${key}`, values)
  const named = mended
    .slice(0, mostNamed)
    .map(({ ticket, clock, fault }) =>
      say('line', { ticket, clock: translate(locale, `desk.clock.${clock}`), fault: say(`fault.${fault}`) }),
    )
  const rest = mended.length - named.length
  const card = toAdministrators(playbook, {
    // A clock is mended by one process only: its report is nobody else's.
    key: `audit:${at.toISOString()}:${mended[0]?.id ?? ''}`,
    title: say('title', { count: mended.length }),
    state: { tone: 'solved', mark: '🟢', label: say('state') },
    facts: [],
    lines: [...named, ...(rest > 0 ? [say('more', { count: rest })] : [])],
    foot: [say('foot')],
  })
  await inTransaction(db, (tx) => enqueue(tx, [card], at))
}
