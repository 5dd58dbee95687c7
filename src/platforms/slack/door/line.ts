import { messageOf } from '../../../lib/errors.ts'
import type { Log } from '../../../lib/log.ts'
import type { Arrived, Connection } from './connection.ts'

/** How long a line waits for what, in milliseconds. */
export interface LinePace {
  /** A connection that is not open by then is given up. */
  openMs: number
  /** The first wait after one that failed; doubled up to `longestMs`, with some chance in it. */
  firstMs: number
  longestMs: number
  /** How often a connection that should be open is looked at. */
  lookMs: number
  /** After Slack's warning the last connection is let go when Slack said goodbye on it, or so much later. */
  lingerMs: number
  /** What is under way when a connection ends has so long to be answered on it. */
  finishMs: number
}

export const usualLine: LinePace = {
  openMs: 60_000,
  firstMs: 1_000,
  longestMs: 30_000,
  lookMs: 5_000,
  lingerMs: 15_000,
  finishMs: 8_000,
}

export interface LineOptions {
  /** For the log. */
  name: string
  pace: LinePace
  log: Log
  /** Between 0 and 1. */
  chance: () => number
  /** Opens a connection that hands over what arrives on it. */
  open: (arrived: (one: Arrived) => void) => Connection
  /** Takes what arrived; settles once it is answered, or never will be. */
  take: (one: Arrived) => Promise<void>
  /** It could not be opened: why; nothing once it is. */
  tell: (failed: unknown) => void
  pause: (ms: number, signal: AbortSignal) => Promise<void>
}

interface Held {
  connection: Connection
  underWay: Set<Promise<void>>
}

/**
 * Keeps one connection open until the signal, and opens the next one before the last is let go: nothing is missed
 * while Slack refreshes. Ends when what is under way is answered.
 */
export async function holdLine(options: LineOptions, signal: AbortSignal): Promise<void> {
  const { pace, chance, log, name, tell, pause } = options
  const leaving = new Set<Promise<void>>()
  let last: Held | undefined
  let failures = 0
  const letGo = (held: Held | undefined): void => {
    if (!held) return
    const gone = retire(held, options, signal).finally(() => leaving.delete(gone))
    leaving.add(gone)
  }
  while (!signal.aborted) {
    const held = begin(options, signal)
    const opened = await whenOpen(held.connection, options, signal)
    if (opened === true) {
      failures = 0
      tell(undefined)
      letGo(last)
      last = held
      const why = await whenEnding(held.connection, options, signal)
      if (!signal.aborted)
        log.info({ platform: 'slack', line: name, why }, 'another connection to Slack is opened')
      continue
    }
    letGo(held)
    if (signal.aborted) break
    failures += 1
    tell(opened)
    log.warn({ platform: 'slack', line: name, failures, error: messageOf(opened) }, 'not connected to Slack')
    const waitMs = Math.min(pace.firstMs * 2 ** (failures - 1), pace.longestMs)
    await pause(waitMs * (0.5 + chance() / 2), signal)
  }
  letGo(last)
  await Promise.all(leaving)
}

function begin({ open, take }: LineOptions, signal: AbortSignal): Held {
  const underWay = new Set<Promise<void>>()
  const connection = open((one) => {
    // Whatever comes now comes again, to somebody who stays.
    if (signal.aborted) return
    const turn = take(one).finally(() => underWay.delete(turn))
    underWay.add(turn)
  })
  return { connection, underWay }
}

/** True once it is open; else what speaks against it. */
async function whenOpen(
  connection: Connection,
  { pace, pause }: LineOptions,
  signal: AbortSignal,
): Promise<unknown> {
  const waiting = new AbortController()
  const late = pause(pace.openMs, AbortSignal.any([signal, waiting.signal])).then(
    () => new Error('Slack did not say hello in time'),
  )
  const opened = await Promise.race([
    connection.opened.then(() => true).catch((error: unknown) => error),
    late,
  ])
  waiting.abort()
  return opened
}

/** Why another one is wanted. */
async function whenEnding(
  connection: Connection,
  { pace, pause }: LineOptions,
  signal: AbortSignal,
): Promise<string> {
  const looking = new AbortController()
  const either = AbortSignal.any([signal, looking.signal])
  const watched = watch(connection, () => pause(pace.lookMs, either), either)
  const why = await Promise.race([connection.ending, watched])
  looking.abort()
  return why
}

/** A connection that is not open and does not say so. */
async function watch(
  connection: Connection,
  rest: () => Promise<void>,
  signal: AbortSignal,
): Promise<string> {
  while (!signal.aborted) {
    await rest()
    if (!connection.isOpen()) return 'gone silently'
  }
  return 'stopped'
}

async function retire(
  { connection, underWay }: Held,
  { pace, pause }: LineOptions,
  signal: AbortSignal,
): Promise<void> {
  const left = new AbortController()
  const goodbye = connection.isOpen() ? connection.left : undefined
  // What Slack still sends on it must not meet a closed door: of presses nothing comes again.
  await Promise.race([goodbye, pause(pace.lingerMs, AbortSignal.any([signal, left.signal]))])
  left.abort()
  const done = new AbortController()
  await Promise.race([Promise.allSettled(underWay), pause(pace.finishMs, done.signal)])
  done.abort()
  await connection.close()
}
