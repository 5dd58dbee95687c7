import type { StreamEvent } from './api.ts'

/** The writable part of an HTTP answer that a stream needs; Node's ServerResponse is one. */
export interface Outlet {
  write(text: string): unknown
  end(text?: string): unknown
  destroy(): unknown
  readonly writableLength: number
  readonly destroyed: boolean
}

/** One open server-sent stream. */
export interface Sink {
  send(event: StreamEvent): void
  /** A comment line, so that nobody on the way takes the stream for dead. */
  beat(): void
  /** Asks the reader to load again, then ends. */
  reload(): void
  end(): void
  readonly closed: boolean
}

const mostWaiting = 512 * 1024

/** Server-sent events over an answer whose head is written. A reader that lets 512 KB wait is told to reload and dropped. */
export function createSink(outlet: Outlet): Sink {
  let closed = false
  const write = (text: string): void => {
    if (closed) return
    if (outlet.writableLength > mostWaiting) drop()
    else outlet.write(text)
  }
  const drop = (): void => {
    closed = true
    outlet.write(encode({ type: 'reload' }))
    // What waits cannot be taken back and nobody fetches it: the connection goes.
    outlet.destroy()
  }
  const end = (last?: StreamEvent): void => {
    if (closed) return
    closed = true
    outlet.end(last ? encode(last) : undefined)
  }
  return {
    send: (event) => write(encode(event)),
    beat: () => write(': beat\n\n'),
    reload: () => end({ type: 'reload' }),
    end: () => end(),
    get closed() {
      return closed || outlet.destroyed
    },
  }
}

const encode = (event: StreamEvent): string => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
