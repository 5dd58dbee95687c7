import { App } from '@slack/bolt'
import type { Log } from '../../../lib/log.ts'
import type { Inbound, Outcome } from '../../platform.ts'
import { silence } from '../silence.ts'
import type { Envelope } from './envelope.ts'
import { createLanes, type Spot } from './lanes.ts'
import { type Ack, createTurn, type Held, type Turn } from './turn.ts'

/** One thing from Slack: what came in, and how Slack is answered once it is recorded. */
export interface Exchange {
  inbound: Inbound[]
  /** What Slack is told; throws where it must not be told anything. */
  respond: (outcomes: Outcome[]) => Promise<Ack>
  /** It could not be recorded. */
  fail: (error: unknown) => void
}

export interface Taken {
  /** Rejects where it could not be understood now: Slack must not be told that it was taken. */
  exchange: Promise<Exchange>
  /** What Slack is told where that takes too long; the answer then finds another way. */
  hurry: () => Ack
}

/** Takes one thing through Bolt. */
export type Take = (envelope: Envelope) => Taken

/** The workspace that something is for, as Bolt knows it. */
export interface Authorized {
  botToken: string
  botUserId: string
  botId?: string
  teamId: string
  /** As ids are written; absent: the home workspace. */
  team?: string
}

export interface ExchangeOptions {
  log: Log
  /** The workspace a payload is for. Throws where it is not known now. */
  authorize: (body: Record<string, unknown>) => Promise<Authorized>
  /** Sets up what is listened for; each listener finds its turn in the context. */
  listen: (app: App) => void
}

/** The turn of a thing that a listener of Bolt was called with. */
export const turnOf = (context: Record<string, unknown>): Turn => context.turn as Turn

/**
 * Bolt as the dispatcher and nothing else: it acknowledges nothing (what it acknowledges by itself, before a listener
 * ran or after an authorization failed, goes no further) and calls nothing. https://docs.slack.dev/tools/bolt-js/concepts/receiver
 */
export function createExchange({ log, authorize, listen }: ExchangeOptions): Take {
  const turns = new WeakMap<object, Held>()
  const app = new App({
    receiver: { init: () => undefined, start: async () => undefined, stop: async () => undefined },
    authorize: async (_source, body) => await authorize({ ...body }),
    // Conversations would be kept in memory for ever.
    convoStore: false,
    // It drops that we were taken out of a channel, and lets our own changed messages pass: hear.ts knows our own.
    ignoreSelf: false,
    extendedErrorHandler: true,
    attachFunctionToken: false,
    logger: silence,
    // Its own object: the SDK writes into it.
    clientOptions: { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  })
  const failed = async ({ error, body }: { error: Error; body: object }): Promise<void> =>
    turns.get(body)?.fail('original' in error ? error.original : error)
  app.error(failed)
  listen(app)
  const inLane = createLanes(gatherMs)
  const exchange = async (envelope: Envelope, held: Held): Promise<Exchange> => {
    const leave = await inLane(laneOf(envelope.body))
    try {
      turns.set(envelope.body, held)
      const ended = process(app, envelope, held)
      // It may end long after; what it failed with is told to whoever asks for the answer.
      ended.catch(() => undefined)
      const inbound = await Promise.race([held.handed, ended.then(() => undefined)])
      if (!inbound) warnUntaken(log, envelope)
      return {
        inbound: inbound ?? [],
        async respond(outcomes) {
          held.outcomes(outcomes)
          return await ended
        },
        fail: held.fail,
      }
    } finally {
      leave()
    }
  }
  return (envelope) => {
    const held = createTurn()
    return { exchange: exchange(envelope, held), hurry: held.hurry }
  }
}

async function process(app: App, { body, retry }: Envelope, held: Held): Promise<Ack> {
  let ack: Ack
  await app.processEvent({
    body,
    ack: async (answer: Ack) => {
      ack = answer
    },
    ...(retry ? { retryNum: retry.number, retryReason: retry.reason } : {}),
    customProperties: { turn: held.turn },
  })
  held.check()
  return ack
}

/** What nobody listens for is acknowledged: else Slack brings it again and again, or shows an error. */
function warnUntaken(log: Log, { body }: Envelope): void {
  const { type, event } = body as { type?: unknown; event?: { type?: unknown } }
  log.warn(
    { platform: 'slack', type: String(type), event: typeof event?.type === 'string' ? event.type : '' },
    'Slack sent what nobody asked for',
  )
}

/** Two connections hand over what was said at once in any order. */
const gatherMs = 30

/** What is said in one place is understood in the order it was said; presses do not wait for talk. */
function laneOf(body: Record<string, unknown>): Spot | undefined {
  const { event } = body as { event?: { ts?: unknown; channel?: unknown } }
  if (typeof event?.channel !== 'string' || typeof event.ts !== 'string') return undefined
  return { lane: event.channel, order: Number(event.ts) }
}
