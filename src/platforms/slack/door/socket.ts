import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from '../../../lib/errors.ts'
import type { Log } from '../../../lib/log.ts'
import type { Outcome, Pulled } from '../../platform.ts'
import { type Arrived, openConnection } from './connection.ts'
import { isInteractive } from './envelope.ts'
import type { Exchange, Take } from './exchange.ts'
import { holdLine, type LinePace, usualLine } from './line.ts'
import { createQueue } from './queue.ts'

/** How long the door waits for what, in milliseconds. */
export interface SocketPace extends LinePace {
  /** Slack waits three seconds for the answer to a press. */
  hurryMs: number
  /** The second connection is opened so long after the first. */
  staggerMs: number
  /** The other side's goodbye is waited for. */
  goodbyeMs: number
  /** A pong is waited for. */
  pingMs: number
}

export const usualPace: SocketPace = {
  ...usualLine,
  hurryMs: 2_500,
  staggerMs: 10_000,
  goodbyeMs: 2_000,
  pingMs: 5_000,
}

export interface SocketOptions {
  appToken: string
  slackApiUrl?: string | undefined
  log: Log
  pace: SocketPace
  chance: () => number
  take: Take
  /** Why no connection can be opened; nothing once one is. */
  tell: (failed: unknown) => void
}

/** One thing that waits to be recorded, and what happens then. */
interface Waiting {
  pulled: Pulled
  /** It was yielded: it will be answered, or fail. */
  begun: boolean
}

const lines = ['first', 'second']

/** Slack's Socket Mode over two connections: what comes on either is yielded, and acknowledged when it is recorded. */
export async function* listenToSocket(options: SocketOptions, signal: AbortSignal): AsyncGenerator<Pulled> {
  const queue = createQueue<Waiting>()
  const stop = new AbortController()
  const ending = AbortSignal.any([signal, stop.signal])
  const holding = Promise.all(
    lines.map((name, nth) => hold(options, { name, nth }, { queue, signal: ending })),
  )
  try {
    for (;;) {
      const next = await queue.next(ending)
      if (!next) return
      next.begun = true
      yield next.pulled
    }
  } finally {
    stop.abort()
    await holding
  }
}

interface Line {
  name: string
  nth: number
}

async function hold(
  { appToken, slackApiUrl, log, pace, chance, take, tell }: SocketOptions,
  { name, nth }: Line,
  { queue, signal }: { queue: ReturnType<typeof createQueue<Waiting>>; signal: AbortSignal },
): Promise<void> {
  const pause = (ms: number, until: AbortSignal): Promise<void> =>
    sleep(ms, undefined, { signal: until }).catch(() => undefined)
  // Connections as old as each other would be refreshed together.
  await pause(nth * pace.staggerMs, signal)
  const failed = { told: false }
  await holdLine(
    {
      name,
      pace,
      log,
      chance,
      pause,
      open: (arrived) => openConnection({ appToken, slackApiUrl, log, pace, arrived }),
      take: (one) => takeOne(one, { log, pace, take, queue, signal }),
      tell(error) {
        if (error === undefined && !failed.told) return
        failed.told = error !== undefined
        tell(error)
      },
    },
    signal,
  )
}

interface Taking extends Pick<SocketOptions, 'log' | 'pace' | 'take'> {
  queue: ReturnType<typeof createQueue<Waiting>>
  signal: AbortSignal
}

/** Takes one payload; settles when it is acknowledged, or never will be: then Slack brings it again. */
async function takeOne({ envelope, ack }: Arrived, taking: Taking): Promise<void> {
  const { log, pace, take } = taking
  const taken = take(envelope)
  let answered = false
  const acknowledge = async (answer: Parameters<typeof ack>[0]): Promise<void> => {
    if (answered) return
    answered = true
    await ack(answer).catch((error: unknown) =>
      log.warn({ platform: 'slack', error: messageOf(error) }, 'not acknowledged: Slack brings it again'),
    )
  }
  // Whoever pressed sees an error after three seconds, and nothing of it comes again.
  const timer = isInteractive(envelope)
    ? setTimeout(() => void acknowledge(taken.hurry()), pace.hurryMs)
    : undefined
  try {
    const exchange = await taken.exchange
    const outcomes = await recorded(exchange, isInteractive(envelope), taking)
    if (outcomes) await acknowledge(await exchange.respond(outcomes))
  } catch (error) {
    log.warn({ platform: 'slack', error: messageOf(error) }, 'not taken now: Slack brings it again')
  } finally {
    clearTimeout(timer)
  }
}

/** Has the house record what came; `undefined` where it could not, or will not before this ends. */
async function recorded(
  exchange: Exchange,
  hurried: boolean,
  { queue, signal }: Taking,
): Promise<Outcome[] | undefined> {
  const each = exchange.inbound.map((inbound): Promise<Outcome> => {
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
    const waiting: Waiting = {
      pulled: { inbound, answer: async (outcome) => resolve(outcome), failed: reject },
      begun: false,
    }
    // What nobody takes any more must not be waited for.
    const leave = (): void => {
      if (!waiting.begun) reject(new Error('the desk stops'))
    }
    signal.addEventListener('abort', leave, { once: true })
    queue.add(waiting, hurried)
    return promise.finally(() => signal.removeEventListener('abort', leave))
  })
  try {
    return await Promise.all(each)
  } catch (error) {
    exchange.fail(error)
    return undefined
  }
}
