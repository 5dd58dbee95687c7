import { isAway } from '../../../lib/db-errors.ts'
import { messageOf } from '../../../lib/errors.ts'
import { type LeasePace, whileLeased } from '../../../lib/lease.ts'
import { sideBySide } from '../../../lib/side-by-side.ts'
import type { Pulled } from '../../platform.ts'
import type { OpenDeps } from '../deps.ts'
import { type Bell, createBell } from './bell.ts'
import { fetchFiles } from './file.ts'
import { type HandingOn, handOn } from './hand-on.ts'
import { createQueue } from './queue.ts'
import { findAccounts, readAccount } from './read.ts'
import { forgetHandled, retryFaulty } from './waiting.ts'
import { tellClosing } from './window.ts'

export interface KfPace {
  lease: LeasePace
  /** How often it is looked for callbacks that another process had, and for what waits. */
  lookMs: number
  /** How often an account is read though no callback came: some are lost. */
  pollMs: number
  /** How often one whose reading failed is tried again. */
  againMs: number
  /** How often the accounts are asked for, files fetched, windows looked at. */
  houseMs: number
}

export const usualKfPace: KfPace = {
  lease: { forMs: 15_000, renewMs: 5_000, askMs: 2_000 },
  lookMs: 1_000,
  pollMs: 60_000,
  againMs: 10_000,
  houseMs: 60_000,
}

const accountsAtOnce = 4

/** What reads 微信客服 in this process. */
export interface KfReader {
  /** A callback came here. */
  nudge: () => void
  listen: (signal: AbortSignal) => AsyncIterable<Pulled>
}

/**
 * Reads all accounts and hands on what they say: one process at a time, under a lease, so that what one customer says
 * keeps its order; another takes over within seconds.
 */
export function createReader(deps: OpenDeps, holder: string, pace: KfPace): KfReader {
  const news = createBell()
  return { nudge: news.ring, listen: (signal) => listen({ deps, holder, pace, news }, signal) }
}

interface Reading {
  deps: OpenDeps
  holder: string
  pace: KfPace
  news: Bell
}

async function* listen({ deps, holder, pace, news }: Reading, signal: AbortSignal): AsyncIterable<Pulled> {
  const queue = createQueue<Pulled>()
  const stop = new AbortController()
  const over = AbortSignal.any([signal, stop.signal])
  const bell = createBell()
  const handing: HandingOn = { busy: new Set(), bell, push: queue.push, turns: new Set() }
  const act = (held: AbortSignal): Promise<void> => work({ deps, pace, news, handing }, held)
  let fault: unknown
  const working = whileLeased(deps, { name: 'wecom-kf', holder, pace: pace.lease, act }, over)
    .catch((error: unknown) => {
      fault = error
    })
    .finally(() => stop.abort())
  try {
    yield* queue.each(over)
  } finally {
    stop.abort()
    await working
  }
  if (fault !== undefined && !signal.aborted) throw fault
}

interface Work extends Omit<Reading, 'holder'> {
  handing: HandingOn
}

/** Reads, hands on and keeps house side by side, until the signal or until one of them cannot go on. */
async function work({ deps, pace, news, handing }: Work, held: AbortSignal): Promise<void> {
  const failed = new AbortController()
  const over = AbortSignal.any([held, failed.signal])
  const again = new Map<string, number>()
  const loop = async (bell: Bell, ms: number, act: () => Promise<unknown>): Promise<void> => {
    try {
      while (!over.aborted) {
        await act()
        if (!over.aborted) await bell.wait((rung) => deps.pause(ms, AbortSignal.any([over, rung])))
      }
    } catch (error) {
      failed.abort()
      throw error
    }
  }
  await retryFaulty(deps)
  const ends = await Promise.allSettled([
    loop(news, pace.lookMs, async () => {
      if (await readDue(deps, pace, again)) handing.bell.ring()
    }),
    loop(handing.bell, pace.lookMs, () => handOn(deps, handing)),
    loop(createBell(), pace.houseMs, async () => {
      await quietly(deps, () => findAccounts(deps))
      await quietly(deps, () => fetchFiles(deps))
      await quietly(deps, () => tellClosing(deps))
      await quietly(deps, () => forgetHandled(deps))
    }),
  ])
  await Promise.allSettled(handing.turns)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}

/** Reads the accounts that callbacks told of and those not read for a while; whether there were any. */
async function readDue(deps: OpenDeps, pace: KfPace, again: Map<string, number>): Promise<boolean> {
  const now = deps.now().getTime()
  const accounts = await deps.db.wecomKfAccount.findMany()
  const due = accounts.filter(
    ({ openKfid, told, read, readAt }) =>
      (again.get(openKfid) ?? 0) <= now && (told > read || !readAt || now - readAt.getTime() >= pace.pollMs),
  )
  await sideBySide(due, accountsAtOnce, async ({ openKfid }) => {
    again.delete(openKfid)
    const done = await quietly(deps, () => readAccount(deps, openKfid))
    if (!done) again.set(openKfid, now + pace.againMs)
  })
  return due.length > 0
}

/** What WeCom does not do is tried again later; only a database that is away ends it all. */
async function quietly({ log }: OpenDeps, act: () => Promise<void>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    if (isAway(error)) throw error
    log.warn({ error: messageOf(error) }, 'wecom: 微信客服 will be asked again')
    return false
  }
}
