import type { Deps } from '../lib/deps.ts'
import { messageOf, PlatformError } from '../lib/errors.ts'
import type { OutboundMessage } from '../platforms/platform.ts'
import { type Claimed, claimDeliveries } from './claim.ts'
import { type Fate, fateOf, overtakenFate } from './fate.ts'
import { recordFates } from './settle.ts'

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
    if (claimed.length === 0) return sent
    const fates = await Promise.all(claimed.map((delivery) => attempt(deps, delivery)))
    await recordFates(deps, fates)
    sent += fates.filter((fate) => fate.status === 'sent').length
  }
}

async function attempt(deps: Deps, delivery: Claimed): Promise<Fate> {
  if (delivery.overtaken && delivery.replaces) return overtakenFate(delivery, deps.now())
  const platform = deps.platforms.get(delivery.platform)
  try {
    if (!platform) throw new PlatformError('unreachable', `platform ${delivery.platform} is not connected`)
    const to = { platform: delivery.platform, id: delivery.address }
    if (delivery.attempts > 1 && delivery.wasInflight) {
      // Somebody died or lost the answer while sending: it may be there already.
      const found = await platform.find?.(to, delivery.id)
      if (found) return fateOf(delivery, found, deps.now())
      if (!platform.find && delivery.audience === 'customer')
        throw new PlatformError('uncertain', 'lost while sending')
    }
    return fateOf(delivery, await platform.send(to, messageFrom(delivery)), deps.now())
  } catch (error) {
    deps.log.warn(
      { delivery: delivery.id, platform: delivery.platform, error: messageOf(error) },
      'not delivered',
    )
    return fateOf(delivery, error, deps.now(), platform !== undefined && 'find' in platform)
  }
}

const messageFrom = (delivery: Claimed): OutboundMessage => ({
  ...delivery.payload,
  id: delivery.id,
  ...(delivery.replaces ? { replaces: delivery.replaces } : {}),
})
