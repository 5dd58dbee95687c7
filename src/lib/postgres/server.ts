import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chownSync, closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { DatabaseError } from 'pg'
import { ConfigError } from '../errors.ts'
import type { Address } from './address.ts'
import type { PostgresBinaries } from './binaries.ts'
import { withClient } from './databases.ts'
import { cleanEnvironment, type Identity } from './identity.ts'
import { isAlive } from './life.ts'
import { settingsOf } from './server-settings.ts'

const run = promisify(execFile)

/** Recovery after a crash reads the write-ahead log; ten minutes are more than any log of ours needs. */
const startLimitMs = 600_000
const stopLimitMs = 20_000
const biggestLog = 5_000_000

export interface Launch {
  cluster: string
  logFile: string
  binaries: PostgresBinaries
  identity: Identity
  address: Address
  fast: boolean
}

/**
 * Starts the server and returns its pid once it takes connections; undefined when the remains of another
 * one, or one that is just starting, stand in the way for the moment. Throws a ConfigError otherwise.
 */
export async function launch(plan: Launch): Promise<number | undefined> {
  const logged = prepareLog(plan)
  const pid = await attempt(plan)
  if (pid !== undefined) return pid
  const said = readFileSync(plan.logFile, 'utf8').slice(logged).trim()
  if (/pre-existing shared memory block|lock file ".*" already exists/.test(said)) return undefined
  throw explain(plan, said)
}

async function attempt(plan: Launch): Promise<number | undefined> {
  const child = process.platform === 'win32' ? await spawnOnWindows(plan) : spawnServer(plan)
  const isOver = (): boolean =>
    child !== undefined && (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
  const deadline = Date.now() + startLimitMs
  while (!isOver() && Date.now() < deadline) {
    if ((await ping(plan.address)) === 'ready') return child?.pid ?? readPostmaster(plan.cluster)?.pid
    await pause(15)
  }
  if (child && !isOver()) child.kill('SIGINT')
  return undefined
}

/**
 * The server gets its own session: the terminal's Ctrl-C reaches Kefutai alone, which then stops it in
 * order; and it outlives a Kefutai that is killed, to be adopted by the next one.
 */
function spawnServer(plan: Launch): ChildProcess {
  const { identity, binaries, logFile } = plan
  const command = [...identity.prefix, binaries.postgres, '-D', plan.cluster, ...settingsOf(plan)]
  const [file = binaries.postgres, ...rest] = command
  const log = openSync(logFile, 'a', 0o600)
  try {
    const stdio = ['ignore', log, log] as const
    const child = spawn(file, rest, {
      ...identity.owner,
      cwd: '/',
      env: cleanEnvironment,
      stdio: [...stdio],
      detached: true,
    })
    child.on('error', () => {}) // it then has no pid, which says it too
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

/** On Windows pg_ctl knows how to give up an administrator's rights and to detach; it leaves us no child. */
async function spawnOnWindows(plan: Launch): Promise<undefined> {
  const settings = settingsOf(plan).join(' ')
  const rest = ['start', '-W', '-s', '-D', plan.cluster, '-l', plan.logFile, '-o', settings]
  await run(plan.binaries.pgCtl, rest, { windowsHide: true })
}

/** Whether a server answers at the address: `ready` for work, `busy` starting or full, or `absent`. */
export async function ping(address: Address): Promise<'ready' | 'busy' | 'absent'> {
  try {
    await withClient(address, (client) => client.query('SELECT 1'))
    return 'ready'
  } catch (error) {
    // 57P03: starting up or shutting down; 53300: no connection is free.
    return error instanceof DatabaseError && /^(57P03|53300)$/.test(error.code ?? '') ? 'busy' : 'absent'
  }
}

/** Stops a server of ours: open transactions are rolled back, everything committed is on disk. */
export async function halt(pid: number, cluster: string, { pgCtl }: PostgresBinaries): Promise<void> {
  if (process.platform === 'win32') {
    await run(pgCtl, ['stop', '-s', '-m', 'fast', '-D', cluster], { windowsHide: true })
    return
  }
  // fast, then immediate (the next start recovers), as PostgreSQL's manual names them
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isAlive(pid)) return
    process.kill(pid, signal)
    const deadline = Date.now() + stopLimitMs
    while (isAlive(pid) && Date.now() < deadline) await pause(10)
  }
}

/** What a server (alive or not) wrote about itself into its data folder. */
export function readPostmaster(
  cluster: string,
): { pid: number; port: number; socketFolder: string } | undefined {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const [pid, , , port, socketFolder = ''] = lines
    return { pid: Number(pid), port: Number(port), socketFolder }
  } catch {
    return undefined
  }
}

/** Opens the server's log, and begins a new one when it has grown; returns where the next lines will stand. */
function prepareLog({ logFile, identity }: Launch): number {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size > biggestLog) renameSync(logFile, `${logFile}.old`)
  closeSync(openSync(logFile, 'a', 0o600))
  if (identity.owner) chownSync(logFile, identity.owner.uid, identity.owner.gid)
  return readFileSync(logFile, 'utf8').length
}

function explain({ cluster, logFile }: Launch, said: string): ConfigError {
  const why = /No space left/.test(said)
    ? `the disk of ${cluster} is full. Make room`
    : `${said.split('\n').slice(-4).join(' ') || 'it wrote nothing'} (see ${logFile}). Look at the rights and the disk of the folder`
  return new ConfigError(
    `The embedded PostgreSQL does not start: ${why}, or set KEFUTAI_DATA or DATABASE_URL.`,
  )
}
