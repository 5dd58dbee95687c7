import { Client, DatabaseError } from 'pg'
import { BadInputError } from '../errors.ts'
import type { Address } from './address.ts'

/** The superuser and owner of everything in an embedded server. */
export const owner = 'kefutai'

/** The database every server has, from which the others are made. */
export const maintenance = 'postgres'

/** The databases of Kefutai in an embedded server. */
export const realDatabase = 'kefutai'
export const demoDatabase = 'kefutai_demo'

export interface Databases {
  /** The connection string of a database of this server. */
  urlOf(name: string): string
  databaseExists(name: string): Promise<boolean>
  /** Creates the database unless it is there. */
  ensureDatabase(name: string): Promise<void>
  /** Removes the database and whoever is connected to it, if it is there. */
  dropDatabase(name: string): Promise<void>
}

/** The databases of the server at an address, which is asked anew each time because a server may move. */
export function createDatabases(address: () => Address): Databases {
  const databases: Databases = {
    urlOf: (name) => urlAt(address(), named(name)),
    databaseExists: (name) =>
      withClient(address(), async (client) => {
        const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [named(name)])
        return found.rowCount === 1
      }),
    ensureDatabase: async (name) => {
      if (await databases.databaseExists(name)) return
      await withClient(address(), (client) => client.query(`CREATE DATABASE "${name}"`)).catch((error) => {
        // Another process created it in between.
        if (!(error instanceof DatabaseError) || !['42P04', '23505'].includes(error.code ?? '')) throw error
      })
    },
    dropDatabase: async (name) => {
      const sql = `DROP DATABASE IF EXISTS "${named(name)}" WITH (FORCE)`
      await withClient(address(), (client) => client.query(sql))
    },
  }
  return databases
}

/** Runs `act` on a connection of its own to the maintenance database. */
export async function withClient<T>(address: Address, act: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    ...address,
    user: owner,
    database: maintenance,
    ssl: false,
    connectionTimeoutMillis: 5000,
  })
  // A server that goes away in between also fails the query that is under way; that one is reported.
  client.on('error', () => {})
  try {
    await client.connect()
    return await act(client)
  } finally {
    await client.end().catch(() => {})
  }
}

function urlAt({ host, port, password }: Address, name: string): string {
  if (password !== undefined) return `postgresql://${owner}:${password}@${host}:${port}/${name}`
  return `postgresql://${owner}@localhost:${port}/${name}?host=${encodeURIComponent(host)}`
}

function named(name: string): string {
  if (/^[a-z][a-z0-9_]{0,62}$/.test(name)) return name
  throw new BadInputError(`"${name}" is no name for a database: a–z, 0–9 and _ only.`)
}
