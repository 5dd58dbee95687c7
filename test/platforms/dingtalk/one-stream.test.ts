import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Db, openDb } from '../../../src/lib/db.ts'
import { holdLease } from '../../../src/lib/lease.ts'
import { silentLog } from '../../../src/lib/log.ts'
import { createDingtalkPlatform } from '../../../src/platforms/dingtalk/index.ts'
import type { Platform, Pulled } from '../../../src/platforms/platform.ts'
import { type FreshDatabase, freshDatabase } from '../../support/database.ts'
import { dingtalkDeps } from '../../support/dingtalk/deps.ts'
import { type FakeDingtalk, startFakeDingtalk } from '../../support/dingtalk/fake.ts'
import { rest, until } from '../../support/dingtalk/held-clock.ts'

let fake: FakeDingtalk
let database: FreshDatabase
let db: Db
let stops: (() => Promise<void>)[]
beforeEach(async () => {
  fake = await startFakeDingtalk()
  fake.joins('王女士', { staffId: 'wang' })
  database = await freshDatabase()
  db = openDb({ url: database.url, log: silentLog })
  stops = []
})
afterEach(async () => {
  for (const stop of stops) await stop()
  await fake.close()
  await db.$disconnect()
  await database.drop()
})

/** One process: takes what comes and acknowledges it. */
function runs(mode: 'stream' | 'http' = 'stream'): {
  platform: Platform
  heard: Pulled[]
  stop: () => Promise<void>
} {
  const deps = dingtalkDeps(fake, { db })
  const platform = createDingtalkPlatform({
    ...deps,
    settings: { ...deps.settings, mode, ...(mode === 'http' ? { callbackRouteKey: 'kefutai' } : {}) },
    random: () => 0.5,
    report: () => undefined,
    tellBudget: async () => undefined,
    pace: { forMs: 10_000, renewMs: 30, askMs: 10 },
  })
  const stopping = new AbortController()
  const heard: Pulled[] = []
  const running = (async () => {
    for await (const pulled of platform.listen?.(stopping.signal) ?? []) {
      heard.push(pulled)
      await pulled.answer?.({ status: 'done' })
    }
  })()
  const stop = async (): Promise<void> => {
    stopping.abort()
    await running
  }
  stops.push(stop)
  return { platform, heard, stop }
}

test('of several processes one holds the stream; where it stops, another takes over', async () => {
  const all = [runs(), runs(), runs()]
  await until(() => fake.gateway.links.length === 1)
  await rest(2_000)
  expect(fake.gateway.opens).toHaveLength(1)
  await fake.gateway.acked(fake.says('王女士', '一') ?? '')
  const [holder] = all.filter(({ heard }) => heard.length === 1)
  await holder?.stop()
  await until(() => fake.gateway.opens.length === 2 && fake.gateway.links.length === 1)
  await fake.gateway.acked(fake.says('王女士', '二') ?? '')
  expect(all.flatMap(({ heard }) => heard)).toHaveLength(2)
})

test('one that was killed is followed within ten seconds', async () => {
  const name = `dingtalk:${fake.world.clientId}`
  await holdLease(db, { name, holder: 'a process that is gone', now: fake.clock.now(), forMs: 10_000 })
  runs()
  await fake.clock.passes(9_000)
  await rest(2_000)
  expect(fake.gateway.opens).toEqual([])
  await fake.clock.passes(1_500)
  await until(() => fake.gateway.links.length === 1)
})

test('by HTTP no stream is opened, and the callback of cards is registered', async () => {
  runs('http')
  await until(() => fake.world.callbacks.size === 1)
  expect(fake.world.callbacks.get('kefutai')?.url).toBe('https://desk.example.com/webhooks/dingtalk/card')
  expect(fake.gateway.opens).toEqual([])
})

test('with a stream nothing is taken by HTTP', async () => {
  const { platform } = runs()
  await expect(
    platform.webhook?.({
      method: 'POST',
      url: '/webhooks/dingtalk/robot',
      headers: {},
      body: Buffer.alloc(0),
      ip: '',
    }),
  ).rejects.toThrow('stream')
})

test('closed, it lets go', async () => {
  const { platform, stop } = runs()
  await until(() => fake.gateway.links.length === 1)
  await platform.close?.()
  await stop()
  await until(() => fake.gateway.links.length === 0)
})
