import { SocketModeClient } from '@slack/socket-mode'
import { messageOf } from '../../../lib/errors.ts'
import type { Log } from '../../../lib/log.ts'
import { silence } from '../silence.ts'
import type { Envelope } from './envelope.ts'
import type { Ack } from './turn.ts'

/** One payload over a socket, and the way to say that it was taken. Throws where the socket is gone. */
export interface Arrived {
  envelope: Envelope
  ack: (answer: Ack) => Promise<void>
}

/** One connection of Socket Mode, from its opening to its end; it never opens itself again. */
export interface Connection {
  /** Once Slack said hello; rejects where it could not be opened. */
  opened: Promise<void>
  /** Slack is about to end it, or it ended: why. Another one is wanted now. */
  ending: Promise<string>
  /** Slack sends nothing more on it: it said goodbye after its warning, or it is closed. */
  left: Promise<void>
  isOpen: () => boolean
  /** Ends it, at once where the other side says nothing. */
  close: () => Promise<void>
}

export interface ConnectionOptions {
  appToken: string
  log: Log
  slackApiUrl?: string | undefined
  /** Waits in milliseconds. */
  pace: { goodbyeMs: number; pingMs: number }
  arrived: (one: Arrived) => void
}

/** What the SDK hands out for every payload. */
interface SlackEvent {
  ack: (answer?: Record<string, unknown> | string) => Promise<void>
  envelope_id: string
  type: unknown
  body: Record<string, unknown>
  retry_num?: number
  retry_reason?: string
}

/**
 * A SocketModeClient that only connects: its own way of connecting again leaves a gap of 5 to 12 seconds after each of
 * Slack's refreshes, and ends for ever when apps.connections.open fails once too often.
 * https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export function openConnection({ appToken, log, slackApiUrl, pace, arrived }: ConnectionOptions): Connection {
  const client = new SocketModeClient({
    appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: pace.pingMs,
    logger: silence,
    // Its own object: the SDK writes into it.
    clientOptions: {
      retryConfig: { retries: 0 },
      timeout: 10_000,
      rejectRateLimitedCalls: true,
      ...(slackApiUrl ? { slackApiUrl } : {}),
    },
  })
  const ending = Promise.withResolvers<string>()
  const left = Promise.withResolvers<void>()
  // The SDK's own listener throws where a payload has no inner event (app_rate_limited), and nobody catches it.
  client.removeAllListeners('ws_message')
  client.on('ws_message', (data: string, isBinary: boolean) => {
    const frame = isBinary ? {} : frameOf(data)
    // Until another one is open this one goes on: Slack ends it soon enough itself.
    if (frame.type === 'disconnect') {
      // After a warning it goes on for some ten seconds, presses among what comes.
      if (frame.reason !== 'warning') left.resolve()
      return ending.resolve(String(frame.reason))
    }
    if (frame.payload?.type === 'app_rate_limited')
      return log.warn({ platform: 'slack' }, 'Slack sends more than it may: some of it comes later or never')
    listening(client)
      .onWebSocketMessage(data, isBinary)
      .catch((error: unknown) =>
        log.warn({ platform: 'slack', error: messageOf(error) }, 'a frame could not be read'),
      )
  })
  client.on('slack_event', (event: SlackEvent) => {
    if (isPayload(event.body)) arrived(arrivedOf(event))
    else log.warn({ platform: 'slack', type: String(event.type) }, 'a frame without a payload')
  })
  client.on('disconnected', () => {
    left.resolve()
    ending.resolve('closed')
  })
  const opened = client.start().then(
    () => undefined,
    (error: unknown) => {
      left.resolve()
      ending.resolve('not opened')
      throw error ?? new Error('closed before Slack said hello')
    },
  )
  opened.catch(() => undefined)
  return {
    opened,
    ending: ending.promise,
    left: left.promise,
    isOpen: () => socketOf(client)?.isActive() ?? false,
    async close() {
      if (socketOf(client)) return await close(client, pace.goodbyeMs)
      // It is only being asked for: open, it would take what others have to get.
      void opened.then(() => close(client, pace.goodbyeMs)).catch(() => undefined)
    },
  }
}

function arrivedOf({
  ack,
  envelope_id: id,
  body,
  retry_num: number,
  retry_reason: reason,
}: SlackEvent): Arrived {
  return {
    envelope: { id, body, ...(number ? { retry: { number, reason: reason ?? '' } } : {}) },
    async ack(answer) {
      await ack(answer)
    },
  }
}

/** A second goodbye ends it without waiting for the other side's, which may be half open and never come. */
async function close(client: SocketModeClient, goodbyeMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => {
    timer = setTimeout(() => {
      socketOf(client)?.disconnect()
      resolve(undefined)
    }, goodbyeMs)
  })
  await Promise.race([client.disconnect(), late]).catch(() => undefined)
  clearTimeout(timer)
}

const isPayload = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && !Array.isArray(body)

interface Frame {
  type?: unknown
  reason?: unknown
  payload?: { type?: unknown }
}

function frameOf(data: string): Frame {
  try {
    return Object(JSON.parse(data)) as Frame
  } catch {
    return {}
  }
}

/** The SDK's private parts that are needed, by their names in 3.1.0. */
const listening = (client: SocketModeClient) =>
  client as unknown as { onWebSocketMessage(data: string, isBinary: boolean): Promise<void> }
const socketOf = (client: SocketModeClient) =>
  (client as unknown as { websocket?: { isActive(): boolean; disconnect(): void } }).websocket
