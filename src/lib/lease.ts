import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from './db.ts'
import { messageOf } from './errors.ts'
import type { Log } from './log.ts'

export interface LeaseWish {
  /** What only one may do, for example `mailbox:<id>`. */
  name: string
  /** Who asks: unique among all processes that ever ran. */
  holder: string
  now: Date
  forMs: number
}

/**
 * Takes or renews: whether it is the holder's until `now + forMs`. One that ran out goes to whoever asks first.
 * The clocks of the processes may differ by less than what lies between a renewal and the end.
 */
export async function holdLease(db: Db, { name, holder, now, forMs }: LeaseWish): Promise<boolean> {
  const until = new Date(now.getTime() + forMs)
  const held = await db.$executeRaw`
    INSERT INTO "Lease" (name, holder, "untilAt") VALUES (${name}, ${holder}, ${until})
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, "untilAt" = excluded."untilAt"
    WHERE "Lease".holder = excluded.holder OR "Lease"."untilAt" <= ${now}`
  return held === 1
}

/** Gives it back, so that the next one need not wait for its end; whoever does not hold it changes nothing. */
export async function releaseLease(
  db: Db,
  { name, holder }: Pick<LeaseWish, 'name' | 'holder'>,
): Promise<void> {
  await db.lease.deleteMany({ where: { name, holder } })
}

export interface LeaseDeps {
  db: Db
  now: () => Date
  log: Log
}

export interface LeasePace {
  forMs: number
  /** Well below `forMs`: one renewal that fails must not end it. */
  renewMs: number
  /** How often one who does not hold it asks. */
  askMs: number
}

export interface Leased {
  name: string
  holder: string
  pace: LeasePace
  /** Ends soon after its signal. Returning ends the whole. */
  act: (signal: AbortSignal) => Promise<void>
}

/**
 * Waits for the lease and runs `act` while it is held: its signal falls when another took the lease or when it
 * could not be renewed before its end; then it is waited for again. Ends when `act` returns, or after `signal`,
 * and the lease is given back. Errors of `act` are thrown.
 */
export async function whileLeased(deps: LeaseDeps, leased: Leased, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const taken = await take(deps, leased).catch((error: unknown) => reportAway(deps, leased, error))
    if (taken !== true) await nap(leased.pace.askMs, signal)
    else if ((await holding(deps, leased, signal)) === 'done') return
  }
}

async function holding(deps: LeaseDeps, leased: Leased, signal: AbortSignal): Promise<'done' | 'lost'> {
  const lost = new AbortController()
  const ended = new AbortController()
  const renewing = (async () => {
    await renew(deps, leased, ended.signal)
    if (!ended.signal.aborted) lost.abort()
  })()
  try {
    await leased.act(AbortSignal.any([signal, lost.signal]))
  } finally {
    ended.abort()
    await renewing
    if (!lost.signal.aborted)
      await releaseLease(deps.db, leased).catch((error: unknown) => reportAway(deps, leased, error))
  }
  return lost.signal.aborted ? 'lost' : 'done'
}

/** Renews until it is not wanted any more, or lost. */
async function renew(deps: LeaseDeps, leased: Leased, ended: AbortSignal): Promise<void> {
  const { forMs, renewMs } = leased.pace
  let leftMs = forMs
  while (!ended.aborted && leftMs > 0) {
    const began = performance.now()
    await nap(Math.min(renewMs, leftMs), ended)
    if (ended.aborted) return
    // A database that hangs must not be waited for beyond the end: another may hold it then.
    const waitMs = leftMs - (performance.now() - began)
    const renewed = await Promise.race([
      take(deps, leased).catch((error: unknown) => reportAway(deps, leased, error)),
      nap(waitMs, ended),
    ])
    if (renewed === false) return
    leftMs = renewed === true ? forMs : leftMs - (performance.now() - began)
  }
}

const take = (deps: LeaseDeps, { name, holder, pace }: Leased): Promise<boolean> =>
  holdLease(deps.db, { name, holder, now: deps.now(), forMs: pace.forMs })

function reportAway({ log }: LeaseDeps, { name }: Leased, error: unknown): undefined {
  log.warn({ lease: name, reason: messageOf(error) }, 'A lease could not be asked for')
}

const nap = (ms: number, signal: AbortSignal): Promise<undefined> =>
  pause(Math.max(0, ms), undefined, { signal }).catch(() => undefined)
