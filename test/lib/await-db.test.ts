import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { judge, waitForDb } from '../../src/lib/await-db.ts'
import { type EmbeddedPostgres, startPostgres } from '../../src/lib/embedded-postgres.ts'
import { ConfigError } from '../../src/lib/errors.ts'
import { silentLog } from '../../src/lib/log.ts'

let dataDir: string
let postgres: EmbeddedPostgres

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'kefutai-await-'))
  postgres = await startPostgres({ dataDir, log: silentLog, fast: true, transport: 'tcp' })
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  await client.query(`CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0`)
  await client.query(`CREATE ROLE guest LOGIN PASSWORD 'hunter2'`)
  await client.query('REVOKE CONNECT ON DATABASE template1 FROM public')
  await client.end()
})

afterAll(async () => {
  await postgres.stop()
  rmSync(dataDir, { recursive: true })
})

/** The running server's address, changed. */
function address(
  change: Partial<Pick<URL, 'username' | 'password' | 'hostname' | 'port' | 'pathname' | 'search'>>,
): string {
  return Object.assign(new URL(postgres.url), change).href
}

async function complaint(url: string, attempts = 1): Promise<string> {
  const error = await waitForDb(url, { log: silentLog, attempts, pause: async () => {} }).catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ConfigError)
  return error instanceof Error ? error.message : ''
}

const neverWait = (): never => expect.fail('no need to wait')

test('a database that takes work is waited for no longer', async () => {
  await waitForDb(postgres.url, { log: silentLog, pause: neverWait })
})

test.each<[string, () => string, RegExp]>([
  [
    'wrong password',
    () => address({ password: 'hunter3' }),
    /does not accept the password of user "kefutai".*DATABASE_URL/,
  ],
  ['no password', () => address({ password: '' }), /does not accept the password of user "kefutai"/],
  ['unknown user', () => address({ username: 'nobody', password: 'hunter3' }), /password of user "nobody"/],
  [
    'missing database',
    () => address({ pathname: '/kefutai_gone' }),
    /"kefutai_gone" does not exist.*CREATE DATABASE "kefutai_gone"/,
  ],
  [
    'no right to connect',
    () => address({ username: 'guest', password: 'hunter2', pathname: '/template1' }),
    /may not connect.*Grant it CONNECT/,
  ],
  ['wrong encoding', () => address({ pathname: '/latin' }), /LATIN1.*needs UTF8/],
  [
    'encryption the server lacks',
    () => address({ search: '?sslmode=verify-full' }),
    /No encrypted connection.*sslmode/,
  ],
  [
    'nobody listens',
    () => address({ hostname: '127.0.0.1', port: '1' }),
    /No database server listens at 127\.0\.0\.1:1\..*DATABASE_URL/,
  ],
  [
    'no socket',
    () => 'postgresql://kefutai@localhost/kefutai?host=%2Fnowhere',
    /No database server listens at \/nowhere/,
  ],
  [
    'unknown host',
    () => address({ hostname: 'no-such-host.invalid' }),
    /no-such-host\.invalid:\d+.*DATABASE_URL/,
  ],
  ['no address', () => 'kefutai:hunter3@db', /not an address of the form/],
  ['a slash in the password', () => 'postgresql://kefutai:1/hunter3@db/kefutai', /must be written as.*%2F/],
  [
    'a question mark in the password',
    () => 'postgresql://kefutai:1?hunter3@db/kefutai',
    /must be written as.*%3F/,
  ],
])('%s is named, with the remedy and without the password', async (_, url, message) => {
  const said = await complaint(url())
  expect(said).toMatch(message)
  expect(said).not.toContain('hunter')
  expect(said).not.toContain(postgres.connection.password)
})

test('what waiting cannot help is said at once', async () => {
  const wrong = waitForDb(address({ password: 'x' }), { log: silentLog, attempts: 9, pause: neverWait })
  await expect(wrong).rejects.toThrow(/does not accept the password/)
})

test('a server that is merely away is waited for, longer each time', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kefutai-await-'))
  const start = () => startPostgres({ dataDir: folder, log: silentLog, fast: true })
  let server = await start()
  await server.stop()
  const waited: number[] = []
  const pause = async (ms: number): Promise<void> => {
    waited.push(ms)
    if (waited.length === 6) server = await start()
  }
  const warned: object[] = []
  await waitForDb(server.url, {
    log: { ...silentLog, warn: (fields) => warned.push(fields) },
    attempts: 7,
    pause,
  })
  expect(waited).toEqual([250, 500, 1000, 2000, 4000, 5000])
  expect(warned).toHaveLength(6)
  await server.stop()
  rmSync(folder, { recursive: true })
})

test('and given up after the last attempt', async () => {
  const url = address({ port: '1' })
  expect(await complaint(url, 3)).toMatch(/No database server listens/)
})

test.each<[string, Parameters<typeof judge>[0], RegExp | undefined, boolean | undefined]>([
  [
    '14',
    { version: 14, encoding: 'UTF8', standby: false },
    /has version 14; Kefutai needs 15 or newer/,
    false,
  ],
  ['a standby', { version: 17, encoding: 'UTF8', standby: true }, /standby.*primary/, true],
  ['15', { version: 15, encoding: 'UTF8', standby: false }, undefined, undefined],
])('a server that is %s', (_, found, message, passing) => {
  const trouble = judge(found, 'The PostgreSQL server at db:5432', 'kefutai')
  if (message) expect(trouble?.message).toMatch(message)
  expect(trouble?.passing).toBe(passing)
})
