import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { ConfigError } from '../errors.ts'

/** As whom the server's programs run. PostgreSQL refuses to run as root, so root has to step down. */
export interface Identity {
  /** What is put before a program and its arguments. */
  prefix: string[]
  /** Set when the programs run as another user, who must then own the data. */
  owner: { uid: number; gid: number } | undefined
}

/** Environment of every program started here: what the caller's holds (PGDATA, LANG …) must not matter. */
export const cleanEnvironment: NodeJS.ProcessEnv =
  process.platform === 'win32'
    ? {}
    : { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' }

/**
 * Finds an identity under which `program` runs and `cluster` (there or not yet) can be reached.
 * Root keeps the files its own by mapping itself to a plain user; where that is forbidden it becomes nobody.
 */
export function findIdentity(program: string, cluster: string): Identity {
  const own: Identity = { prefix: [], owner: undefined }
  const uid = process.getuid?.()
  if (uid === undefined) return own
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (uid !== 0) {
    refuseForeign(cluster, owner?.uid, uid)
    // initdb wants a user with a name; a container may run us under a number that has none.
    return hasName() ? own : firstThatWorks([mappedTo(namedUser())], program, cluster)
  }
  if (owner && owner.uid !== 0) return firstThatWorks([steppedDown(owner)], program, cluster)
  if (owner) return firstThatWorks([mappedTo(namedUser())], program, cluster)
  return firstThatWorks([mappedTo(namedUser()), steppedDown(namedUser())], program, cluster)
}

function firstThatWorks(candidates: Identity[], program: string, cluster: string): Identity {
  const found = candidates.find((one) => runs(one, program) && reaches(one, cluster))
  if (found) return found
  throw new ConfigError(
    `PostgreSQL does not run as root, and here root can neither step down with \`unshare --user\` nor let another user reach ${cluster} and ${program}. ` +
      'Start Kefutai as a plain user, or set KEFUTAI_DATA (and keep the program) outside folders that only root may enter, or set DATABASE_URL to a PostgreSQL server of your own.',
  )
}

function refuseForeign(cluster: string, owner: number | undefined, uid: number): void {
  if (owner === undefined || owner === uid) return
  throw new ConfigError(
    `The data in ${cluster} belongs to user ${owner}, and Kefutai runs as user ${uid}. Start it as that user, or hand the folder over with \`chown -R\`.`,
  )
}

const mappedTo = ({ uid, gid }: { uid: number; gid: number }): Identity => ({
  prefix: ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--'],
  owner: undefined,
})

const steppedDown = ({ uid, gid }: { uid: number; gid: number }): Identity => ({
  prefix: [],
  owner: { uid, gid },
})

function runs(identity: Identity, program: string): boolean {
  const command: string[] = [...identity.prefix, program, '--version']
  const [file = program, ...rest] = command
  return spawnSync(file, rest, { ...identity.owner, env: cleanEnvironment, cwd: '/' }).status === 0
}

/** Whether every folder on the way may be entered: without root's powers, which both ways of stepping down lose. */
function reaches({ owner }: Identity, cluster: string): boolean {
  const runsAs = owner?.uid ?? process.getuid?.()
  for (let folder = path.dirname(cluster); ; folder = path.dirname(folder)) {
    const { mode, uid } = statSync(folder)
    if (!(mode & 0o001) && !(uid === runsAs && mode & 0o100)) return false
    if (folder === path.dirname(folder)) return true
  }
}

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** `nobody`, or else any user of this machine that is not root. */
function namedUser(): { uid: number; gid: number } {
  let users: { name: string; uid: number; gid: number }[] = []
  try {
    users = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
      .filter((one) => one.uid > 0)
  } catch {
    // No list of users: any number will have to do.
  }
  const { uid, gid } = users.find(({ name }) => name === 'nobody') ?? users[0] ?? { uid: 65534, gid: 65534 }
  return { uid, gid }
}
