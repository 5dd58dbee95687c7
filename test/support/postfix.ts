import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { vi } from 'vitest'

const binary = '/usr/sbin/postfix'

/** Stories on a real Postfix are skipped without it, in one clear line; in CI they must run. */
export function lacksPostfix(): boolean {
  const usable = existsSync(binary) && process.getuid?.() === 0
  if (usable) return false
  if (process.env.KEFUTAI_NO_SKIP && process.getuid?.() === 0)
    throw new Error('Postfix is missing: install the package postfix')
  process.stdout.write('skipped: the SMTP stories need root and Postfix (Debian: apt-get install postfix)\n')
  return true
}

export interface Postfix {
  port: number
  /** The mails that were put into somebody's mailbox, as files hold them. */
  mails(user: string): Buffer[]
  remove(): Promise<void>
}

export interface PostfixOptions {
  /** Whole addresses; their domains are the server's own. */
  users: string[]
  /** Offers STARTTLS with it. */
  certificate?: { key: string; cert: string }
  /** Where the Maildirs of users lie, each under its address; its own place otherwise. */
  mailDir?: string
}

// Mails belong to nobody.
const owner = 65_534

/** Starts a Postfix of the test's own on a loopback port; it delivers to its users and refuses everybody else. */
export async function startPostfix({ users, certificate, mailDir }: PostfixOptions): Promise<Postfix> {
  const dir = mkdtempSync(path.join(tmpdir(), 'kefutai-postfix-'))
  chmodSync(dir, 0o755)
  const mail = mailDir ?? path.join(dir, 'mail')
  for (const part of ['queue', 'data', 'mail']) mkdirSync(path.join(dir, part), { mode: 0o755 })
  chownSync(path.join(dir, 'data'), Number(execFileSync('id', ['-u', 'postfix'], { encoding: 'utf8' })), 0)
  chownSync(path.join(dir, 'mail'), owner, owner)
  if (certificate)
    writeFileSync(path.join(dir, 'tls.pem'), certificate.key + certificate.cert, { mode: 0o600 })
  const port = await freePort()
  writeFileSync(path.join(dir, 'users'), users.map((user) => `${user} ${user}/\n`).join(''))
  writeFileSync(path.join(dir, 'main.cf'), mainOf({ dir, mail, users, tls: certificate !== undefined }))
  writeFileSync(path.join(dir, 'master.cf'), masterOf(port))
  const server = spawn(binary, ['-c', dir, 'start-fg'], { stdio: ['ignore', 'pipe', 'pipe'] })
  await started(server, dir, port)
  return {
    port,
    mails: (user) => filesOf(path.join(mail, user, 'new')),
    async remove() {
      const ended = once(server, 'exit')
      // Its parts have processes of their own, which only it ends.
      execFileSync(binary, ['-c', dir, 'stop'], { stdio: 'ignore' })
      await ended
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const filesOf = (folder: string): Buffer[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .toSorted()
        .map((name) => readFileSync(path.join(folder, name)))
    : []

async function started(server: ChildProcess, dir: string, port: number): Promise<void> {
  let said = ''
  for (const stream of [server.stdout, server.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  const log = path.join(dir, 'log')
  await vi.waitFor(
    async () => {
      if (server.exitCode !== null)
        throw new Error(`Postfix ended: ${said} ${existsSync(log) ? readFileSync(log, 'utf8') : ''}`)
      const socket = connect(port, '127.0.0.1')
      try {
        await once(socket, 'connect')
      } finally {
        socket.destroy()
      }
    },
    { timeout: 15_000, interval: 50 },
  )
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

// https://www.postfix.org/postconf.5.html
const mainOf = (of: { dir: string; mail: string; users: string[]; tls: boolean }): string => `
compatibility_level = 3.6
queue_directory = ${of.dir}/queue
data_directory = ${of.dir}/data
daemon_directory = /usr/lib/postfix/sbin
maillog_file = ${of.dir}/log
maillog_file_prefixes = ${of.dir}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.test
mydestination =
alias_maps =
alias_database =
mynetworks = 127.0.0.0/8
relayhost =
default_transport = error:5.1.2 no way out of here
virtual_mailbox_domains = ${[...new Set(of.users.map((user) => user.split('@')[1]))].join(', ')}
virtual_mailbox_maps = texthash:${of.dir}/users
virtual_mailbox_base = ${of.mail}
virtual_uid_maps = static:${owner}
virtual_gid_maps = static:${owner}
virtual_minimum_uid = 1
smtpd_tls_security_level = ${of.tls ? 'may' : 'none'}
${of.tls ? `smtpd_tls_chain_files = ${of.dir}/tls.pem` : ''}
message_size_limit = 60000000
virtual_mailbox_limit = 0
`

const masterOf = (port: number): string => `
127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`
