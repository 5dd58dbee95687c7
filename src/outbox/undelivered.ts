import { mask } from '../language/personal/mask.ts'
import type { Tx } from '../lib/db.ts'
import type { Deps } from '../lib/deps.ts'
import type { InboundUndelivered } from '../platforms/platform.ts'
import type { Lost } from './lost-card.ts'
import { tellLost } from './tell-lost.ts'

/** The reasons there are words for. */
const reasons = new Set([
  'no_such_address',
  'no_such_domain',
  'mailbox_full',
  'too_large',
  'refused',
  'not_yet',
  'window_closed',
  'session_ended',
  'too_many',
  'declined',
  'account_gone',
])

/** A delivery that came back: the ticket it belongs to, why, and what the other side said, personal data hidden. */
export interface Returned {
  ticketId: number | null
  /** A word of `desk.undelivered`. */
  reason: string
  said: string
}

/**
 * A message of ours did not reach its customer after all: it is given up, and the desk is shown it with the reason.
 * `undefined` where nothing of that id was sent, or it was known already, or is being sent once more.
 */
export async function recordReturned(
  tx: Tx,
  deps: Pick<Deps, 'playbook' | 'translate'>,
  { platform, delivery, reason: given, said: heard }: InboundUndelivered,
  at: Date,
): Promise<Returned | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(delivery)) return undefined
  const reason = reasons.has(given) ? given : 'unknown'
  const said = mask(heard.slice(0, longest)).masked
  const [lost] = await tx.$queryRaw<(Lost['delivery'] & { audience: string })[]>`
    UPDATE "Delivery" SET status = 'dead', told = 'lost', error = ${`${reason}: ${said}`}, "lockedUntil" = NULL
    WHERE id = ${delivery}::uuid AND platform = ${platform} AND status IN ('sent', 'uncertain', 'inflight')
    RETURNING id, "ticketId", payload, audience`
  if (!lost) return undefined
  if (lost.audience === 'customer')
    await tellLost(tx, deps, [{ delivery: lost, as: 'returned', reason, said }], at)
  return { ticketId: lost.ticketId, reason, said }
}

/** Servers say little; who writes more is cut. */
const longest = 500
