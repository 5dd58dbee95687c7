import { readAtMost } from '../../../lib/bounded.ts'
import { messageOf, PlatformError } from '../../../lib/errors.ts'
import type { DingtalkDeps } from '../deps.ts'

/** What a stream subscribes to. */
export interface Subscription {
  type: string
  topic: string
}

const mostBytes = 64 * 1024
const openMs = 15_000

/**
 * Asks the gateway for an address that takes one connection within 90 seconds
 * (https://open.dingtalk.com/document/development/protocol-description).
 * Throws PlatformError: `refused` where the client id or secret is wrong, `unreachable` otherwise.
 */
export async function openGateway(
  { settings, fetch, pause }: DingtalkDeps,
  subscriptions: readonly Subscription[],
  signal: AbortSignal,
): Promise<string> {
  const { apiUrl, clientId, clientSecret } = settings
  const late = new AbortController()
  const given = new AbortController()
  void pause(openMs, given.signal).then(() => late.abort())
  try {
    const response = await fetch(`${apiUrl}/v1.0/gateway/connections/open`, {
      method: 'POST',
      // Without Accept it answers XML.
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ clientId, clientSecret, ua: 'kefutai/1.0', subscriptions }),
      signal: AbortSignal.any([late.signal, signal]),
      redirect: 'error',
    })
    const text = (await readAtMost(response, mostBytes)) ?? ''
    if (!response.ok) throw refusalOf(response.status, text)
    return addressOf(text, apiUrl)
  } catch (error) {
    if (error instanceof PlatformError) throw error
    throw new PlatformError('unreachable', `the gateway cannot be reached: ${messageOf(error)}`, {
      cause: error,
    })
  } finally {
    given.abort()
  }
}

/** A quota is a 403 too, and is not the fault of the credentials. */
function refusalOf(status: number, text: string): PlatformError {
  const code = /"code"\s*:\s*"([^"]{1,100})"/.exec(text)?.[1] ?? ''
  const wrong =
    (status === 400 || status === 401 || status === 403) && !/Limit|html/i.test(code || text.slice(0, 200))
  return new PlatformError(wrong ? 'refused' : 'unreachable', `the gateway answered ${status} ${code}`.trim())
}

function addressOf(text: string, apiUrl: string): string {
  const { endpoint, ticket } = JSON.parse(text) as { endpoint?: unknown; ticket?: unknown }
  if (typeof endpoint !== 'string' || typeof ticket !== 'string' || ticket === '')
    throw new PlatformError('unreachable', 'the gateway gave no address')
  // The ticket is a secret: it does not go over an open line where the API is asked over a closed one.
  if (!endpoint.startsWith('wss://') && apiUrl.startsWith('https://'))
    throw new PlatformError('unreachable', 'the gateway gave an address without TLS')
  return `${endpoint}?ticket=${encodeURIComponent(ticket)}`
}
