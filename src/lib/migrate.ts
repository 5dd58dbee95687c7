import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Client, DatabaseError } from 'pg'
import { ConfigError, messageOf } from './errors.ts'
import type { Log } from './log.ts'

/** The key under which Prisma Migrate itself keeps others away; held, `prisma migrate deploy` waits for us. */
const lockKey = 72707369

/** Prisma's own record of what was applied, so that its tools and ours read the same. */
const record = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`

const ownMigrations = path.resolve(import.meta.dirname, '../../prisma/migrations')

export interface MigrateOptions {
  url: string
  log: Log
  /** The folder of migrations; the build's own unless a test says otherwise. */
  folder?: string
  /** How long to wait for another process that is migrating. */
  waitMs?: number
}

interface Migration {
  name: string
  sql: string
  checksum: string
}

interface Applied {
  name: string
  checksum: string
  finished: boolean
}

/**
 * Brings the database up to this build and returns the names of the migrations it applied. Only one process
 * at a time does so. Throws a ConfigError when the database is newer, foreign, or its history was edited.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const known = readMigrations(options.folder ?? ownMigrations)
  const client = new Client({
    connectionString: options.url,
    options: '-c TimeZone=UTC',
    connectionTimeoutMillis: 10_000,
  })
  // A server that goes away in between also fails the statement that is under way; that one is reported.
  client.on('error', () => {})
  try {
    await client.connect()
    await takeTurn(client, options.waitMs ?? 120_000)
    return await applyMissing(client, known, options.log)
  } finally {
    // The end of the session frees the lock.
    await client.end().catch(() => {})
  }
}

/**
 * The names of the migrations the next start would apply; nothing is changed. Throws a ConfigError
 * when the database is newer, foreign, or its history was edited.
 */
export async function pendingMigrations(url: string, folder: string = ownMigrations): Promise<string[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return missingOf(readMigrations(folder), await readApplied(client)).map(({ name }) => name)
  } finally {
    await client.end().catch(() => {})
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
    .map((name) => {
      // A checkout on Windows may have turned the line ends; the checksum is that of the file as written.
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8').replaceAll('\r\n', '\n')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

async function takeTurn(client: Client, waitMs: number): Promise<void> {
  await client.query(`SET lock_timeout = ${Math.ceil(waitMs)}`)
  try {
    await client.query(`SELECT pg_advisory_lock(${lockKey})`)
  } catch (error) {
    if (!(error instanceof DatabaseError && error.code === '55P03')) throw error
    throw new ConfigError(
      `Another process has been migrating this database for ${Math.ceil(waitMs / 1000)} s. Wait for it, or end its session (pg_stat_activity shows it), and start again.`,
      { cause: error },
    )
  }
  await client.query('SET lock_timeout = 0')
}

async function applyMissing(client: Client, known: Migration[], log: Log): Promise<string[]> {
  const missing = missingOf(known, await readApplied(client))
  if (missing.length > 0) await client.query(record).catch(explainRights)
  for (const migration of missing) {
    await apply(client, migration)
    log.info({ migration: migration.name }, 'Migration applied')
  }
  return missing.map(({ name }) => name)
}

function missingOf(known: Migration[], applied: Applied[]): Migration[] {
  refuseStrangers(known, applied)
  return known.filter(({ name }) => !applied.some((one) => one.name === name))
}

async function readApplied(client: Client): Promise<Applied[]> {
  const tables = await client.query<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1',
  )
  if (tables.rows.some(({ name }) => name === '_prisma_migrations')) {
    const rows = await client.query<Applied>(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at`,
    )
    return rows.rows
  }
  if (tables.rows.length === 0) return []
  const names = tables.rows.slice(0, 3).map(({ name }) => name)
  throw new ConfigError(
    `The database holds tables of something else (${names.join(', ')} …). Name a database of Kefutai's own in DATABASE_URL.`,
  )
}

function refuseStrangers(known: Migration[], applied: Applied[]): void {
  for (const { name, checksum, finished } of applied) {
    if (!finished) {
      throw new ConfigError(
        `The migration ${name} failed half-way, outside Kefutai. Restore the backup from before it, or repair the database by hand and tell Prisma with \`prisma migrate resolve\`.`,
      )
    }
    const own = known.find((one) => one.name === name)
    if (!own) {
      throw new ConfigError(
        `The database was made by a newer Kefutai: this build does not know its migration ${name}. Start that newer version, or restore a backup from before the upgrade.`,
      )
    }
    if (own.checksum !== checksum) {
      throw new ConfigError(
        `The migration ${name} is not the one that was applied to this database: its file was edited since. Restore prisma/migrations/${name}/migration.sql, and put the change into a new migration.`,
      )
    }
  }
}

/** Applied and recorded, or neither. */
async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    await client.query(sql)
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw new ConfigError(`The migration ${name} failed and was taken back: ${messageOf(error)}.`, {
      cause: error,
    })
  }
}

function explainRights(error: unknown): never {
  if (!(error instanceof DatabaseError && error.code === '42501')) throw error
  throw new ConfigError(
    `The database user of DATABASE_URL may not create tables: ${error.message}. Make it the owner of the database, or grant it CREATE on the schema.`,
    { cause: error },
  )
}
