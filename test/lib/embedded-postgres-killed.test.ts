import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { socketFolder } from '../../src/lib/postgres/address.ts'
import { isAlive } from '../../src/lib/postgres/life.ts'
import { ask, useDataFolder } from '../support/data-folder.ts'

const folder = useDataFolder()

describe('one Kefutai for each data folder', () => {
  test('a second one is refused with the pid of the first', async () => {
    const first = folder.run()
    await first.line()
    expect(await folder.refusal()).toMatch(
      new RegExp(`Another Kefutai \\(process ${first.pid}\\) is using the data folder ${folder.path}`),
    )
    const second = folder.run()
    expect(await second.line()).toEqual({ error: expect.stringContaining(`process ${first.pid}`) })
    expect(await second.ended).toBe(1)
  })

  test('of three that start at once on an empty folder one wins', async () => {
    const said = await Promise.all([folder.run(), folder.run(), folder.run()].map((one) => one.line()))
    expect(said.filter((line) => 'server' in line)).toHaveLength(1)
    expect(said.filter((line) => String(line.error).includes('Another Kefutai'))).toHaveLength(2)
  })

  test.each([
    ['a process that is gone', { pid: 2 ** 22 + 1, birth: 'x' }],
    ['a process whose pid another one has now', { pid: process.pid, birth: 'an earlier life' }],
  ])('the lock of %s does not hold', async (_, holder) => {
    mkdirSync(folder.path)
    writeFileSync(path.join(folder.path, 'kefutai.pid'), JSON.stringify(holder))
    await folder.start()
    expect(JSON.parse(readFileSync(path.join(folder.path, 'kefutai.pid'), 'utf8'))).toMatchObject({
      pid: process.pid,
    })
  })
})

describe('a program that is killed', () => {
  test('leaves a server that the next one adopts, with all that was committed', async () => {
    const first = folder.run('durable')
    const { server, url } = await first.line()
    await ask(String(url), 'CREATE TABLE kept AS SELECT 1 AS one')
    expect(await first.end('SIGKILL')).toBe('SIGKILL')
    expect(isAlive(Number(server))).toBe(true)

    const next = await folder.start({ fast: false })
    expect(next).toMatchObject({ adopted: true, pid: server })
    expect(await ask(next.url, 'SELECT one FROM kept')).toEqual({ one: 1 })
    await next.stop()
    expect(isAlive(Number(server))).toBe(false)
  })

  test('together with its server loses nothing that was committed', async () => {
    const first = folder.run('durable')
    const { server, url } = await first.line()
    await ask(String(url), 'CREATE TABLE kept AS SELECT 1 AS one')
    await first.end('SIGKILL')
    process.kill(Number(server), 'SIGKILL')
    const next = await folder.start({ fast: false })
    expect(next.adopted).toBe(false)
    expect(await ask(next.url, 'SELECT one FROM kept')).toEqual({ one: 1 })
  })

  test('while it makes the database leaves nothing half-made', async () => {
    const first = folder.run()
    await vi.waitFor(() => expect(readdirSync(folder.path).join()).toMatch(/postgres\.new-/), {
      timeout: 10_000,
      interval: 5,
    })
    await first.end('SIGKILL')
    expect(readdirSync(folder.path)).not.toContain('postgres')
    const next = await folder.start()
    expect(await ask(next.url, 'SELECT 1 AS one')).toEqual({ one: 1 })
    await next.stop()
    // Its initdb may still be writing; when that is over, the next start clears up.
    await vi.waitFor(
      async () => {
        await (await folder.start()).stop()
        expect(readdirSync(folder.path).join()).not.toMatch(/postgres\.new-/)
      },
      { timeout: 15_000 },
    )
  })

  test('leaves a server that gives up durability: a real start does not adopt it as it is', async () => {
    const first = folder.run('fast')
    const { server } = await first.line()
    await first.end('SIGKILL')
    const next = await folder.start({ fast: false })
    expect(next).toMatchObject({ adopted: false })
    expect(isAlive(Number(server))).toBe(false)
    expect(await ask(next.url, `SELECT current_setting('fsync') AS fsync`)).toEqual({ fsync: 'on' })
  })

  test('and its folder moved while the server ran: the server is found where the folder is now', async () => {
    const first = folder.run()
    const { server } = await first.line()
    await first.end('SIGKILL')
    renameSync(folder.path, path.join(folder.parent, 'moved'))
    folder.path = path.join(folder.parent, 'moved')
    expect(await folder.start()).toMatchObject({ adopted: true, pid: server })
  })
})

describe('signals', () => {
  test('SIGTERM stops the server and frees the folder', async () => {
    const running = folder.run()
    const { server } = await running.line()
    expect(await running.end('SIGTERM')).toBe(0)
    expect(isAlive(Number(server))).toBe(false)
    expect(readdirSync(folder.path)).not.toContain('kefutai.pid')
  })

  test('Ctrl-C in the terminal reaches the program alone, which still has its server to finish with', async () => {
    const running = folder.run('fast', { group: true })
    await running.line()
    process.kill(-running.pid, 'SIGINT')
    expect(await running.line()).toEqual({ signal: 'SIGINT', answered: true })
    expect(await running.ended).toBe(0)
  })
})

test('a server that dies is started again at the same place', async () => {
  const postgres = await folder.start({ fast: false })
  await ask(postgres.url, 'CREATE TABLE kept AS SELECT 1 AS one')
  const before = postgres.pid
  process.kill(before, 'SIGKILL')
  await vi.waitFor(() => expect(postgres.pid).not.toBe(before), { timeout: 15_000 })
  expect(await ask(postgres.url, 'SELECT one FROM kept')).toEqual({ one: 1 })
  await postgres.stop()
  expect(isAlive(postgres.pid)).toBe(false)
})

test('a postmaster.pid whose pid now belongs to somebody else does not stand in the way', async () => {
  await (await folder.start()).stop()
  const host = socketFolder(folder.path)
  writeFileSync(
    path.join(folder.path, 'postgres', 'postmaster.pid'),
    `${process.pid}\n${folder.path}/postgres\n1\n5432\n${host}\n\n\n`,
  )
  writeFileSync(
    path.join(host, '.s.PGSQL.5432.lock'),
    `${process.pid}\n${folder.path}/postgres\n1\n5432\n${host}\n`,
  )
  expect(await folder.start()).toMatchObject({ adopted: false })
})
