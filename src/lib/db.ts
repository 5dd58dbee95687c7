import { setTimeout as sleep } from 'node:timers/promises'
import { PrismaPg } from '@prisma/adapter-pg'
import { Pool } from 'pg'
import { type Prisma, PrismaClient } from '../generated/client.ts'
import { isConflict } from './db-errors.ts'
import type { Log } from './log.ts'

export { waitForDb } from './await-db.ts'
export { isAway } from './db-errors.ts'

/** The database; opens its connections when they are wanted and again after the server was away. */
export type Db = PrismaClient

/** The database within one transaction. */
export type Tx = Prisma.TransactionClient

export interface DbOptions {
  url: string
  log: Log
  poolSize?: number
  /** Hears the SQL of every statement that is sent, BEGIN and COMMIT included. */
  onQuery?: (sql: string) => void
}

/** Opens the database behind a connection string. `$disconnect` closes it. */
export function openDb({ url, log, poolSize = 10, onQuery }: DbOptions): Db {
  const pool = new Pool({
    connectionString: withSessionSettings(url),
    max: poolSize,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'kefutai',
  })
  const nameStatement = createStatementNames()
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    statementNameGenerator: ({ sql }) => {
      onQuery?.(sql)
      return nameStatement(sql)
    },
    // A connection that breaks while nobody uses it; the pool drops it and opens another when it needs one.
    onPoolError: (error) => log.warn({ reason: error.message }, 'A connection to the database broke'),
  })
  return new PrismaClient({ adapter, errorFormat: 'minimal' })
}

/**
 * Prisma sends instants without their zone, so the session's must be UTC. The limits end what a process
 * that hangs would otherwise hold for ever.
 */
function withSessionSettings(url: string): string {
  const parsed = new URL(url)
  const settings = [
    'TimeZone=UTC',
    'statement_timeout=60s',
    'lock_timeout=15s',
    'idle_in_transaction_session_timeout=60s',
  ]
  const own = parsed.searchParams.get('options') ?? ''
  parsed.searchParams.set('options', `${own} ${settings.map((one) => `-c ${one}`).join(' ')}`.trim())
  return parsed.href
}

/** Names each statement, so that a connection parses it once. Texts that never repeat must not pile up. */
function createStatementNames(): (sql: string) => string {
  const most = 500
  const names = new Map<string, string>()
  return (sql) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= most) return '' // PostgreSQL's unnamed statement
    const name = `k${names.size}`
    names.set(sql, name)
    return name
  }
}

export interface TransactionOptions {
  isolation?: Prisma.TransactionIsolationLevel
  /** How long to wait for a free connection. */
  maxWaitMs?: number
  /** How long the transaction may take. */
  timeoutMs?: number
  /** How often it is tried again after a deadlock or a serialization failure. */
  retries?: number
  /** Draws a number in [0, 1), which spreads retries of several processes. */
  jitter?: () => number
  pause?: (ms: number) => Promise<unknown>
}

/**
 * Runs `act` in one transaction. When PostgreSQL takes it back for a deadlock or a serialization failure
 * `act` runs again from the start, so whatever it does outside the database must bear repetition.
 */
export async function inTransaction<T>(
  db: Db,
  act: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const {
    isolation,
    maxWaitMs = 10_000,
    timeoutMs = 20_000,
    retries = 5,
    jitter = () => 0.5,
    pause = sleep,
  } = options
  const limits = { maxWait: maxWaitMs, timeout: timeoutMs, ...(isolation && { isolationLevel: isolation }) }
  for (let failures = 0; ; failures += 1) {
    try {
      return await db.$transaction(act, limits)
    } catch (error) {
      if (failures >= retries || !isConflict(error)) throw error
      await pause(10 * 2 ** failures * (0.5 + jitter()))
    }
  }
}
