import { setTimeout as pause } from 'node:timers/promises'
import { mask } from '../language/personal/mask.ts'
import type { Deps } from '../lib/deps.ts'
import { messageOf, PlatformError } from '../lib/errors.ts'
import type { OutboundMessage } from '../platforms/platform.ts'
import { type Claimed, claimDeliveries } from './claim.ts'
import { type Fate, fateOf, overtakenFate } from './fate.ts'
import { recordFates } from './settle.ts'
import { tellStuck } from './tell-stuck.ts'

const batch = 50

/**
 * Sends what is due, the head of each lane first, until nothing is; returns how
 * many were sent. Any number of processes may run it: a claimed delivery is
 * leased, and a lease that ran out is looked into before it is sent again.
 */
export async function deliver(deps: Deps): Promise<number> {
  let sent = 0
  for (;;) {
    const claimed = await claimDeliveries(deps.db, deps.now(), batch)
    if (claimed.length === 0) {
      // Whom that is told to is sent at once, too.
      if ((await tellStuck(deps)) > 0) continue
      return sent
    }
    sent += await settleAll(deps, claimed)
  }
}

// Within the lease, so that a sender that hangs is judged by itself and not by another.
const sendMs = 30_000
const settleEveryMs = 100

/** Sends a batch at once and writes the fates as they come: one that hangs holds up no other. */
async function settleAll(deps: Deps, claimed: readonly Claimed[]): Promise<number> {
  let sent = 0
  const settled: Fate[] = []
  const all = Promise.all(claimed.map(async (delivery) => settled.push(await attempt(deps, delivery))))
  for (let left = claimed.length; left > 0; ) {
    await Promise.race([all, pause(settleEveryMs)])
    const fates = settled.splice(0)
    if (fates.length > 0) await recordFates(deps, fates)
    left -= fates.length
    sent += fates.filter((fate) => fate.status === 'sent').length
  }
  return sent
}

async function attempt(deps: Deps, delivery: Claimed): Promise<Fate> {
  if (needless(delivery)) return overtakenFate(delivery, deps.now())
  const platform = deps.platforms.get(delivery.platform)
  const findable = platform !== undefined && 'find' in platform
  // Somebody died or lost the answer while sending: it may be there already.
  let doubtful = delivery.wasInflight
  try {
    if (!platform) throw new PlatformError('unreachable', `platform ${delivery.platform} is not connected`)
    const to = { platform: delivery.platform, id: delivery.address }
    if (doubtful) {
      const found = await platform.find?.(to, delivery.id)
      if (found) return fateOf(delivery, found, deps.now())
      if (!findable && delivery.audience === 'customer')
        throw new PlatformError('uncertain', 'lost while sending')
    }
    doubtful = false
    return fateOf(delivery, await within(platform.send(to, messageFrom(delivery))), deps.now())
  } catch (error) {
    deps.log.warn(
      { delivery: delivery.id, platform: delivery.platform, error: mask(messageOf(error)).masked },
      'not delivered',
    )
    // Asked whether it arrived, the platform says that nobody will ever know: there is no use in asking again.
    const never = doubtful && error instanceof PlatformError && error.reason === 'uncertain'
    return fateOf(delivery, error, deps.now(), never ? {} : { findable, doubtful })
  }
}

/**
 * A later state of the card waits, or it is over before anybody saw it: where a platform limits how much is said, cards
 * that nobody can act on any more would keep back those that somebody can.
 */
function needless({ overtaken, replaces, wasInflight, payload: { card } }: Claimed): boolean {
  if (replaces !== null) return overtaken
  if (wasInflight || !card) return false
  const decision = card.kind === 'suggestion' || card.kind === 'plan'
  return decision && (overtaken || card.state?.tone === 'stale')
}

/** What a send answers, or that its answer did not come in time. */
async function within<T>(sending: Promise<T>): Promise<T> {
  const late = new AbortController()
  const timeout = pause(sendMs, undefined, { signal: late.signal, ref: false }).then(() => {
    throw new PlatformError('uncertain', `no answer within ${sendMs / 1000} seconds`)
  })
  try {
    return await Promise.race([sending, timeout])
  } finally {
    late.abort()
    timeout.catch(() => undefined)
  }
}

const messageFrom = (delivery: Claimed): OutboundMessage => ({
  ...delivery.payload,
  id: delivery.id,
  ...(delivery.replaces ? { replaces: delivery.replaces } : {}),
})
