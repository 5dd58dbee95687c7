import { PlatformError } from '../../../lib/errors.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
// The vendor's are 30 and 1000; answers to presses and words count, too, and need room.
const perMinute = 28
const perHour = 950

/** Counts what goes to each chat. */
export interface Quota {
  /** Counts one more; throws PlatformError `unreachable` with the wait where the vendor would refuse it. */
  use(chat: string, now: Date): void
}

export function createQuota(): Quota {
  const sent = new Map<string, number[]>()
  return {
    use(chat, now) {
      const at = now.getTime()
      const recent = (sent.get(chat) ?? []).filter((one) => one > at - hourMs)
      const lastMinute = recent.filter((one) => one > at - minuteMs)
      const full = lastMinute.length >= perMinute ? lastMinute : recent.length >= perHour ? recent : undefined
      if (full) {
        const lengthMs = full === lastMinute ? minuteMs : hourMs
        const retryAfterMs = (full[0] ?? at) + lengthMs - at
        throw new PlatformError('unreachable', `more than WeCom takes for one chat`, { retryAfterMs })
      }
      sent.set(chat, [...recent, at])
    },
  }
}
