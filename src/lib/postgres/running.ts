import { realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ConfigError } from '../errors.ts'
import { type Address, knownPassword, socketFolder } from './address.ts'
import { withClient } from './databases.ts'
import { serves } from './life.ts'
import { ping, readPostmaster } from './server.ts'

/** A server that an earlier Kefutai started on the same data and that outlived it. */
export interface RunningServer {
  pid: number
  /** Undefined when it runs but cannot be reached: its socket was removed. */
  address: Address | undefined
  /** Whether what it commits survives a power cut. */
  durable: boolean
}

/** How long a server may be silent (its socket not made yet) before it counts as unreachable. */
const silenceMs = 3000

/** Finds the server that runs on the cluster; when there is none, clears away what a dead one left. */
export async function findRunning(dataDir: string, cluster: string): Promise<RunningServer | undefined> {
  const begun = Date.now()
  for (;;) {
    const written = readPostmaster(cluster)
    const verdict = written ? serves(written.pid, realpathSync(cluster)) : 'no'
    if (!written || verdict === 'no') return clearRemains(dataDir, cluster)
    const answer = await knock(dataDir, written)
    if (answer === 'busy') {
      await pause(50) // starting, recovering or stopping: it will be one or the other
    } else if (answer) {
      return answer
    } else if (Date.now() - begun > silenceMs) {
      // Unsure whether it is one at all: PostgreSQL's own check decides at the start.
      return verdict === 'yes' ? { pid: written.pid, address: undefined, durable: true } : undefined
    } else await pause(20)
  }
}

/** The server that runs on the cluster and answers, if one does. Changes nothing. */
export async function lookAtRunning(dataDir: string, cluster: string): Promise<RunningServer | undefined> {
  const written = readPostmaster(cluster)
  const answer = written && (await knock(dataDir, written))
  return answer === 'busy' ? undefined : answer
}

type Written = NonNullable<ReturnType<typeof readPostmaster>>

async function knock(dataDir: string, written: Written): Promise<RunningServer | 'busy' | undefined> {
  for (const address of addressesOf(dataDir, written)) {
    const state = await ping(address)
    if (state === 'busy') return 'busy'
    if (state === 'ready') {
      const server = await introduce(address)
      // Another server may listen where a moved folder once was.
      if (server.pid === written.pid) return server
    }
  }
  return undefined
}

/** Where it said it listens, and where it would if its folder was moved since. */
function addressesOf(dataDir: string, { port, socketFolder: folder }: Written): Address[] {
  if (folder === '') return [{ host: '127.0.0.1', port, password: knownPassword(dataDir) ?? '' }]
  return [...new Set([folder, socketFolder(dataDir)])].map((host) => ({ host, port }))
}

const introduce = (address: Address): Promise<RunningServer> =>
  withClient(address, async (client) => {
    const sql = `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid, current_setting('fsync') AS fsync`
    const row = (await client.query<{ pid: string; fsync: string }>(sql)).rows[0]
    return { pid: Number(row?.pid), address, durable: row?.fsync === 'on' }
  })

async function clearRemains(dataDir: string, cluster: string): Promise<undefined> {
  const host = socketFolder(dataDir)
  if ((await ping({ host, port: 5432 })) !== 'absent') {
    throw new ConfigError(
      `A PostgreSQL server of another container or machine is using ${cluster}. Stop that Kefutai first, or set KEFUTAI_DATA to another folder.`,
    )
  }
  // PostgreSQL would believe a pid in these files that now belongs to somebody else, and refuse to start.
  rmSync(path.join(cluster, 'postmaster.pid'), { force: true })
  rmSync(path.join(host, '.s.PGSQL.5432.lock'), { force: true })
}
