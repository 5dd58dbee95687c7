import { createHash } from 'node:crypto'
import { readAtMost } from '../../lib/bounded.ts'
import { identityOf, type Mailbox, type OAuth } from './mailbox.ts'

/** No token could be had; `message` holds no secret. */
export class TokenError extends Error {
  override name = 'TokenError'
  /** `consent_needed`: somebody must sign in again; `oauth_client`: the application is unknown there. */
  readonly fault: 'consent_needed' | 'oauth_client' | 'unreachable' | 'throttled' | 'refused'
  constructor(fault: TokenError['fault'], message: string, options: ErrorOptions = {}) {
    super(message, options)
    this.fault = fault
  }
}

export interface TokenDeps {
  fetch: typeof fetch
  now: () => Date
  /** Some servers (Microsoft's) hand out a new refresh token each time, and the old one runs out: to be kept. */
  keepRefreshToken?: (mailbox: Mailbox, refreshToken: string) => Promise<void>
}

interface Held {
  token: Promise<{ value: string; until: number }>
  /** What the server gave us last to ask with. */
  refreshToken: string
  /** What we asked with so far, the latest last: whoever still comes with one of these is behind. */
  spent: string[]
}

/** By the way to the network, so that nobody gets tokens another network gave; by credentials, so that those somebody typed anew count at once. */
const held = new WeakMap<typeof fetch, Map<string, Held>>()
const spareMs = 60_000
const mostBytes = 64 * 1024
const timeoutMs = 20_000
const mostSpent = 50

/**
 * The access token for IMAP and SMTP of a mailbox with OAuth 2 credentials, asked for once however many want it,
 * and again a minute before it runs out. Throws TokenError.
 * https://datatracker.ietf.org/doc/html/rfc6749#section-6
 */
export async function accessToken(deps: TokenDeps, mailbox: Mailbox): Promise<string> {
  const { credentials } = mailbox
  if (credentials?.kind !== 'oauth') throw new TokenError('refused', 'the mailbox signs in without OAuth 2')
  const all = heldBy(deps.fetch)
  const key = keyOf(mailbox, credentials)
  const known = all.get(key)
  const token = await known?.token.catch(() => undefined)
  if (token && token.until - spareMs > deps.now().getTime()) return token.value
  // Somebody may have begun while the old one was looked at.
  const begun = all.get(key)
  if (begun && begun !== known) return (await begun.token).value
  const entry: Held = { ...nextOf(known, credentials), token: Promise.resolve({ value: '', until: 0 }) }
  entry.token = refresh(deps, { mailbox, credentials, entry })
  all.set(key, entry)
  return (await entry.token).value
}

/** What to ask with: a token we never had was given to another process since. */
function nextOf(known: Held | undefined, credentials: OAuth): Omit<Held, 'token'> {
  const had = [...(known?.spent ?? []), ...(known ? [known.refreshToken] : [])]
  const refreshToken =
    known && had.includes(credentials.refreshToken) ? known.refreshToken : credentials.refreshToken
  return { refreshToken, spent: [...new Set([...had, refreshToken])].slice(-mostSpent) }
}

/** To be called when a server refused the token: the next one is asked for anew. */
export function forgetToken(deps: TokenDeps, mailbox: Mailbox): void {
  const { credentials } = mailbox
  if (credentials?.kind !== 'oauth') return
  const entry = held.get(deps.fetch)?.get(keyOf(mailbox, credentials))
  if (entry) entry.token = Promise.resolve({ value: '', until: 0 })
}

function heldBy(way: typeof fetch): Map<string, Held> {
  const known = held.get(way)
  if (known) return known
  const fresh = new Map<string, Held>()
  held.set(way, fresh)
  return fresh
}

const keyOf = ({ id }: Mailbox, credentials: OAuth): string =>
  createHash('sha256')
    .update(JSON.stringify([id, identityOf(credentials)]))
    .digest('base64')

interface Refreshing {
  mailbox: Mailbox
  credentials: OAuth
  entry: Held
}

async function refresh(
  deps: TokenDeps,
  { mailbox, credentials, entry }: Refreshing,
): Promise<{ value: string; until: number }> {
  const asked = deps.now().getTime()
  const answer = await ask(deps, credentials, entry.refreshToken)
  if (answer.refreshToken !== undefined && answer.refreshToken !== entry.refreshToken) {
    entry.refreshToken = answer.refreshToken
    await deps.keepRefreshToken?.(mailbox, answer.refreshToken)
  }
  return { value: answer.accessToken, until: asked + answer.seconds * 1000 }
}

interface TokenAnswer {
  accessToken: string
  seconds: number
  refreshToken: string | undefined
}

async function ask(deps: TokenDeps, credentials: OAuth, refreshToken: string): Promise<TokenAnswer> {
  const { status, body } = await post(deps, credentials, refreshToken)
  const fields = readFields(body)
  const { access_token, expires_in, refresh_token, error } = fields
  if (status === 200 && typeof access_token === 'string' && access_token !== '')
    return {
      accessToken: access_token,
      // An hour is what it is everywhere; the field is only recommended.
      seconds: Number(expires_in) > 0 ? Number(expires_in) : 3600,
      refreshToken: typeof refresh_token === 'string' && refresh_token !== '' ? refresh_token : undefined,
    }
  const said = typeof error === 'string' ? error.slice(0, 60) : `status ${status}`
  throw new TokenError(faultOfAnswer(status, said), `no access token: ${said}`)
}

// https://datatracker.ietf.org/doc/html/rfc6749#section-5.2
function faultOfAnswer(status: number, said: string): TokenError['fault'] {
  if (/^(invalid_grant|interaction_required|consent_required|login_required)$/.test(said))
    return 'consent_needed'
  if (/^(invalid_client|unauthorized_client|invalid_scope)$/.test(said)) return 'oauth_client'
  if (status === 429) return 'throttled'
  return status >= 500 ? 'unreachable' : 'refused'
}

async function post(
  deps: TokenDeps,
  credentials: OAuth,
  refreshToken: string,
): Promise<{ status: number; body: string }> {
  try {
    const response = await deps.fetch(credentials.tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        client_id: credentials.clientId,
        ...(credentials.clientSecret === '' ? {} : { client_secret: credentials.clientSecret }),
        refresh_token: refreshToken,
      }),
      // A form with secrets follows nobody elsewhere.
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { status: response.status, body: (await readAtMost(response, mostBytes)) ?? '' }
  } catch (error) {
    throw new TokenError('unreachable', 'the address of the tokens did not answer', { cause: error })
  }
}

function readFields(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
