import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../config.ts'
import { waitForDb } from '../lib/db.ts'
import { ConfigError, messageOf } from '../lib/errors.ts'
import { silentLog } from '../lib/log.ts'
import { pendingMigrations } from '../lib/migrate.ts'
import { createDatabases, demoDatabase, realDatabase } from '../lib/postgres/databases.ts'
import { holderOf } from '../lib/postgres/lock.ts'
import { lookAtRunning } from '../lib/postgres/running.ts'
import { bad, type Checked, good, mind } from './checked.ts'

/** What was found of the database; `url` is set when there is one to look into, `demo` when it is the demonstration's. */
export interface FoundDatabase {
  checked: Checked[]
  url?: string
  demo?: boolean
}

/** Looks for the database of the environment: one's own, or the embedded one where somebody runs it. Starts nothing. */
export async function findDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<FoundDatabase> {
  try {
    return config.databaseUrl ? await lookInto(config.databaseUrl) : await findEmbedded(config.dataDir)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { checked: [bad(`database: ${messageOf(error)}`, 'nothing else can be looked at until then')] }
  }
}

async function lookInto(url: string, whose = 'DATABASE_URL'): Promise<FoundDatabase> {
  await waitForDb(url, { log: silentLog, attempts: 1 })
  const pending = await pendingMigrations(url)
  const reached = good(`database: ${whose} answers`)
  if (pending.length === 0) return { checked: [reached, good('database: up to date')], url }
  const says = `database: ${pending.length} migrations are missing (${pending[0] ?? ''} …)`
  return { checked: [reached, mind(says, 'start the desk: it applies them; back up first')] }
}

async function findEmbedded(dataDir: string): Promise<FoundDatabase> {
  const cluster = path.join(dataDir, 'postgres')
  if (!existsSync(path.dirname(dataDir))) {
    const says = `database: KEFUTAI_DATA names ${dataDir}, but ${path.dirname(dataDir)} does not exist`
    return { checked: [bad(says, 'create it, mount the disk it is on, or correct KEFUTAI_DATA')] }
  }
  if (!existsSync(cluster)) {
    const says = `database: there is none yet in ${dataDir} (KEFUTAI_DATA)`
    return {
      checked: [
        mind(says, 'start the desk once: it makes one; or set DATABASE_URL, or correct KEFUTAI_DATA'),
      ],
    }
  }
  const holder = holderOf(dataDir)
  const server = await lookAtRunning(dataDir, cluster)
  if (!server?.address) {
    const says = `database: its data is in ${dataDir}, and nobody runs it`
    return {
      checked: [mind(says, 'start the desk, and look again: clocks and outbox can be seen only then')],
    }
  }
  const { address } = server
  const who = holder
    ? `run by process ${holder}`
    : `its server (process ${server.pid}) outlived the desk; the next start takes it over`
  const databases = createDatabases(() => address)
  if (await databases.databaseExists(realDatabase))
    return await lookInto(databases.urlOf(realDatabase), `the one in ${dataDir} (${who})`)
  if (!(await databases.databaseExists(demoDatabase)))
    return { checked: [good(`database: in ${dataDir}, ${who}, empty yet`)] }
  const whose = `the one in ${dataDir}, of the demonstration (${who})`
  return { ...(await lookInto(databases.urlOf(demoDatabase), whose)), demo: true }
}
