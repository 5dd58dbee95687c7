import { execFile } from 'node:child_process'
import {
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { ConfigError, messageOf } from '../errors.ts'
import type { PostgresBinaries } from './binaries.ts'
import { owner } from './databases.ts'
import { cleanEnvironment, type Identity } from './identity.ts'

const run = promisify(execFile)

/** The major version whose data the embedded programs read. */
const major = '18'

/** What lies at the place of the cluster (PostgreSQL's own word for its data folder); throws when it is not ours to use. */
export function inspectCluster(cluster: string): 'missing' | 'ready' {
  const found = statSync(cluster, { throwIfNoEntry: false })
  if (!found) return 'missing'
  if (!found.isDirectory()) throw new ConfigError(`${cluster} is a file; the database needs a folder there.`)
  const names = readdirSync(cluster)
  if (names.length === 0) return 'missing'
  if (!names.includes('PG_VERSION')) {
    throw new ConfigError(
      `${cluster} holds other files (${names.slice(0, 3).join(', ')}), no database. Set KEFUTAI_DATA to a folder of its own.`,
    )
  }
  const version = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (version === major) return 'ready'
  throw new ConfigError(
    `The data in ${cluster} was written by PostgreSQL ${version}; this build brings PostgreSQL ${major}. ` +
      `Start it with the build that wrote it, dump it with pg_dump and load it into a new KEFUTAI_DATA.`,
  )
}

export interface ClusterPlan {
  binaries: PostgresBinaries
  identity: Identity
  /** Set when clients must show one. */
  passwordFile: string | undefined
  /** Leaves the files to the operating system; for tests only. */
  fast: boolean
}

/** Makes an empty cluster: under another name first, so that a start that is cut short leaves nothing half-made. */
export async function createCluster(cluster: string, plan: ClusterPlan): Promise<void> {
  const draft = `${cluster}.new-${process.pid}`
  try {
    mkdirSync(draft, { mode: 0o700 })
    if (plan.identity.owner) chownSync(draft, plan.identity.owner.uid, plan.identity.owner.gid)
    const [file = plan.binaries.initdb, ...rest] = [
      ...plan.identity.prefix,
      plan.binaries.initdb,
      ...initdbArguments(draft, plan),
    ]
    await run(file, rest, {
      ...plan.identity.owner,
      env: cleanEnvironment,
      cwd: path.parse(cluster).root,
      windowsHide: true,
    })
    rmSync(cluster, { recursive: true, force: true }) // an empty folder at most
    renameSync(draft, cluster)
    if (!plan.fast) syncFolder(path.dirname(cluster))
  } catch (error) {
    rmSync(draft, { recursive: true, force: true, maxRetries: 3 })
    throw explain(cluster, error)
  }
}

function initdbArguments(folder: string, { passwordFile, fast }: ClusterPlan): string[] {
  const access =
    passwordFile === undefined ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  // The built-in locale sorts and folds all of Unicode the same way on every system.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  return [
    '-D',
    folder,
    '-U',
    owner,
    ...access,
    ...locale,
    '--no-instructions',
    ...(fast ? ['--no-sync'] : []),
  ]
}

/**
 * Removes what starts left that were killed while they made a cluster. Their initdb may outlive them and
 * write on, so every start looks.
 */
export function removeLeftovers(cluster: string): void {
  const [folder, start] = [path.dirname(cluster), `${path.basename(cluster)}.new-`]
  for (const name of readdirSync(folder)) {
    if (name.startsWith(start))
      rmSync(path.join(folder, name), { recursive: true, force: true, maxRetries: 3 })
  }
}

function explain(cluster: string, error: unknown): Error {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : messageOf(error)
  if (/No space left|ENOSPC|Disk quota/i.test(`${said}${messageOf(error)}`)) {
    return new ConfigError(
      `The disk of ${path.dirname(cluster)} is full: a new database needs about 60 MB. Make room or set KEFUTAI_DATA to another disk.`,
      { cause: error },
    )
  }
  return new ConfigError(
    `PostgreSQL could not make a database in ${path.dirname(cluster)} (KEFUTAI_DATA): ${said}. With DATABASE_URL a server of your own is used instead.`,
    { cause: error },
  )
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return // Windows cannot sync a folder
  const file = openSync(folder, 'r')
  fsyncSync(file)
  closeSync(file)
}
