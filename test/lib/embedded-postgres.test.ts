import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { socketFolder } from '../../src/lib/postgres/address.ts'
import { findPostgres } from '../../src/lib/postgres/binaries.ts'
import { isAlive } from '../../src/lib/postgres/life.ts'
import { ask, canBePlain, isRoot, plainly, useDataFolder } from '../support/data-folder.ts'

const folder = useDataFolder()

const nobodyReadsUs = (): boolean => {
  const found = findPostgres()
  return (
    found.ok && spawnSync(found.binaries.postgres, ['--version'], { uid: 65534, gid: 65534 }).status === 0
  )
}

describe('a start', () => {
  test('gives a durable PostgreSQL 18 on a socket only its owner reaches, and its data are there the next time', async () => {
    const first = await folder.start({ fast: false })
    const settings = await ask(
      first.url,
      `SELECT current_setting('server_version_num')::int / 10000 AS version, current_setting('fsync') AS fsync,
              current_setting('synchronous_commit') AS commit, current_setting('full_page_writes') AS pages,
              current_setting('listen_addresses') AS tcp, current_setting('server_encoding') AS encoding,
              lower('ÄÉ') AS folded`,
    )
    expect(settings).toEqual({
      version: 18,
      fsync: 'on',
      commit: 'on',
      pages: 'on',
      tcp: '',
      encoding: 'UTF8',
      folded: 'äé',
    })
    expect(statSync(first.connection.host).mode & 0o777).toBe(0o700)
    expect(first.adopted).toBe(false)
    await first.ensureDatabase('kefutai')
    await ask(first.urlOf('kefutai'), `CREATE TABLE said AS SELECT '你好' AS text`)
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)
    expect(readdirSync(folder.path)).not.toContain('kefutai.pid')

    const second = await folder.start({ fast: false })
    expect(await ask(second.urlOf('kefutai'), 'SELECT text FROM said')).toEqual({ text: '你好' })
  })

  test.runIf(isRoot && canBePlain)(
    "as root keeps the data root's, in a folder only root may enter",
    async () => {
      chmodSync(folder.parent, 0o700)
      const postgres = await folder.start()
      expect(statSync(path.join(folder.path, 'postgres', 'PG_VERSION')).uid).toBe(0)
      const status = readFileSync(`/proc/${postgres.pid}/status`, 'utf8')
      expect(/^CapEff:\t0+$/m.test(status)).toBe(true) // without any of root's powers
    },
  )

  test.runIf(isRoot && nobodyReadsUs())('as root runs as the owner of the data', async () => {
    mkdirSync(path.join(folder.path, 'postgres'), { recursive: true, mode: 0o711 })
    chownSync(path.join(folder.path, 'postgres'), 65534, 65534)
    const postgres = await folder.start()
    expect(readFileSync(`/proc/${postgres.pid}/status`, 'utf8')).toMatch(/^Uid:\t65534\t65534/m)
    expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual({ one: 1 })
  })

  test.runIf(isRoot)('as root says what helps when no way around root works', async () => {
    chmodSync(folder.parent, 0o700)
    mkdirSync(path.join(folder.path, 'postgres'), { recursive: true })
    chownSync(path.join(folder.path, 'postgres'), 65534, 65534)
    expect(await folder.refusal()).toMatch(/does not run as root.*plain user.*KEFUTAI_DATA.*DATABASE_URL/)
  })

  test.runIf(canBePlain)('as a plain user', async () => {
    const started = folder.run('fast', { prefix: plainly })
    expect(await started.line()).toMatchObject({ adopted: false })
    expect(await started.end('SIGTERM')).toBe(0)
  })

  test('in a folder whose name holds what settings and addresses treat specially', async () => {
    folder.path = path.join(folder.parent, 'my data, "50%" & more?#')
    const postgres = await folder.start()
    expect(postgres.connection.host).toBe(path.join(folder.path, 'socket'))
    expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual({ one: 1 })
  })

  test('listens on loopback with a password where there are no sockets', async () => {
    const first = await folder.start({ transport: 'tcp' })
    const wrong = new URL(first.url)
    wrong.password = 'guess'
    await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
    expect(await ask(first.url, `SELECT current_setting('listen_addresses') AS at`)).toEqual({
      at: '127.0.0.1',
    })
    expect(statSync(path.join(folder.path, 'postgres.password')).mode & 0o777).toBe(0o600)
    await first.stop()
    expect(await ask((await folder.start({ transport: 'tcp' })).url, 'SELECT 1 AS one')).toEqual({ one: 1 })
  })

  test("puts the socket elsewhere when the folder's path is too long for one", async () => {
    folder.path = path.join(folder.parent, '很长的文件夹名'.repeat(6))
    const postgres = await folder.start()
    expect(Buffer.byteLength(postgres.connection.host)).toBeLessThan(90)
    expect(statSync(postgres.connection.host).mode & 0o777).toBe(0o700)
    expect(await ask(postgres.url, 'SELECT 1 AS one')).toEqual({ one: 1 })
    await postgres.stop()
    const socket = socketFolder(folder.path)
    chmodSync(socket, 0o777) // as if somebody else had made it first
    expect(await folder.refusal()).toMatch(/only user .* may enter/)
    rmSync(socket, { recursive: true })
  })
})

test('databases are made on demand, once, and removed whoever is connected', async () => {
  const postgres = await folder.start()
  expect(await postgres.databaseExists('kefutai_demo')).toBe(false)
  await Promise.all([1, 2, 3].map(() => postgres.ensureDatabase('kefutai_demo')))
  expect(await postgres.databaseExists('kefutai_demo')).toBe(true)
  const client = new Client({ connectionString: postgres.urlOf('kefutai_demo') })
  const broken = new Promise((resolve) => client.on('error', resolve))
  await client.connect()
  await postgres.dropDatabase('kefutai_demo')
  await broken
  expect(await postgres.databaseExists('kefutai_demo')).toBe(false)
  await postgres.dropDatabase('kefutai_demo')
  expect(() => postgres.urlOf('x"; DROP')).toThrow(/is no name for a database/)
})
