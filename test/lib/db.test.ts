import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Db, inTransaction, isAway, openDb, type Tx } from '../../src/lib/db.ts'
import { type EmbeddedPostgres, startPostgres } from '../../src/lib/embedded-postgres.ts'
import { silentLog } from '../../src/lib/log.ts'
import { migrate } from '../../src/lib/migrate.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

const at = new Date('2026-11-22T03:04:05.678Z')

/** A place where several runs wait for each other. */
function createMeeting(people: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let arrived = 0
  return async () => {
    arrived += 1
    if (arrived >= people) resolve()
    await promise
  }
}

async function lastOf(tx: Tx, prefix: string): Promise<number> {
  const row = await tx.ticketNumber.findFirst({ where: { prefix } })
  return row?.last ?? 0
}

const raise = (tx: Tx, prefix: string): Promise<unknown> =>
  tx.ticketNumber.updateMany({ where: { prefix }, data: { last: { increment: 1 } } })

describe('an open database', () => {
  let database: FreshDatabase
  let db: Db
  const sent: string[] = []

  beforeEach(async () => {
    database = await freshDatabase()
    db = openDb({ url: database.url, log: silentLog, onQuery: (sql) => sent.push(sql) })
    sent.length = 0
  })

  afterEach(async () => {
    await db.$disconnect()
    await database.drop()
  })

  test('keeps instants whatever the time zone of the server', async () => {
    await db.$executeRawUnsafe(`ALTER DATABASE ${database.name} SET timezone = 'Asia/Shanghai'`)
    await db.$disconnect()
    db = openDb({ url: `${database.url}&options=-c%20work_mem%3D7MB`, log: silentLog })
    const { id } = await db.customer.create({ data: { createdAt: at } })
    expect((await db.customer.findUniqueOrThrow({ where: { id } })).createdAt).toEqual(at)
    const [row] = await db.$queryRaw<object[]>`
      SELECT extract(epoch FROM "createdAt")::float8 AS seconds, current_setting('work_mem') AS memory FROM "Customer"`
    expect(row).toEqual({ seconds: at.getTime() / 1000, memory: '7MB' })
  })

  test('tells every statement and commit, so that a budget can be held', async () => {
    await inTransaction(db, async (tx) => {
      await tx.customer.create({ data: { createdAt: at } })
      await tx.customer.count()
      await tx.$executeRaw`SELECT 1`
    })
    expect(sent.map((sql) => sql.split(' ')[0])).toEqual(['BEGIN', 'INSERT', 'SELECT', 'SELECT', 'COMMIT'])
  })

  test('parses a statement once, and does not pile up those that never repeat', async () => {
    const narrow = openDb({ url: database.url, log: silentLog, poolSize: 1 })
    for (let i = 0; i < 520; i += 1) await narrow.$queryRawUnsafe(`SELECT ${i}`)
    await narrow.customer.count()
    const [row] = await narrow.$queryRawUnsafe<{ kept: number }[]>(
      'SELECT count(*)::int AS kept FROM pg_prepared_statements',
    )
    expect(row?.kept).toBe(500)
    await narrow.$disconnect()
  })

  test('a transaction is whole or not at all', async () => {
    const failing = inTransaction(db, async (tx) => {
      await tx.customer.create({ data: { createdAt: at } })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await db.customer.count()).toBe(0)
    expect(
      await inTransaction(db, async (tx) => (await tx.customer.create({ data: { createdAt: at } })).name),
    ).toBe(null)
    expect(await db.customer.count()).toBe(1)
  })

  test('after a deadlock the one that was taken back runs again', async () => {
    await db.ticketNumber.createMany({
      data: [
        { prefix: 'A', day: 'd', last: 0 },
        { prefix: 'B', day: 'd', last: 0 },
      ],
    })
    const meet = createMeeting(2)
    let runs = 0
    const crossing = (first: string, second: string) =>
      inTransaction(db, async (tx) => {
        runs += 1
        await raise(tx, first)
        await meet()
        await raise(tx, second)
      })
    await Promise.all([crossing('A', 'B'), crossing('B', 'A')])
    expect(runs).toBe(3)
    expect(await db.ticketNumber.findMany({ select: { last: true } })).toEqual([{ last: 2 }, { last: 2 }])
  })

  test('serializable transactions that contradict each other run one after the other', async () => {
    await db.ticketNumber.createMany({
      data: [
        { prefix: 'A', day: 'd', last: 1 },
        { prefix: 'B', day: 'd', last: 1 },
      ],
    })
    const meet = createMeeting(2)
    const pauses: number[] = []
    // Each may go below only while the other has not: alone both are right, together one must see the other.
    const leave = (own: string, other: string) =>
      inTransaction(
        db,
        async (tx) => {
          const stays = await lastOf(tx, other)
          await meet()
          if (stays > 0) await tx.ticketNumber.updateMany({ where: { prefix: own }, data: { last: 0 } })
        },
        { isolation: 'Serializable', jitter: () => 0.25, pause: async (ms) => pauses.push(ms) },
      )
    await Promise.all([leave('A', 'B'), leave('B', 'A')])
    const rows = await db.ticketNumber.findMany({ select: { last: true } })
    expect(rows.map(({ last }) => last)).toSatisfy((left: number[]) => left.includes(0) && left.includes(1))
    expect(pauses).toEqual([7.5])
  })

  test.each(['40001', '40P01'])(
    '%s again and again ends after the retries, with growing distance',
    async (code) => {
      const pauses: number[] = []
      let runs = 0
      const hopeless = inTransaction(
        db,
        async (tx) => {
          runs += 1
          await tx.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'never' USING ERRCODE = '${code}'; END $$`)
        },
        { retries: 3, jitter: () => 0.5, pause: async (ms) => pauses.push(ms) },
      )
      await expect(hopeless).rejects.toThrow()
      expect(runs).toBe(4)
      expect(pauses).toEqual([10, 20, 40])
    },
  )

  test('any other error is not tried again', async () => {
    let runs = 0
    const wrong = inTransaction(db, async (tx) => {
      runs += 1
      await tx.$executeRaw`SELECT 1/0`
    })
    const error = await wrong.catch((thrown: unknown) => thrown)
    expect(runs).toBe(1)
    expect(isAway(error)).toBe(false)
  })

  test('a transaction that takes too long is taken back', async () => {
    const slow = inTransaction(
      db,
      async (tx) => {
        await tx.customer.create({ data: { createdAt: at } })
        await tx.$executeRaw`SELECT pg_sleep(0.3)`
        await tx.customer.count()
      },
      { timeoutMs: 100 },
    )
    await expect(slow).rejects.toThrow(/timeout/)
    expect(await db.customer.count()).toBe(0)
  })

  test('one who finds no connection free is told that the database is away', async () => {
    const narrow = openDb({ url: database.url, log: silentLog, poolSize: 1 })
    const meet = createMeeting(2)
    const long = inTransaction(narrow, meet)
    const error = await inTransaction(narrow, async () => {}, { maxWaitMs: 50 }).catch(
      (thrown: unknown) => thrown,
    )
    expect(isAway(error)).toBe(true)
    await meet()
    await long
    await narrow.$disconnect()
  })
})

describe('a server that goes away', () => {
  let dataDir: string
  let postgres: EmbeddedPostgres
  let db: Db

  beforeEach(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'kefutai-db-'))
    await startServer()
    await postgres.ensureDatabase('kefutai')
    await migrate({ url: postgres.urlOf('kefutai'), log: silentLog })
    db = openDb({ url: postgres.urlOf('kefutai'), log: silentLog })
  })

  afterEach(async () => {
    await db.$disconnect()
    await postgres.stop()
    rmSync(dataDir, { recursive: true })
  })

  async function startServer(): Promise<void> {
    postgres = await startPostgres({ dataDir, log: silentLog, fast: true })
  }

  const attempts: [string, () => Promise<unknown>][] = [
    ['a query', () => db.customer.count()],
    ['raw SQL', () => db.$queryRaw`SELECT 1`],
    ['a transaction', () => inTransaction(db, (tx) => tx.customer.count())],
  ]

  test('fails what is asked meanwhile, and when it is back everything works by itself', async () => {
    await Promise.all(Array.from({ length: 8 }, () => db.customer.create({ data: { createdAt: at } })))
    await postgres.stop()
    for (const [, ask] of attempts) {
      const error = await ask().catch((thrown: unknown) => thrown)
      expect(isAway(error)).toBe(true)
    }
    await startServer()
    const counts = await Promise.all(Array.from({ length: 20 }, () => db.customer.count()))
    expect(new Set(counts)).toEqual(new Set([8]))
  })

  test('in the middle of transactions loses them whole, and the pool none of its places', async () => {
    const narrow = openDb({ url: postgres.urlOf('kefutai'), log: silentLog, poolSize: 3 })
    const meet = createMeeting(4)
    const { promise: gone, resolve: go } = Promise.withResolvers<void>()
    const broken = [1, 2, 3].map(() =>
      inTransaction(narrow, async (tx) => {
        await tx.customer.create({ data: { createdAt: at } })
        await meet()
        await gone
      }).catch((thrown: unknown) => thrown),
    )
    await meet()
    await postgres.stop()
    go()
    for (const error of await Promise.all(broken)) expect(isAway(error)).toBe(true)
    await startServer()
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(() => narrow.customer.count()))).toEqual([
      0, 0, 0, 0, 0, 0,
    ])
    await narrow.$disconnect()
  })

  test('by a kill comes back without help', async () => {
    await db.customer.create({ data: { createdAt: at } })
    process.kill(postgres.pid, 'SIGKILL')
    await vi.waitFor(async () => expect(await db.customer.count()).toBe(1), { timeout: 15_000 })
  })

  test('for one connection only is not noticed by the next statement', async () => {
    await db.customer.count()
    const admin = new Client({ connectionString: postgres.url })
    await admin.connect()
    await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'kefutai'`)
    await vi.waitFor(async () => expect(await db.customer.count()).toBe(0))
    await admin.end()
  })
})
