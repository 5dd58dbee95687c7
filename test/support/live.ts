import type { FastifyInstance } from 'fastify'
import type { StreamEvent } from '../../src/platforms/web/api.ts'

/** One live stream as a page reads it. */
export interface Live {
  status: number
  /** Everything that came so far, in order. */
  events: StreamEvent[]
  comments: number
  /** Resolves with the first event, past or to come, that fits. */
  until(fits: (event: StreamEvent) => boolean): Promise<StreamEvent>
  /** Resolves when so many comments have come. */
  untilComments(count: number): Promise<void>
  /** Resolves when the server ends the stream. */
  ended: Promise<void>
  leave(): void
}

export async function follow(url: string, headers: Record<string, string>): Promise<Live> {
  const abort = new AbortController()
  const response = await fetch(url, { headers, signal: abort.signal })
  const waiting = new Set<() => void>()
  const live = { status: response.status, events: [] as StreamEvent[], comments: 0 }
  const take = (frame: string): void => {
    const data = /^data: (.*)$/m.exec(frame)?.[1]
    if (data) live.events.push(JSON.parse(data))
    else if (frame.startsWith(':')) live.comments += 1
    for (const look of waiting) look()
  }
  const read = async (): Promise<void> => {
    let rest = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      rest += decoder.decode(chunk, { stream: true })
      const frames = rest.split('\n\n')
      rest = frames.pop() ?? ''
      for (const frame of frames) take(frame)
    }
  }
  const when = (done: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!done()) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  return Object.assign(live, {
    ended: read().catch(() => undefined),
    async until(fits: (event: StreamEvent) => boolean) {
      await when(() => live.events.some(fits))
      const found = live.events.find(fits)
      if (!found) throw new Error('the event went away')
      return found
    },
    untilComments: (count: number) => when(() => live.comments >= count),
    leave: () => abort.abort(),
  })
}

/** Where a listening server is reached. */
export const originOf = (server: FastifyInstance): string => {
  const bound = server.server.address()
  if (bound === null || typeof bound === 'string') throw new Error('the server does not listen on a port')
  return `http://127.0.0.1:${bound.port}`
}
