import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../src/lib/embedded-postgres.ts'
import { silentLog } from '../../src/lib/log.ts'
import { migrate } from '../../src/lib/migrate.ts'
import { isAlive, serves } from '../../src/lib/postgres/life.ts'
import { readPostmaster } from '../../src/lib/postgres/server.ts'
import { pattern } from './pattern.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The connection string of the maintenance database of the run's server. */
    postgresUrl: string
  }
}

const start = 'kefutai-test-'

/** One real PostgreSQL for the whole run, in a temporary folder, and a migrated database to copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweep()
  const dataDir = mkdtempSync(path.join(tmpdir(), `${start}${process.pid}-`))
  chmodSync(dataDir, 0o711) // root's server may have to run as nobody, who must get to its data
  const postgres = await startPostgres({ dataDir, log: silentLog, fast: true })
  const stop = async (): Promise<void> => {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await postgres.ensureDatabase(pattern)
    await migrate({ url: postgres.urlOf(pattern), log: silentLog })
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('postgresUrl', postgres.url)
  return stop
}

/** Servers outlive a run that was killed; the next run clears them away. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const run = new RegExp(`^${start}(\\d+)-`).exec(name)?.[1]
    if (run === undefined || isAlive(Number(run))) continue
    const folder = path.join(realpathSync(tmpdir()), name)
    const cluster = path.join(folder, 'postgres')
    const pid = readPostmaster(cluster)?.pid
    if (pid !== undefined && serves(pid, cluster) === 'yes') process.kill(pid, 'SIGQUIT')
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
