import type { StreamEvent } from '../api.ts'
import { pauseBefore } from './backoff.ts'
import { createFrames } from './frames.ts'

export type LiveState = 'connecting' | 'open' | 'lost' | 'expired'

export type LiveEvent = Exclude<StreamEvent, { type: 'reload' }>

export interface LiveOptions {
  /** Where to listen; asked anew for each connection, so that it can say since when. */
  address: () => string
  headers: () => Record<string, string>
  onEvent: (event: LiveEvent) => void
  /** Loads everything again; only then is the stream opened anew. */
  onReload: () => Promise<void>
  /** `open` comes again after each reconnection: then load what was missed. */
  onState: (state: LiveState) => void
}

// The server says something (a comment at least) every 20 s; silence means the line is dead without telling.
const silenceMs = 60_000

/** Follows a stream of events and reconnects until the returned function is called. */
export function follow(options: LiveOptions): () => void {
  const stopped = new AbortController()
  let wake: (() => void) | undefined
  const nudge = (): void => wake?.()
  addEventListener('online', nudge, { signal: stopped.signal })
  document.addEventListener('visibilitychange', nudge, { signal: stopped.signal })

  const run = async (): Promise<void> => {
    for (let attempt = 1; !stopped.signal.aborted; attempt += 1) {
      const result = await connect(options, stopped.signal)
      if (stopped.signal.aborted) return
      if (result === 'expired') return options.onState('expired')
      if (result === 'ended') attempt = 1
      options.onState('lost')
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, pauseBefore(attempt, Math.random()))
      })
    }
  }
  void run()
  return () => stopped.abort()
}

/** One connection from beginning to end: `ended` if it had been open, `failed` if it never was. */
async function connect(options: LiveOptions, stop: AbortSignal): Promise<'ended' | 'failed' | 'expired'> {
  const line = new AbortController()
  const hangUp = (): void => line.abort()
  stop.addEventListener('abort', hangUp, { once: true })
  let silence = setTimeout(hangUp, silenceMs)
  let opened = false
  try {
    const response = await fetch(options.address(), {
      headers: { accept: 'text/event-stream', ...options.headers() },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: line.signal,
    })
    if (response.status === 401) return 'expired'
    if (!response.ok || !response.body) return 'failed'
    opened = true
    options.onState('open')
    await read(response.body, options, () => {
      clearTimeout(silence)
      silence = setTimeout(hangUp, silenceMs)
    })
    return 'ended'
  } catch {
    return opened ? 'ended' : 'failed'
  } finally {
    clearTimeout(silence)
    stop.removeEventListener('abort', hangUp)
  }
}

async function read(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { onEvent, onReload }: LiveOptions,
  onSound: () => void,
): Promise<void> {
  const frames = createFrames()
  const text = new TextDecoder()
  for (const reader = body.getReader(); ; ) {
    const { done, value } = await reader.read()
    if (done) return
    onSound()
    for (const frame of frames(text.decode(value, { stream: true }))) {
      if (frame.name === 'reload') return onReload()
      const event = eventOf(frame.name, frame.data)
      if (event) onEvent(event)
    }
  }
}

function eventOf(name: string, data: string): LiveEvent | undefined {
  if (!['post', 'read', 'typing'].includes(name)) return undefined
  try {
    const event: LiveEvent = JSON.parse(data)
    return event
  } catch {
    return undefined
  }
}
