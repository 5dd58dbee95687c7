import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

const windowMs = 60 * 60_000

/** base64(HMAC-SHA256(secret, timestamp + "\n" + secret)): https://open.dingtalk.com/document/orgapp/receive-message */
export const robotSignature = (secret: string, timestamp: string): string =>
  createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')

/** base64(HMAC-SHA256(secret, timestamp)): https://open.dingtalk.com/document/orgapp/register-card-callback-address */
export const cardSignature = (secret: string, timestamp: string): string =>
  createHmac('sha256', secret).update(timestamp).digest('base64')

/** The four parts in order, hashed: as WeCom does, https://open.dingtalk.com/document/orgapp/configure-event-subcription */
export const pushSignature = (parts: readonly string[]): string =>
  createHash('sha1').update(parts.toSorted().join('')).digest('hex')

/** Whether two signatures are the same, in the same time whatever they are. */
export function sameSignature(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}

/** Whether a timestamp in milliseconds is of the last hour: an older request may be somebody's repetition. */
export const isRecent = (timestamp: string, now: Date): boolean =>
  /^\d{13}$/.test(timestamp) && Math.abs(now.getTime() - Number(timestamp)) < windowMs
