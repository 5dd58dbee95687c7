import { readAtMost } from '../../lib/bounded.ts'
import { messageOf } from '../../lib/errors.ts'
import type { Answer } from './fault.ts'

/** No answer came. `before`: nothing was sent, so nothing can have happened. */
export interface Silence {
  silence: 'before' | 'after'
  /** Why, without anything of the request. */
  why: string
}

export interface Request {
  url: string
  method: string
  headers?: Record<string, string>
  body?: string | FormData
}

// The outbox waits 30 seconds for a whole delivery.
const answerMs = 10_000
const mostBytes = 4_000_000

/** Asks and reads the whole answer; what went wrong on the way comes back as a value and names no address. */
export async function exchange(ask: typeof fetch, { url, ...rest }: Request): Promise<Answer | Silence> {
  try {
    // A redirect would carry the token to wherever it leads.
    const response = await ask(url, { ...rest, redirect: 'manual', signal: AbortSignal.timeout(answerMs) })
    const text = await readAtMost(response, mostBytes)
    if (text === undefined) return { silence: 'after', why: 'the answer is too long' }
    return { status: response.status, body: bodyOf(text) }
  } catch (error) {
    const code = codeOf(error)
    return { silence: unsent.test(code) ? 'before' : 'after', why: code }
  }
}

/** What undici and the system say where no connection came about. */
const unsent =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/

function codeOf(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    // Two addresses of one host: both failed before anything was sent, or the first one says enough.
    if (at instanceof AggregateError) return codeOf(at.errors[0])
    if ('code' in at && typeof at.code === 'string') return at.code
    if (at.name === 'TimeoutError') return `no answer within ${answerMs / 1000} seconds`
  }
  // Its words may hold the address, which holds the token where the older API is asked.
  return messageOf(error) === 'fetch failed' ? 'fetch failed' : 'network error'
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
