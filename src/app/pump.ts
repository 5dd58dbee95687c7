import { setTimeout as sleep } from 'node:timers/promises'
import { receive } from '../inbox/receive.ts'
import type { Deps } from '../lib/deps.ts'
import { messageOf } from '../lib/errors.ts'
import type { Platform, Pulled } from '../platforms/platform.ts'

export interface PumpOptions {
  /** Called after each thing received: there may be something to deliver. */
  wake: () => void
  /** Waits for so many milliseconds, or until the signal. */
  pause?: (ms: number, signal: AbortSignal) => Promise<unknown>
}

const firstPauseMs = 5_000
const longestPauseMs = 60_000

/**
 * Listens on every platform that is pulled from, and receives what it yields; the next is asked for, and the last
 * thereby acknowledged, only once it is recorded (a platform with `atOnce` is answered each, and told each that could
 * not be recorded). What fails begins again after a pause, for as long as it takes.
 * The returned function stops it and waits for what is being received.
 */
export function startPump(deps: Deps, options: PumpOptions): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  const pumps = [...deps.platforms.values()].map((platform) => pump(deps, platform, { ...options, signal }))
  return async () => {
    stopping.abort()
    await Promise.all(pumps)
  }
}

interface Pumping extends PumpOptions {
  signal: AbortSignal
}

async function pump(deps: Deps, platform: Platform, pumping: Pumping): Promise<void> {
  const { signal, pause = rest } = pumping
  let pauseMs = firstPauseMs
  const began = (): void => {
    pauseMs = firstPauseMs
  }
  while (platform.listen && !signal.aborted) {
    try {
      const take = (pulled: Pulled): Promise<void> => receiveOne(deps, pulled, { ...pumping, began })
      await drain(platform.listen(signal), take, { signal, most: platform.atOnce ?? 1 })
    } catch (error) {
      deps.log.error({ platform: platform.name, error: messageOf(error) }, 'listening begins again')
    }
    if (signal.aborted) return
    await pause(pauseMs, signal)
    pauseMs = Math.min(2 * pauseMs, longestPauseMs)
  }
}

/** Takes what is yielded, at most so many together; one that cannot be taken ends it, after those under way. */
async function drain(
  yielded: AsyncIterable<Pulled>,
  take: (pulled: Pulled) => Promise<void>,
  { signal, most }: { signal: AbortSignal; most: number },
): Promise<void> {
  const underWay = new Set<Promise<void>>()
  const faults: unknown[] = []
  try {
    for await (const pulled of yielded) {
      // Whoever fails while nobody waits for it is seen at the next turn.
      const turn = take(pulled)
        .catch((error: unknown) => void faults.push(error))
        .finally(() => underWay.delete(turn))
      underWay.add(turn)
      if (underWay.size >= most) await Promise.race(underWay)
      // What is left is still there afterwards; the last one, yielded again, is known.
      if (signal.aborted || faults.length > 0) break
    }
  } finally {
    await Promise.all(underWay)
  }
  if (faults.length > 0) throw faults[0]
}

async function receiveOne(
  deps: Deps,
  pulled: Pulled,
  { wake, began }: Pumping & { began: () => void },
): Promise<void> {
  const { inbound } = pulled
  const outcome = await receive(deps, inbound).catch((error: unknown) => {
    if (!pulled.failed) throw error
    // Its platform sees to it that it comes again: for one thing that met a full database nobody hangs up.
    deps.log.error({ platform: inbound.platform, error: messageOf(error) }, 'not recorded, not acknowledged')
    pulled.failed(error)
  })
  if (!outcome) return
  began()
  wake()
  // It is recorded: whoever does not get the answer gets it when they ask again.
  await pulled
    .answer?.(outcome)
    .catch((error: unknown) =>
      deps.log.warn({ platform: inbound.platform, error: messageOf(error) }, 'not answered'),
    )
}

/** Ends early, and quietly, at the signal. */
const rest = (ms: number, signal: AbortSignal): Promise<unknown> =>
  sleep(ms, undefined, { signal }).catch(() => undefined)
