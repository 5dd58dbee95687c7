import { createHash, randomBytes } from 'node:crypto'
import { chownSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ConfigError } from '../errors.ts'
import type { Identity } from './identity.ts'

/** Where the embedded server listens; `host` is a folder for a socket and a number for TCP. */
export interface Address {
  host: string
  port: number
  password?: string
}

export type Transport = 'socket' | 'tcp'

/** The kernel's limit for a socket's path is 104 (macOS) to 108 bytes; `/.s.PGSQL.5432` and a zero end it. */
const longestFolder = 104 - '/.s.PGSQL.5432'.length - 1

/** Finds where a new server shall listen: a socket in a folder only its owner may enter, on Windows a free port. */
export async function chooseAddress(
  { dataDir, transport, port }: { dataDir: string; transport: Transport; port?: number },
  identity: Identity,
): Promise<Address> {
  if (transport === 'tcp') {
    return { host: '127.0.0.1', port: port ?? (await freePort()), password: readPassword(dataDir) }
  }
  const folder = socketFolder(dataDir)
  makePrivateFolder(folder, identity)
  return { host: folder, port: 5432 }
}

/** The folder of the data folder's socket; the same for every start. */
export function socketFolder(dataDir: string): string {
  const near = path.join(dataDir, 'socket')
  if (Buffer.byteLength(near) <= longestFolder) return near
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  return path.join(tmpdir(), `kefutai-${name}`)
}

function makePrivateFolder(folder: string, { owner }: Identity): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
    if (owner) chownSync(folder, owner.uid, owner.gid)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const found = lstatSync(folder)
  const wanted = owner?.uid ?? process.getuid?.()
  // In a shared /tmp somebody else may have been there first.
  if (found.isDirectory() && found.uid === wanted && (found.mode & 0o077) === 0) return
  throw new ConfigError(
    `${folder} must be a folder that only user ${wanted} may enter (mode 0700), because the database's socket lies in it. Remove it and start again.`,
  )
}

/** The password of a server on TCP, made once and kept beside the data. */
function readPassword(dataDir: string): string {
  const known = knownPassword(dataDir)
  if (known !== undefined) return known
  const password = randomBytes(24).toString('hex')
  writeFileSync(passwordFile(dataDir), password, { mode: 0o600 })
  return password
}

export const passwordFile = (dataDir: string): string => path.join(dataDir, 'postgres.password')

/** The password that was made at the first start, if the server has one. */
export function knownPassword(dataDir: string): string | undefined {
  try {
    return readFileSync(passwordFile(dataDir), 'utf8').trim()
  } catch {
    return undefined
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
