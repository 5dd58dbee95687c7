import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import { PlatformError } from '../../lib/errors.ts'

/** A text of `slack.<key>` in one language. */
export type Say = (key: string, values?: Record<string, string | number>) => string

interface Called {
  method: string
  /** Whether what was called may have shown something although no answer came. */
  posting: boolean
  say: Say
}

/** An error of the SDK as what it means for what was sent, in words; tokens and texts are not among them. */
export function faultOf(error: unknown, called: Called): PlatformError {
  if (error instanceof PlatformError) return error
  if (error instanceof WebAPIRateLimitedError) return slower(called, error.retryAfter * 1000)
  if (error instanceof WebAPIPlatformError) return answered(error, called)
  if (error instanceof WebAPIHTTPError) return unhappy(error.statusCode, called)
  const cause = error instanceof WebAPIRequestError ? error.original : error
  if (cause instanceof Error && /Retry header/.test(cause.message)) return slower(called, aMinute)
  const code = codeOf(cause)
  return neverLeft.test(code) ? unreachable(called, 'network', { code }) : lost(called, code)
}

const aMinute = 60_000

/** The connection was never made: nothing can have arrived. */
const neverLeft =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/

const slower = (called: Called, retryAfterMs: number): PlatformError =>
  unreachable(called, 'limited', {}, retryAfterMs)

function unreachable(
  { method, say }: Called,
  key: string,
  values: Record<string, string> = {},
  retryAfterMs?: number,
): PlatformError {
  const words = say(`fault.${key}`, { method, ...values })
  return new PlatformError('unreachable', words, retryAfterMs === undefined ? {} : { retryAfterMs })
}

const lost = (called: Called, code: string): PlatformError =>
  called.posting
    ? new PlatformError('uncertain', called.say('fault.lost', { method: called.method, code }))
    : unreachable(called, 'network', { code })

/** What the administrator can mend: meanwhile everything waits. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const credentials = new Set([
  'account_inactive',
  'access_denied',
  'ekm_access_denied',
  'enterprise_is_restricted',
  'invalid_auth',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
])
const limits = new Set(['ratelimited', 'rate_limited', 'rollup_error', 'message_limit_exceeded'])
// "It's possible some aspect of the operation succeeded before the error was raised."
const halfDone = new Set(['fatal_error', 'internal_error'])
const later = new Set(['service_unavailable', 'request_timeout', 'team_added_to_org', 'accesslimited'])

/** The refusals that have words of their own: `slack.fault.refused.<code>`. */
export const refusalsWithWords: ReadonlySet<string> = new Set([
  'cant_update_message',
  'channel_not_found',
  'edit_window_closed',
  'invalid_blocks',
  'invalid_blocks_format',
  'is_archived',
  'message_not_found',
  'missing_scope',
  'msg_blocks_too_long',
  'msg_too_long',
  'not_in_channel',
  'restricted_action',
  'user_not_found',
  'user_disabled',
  'users_not_found',
  'cannot_dm_bot',
  'expired_trigger_id',
  'view_too_large',
  'file_not_found',
  'no_permission',
  'messages_tab_disabled',
])

function answered({ data }: WebAPIPlatformError, called: Called): PlatformError {
  const code = data.error
  // The SDK takes a page of a proxy that says 200 for the error's code.
  if (!/^[a-z][a-z0-9_]{1,80}$/.test(code)) return lost(called, 'not_json')
  if (credentials.has(code))
    return new PlatformError(
      'unreachable',
      called.say('fault.credentials', { method: called.method, code }),
      {
        cause: new SlackCode(code),
      },
    )
  if (limits.has(code)) return slower(called, (data.response_metadata?.retryAfter ?? 60) * 1000)
  if (halfDone.has(code)) return lost(called, code)
  if (later.has(code)) return unreachable(called, 'later', { code })
  const { needed } = data as { needed?: unknown }
  const details = data.response_metadata?.messages?.join('; ').slice(0, 300) ?? ''
  const words = called.say(`fault.refused.${refusalsWithWords.has(code) ? code : 'other'}`, {
    method: called.method,
    code,
    needed: typeof needed === 'string' ? needed.slice(0, 200) : '',
    details,
  })
  return new PlatformError('refused', words, { cause: new SlackCode(code) })
}

/** The code that Slack refused with, as the cause of a PlatformError. */
class SlackCode extends Error {
  override name = 'SlackCode'
}

/** The code that Slack refused with, such as `channel_not_found`; `undefined` for any other error. */
export const refusalOf = (error: unknown): string | undefined =>
  error instanceof PlatformError && error.cause instanceof SlackCode ? error.cause.message : undefined

/** Whether Slack does not accept our token (any more). */
export const isCredentialFault = (error: unknown): boolean => credentials.has(refusalOf(error) ?? '')

function unhappy(status: number, called: Called): PlatformError {
  if (status >= 500) return lost(called, `HTTP ${status}`)
  if (status === 413) return new PlatformError('refused', called.say('fault.refused.msg_too_long'))
  return unreachable(called, 'network', { code: `HTTP ${status}` })
}

function codeOf(error: unknown): string {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth++) {
    if ('code' in one && typeof one.code === 'string') return one.code
    if (one.name === 'TimeoutError' || one.name === 'AbortError') return 'ETIMEDOUT'
  }
  return 'ENOANSWER'
}
