import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ConfigError, messageOf } from './errors.ts'
import type { Log } from './log.ts'
import { type Address, chooseAddress, passwordFile, type Transport } from './postgres/address.ts'
import { findPostgres, linkLibraries, type PostgresBinaries } from './postgres/binaries.ts'
import { createCluster, inspectCluster, removeLeftovers } from './postgres/cluster.ts'
import { prepareDataFolder } from './postgres/data-folder.ts'
import { createDatabases, type Databases, maintenance, owner } from './postgres/databases.ts'
import { findIdentity } from './postgres/identity.ts'
import { keepAlive } from './postgres/keep-alive.ts'
import { lockDataFolder } from './postgres/lock.ts'
import { findRunning } from './postgres/running.ts'
import { halt, launch } from './postgres/server.ts'

export interface EmbeddedOptions {
  /** KEFUTAI_DATA: made if it is missing, but not its parent. */
  dataDir: string
  log: Log
  /** Gives up durability for speed; for tests only. */
  fast?: boolean
  /** A socket, save on Windows. */
  transport?: Transport
}

export interface EmbeddedPostgres extends Databases {
  /** What a client needs; `host` is the socket's folder. */
  connection: Address & { user: string; database: string }
  /** The connection string of the maintenance database; `urlOf` gives those of the others. */
  url: string
  /** Whether the server had outlived an earlier Kefutai. */
  adopted: boolean
  /** The server's process; another one after the server died and was started again. */
  readonly pid: number
  /** Stops the server and frees the data folder. */
  stop(): Promise<void>
}

/** How long the remains of a killed server (its shared memory, its last backends) may stand in the way. */
const remainsLimitMs = 10_000

interface Site {
  dataDir: string
  cluster: string
  binaries: PostgresBinaries
  transport: Transport
  /** Set at a restart on TCP: clients know the port. */
  port?: number
  fast: boolean
  log: Log
}

interface Server {
  pid: number
  address: Address
  adopted: boolean
}

/**
 * Starts the PostgreSQL that is installed with Kefutai on the data folder, or adopts the one that still runs
 * there. Throws a ConfigError that says what to do when the folder is taken, foreign, full or not writable.
 */
export async function startPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = prepareDataFolder(options.dataDir)
  const site: Site = {
    dataDir,
    cluster: path.join(dataDir, 'postgres'),
    binaries: installedPostgres(),
    transport: options.transport ?? (process.platform === 'win32' ? 'tcp' : 'socket'),
    fast: options.fast ?? false,
    log: options.log,
  }
  const lock = await lockDataFolder(dataDir).catch((error: unknown) => {
    if (error instanceof ConfigError) throw error
    throw new ConfigError(`The data folder ${dataDir} (KEFUTAI_DATA) cannot be used: ${messageOf(error)}.`, {
      cause: error,
    })
  })
  try {
    return handle(site, await startOrAdopt(site), lock.release)
  } catch (error) {
    lock.release()
    throw error
  }
}

function installedPostgres(): PostgresBinaries {
  const found = findPostgres()
  if (!found.ok) {
    throw new ConfigError(
      `${found.reason} Install the optional dependencies (\`npm ci\` without --omit=optional), or set DATABASE_URL to a PostgreSQL server of your own.`,
    )
  }
  linkLibraries(found.binaries)
  return found.binaries
}

async function startOrAdopt(site: Site): Promise<Server> {
  removeLeftovers(site.cluster)
  const deadline = Date.now() + remainsLimitMs
  do {
    const server = (await adopt(site)) ?? (await start(site))
    if (server) return server
    await pause(100)
  } while (Date.now() < deadline)
  throw new ConfigError(
    `What is left of another PostgreSQL server on ${site.cluster} does not go away (see ${logFileOf(site)}). End it, or set KEFUTAI_DATA to another folder.`,
  )
}

/** Takes over the server that still runs on the data, unless it is unfit: then it is stopped. */
async function adopt(site: Site): Promise<Server | undefined> {
  if (inspectCluster(site.cluster) === 'missing') return undefined
  const running = await findRunning(site.dataDir, site.cluster)
  if (running?.address && (running.durable || site.fast)) {
    site.log.info({ pid: running.pid }, 'Adopted the PostgreSQL server that was still running')
    return { pid: running.pid, address: running.address, adopted: true }
  }
  if (running) await halt(running.pid, site.cluster, site.binaries)
  return undefined
}

async function start(site: Site): Promise<Server | undefined> {
  const { binaries, cluster, dataDir, fast } = site
  const identity = findIdentity(binaries.postgres, cluster)
  const address = await chooseAddress(site, identity)
  if (inspectCluster(cluster) === 'missing') {
    const secret = address.password === undefined ? undefined : passwordFile(dataDir)
    await createCluster(cluster, { binaries, identity, passwordFile: secret, fast })
  }
  const pid = await launch({ cluster, logFile: logFileOf(site), binaries, identity, address, fast })
  return pid === undefined ? undefined : { pid, address, adopted: false }
}

const logFileOf = ({ dataDir }: Site): string => path.join(dataDir, 'postgres.log')

function handle(site: Site, server: Server, release: () => void): EmbeddedPostgres {
  let { address } = server
  const restart = async (): Promise<number> => {
    const next = await startOrAdopt({ ...site, port: address.port })
    address = next.address
    return next.pid
  }
  const watched = keepAlive({ pid: server.pid, cluster: site.cluster, restart, log: site.log })
  const databases = createDatabases(() => address)
  let stopped: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    await watched.end()
    await halt(watched.pid, site.cluster, site.binaries)
    release()
  }
  return {
    ...databases,
    get connection() {
      return { ...address, user: owner, database: maintenance }
    },
    get url() {
      return databases.urlOf(maintenance)
    },
    adopted: server.adopted,
    get pid() {
      return watched.pid
    },
    stop: () => (stopped ??= stop()),
  }
}
