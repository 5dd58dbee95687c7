import { messageOf } from '../../../lib/errors.ts'
import type { DingtalkDeps } from '../deps.ts'
import type { Sending } from '../sending.ts'
import { cardSecretOf } from './webhook.ts'

const pauseMs = 60_000

/**
 * Tells DingTalk where presses on cards are to be brought and what they are to be signed with; tried until it is done
 * (https://open.dingtalk.com/document/orgapp/register-card-callback-address). Ends then, or after the signal.
 */
export async function registerCallbacks(
  deps: DingtalkDeps,
  sending: Sending,
  signal: AbortSignal,
): Promise<void> {
  const { settings, site, log, pause } = deps
  const { callbackRouteKey } = settings
  if (!callbackRouteKey) return
  const body = {
    apiSecret: cardSecretOf(deps),
    callbackUrl: `${site.publicUrl}/webhooks/dingtalk/card`,
    callbackRouteKey,
    forceUpdate: true,
  }
  while (!signal.aborted) {
    try {
      await sending.call({ method: 'POST', path: '/v1.0/card/callbacks/register', body })
      return
    } catch (error) {
      log.error({ platform: 'dingtalk', error: messageOf(error) }, 'card callbacks could not be registered')
      await pause(pauseMs, signal)
    }
  }
}
