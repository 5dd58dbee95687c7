import { createHmac, timingSafeEqual } from 'node:crypto'
import { ForbiddenError } from '../../../lib/errors.ts'
import type { WebhookRequest } from '../../platform.ts'

const windowS = 5 * 60

/**
 * Throws ForbiddenError where a request is not signed by Slack, or was more than five minutes ago (or ahead).
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function verifySignature(
  secret: string,
  { headers, body }: Pick<WebhookRequest, 'headers' | 'body'>,
  now: Date,
): void {
  const timestamp = headers['x-slack-request-timestamp'] ?? ''
  const signature = headers['x-slack-signature'] ?? ''
  const agedS = Math.abs(now.getTime() / 1000 - Number(timestamp))
  if (!/^\d{1,12}$/.test(timestamp) || agedS > windowS) throw new ForbiddenError('not signed now')
  const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest()
  const given = Buffer.from(signature.replace(/^v0=/, ''), 'hex')
  const right = given.length === expected.length && timingSafeEqual(given, expected)
  if (!signature.startsWith('v0=') || !right) throw new ForbiddenError('not signed by Slack')
}
