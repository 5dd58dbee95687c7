import { messageOf, PlatformError } from '../../../lib/errors.ts'
import type { DingtalkDeps } from '../deps.ts'
import { type Connection, openConnection, type Take } from './connection.ts'

export interface Stream {
  take: Take
  /** A number in [0, 1): several desks must not come back all at once. */
  random: () => number
  /** Told once for each fault that begins, and `undefined` when it is over. */
  report: (fault: StreamFault | undefined) => void
}

/** `credentials`: the client id or secret is wrong. `away`: DingTalk cannot be reached, or closes at once. */
export type StreamFault = 'credentials' | 'away'

const pingMs = 20_000
/** Two pings without an answer. */
const silentMs = 45_000
/** One that lived so long was a good one. */
const steadyMs = 30_000
const firstPauseMs = 1_000
const longestPauseMs = 60_000
/** DingTalk closes one it has told to go ten seconds later. */
const leavingMs = 10_000
/** It is told only after so many failures in a row: a short one mends itself. */
const tellAfter = 3

/**
 * Keeps one connection open until the signal; where DingTalk asks for a new one, that is opened before the old one is
 * let go. What fails is tried again after a pause that doubles up to a minute. Never throws.
 */
export async function keepStream(deps: DingtalkDeps, stream: Stream, signal: AbortSignal): Promise<void> {
  const open = new Set<Connection>()
  const reporter = createReporter(stream.report)
  let leaving: Connection | undefined
  let failures = 0
  while (!signal.aborted) {
    const connection = await openConnection(deps, stream.take, signal).catch((error: unknown) => {
      if (signal.aborted) return undefined
      deps.log.warn({ platform: 'dingtalk', error: messageOf(error) }, 'the stream could not be opened')
      reporter.failed(error, failures + 1)
      return undefined
    })
    if (leaving) void letGo(deps, { open, old: leaving }, signal)
    leaving = undefined
    if (connection) {
      open.add(connection)
      reporter.opened()
      const openedAt = deps.now().getTime()
      const end = await watch(deps, connection, signal)
      if (end === 'asked') leaving = connection
      else {
        connection.cut()
        open.delete(connection)
      }
      if (deps.now().getTime() - openedAt >= steadyMs) {
        failures = 0
        continue
      }
    }
    failures += 1
    const doubled = Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1))
    if (!signal.aborted) await deps.pause(doubled * (0.5 + stream.random() / 2), signal)
  }
  for (const connection of open) connection.cut()
}

/** What was asked over the old one is still answered over it, until DingTalk closes it. */
async function letGo(
  deps: DingtalkDeps,
  { open, old }: { open: Set<Connection>; old: Connection },
  signal: AbortSignal,
): Promise<void> {
  await deps.pause(leavingMs, signal)
  old.cut()
  open.delete(old)
}

/** Waits for its end, or until nothing was heard of it for too long. */
async function watch(
  deps: DingtalkDeps,
  connection: Connection,
  signal: AbortSignal,
): Promise<'closed' | 'asked'> {
  const done = new AbortController()
  const both = AbortSignal.any([signal, done.signal])
  const silent = (async (): Promise<'closed'> => {
    while (!both.aborted) {
      connection.ping()
      await deps.pause(pingMs, both)
      if (both.aborted || deps.now().getTime() - connection.heardAt().getTime() > silentMs) break
    }
    return 'closed'
  })()
  try {
    return await Promise.race([connection.ended, silent])
  } finally {
    done.abort()
  }
}

function createReporter(report: Stream['report']): {
  failed: (error: unknown, inARow: number) => void
  opened: () => void
} {
  let told: StreamFault | undefined
  const tell = (fault: StreamFault | undefined): void => {
    if (fault === told) return
    told = fault
    report(fault)
  }
  return {
    failed(error, inARow) {
      // Wrong credentials do not mend themselves.
      if (error instanceof PlatformError && error.reason === 'refused') tell('credentials')
      else if (inARow >= tellAfter && told === undefined) tell('away')
    },
    opened: () => tell(undefined),
  }
}
