import { PlatformError } from '../../../lib/errors.ts'

/** Not subscribed (any more): only a new connection helps, however alive this one looks. */
export const notSubscribed = 846_609

/** The answer is too late or was given already; the words have to go another way. */
const late = new Set([846_605, 846_608])
const frequent = new Set([45_009, 45_033, 846_607])
const wrong = new Set([40_058, 44_004, 45_002, 40_008])

/** What an error code of the bot's connection means for what was to be sent. */
export function botError(errcode: number, errmsg: string): PlatformError {
  const said = `WeCom ${errcode} ${errmsg}`.trim()
  if (late.has(errcode) || wrong.has(errcode)) return new PlatformError('refused', said)
  if (frequent.has(errcode)) return new PlatformError('unreachable', said, { retryAfterMs: 60_000 })
  return new PlatformError('unreachable', said, errcode === notSubscribed ? { retryAfterMs: 1_000 } : {})
}
