import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, vi } from 'vitest'
import { isAlive } from '../../src/lib/postgres/life.ts'
import { selfSigned } from './certificate.ts'
import { dovecotConfig } from './dovecot-config.ts'

const binary = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find((file) => existsSync(file))
const imap = ['/usr/lib/dovecot/imap', '/usr/libexec/dovecot/imap'].find((file) => existsSync(file))

/** Stories on a real Dovecot are skipped without it, in one clear line; in CI they must run. */
export function lacksDovecot(): boolean {
  if (binary && imap) return false
  if (process.env.KEFUTAI_NO_SKIP) throw new Error('Dovecot is missing: install the package dovecot-imapd')
  process.stdout.write('skipped: the IMAP stories need Dovecot (Debian: apt-get install dovecot-imapd)\n')
  return true
}

export interface Dovecot {
  /** In the clear, and with STARTTLS. */
  port: number
  tlsPort: number
  /** The certificate of its own. */
  ca: string
  password: string
  /** Where the Maildirs lie, each under its user. */
  mailDir: string
  /** Puts a mail into a folder as a delivery agent does, whether the server runs or not. */
  deliver(user: string, raw: Buffer | string, more?: { folder?: string; arrivedAt?: Date }): void
  /** Creates a folder that no mail is in yet. */
  createFolder(user: string, folder: string): void
  /** Numbers of all folders are counted anew, with another UIDVALIDITY. */
  renumber(user: string): void
  /** Takes away all mails of the inbox, as another client might. */
  empty(user: string): void
  /** File names of the inbox; after `:2,` stand the flags. */
  files(user: string): string[]
  stop(): Promise<void>
  start(): Promise<void>
  /** Ends every connection, without a goodbye. */
  kick(): void
  remove(): Promise<void>
}

const start = 'kefutai-dovecot-'
const isRoot = process.getuid?.() === 0
// As root, mails belong to nobody; otherwise everything is the tester's.
const owner = isRoot
  ? { uid: 65534, gid: 65534 }
  : { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }

/** Starts a Dovecot of the test's own on loopback ports; any user name with the password may sign in. */
export async function startDovecot(users: string[]): Promise<Dovecot> {
  sweep()
  const dir = mkdtempSync(path.join(tmpdir(), `${start}${process.pid}-`))
  chmodSync(dir, 0o755)
  const [port = 0, tlsPort = 0] = await freePorts(2)
  const password = 'auth-code-0815'
  const ca = certify(dir)
  writeFileSync(path.join(dir, 'users'), users.map((user) => `${user}:{PLAIN}${password}\n`).join(''))
  const version = execFileSync(binary ?? 'dovecot', ['--version'], { encoding: 'utf8' })
  const file = path.join(dir, 'dovecot.conf')
  writeFileSync(file, dovecotConfig({ dir, port, tlsPort, version, owner, isRoot }))
  let server: ChildProcess | undefined
  let delivered = 0
  const maildir = (user: string): string => path.join(dir, 'mail', user)
  const self: Dovecot = {
    port,
    tlsPort,
    ca,
    password,
    mailDir: path.join(dir, 'mail'),
    deliver(user, raw, { folder, arrivedAt } = {}) {
      const at = folderPath(maildir(user), folder)
      for (const part of ['cur', 'new', 'tmp']) makeOwned(path.join(at, part))
      delivered += 1
      // Numbers are given in the order of the names.
      const name = `${1_700_000_000 + delivered}.M${delivered}P${process.pid}.test`
      const temporary = path.join(at, 'tmp', name)
      writeFileSync(temporary, raw)
      chownSync(temporary, owner.uid, owner.gid)
      if (arrivedAt) utimesSync(temporary, arrivedAt, arrivedAt)
      renameSync(temporary, path.join(at, 'new', name))
    },
    createFolder(user, folder) {
      for (const part of ['cur', 'new', 'tmp']) makeOwned(path.join(folderPath(maildir(user), folder), part))
    },
    renumber(user) {
      for (const name of readdirSync(maildir(user), { recursive: true, encoding: 'utf8' }))
        if (/dovecot(-uid|\.index|\.list)/.test(name))
          rmSync(path.join(maildir(user), name), { recursive: true, force: true })
    },
    empty(user) {
      for (const part of ['cur', 'new'])
        for (const name of readdirSync(path.join(maildir(user), part)))
          rmSync(path.join(maildir(user), part, name))
    },
    files: (user) => ['cur', 'new'].flatMap((part) => readdirSync(path.join(maildir(user), part))).toSorted(),
    async start() {
      server = spawn(binary ?? 'dovecot', ['-F', '-c', file], { stdio: ['ignore', 'ignore', 'pipe'] })
      let said = ''
      server.stderr?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
      await vi.waitFor(
        async () => {
          if (server?.exitCode !== null) throw new Error(`Dovecot ended: ${said} ${logOf(dir)}`)
          await canConnect(port)
        },
        { timeout: 10_000, interval: 20 },
      )
    },
    async stop() {
      const ending = server
      if (!ending || ending.exitCode !== null) return
      const ended = new Promise((resolve) => ending.once('exit', resolve))
      ending.kill('SIGTERM')
      await ended
      server = undefined
      await vi.waitFor(() => expect(canConnect(port)).rejects.toThrow(), { timeout: 10_000, interval: 20 })
    },
    kick() {
      spawnSync('doveadm', ['-c', file, 'kick', '*'])
    },
    async remove() {
      await self.stop()
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  for (const user of users)
    for (const part of ['cur', 'new', 'tmp']) makeOwned(path.join(maildir(user), part))
  await self.start()
  return self
}

/** Servers outlive a run that was killed; the next one clears them away. */
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const run = new RegExp(`^${start}(\\d+)-`).exec(name)?.[1]
    if (run === undefined || isAlive(Number(run))) continue
    const folder = path.join(tmpdir(), name)
    const pidFile = path.join(folder, 'run', 'master.pid')
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0
    const command = `/proc/${pid}/cmdline`
    if (pid > 0 && existsSync(command) && readFileSync(command, 'utf8').includes(folder))
      process.kill(pid, 'SIGTERM')
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

const logOf = (dir: string): string =>
  existsSync(path.join(dir, 'log')) ? readFileSync(path.join(dir, 'log'), 'utf8') : ''

/** Maildir++: `a/b` is `.a.b`, in modified UTF-7 (RFC 3501, section 5.1.3). */
const folderPath = (maildir: string, folder: string | undefined): string =>
  folder === undefined || folder === 'INBOX'
    ? maildir
    : path.join(maildir, `.${folder.split('/').map(modifiedUtf7).join('.')}`)

const modifiedUtf7 = (text: string): string =>
  text.replace(/&/g, '&-').replace(/[^\x20-\x7e]+/g, (run) => {
    const bytes = Buffer.from(run, 'utf16le').swap16()
    return `&${bytes.toString('base64').replace(/=+$/, '').replaceAll('/', ',')}-`
  })

function makeOwned(folder: string): void {
  if (existsSync(folder)) return
  if (!existsSync(path.dirname(folder))) makeOwned(path.dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
  chownSync(folder, owner.uid, owner.gid)
}

/** A certificate of its own, where Dovecot looks for it. */
function certify(dir: string): string {
  const made = selfSigned()
  if (!made) throw new Error('Dovecot needs a certificate')
  writeFileSync(path.join(dir, 'key.pem'), made.key)
  writeFileSync(path.join(dir, 'cert.pem'), made.cert)
  return made.cert
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  const ports = await Promise.all(
    servers.map(async (server) => {
      await new Promise((resolve) => server.once('listening', resolve))
      const address = server.address()
      return typeof address === 'object' && address ? address.port : 0
    }),
  )
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

async function canConnect(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  try {
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  } finally {
    socket.destroy()
  }
}
