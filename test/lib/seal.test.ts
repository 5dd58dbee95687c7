import { mkdtemp, readdir, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readOrMakeKey, seal, unseal } from '../../src/lib/seal.ts'

const folder = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'kefutai-key-'))

test('all that start at once get one key, whole, and leave nothing else behind', async () => {
  const dataDir = await folder()
  const keys = await Promise.all(Array.from({ length: 40 }, () => readOrMakeKey(dataDir)))
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
  expect(await readdir(dataDir)).toEqual(['key'])
  expect((await stat(path.join(dataDir, 'key'))).mode & 0o777).toBe(0o600)
})

test('the key of a folder stays, and opens what it sealed', async () => {
  const dataDir = await folder()
  const sealed = seal(await readOrMakeKey(dataDir), { password: '授权码' })
  expect(unseal(await readOrMakeKey(dataDir), sealed)).toEqual({ password: '授权码' })
})

test('a spoilt key is told by its file, and kept', async () => {
  const dataDir = await folder()
  await writeFile(path.join(dataDir, 'key'), 'spoilt')
  await expect(readOrMakeKey(dataDir)).rejects.toThrow(/key is not a key of 32 bytes/)
})
