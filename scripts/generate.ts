import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { findPostgres, linkLibraries } from '../src/lib/postgres/binaries.ts'

// Runs after `npm ci` and as `npm run generate`: makes what an install alone does not leave behind.

const root = path.resolve(import.meta.dirname, '..')

/** Writes the Prisma client into src/generated, without the native schema engine and without the network. */
function generateClient(): void {
  const prisma = findPrisma()
  if (prisma === undefined) {
    if (existsSync(path.join(root, 'src', 'generated', 'client.ts'))) return
    throw new Error('prisma is not installed: run `npm ci` without --omit=dev, or bring src/generated along.')
  }
  // `generate` only asks that the engine's file exists and may be run: Node itself is such a file everywhere.
  const environment = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  }
  const done = spawnSync(process.execPath, [prisma, 'generate'], {
    cwd: root,
    env: environment,
    encoding: 'utf8',
  })
  if (done.status !== 0)
    throw new Error(`prisma generate failed:\n${done.error?.message ?? ''}${done.stdout}${done.stderr}`)
  process.stdout.write('Prisma client written to src/generated.\n')
}

function findPrisma(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('prisma/package.json')
    return path.join(path.dirname(manifest), 'build', 'index.js')
  } catch {
    return undefined
  }
}

/** Makes the library links of the embedded PostgreSQL when its own install script was not allowed to run. */
function linkPostgres(): void {
  const found = findPostgres()
  // Not an error: with DATABASE_URL no embedded server is needed. `npm start` says so when it is.
  if (!found.ok) process.stdout.write(`${found.reason}\n`)
  else linkLibraries(found.binaries)
}

try {
  linkPostgres()
  generateClient()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
