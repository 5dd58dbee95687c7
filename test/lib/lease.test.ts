import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { type Db, openDb } from '../../src/lib/db.ts'
import { holdLease, type Leased, releaseLease, whileLeased } from '../../src/lib/lease.ts'
import { silentLog } from '../../src/lib/log.ts'
import { ask } from '../support/data-folder.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

const at = new Date('2026-11-22T03:04:05.678Z')
const later = (seconds: number): Date => new Date(at.getTime() + seconds * 1000)

let database: FreshDatabase
let db: Db

beforeEach(async () => {
  database = await freshDatabase()
  db = openDb({ url: database.url, log: silentLog })
})

afterEach(async () => {
  await db.$disconnect()
  await database.drop()
})

const hold = (holder: string, now: Date, name = 'mailbox:1'): Promise<boolean> =>
  holdLease(db, { name, holder, now, forMs: 30_000 })

describe('a lease', () => {
  test('is one holder’s until its end, then whoever asks first', async () => {
    expect(await hold('A', at)).toBe(true)
    expect(await hold('B', later(29))).toBe(false)
    expect(await hold('B', later(29), 'mailbox:2')).toBe(true)
    expect(await hold('B', later(30))).toBe(true)
    expect(await hold('A', later(31))).toBe(false)
  })

  test('is renewed by its holder, even late, when nobody took it', async () => {
    await hold('A', at)
    expect(await hold('A', later(10))).toBe(true)
    expect(await hold('B', later(39))).toBe(false)
    expect(await hold('A', later(300))).toBe(true)
  })

  test('is given back by its holder only', async () => {
    await hold('A', at)
    await releaseLease(db, { name: 'mailbox:1', holder: 'B' })
    expect(await hold('B', at)).toBe(false)
    await releaseLease(db, { name: 'mailbox:1', holder: 'A' })
    expect(await hold('B', at)).toBe(true)
  })

  test('goes to exactly one of twenty who ask at once, new or run out', async () => {
    const others = [1, 2, 3].map(() => openDb({ url: database.url, log: silentLog }))
    for (const now of [at, later(30), later(60)]) {
      const asked = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          holdLease(others[i % 3] ?? db, {
            name: 'x',
            holder: `${i} at ${now.toISOString()}`,
            now,
            forMs: 30_000,
          }),
        ),
      )
      expect(asked.filter(Boolean)).toHaveLength(1)
    }
    await Promise.all(others.map((other) => other.$disconnect()))
  })
})

describe('while leased', () => {
  const pace = { forMs: 600, renewMs: 100, askMs: 20 }
  const deps = () => ({ db, now: () => new Date(), log: silentLog })
  const untilAborted = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) resolve()
      else signal.addEventListener('abort', () => resolve(), { once: true })
    })

  test('one acts at a time, and another takes over when it stops or dies', async () => {
    const acting: string[] = []
    let most = 0
    const leased = (holder: string): Leased => ({
      name: 'x',
      holder,
      pace,
      act: async (signal) => {
        acting.push(holder)
        most = Math.max(most, acting.length)
        await untilAborted(signal)
        acting.splice(acting.indexOf(holder), 1)
      },
    })
    const stops = ['A', 'B', 'C'].map((holder) => ({ holder, stop: new AbortController() }))
    const runs = stops.map(({ holder, stop }) => whileLeased(deps(), leased(holder), stop.signal))
    const seen = new Set<string>()
    while (seen.size < 3) {
      await vi.waitFor(() => expect(acting).toHaveLength(1), { timeout: 5000, interval: 5 })
      const [one = ''] = acting
      expect(seen.has(one)).toBe(false)
      seen.add(one)
      // It outlives its first end, because it is renewed.
      const { untilAt } = await db.lease.findUniqueOrThrow({ where: { name: 'x' } })
      await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(untilAt.getTime()), {
        timeout: 5000,
        interval: 5,
      })
      expect(acting).toEqual([one])
      stops.find(({ holder }) => holder === one)?.stop.abort()
      await vi.waitFor(() => expect(acting).not.toContain(one), { timeout: 5000, interval: 5 })
    }
    await Promise.all(runs)
    expect(most).toBe(1)
    expect(await db.lease.count()).toBe(0)
  })

  test('one who lost it stops, and begins again when it is free', async () => {
    const began: AbortSignal[] = []
    const stop = new AbortController()
    const act = async (signal: AbortSignal): Promise<void> => {
      began.push(signal)
      await untilAborted(signal)
    }
    const run = whileLeased(deps(), { name: 'x', holder: 'A', pace, act }, stop.signal)
    await vi.waitFor(() => expect(began).toHaveLength(1), { interval: 5 })
    await db.lease.update({
      where: { name: 'x' },
      data: { holder: 'B', untilAt: new Date(Date.now() + 60_000) },
    })
    await vi.waitFor(() => expect(began[0]?.aborted).toBe(true), { interval: 5 })
    expect((await db.lease.findUniqueOrThrow({ where: { name: 'x' } })).holder).toBe('B')
    await releaseLease(db, { name: 'x', holder: 'B' })
    await vi.waitFor(() => expect(began).toHaveLength(2), { interval: 5 })
    stop.abort()
    await run
  })

  test('a database that is away ends it before another may hold it', async () => {
    const away = openDb({ url: database.url, log: silentLog, poolSize: 2 })
    const stop = new AbortController()
    let heldFor = 0
    const act = async (signal: AbortSignal): Promise<void> => {
      const began = performance.now()
      await ask(inject('postgresUrl'), `ALTER DATABASE ${database.name} WITH ALLOW_CONNECTIONS false`)
      await ask(
        inject('postgresUrl'),
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database.name}'`,
      )
      await untilAborted(signal)
      heldFor = performance.now() - began
      stop.abort()
    }
    await whileLeased({ ...deps(), db: away }, { name: 'x', holder: 'A', pace, act }, stop.signal)
    expect(heldFor).toBeGreaterThan(0)
    expect(heldFor).toBeLessThan(pace.forMs + 100)
    await away.$disconnect()
  })
})
