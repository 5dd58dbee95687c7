import { messageOf } from '../../../lib/errors.ts'
import type { Log } from '../../../lib/log.ts'
import { type BotSocket, type Ending, openSocket, type SocketOptions } from './socket.ts'

export interface ConnectionDeps {
  log: Log
  /** Waits; ends early, and quietly, at the signal. */
  pause: (ms: number, signal?: AbortSignal) => Promise<unknown>
  /** From 0 to 1. */
  chance: () => number
  /** Somebody else connected as this bot. */
  tellKicked: () => void
}

export interface ConnectionOptions extends SocketOptions {
  /** The new connection, or that there is none. */
  onChange: (socket: BotSocket | undefined) => void
}

const shortestMs = 1_000
const longestMs = 60_000
// Two desks on one bot would throw each other out for ever: the other one is given time to be found.
const kickedMs = 60_000
const longestKickedMs = 30 * 60_000

/** Keeps the one connection up until the signal. */
export async function keepConnected(
  deps: ConnectionDeps,
  options: ConnectionOptions,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0
  let kicks = 0
  while (!signal.aborted) {
    const ending = await connectOnce(deps, options, signal)
    if (signal.aborted) return
    if (ending === 'kicked') {
      deps.tellKicked()
      await deps.pause(spread(deps, Math.min(kickedMs * 2 ** kicks, longestKickedMs)), signal)
      kicks += 1
      continue
    }
    failures = ending === 'failed' ? failures + 1 : 0
    if (ending !== 'failed') kicks = 0
    await deps.pause(spread(deps, Math.min(shortestMs * 2 ** failures, longestMs)), signal)
  }
}

/** Between half of it and all of it: many do not come back at once. */
const spread = ({ chance }: ConnectionDeps, ms: number): number => Math.round(ms * (0.5 + chance() / 2))

async function connectOnce(
  { log }: ConnectionDeps,
  options: ConnectionOptions,
  signal: AbortSignal,
): Promise<Ending | 'failed'> {
  try {
    const socket = await openSocket(options)
    const stop = (): void => socket.end('closed')
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    else options.onChange(socket)
    const ending = await socket.ended
    signal.removeEventListener('abort', stop)
    log.info({ platform: 'wecom', ending }, 'The connection of the bot ended')
    return ending
  } catch (error) {
    log.warn({ platform: 'wecom', reason: messageOf(error) }, 'The bot could not connect')
    return 'failed'
  } finally {
    options.onChange(undefined)
  }
}
