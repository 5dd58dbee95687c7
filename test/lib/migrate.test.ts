import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client, type QueryResultRow } from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfigError } from '../../src/lib/errors.ts'
import { silentLog } from '../../src/lib/log.ts'
import { migrate } from '../../src/lib/migrate.ts'
import { bareDatabase, type FreshDatabase } from '../support/database.ts'

const own = path.resolve(import.meta.dirname, '../../prisma/migrations')
const ownNames = readdirSync(own, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .toSorted()

let database: FreshDatabase
let folder: string

beforeEach(async () => {
  database = await bareDatabase()
  folder = mkdtempSync(path.join(tmpdir(), 'kefutai-migrations-'))
  cpSync(own, folder, { recursive: true })
})

afterEach(async () => {
  await database.drop()
  rmSync(folder, { recursive: true })
})

const run = (waitMs = 20_000): Promise<string[]> =>
  migrate({ url: database.url, log: silentLog, folder, waitMs })

/** Puts a migration of the test's own behind the build's. */
function write(name: string, sql: string): void {
  mkdirSync(path.join(folder, name), { recursive: true })
  writeFileSync(path.join(folder, name, 'migration.sql'), sql)
}

async function ask<Row extends QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

test('an empty database gets every table once, and a second start changes nothing', async () => {
  expect(await run()).toEqual(ownNames)
  expect(await run()).toEqual([])
  const rows = await ask<{ name: string; checksum: string; steps: number; done: boolean }>(
    `SELECT migration_name AS name, length(checksum)::text AS checksum, applied_steps_count AS steps,
            finished_at >= started_at AS done FROM _prisma_migrations ORDER BY 1`,
  )
  expect(rows).toEqual(ownNames.map((name) => ({ name, checksum: '64', steps: 1, done: true })))
  expect(await ask('SELECT * FROM "Ticket"')).toEqual([])
})

test('the build without a folder named is the one in prisma/migrations', async () => {
  expect(await migrate({ url: database.url, log: silentLog })).toEqual(ownNames)
})

test('a later migration is applied to what is there', async () => {
  await run()
  await ask(`INSERT INTO "TicketNumber" (prefix, day, last) VALUES ('SR', '20261122', 7)`)
  write(
    '99990101000000_colour',
    `ALTER TABLE "TicketNumber" ADD COLUMN "colour" TEXT NOT NULL DEFAULT 'red; or blue';`,
  )
  expect(await run()).toEqual(['99990101000000_colour'])
  expect(await ask('SELECT last, colour FROM "TicketNumber"')).toEqual([{ last: 7, colour: 'red; or blue' }])
})

test('processes that start at once migrate once between them', async () => {
  const applied = await Promise.all([run(), run(), run(), run()])
  expect(applied.flat().toSorted()).toEqual(ownNames)
})

test('whoever waits too long for another migrating process says so', async () => {
  const other = new Client({ connectionString: database.url })
  await other.connect()
  await other.query('SELECT pg_advisory_lock(72707369)')
  await expect(run(50)).rejects.toThrow(/Another process has been migrating/)
  await other.end()
  expect(await run()).toEqual(ownNames)
})

test('a migration that fails leaves nothing, and the start after the repair goes on', async () => {
  const name = '99990101000000_broken'
  write(name, 'CREATE TABLE "Half" (id INT); SELECT no_such_function();')
  await expect(run()).rejects.toThrow(/99990101000000_broken failed and was taken back: .*no_such_function/)
  expect(await ask(`SELECT to_regclass('"Half"')::text AS half`)).toEqual([{ half: null }])
  write(name, 'CREATE TABLE "Half" (id INT);')
  expect(await run()).toEqual([name])
})

test('a checkout with Windows line ends is the same migration', async () => {
  write('99990101000000_lines', 'CREATE TABLE "A" (id INT);\nCREATE TABLE "B" (id INT);\n')
  await run()
  write('99990101000000_lines', 'CREATE TABLE "A" (id INT);\r\nCREATE TABLE "B" (id INT);\r\n')
  expect(await run()).toEqual([])
})

const refusals: [string, () => Promise<unknown>, RegExp][] = [
  [
    'a newer database',
    () =>
      ask(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'y', '99990101000000_future', now())`,
      ),
    /newer Kefutai.*99990101000000_future.*restore a backup/,
  ],
  [
    'an edited migration',
    () => ask(`UPDATE _prisma_migrations SET checksum = repeat('0', 64)`),
    /edited since.*put the change into a new migration/,
  ],
  [
    'a migration Prisma left half-way',
    () => ask('UPDATE _prisma_migrations SET finished_at = NULL'),
    /failed half-way.*prisma migrate resolve/,
  ],
]

test.each(refusals)('%s is refused', async (_, spoil, message) => {
  await run()
  await spoil()
  const error = await run().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ConfigError)
  expect(String(error)).toMatch(message)
})

test('a migration that was rolled back with Prisma is applied again', async () => {
  write('99990101000000_again', 'SELECT 1;')
  await run()
  await ask(
    `UPDATE _prisma_migrations SET finished_at = NULL, rolled_back_at = now() WHERE migration_name = '99990101000000_again'`,
  )
  expect(await run()).toEqual(['99990101000000_again'])
})

test("a database with somebody else's tables is left alone", async () => {
  await ask('CREATE TABLE accounting (id INT)')
  await expect(run()).rejects.toThrow(/tables of something else \(accounting/)
  expect(await ask(`SELECT to_regclass('"Ticket"')::text AS ticket`)).toEqual([{ ticket: null }])
})

test('a user without the right to create tables is told', async () => {
  await ask('CREATE ROLE reader LOGIN').catch(() => {})
  const url = new URL(database.url)
  url.username = 'reader'
  await expect(migrate({ url: url.href, log: silentLog })).rejects.toThrow(
    /may not create tables.*grant it CREATE/,
  )
})
