import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { birthOf, isAlive, serves } from '../../../src/lib/postgres/life.ts'
import { lockDataFolder } from '../../../src/lib/postgres/lock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kefutai-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const gone = 2 ** 22 + 1 // beyond the highest pid of any system
const put = (text: string): string => {
  const file = path.join(folder, 'kefutai.pid')
  writeFileSync(file, text)
  return file
}
const age = (file: string): void => utimesSync(file, new Date(0), new Date(0))

test('a lock is taken once, and again after its release', async () => {
  const lock = await lockDataFolder(folder)
  await expect(lockDataFolder(folder)).rejects.toThrow(`process ${process.pid}`)
  lock.release()
  lock.release()
  expect(readdirSync(folder)).toEqual([])
  ;(await lockDataFolder(folder)).release()
})

test('of many that find a stale lock one takes it', async () => {
  put(JSON.stringify({ pid: gone, birth: 'x' }))
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataFolder(folder)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(readdirSync(folder)).toEqual(['kefutai.pid'])
})

test.each(['', '{"pid":', '{"pid":-1,"birth":"x"}', 'null'])(
  'an old lock that says %j holds nobody off',
  async (text) => {
    age(put(text))
    await lockDataFolder(folder)
  },
)

test('a lock that is just being written is waited for', async () => {
  const file = put('')
  const waiting = lockDataFolder(folder)
  writeFileSync(file, JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) }))
  await expect(waiting).rejects.toThrow(`process ${process.pid}`)
})

test('a take-over that was cut short does not block the folder for ever', async () => {
  put(JSON.stringify({ pid: gone, birth: 'x' }))
  const turn = path.join(folder, 'kefutai.pid.takeover')
  mkdirSync(turn)
  age(turn)
  await lockDataFolder(folder)
  expect(readdirSync(folder)).toEqual(['kefutai.pid'])
})

test('a release leaves the lock of somebody else alone', async () => {
  const lock = await lockDataFolder(folder)
  put(JSON.stringify({ pid: process.ppid, birth: birthOf(process.ppid) }))
  lock.release()
  await expect(lockDataFolder(folder)).rejects.toThrow(`process ${process.ppid}`)
})

test('a process is known by its birth, and no other than PostgreSQL serves a cluster', () => {
  expect(birthOf(process.pid)).toBe(birthOf(process.pid))
  expect(birthOf(process.pid)).not.toBe(birthOf(process.ppid))
  expect(isAlive(gone)).toBe(false)
  expect(serves(process.pid, folder)).toBe('no')
  expect(serves(gone, folder)).toBe('no')
})
