import { inTransaction, isAway } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import { messageOf } from '../lib/errors.ts'
import { localeOf } from '../lib/i18n.ts'
import { wellFormed } from '../lib/text.ts'
import type { Inbound, Outcome } from '../platforms/platform.ts'
import type { Work } from '../tickets/settle.ts'
import {
  dueArrivals,
  findOutcome,
  keepArrival,
  laneOf,
  reclaimArrival,
  recordArrival,
  recordOutcome,
  takeLane,
} from './arrival.ts'
import { fromCustomer } from './from-customer.ts'
import { fromStaff } from './from-staff.ts'
import { inLane } from './lane.ts'
import { fromNote } from './note.ts'
import { withoutSecrets } from './secrets.ts'
import { answerFromCustomer } from './survey.ts'
import { fromTalk } from './talk.ts'
import { fromUndelivered } from './undelivered.ts'

/**
 * Records what came in and does what follows from it, in one transaction; when
 * this returns, it may be acknowledged. A redelivery is `ignored`. What cannot
 * be handled is `kept` whole and tried again. Throws only where nothing could be
 * recorded (the database is away): then it must not be acknowledged.
 */
export async function receive(deps: Deps, arrived: Inbound): Promise<Outcome> {
  const inbound = withoutSecrets(wellFormed(arrived))
  const outcome = await inLane(laneOf(inbound), async (): Promise<Outcome> => {
    try {
      return await inTransaction(deps.db, async (tx) => {
        const work: Work = { ...deps, tx, at: deps.now() }
        if (await recordArrival(tx, inbound, work.at)) return await handle(work, inbound)
        const before = await findOutcome(tx, inbound)
        return before ? { ...before, again: true } : { status: 'ignored' }
      })
    } catch (error) {
      if (isAway(error)) throw error
      return await keep(deps, inbound, error)
    }
  })
  return inbound.kind === 'message' && inbound.secretsHidden ? { ...outcome, text: inbound.text } : outcome
}

/** Handles again what was kept and is due; returns how many are done now. */
export async function handleKept(deps: Deps): Promise<number> {
  let done = 0
  for (const inbound of await dueArrivals(deps.db, deps.now())) {
    try {
      const handled = await inLane(laneOf(inbound), () =>
        inTransaction(deps.db, async (tx) => {
          const at = deps.now()
          await takeLane(tx, laneOf(inbound))
          if (!(await reclaimArrival(tx, inbound, at))) return false
          await handle({ ...deps, tx, at }, inbound)
          return true
        }),
      )
      if (handled) done += 1
    } catch (error) {
      if (isAway(error)) throw error
      await keep(deps, inbound, error)
    }
  }
  return done
}

async function handle(work: Work, inbound: Inbound): Promise<Outcome> {
  if (inbound.kind === 'message') return await fromCustomer(work, inbound)
  if (inbound.kind === 'talk') return await fromTalk(work, inbound)
  if (inbound.kind === 'undelivered') return await fromUndelivered(work, inbound)
  if (inbound.kind === 'note') return await fromNote(work, inbound)
  const outcome = (await answerFromCustomer(work, inbound)) ?? (await fromStaff(work, inbound))
  await recordOutcome(work.tx, inbound, outcome)
  return outcome
}

async function keep(deps: Deps, inbound: Inbound, error: unknown): Promise<Outcome> {
  const { platform, externalId, kind } = inbound
  const attempts = await keepArrival(deps.db, inbound, error, deps.now())
  // A redelivery of what was handled long ago failed: there is nothing to do again.
  if (attempts === undefined) return (await findOutcome(deps.db, inbound)) ?? { status: 'ignored' }
  deps.log.error(
    { platform, externalId, kind, attempts, error: messageOf(error) },
    'kept to be handled again',
  )
  const locale = inbound.kind === 'message' ? localeOf(inbound.locale) : deps.playbook.company.locale
  return { status: 'kept', notice: deps.translate(locale, `desk.kept.${kind}`) }
}
