import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { canBePlain, plainly, useDataFolder } from '../../support/data-folder.ts'

const folder = useDataFolder()

describe('a data folder that cannot be used', () => {
  test.each<[string, () => void, RegExp]>([
    ['has no parent', () => rmSync(folder.parent, { recursive: true }), /does not exist.*disk not mounted/],
    ['is a file', () => writeFileSync(folder.path, ''), /is a file, not a folder/],
    ['is the inside of a server', () => folder.write('PG_VERSION', '18'), /inside of a PostgreSQL server/],
    [
      'holds something else',
      () => folder.write('postgres/thesis.txt', ''),
      /holds other files \(thesis\.txt\).*KEFUTAI_DATA/,
    ],
    [
      'is of another major version',
      () => folder.write('postgres/PG_VERSION', '17\n'),
      /PostgreSQL 17.*brings PostgreSQL 18.*pg_dump/,
    ],
  ])('because it %s', async (_, spoil, message) => {
    spoil()
    expect(await folder.refusal()).toMatch(message)
    mkdirSync(folder.parent, { recursive: true })
  })

  test.runIf(canBePlain)('because this user may not write it', async () => {
    chmodSync(folder.parent, 0o755)
    mkdirSync(folder.path, { mode: 0o500 })
    const refused = folder.run('fast', { prefix: plainly })
    expect(await refused.line()).toEqual({
      error: expect.stringMatching(/ConfigError: .*cannot be written by this user.*KEFUTAI_DATA/),
    })
  })

  const small = ['unshare', '--user', '--map-root-user', '--mount', '--', 'sh', '-c']
  const mount =
    'mount -t tmpfs -o size=4m none "$0" && exec unshare --user --map-user=65534 --map-group=65534 -- "$@"'
  const canMount =
    spawnSync(small[0] ?? '', [...small.slice(1), 'mount -t tmpfs none "$0"', tmpdir()]).status === 0
  test.runIf(canMount)('because its disk is full', async () => {
    const refused = folder.run('fast', { prefix: [...small, mount, folder.parent] })
    expect(await refused.line()).toEqual({
      error: expect.stringMatching(/ConfigError: The disk of .* is full.*KEFUTAI_DATA/),
    })
  })

  test('and after the repair the same process can start', async () => {
    folder.write('postgres/thesis.txt', '')
    await folder.refusal()
    rmSync(path.join(folder.path, 'postgres'), { recursive: true })
    expect(await folder.start()).toMatchObject({ adopted: false })
  })
})
