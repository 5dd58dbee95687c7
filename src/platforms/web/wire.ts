import type { Client } from 'pg'
import { messageOf } from '../../lib/errors.ts'
import type { Log } from '../../lib/log.ts'
import { type Notice, noticeChannel, readNotice } from './notice.ts'

export interface WireOptions {
  /** A new client, not yet connected. */
  listen: () => Client
  log: Log
  onNotice(notice: Notice): void
  /** Listening (again): what was said before was not heard. */
  onGap(): void
}

export interface Wire {
  /** Resolves when the first attempt to listen has ended, well or not; from then on it keeps trying by itself. */
  start(): Promise<void>
  stop(): Promise<void>
}

const firstWaitMs = 250
const longestWaitMs = 10_000

/** One listening connection of this process; when it breaks it comes back, with a growing pause between attempts. */
export function createWire(options: WireOptions): Wire {
  let current: Client | undefined
  let again: NodeJS.Timeout | undefined
  let waitMs = firstWaitMs
  let stopped = false

  const lost = (client: Client, error?: unknown): void => {
    if (client !== current) return
    current = undefined
    client.removeAllListeners('notification')
    client.end().catch(() => undefined)
    if (stopped) return
    options.log.warn(
      { error: error === undefined ? 'ended' : messageOf(error), waitMs },
      'web: not listening',
    )
    again = setTimeout(() => void connect(), waitMs)
    waitMs = Math.min(longestWaitMs, waitMs * 2)
  }

  const connect = async (): Promise<void> => {
    const client = options.listen()
    current = client
    // A client that broke goes on to say so; without a listener that would end the process.
    client.on('error', (error) => lost(client, error))
    client.on('end', () => lost(client))
    client.on('notification', ({ payload }) => {
      const notice = readNotice(payload ?? '')
      if (notice) options.onNotice(notice)
    })
    try {
      await client.connect()
      await client.query(`LISTEN ${noticeChannel}`)
      if (client !== current) return
      waitMs = firstWaitMs
      options.onGap()
    } catch (error) {
      lost(client, error)
    }
  }

  return {
    start: connect,
    async stop() {
      stopped = true
      clearTimeout(again)
      const client = current
      current = undefined
      await client?.end().catch(() => undefined)
    },
  }
}
