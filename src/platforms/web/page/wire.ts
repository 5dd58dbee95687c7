import type { Heard, Refusal, Said, UploadView } from '../api.ts'
import { addresses } from './addresses.ts'
import { language, t } from './language.ts'

export type WireKind = 'offline' | 'expired' | 'stale' | 'limited' | 'refused' | 'broken'

/** The server's word for a session or visitor it does not know (any more). */
const signedOut = 'signed_out'

/** The server's word for a token that is not, or no longer, this session's. */
const staleToken = 'csrf'

/** A request that did not succeed; `message` is fit to be shown. */
export class WireError extends Error {
  readonly kind: WireKind
  readonly status: number
  readonly retryAfterMs: number | undefined

  constructor(kind: WireKind, message: string, status = 0, retryAfterMs?: number) {
    super(message)
    this.kind = kind
    this.status = status
    this.retryAfterMs = retryAfterMs
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  get passing(): boolean {
    return this.kind === 'offline' || this.kind === 'broken' || this.kind === 'limited'
  }
}

/** One browser's way to the server, in one role. */
export interface Wire {
  /** Who asks, in which language. */
  headers: () => Record<string, string>
  get<Answer>(address: string): Promise<Answer>
  post<Answer = unknown>(address: string, body: unknown): Promise<Answer>
  say: (said: Said) => Promise<Heard>
  /** Fetches a stored file with the asker's key. */
  file: (address: string) => Promise<Blob>
  upload: (address: string, file: File, watch: UploadWatch) => Promise<UploadView>
}

interface UploadWatch {
  signal: AbortSignal
  /** 0 to 1. */
  onProgress: (share: number) => void
}

/**
 * Makes a wire; `identify` gives the headers that say who asks, read anew for each request.
 * `onExpired` hears of every answer that says: not signed in (any more). Where the token is stale,
 * `renew` gets another, and what was refused goes out once more as it was.
 */
export function createWire(
  identify: () => Record<string, string>,
  onExpired?: () => void,
  renew?: () => Promise<void>,
): Wire {
  const headers = (): Record<string, string> => ({ 'accept-language': language, ...identify() })
  const ask = async (address: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store', ...init }).catch(
      () => undefined,
    )
    if (!response) throw new WireError('offline', t('wire.offline'))
    if (response.ok) return response
    const error = refusal(response.status, await response.text(), response.headers.get('retry-after'))
    if (error.kind === 'expired') onExpired?.()
    throw error
  }
  const send = async <Answer>(address: string, body: unknown): Promise<Answer> => {
    const response = await ask(address, {
      method: 'POST',
      headers: { ...headers(), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const text = await response.text()
    const answer: Answer = JSON.parse(text || '{}')
    return answer
  }
  const post = <Answer>(address: string, body: unknown): Promise<Answer> =>
    twice(() => send<Answer>(address, body), renew)
  return {
    headers,
    post,
    async get<Answer>(address: string) {
      const answer: Answer = await (await ask(address, { headers: headers() })).json()
      return answer
    },
    say: (said) => post<Heard>(addresses.door, said),
    file: async (address) => (await ask(address, { headers: headers() })).blob(),
    upload: (address, file, watch) =>
      twice(() => upload(address, file, { ...watch, headers: headers() }), renew),
  }
}

/** Does it again, once, after a stale token was renewed. */
async function twice<Answer>(act: () => Promise<Answer>, renew?: () => Promise<void>): Promise<Answer> {
  try {
    return await act()
  } catch (error) {
    if (!(renew && error instanceof WireError && error.kind === 'stale')) throw error
  }
  await renew()
  return act()
}

/** The words for whatever went wrong. */
export function wordsOf(error: unknown): string {
  return error instanceof WireError ? error.message : t('wire.broken')
}

// XMLHttpRequest, because fetch cannot tell how much has gone up.
function upload(
  address: string,
  file: File,
  { headers, signal, onProgress }: UploadWatch & { headers: Record<string, string> },
): Promise<UploadView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append('file', file, file.name)
    request.open('POST', address)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    })
    request.addEventListener('error', () => reject(new WireError('offline', t('wire.offline'))))
    request.addEventListener('abort', () => reject(new WireError('refused', t('file.cancelled'))))
    request.addEventListener('load', () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText))
      else reject(refusal(request.status, request.responseText, request.getResponseHeader('retry-after')))
    })
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

function refusal(status: number, body: string, retryAfter: string | null): WireError {
  const { error, message: said } = readRefusal(body)
  if (status === 401 && error === signedOut)
    return new WireError('expired', said ?? t('wire.expired'), status)
  if (status === 403 && error === staleToken)
    return new WireError('stale', said ?? t('wire.refused', { status }), status)
  if (status === 429) {
    const seconds = Number(retryAfter ?? '') || 5
    return new WireError('limited', said ?? t('wire.limited', { seconds }), status, seconds * 1000)
  }
  if (status === 413) return new WireError('refused', said ?? t('wire.tooLarge'), status)
  if (status >= 500) return new WireError('broken', said ?? t('wire.broken'), status)
  return new WireError('refused', said ?? t('wire.refused', { status }), status)
}

/** A proxy's error page is no message for people; only our own JSON is. */
function readRefusal(body: string): Partial<Refusal> {
  try {
    const { error, message }: Partial<Refusal> = JSON.parse(body)
    return { ...(error ? { error } : {}), ...(message ? { message } : {}) }
  } catch {
    return {}
  }
}
