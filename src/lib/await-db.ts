import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { ConfigError } from './errors.ts'
import type { Log } from './log.ts'

export interface WaitOptions {
  log: Log
  /** How often to knock while the server is merely away. */
  attempts?: number
  pause?: (ms: number) => Promise<unknown>
}

const oldest = 15

/**
 * Resolves when the database takes work. Throws a ConfigError that says what is wrong and what to do:
 * at once when waiting cannot help, else after the last attempt. It never holds the password.
 */
export async function waitForDb(
  url: string,
  { log, attempts = 10, pause = sleep }: WaitOptions,
): Promise<void> {
  const target = readTarget(url)
  for (let attempt = 1; ; attempt += 1) {
    const trouble = await tryOnce(url, target)
    if (!trouble) return
    if (!trouble.passing || attempt >= attempts) throw new ConfigError(trouble.message)
    log.warn({ attempt, reason: trouble.message }, 'The database cannot be reached yet')
    await pause(Math.min(5000, 250 * 2 ** (attempt - 1)))
  }
}

interface Trouble {
  message: string
  /** Whether it may go away by itself. */
  passing: boolean
}

interface Target {
  /** `host:port`, or the folder of the socket. */
  server: string
  user: string
  database: string
}

function readTarget(url: string): Target {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  // An @ after the host is the end of a password that was cut at its own / or ? or #.
  if (!parsed || /@/.test(parsed.pathname + parsed.search + parsed.hash)) {
    throw new ConfigError(
      'DATABASE_URL is not an address of the form postgresql://user:password@host:5432/database. In a password, characters such as @ : / ? # % must be written as %40 %3A %2F %3F %23 %25.',
    )
  }
  const socket = parsed.searchParams.get('host')
  return {
    server: socket ?? `${parsed.hostname || 'localhost'}:${parsed.port || '5432'}`,
    user: decodeURIComponent(parsed.username),
    database: decodeURIComponent(parsed.pathname.slice(1)),
  }
}

async function tryOnce(url: string, target: Target): Promise<Trouble | undefined> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // also fails what is under way
  try {
    await client.connect()
    return await inspect(client, target)
  } catch (error) {
    return explain(error, target)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Whether the server behind an open connection can carry Kefutai. */
async function inspect(client: Client, { server, database }: Target): Promise<Trouble | undefined> {
  const found = await client.query<{ version: number; encoding: string; standby: boolean }>(
    `SELECT current_setting('server_version_num')::int / 10000 AS version,
            current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS standby`,
  )
  const { version = 0, encoding, standby } = found.rows[0] ?? {}
  return judge({ version, encoding, standby }, `The PostgreSQL server at ${server}`, database)
}

/** What is wrong with a server, if anything. */
export function judge(
  {
    version,
    encoding,
    standby,
  }: { version: number; encoding: string | undefined; standby: boolean | undefined },
  server: string,
  database: string,
): Trouble | undefined {
  if (version < oldest) {
    return {
      passing: false,
      message: `${server} has version ${version}; Kefutai needs ${oldest} or newer. Upgrade it, or name another in DATABASE_URL.`,
    }
  }
  if (encoding !== 'UTF8') {
    return {
      passing: false,
      message: `The database "${database}" is encoded in ${encoding}; Chinese text needs UTF8. Create it with: CREATE DATABASE "${database}" ENCODING 'UTF8' TEMPLATE template0.`,
    }
  }
  if (!standby) return undefined
  return {
    passing: true,
    message: `${server} is a standby that cannot be written. Name the primary in DATABASE_URL.`,
  }
}

function explain(error: unknown, target: Target): Trouble {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const said = error instanceof Error ? error.message : String(error)
  const [pattern, passing, message] = troubles(target).find(([known]) => known.test(`${code} ${said}`)) ?? [
    undefined,
    false,
    `The database at ${target.server} cannot be used: ${said}. Check DATABASE_URL.`,
  ]
  return { passing, message: pattern === undefined ? message : `${message} (${code || said})` }
}

/** By PostgreSQL's and the system's error codes; the first that fits. */
function troubles({ server, user, database }: Target): [RegExp, boolean, string][] {
  return [
    [
      /^28P01|client password must be/,
      false,
      `The database server at ${server} does not accept the password of user "${user}". Correct it in DATABASE_URL.`,
    ],
    [
      /^28000/,
      false,
      `The database server at ${server} does not let user "${user}" in to "${database}": the user does not exist or pg_hba.conf does not allow it from here (perhaps it wants ?sslmode=require in DATABASE_URL).`,
    ],
    [
      /^3D000/,
      false,
      `The database "${database}" does not exist at ${server}. Create it (CREATE DATABASE "${database}" OWNER "${user}"), or correct DATABASE_URL.`,
    ],
    [
      /^42501/,
      false,
      `User "${user}" may not connect to "${database}" at ${server}. Grant it CONNECT, or correct DATABASE_URL.`,
    ],
    [/^ENOTFOUND/, false, `There is no host of the name in ${server}. Correct it in DATABASE_URL.`],
    [
      /CERT|SSL|TLS|self-signed/i,
      false,
      `No encrypted connection to ${server}: check sslmode in DATABASE_URL and the server's certificate.`,
    ],
    [
      /^53300/,
      true,
      `The database server at ${server} has no connection free. Raise its max_connections or end other clients.`,
    ],
    [/^57P0/, true, `The database server at ${server} is starting or stopping.`],
    [
      /^(ECONNREFUSED|ENOENT)/,
      true,
      `No database server listens at ${server}. Start it, or correct DATABASE_URL.`,
    ],
    [
      /^(EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|ECONNRESET)|timeout|terminated/i,
      true,
      `The database server at ${server} does not answer. Check the network and a firewall between, or correct DATABASE_URL.`,
    ],
  ]
}
