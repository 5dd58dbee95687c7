import type { ImapFlow } from 'imapflow'
import type { Db } from '../../../lib/db.ts'
import { messageOf } from '../../../lib/errors.ts'
import type { Log } from '../../../lib/log.ts'
import type { Bell } from './bell.ts'
import { type ConnectDeps, endConnection, openConnection, type ReadableMailbox } from './connect.ts'
import { faultOf, type ReadingFault, type SignIn } from './fault.ts'
import { connectionEnded } from './folder.ts'
import type { RecordMails } from './incoming.ts'
import { readFolder } from './read-folder.ts'
import { isTold, retryAfter } from './retry.ts'
import { type FolderMemory, noMemory, RecordingError } from './round.ts'
import { tellFault } from './tell-fault.ts'

export interface WatchDeps extends ConnectDeps {
  db: Db
  log: Log
  /** Draws a number in [0, 1). */
  jitter: () => number
  record: RecordMails
}

export interface Watch {
  /** What it is by now: read anew for each connection. */
  latest: { mailbox: ReadableMailbox }
  /** Ends it. */
  signal: AbortSignal
  /** Rung from outside: look now. */
  bell: Bell
}

/**
 * Reads the folders of a mailbox again and again until the signal: when the server says that the first one has
 * something new, every `pollMs`, and when the bell rings. One connection; when it breaks, another after a pause
 * that grows. What is wrong is kept at the mailbox. Never throws; only one may run for a mailbox at a time.
 */
export async function watchMailbox(deps: WatchDeps, watch: Watch): Promise<void> {
  const memory = new Map<string, FolderMemory>()
  let failures = 0
  while (!watch.signal.aborted) {
    const began = performance.now()
    const { mailbox } = watch.latest
    const session: Session = { ...watch, mailbox, memory, good: false }
    const error = await readUntilItEnds(deps, session)
    if (watch.signal.aborted) return
    // A server that lets us in and throws us out again has not recovered.
    const lasted = session.good && performance.now() - began >= deps.pace.pollMs
    failures = lasted ? 1 : failures + 1
    const fault = error instanceof RecordingError ? undefined : faultOf(error, signInOf(mailbox))
    report(deps, mailbox.id, { error, fault, failures })
    if (fault && isTold(fault, failures)) await tellFault(deps, mailbox.id, fault)
    watch.bell.hush()
    await watch.bell.wait(retryAfter({ failures, fault, jitter: deps.jitter() }, deps.pace), watch.signal)
  }
}

const signInOf = ({ imap, credentials }: ReadableMailbox): SignIn => ({
  host: imap.host,
  by: credentials.kind,
})

interface Session extends Watch {
  mailbox: ReadableMailbox
  memory: Map<string, FolderMemory>
  /** Whether every folder was read to its end once. */
  good: boolean
}

/** One connection's life; the error that ended it. */
async function readUntilItEnds(deps: WatchDeps, session: Session): Promise<unknown> {
  const { mailbox, signal, bell } = session
  let client: ImapFlow | undefined
  const stop = (): void => {
    // A command that is under way may end by itself.
    setTimeout(() => client?.close(), deps.pace.endMs).unref()
  }
  signal.addEventListener('abort', stop, { once: true })
  try {
    client = await openConnection(deps, mailbox, signal)
    client.on('exists', bell.ring)
    client.on('close', bell.ring)
    while (!signal.aborted) {
      bell.hush()
      const fault = await readFolders(deps, session, client)
      session.good = true
      await tellFault(deps, mailbox.id, fault)
      await rest(client, deps.pace.pollMs, session)
      if (!client.usable && !signal.aborted) throw connectionEnded(client)
    }
    return undefined
  } catch (error) {
    return error
  } finally {
    signal.removeEventListener('abort', stop)
    // Our own goodbye must not be heard as news, which would end the pause after it.
    client?.off('exists', bell.ring).off('close', bell.ring)
    if (client) await endConnection(client, deps.pace.endMs)
  }
}

/** Reads every folder once, the first one last: it stays open. What was wrong, where the others could be read nevertheless. */
async function readFolders(
  deps: WatchDeps,
  { mailbox, signal, memory }: Session,
  client: ImapFlow,
): Promise<ReadingFault | null> {
  const [first = 'INBOX', ...others] = mailbox.imap.folders
  let fault: ReadingFault | null = null
  for (const path of [...others, first]) {
    const known = memory.get(path) ?? noMemory()
    memory.set(path, known)
    try {
      const { withheld } = await readFolder({ ...deps, client, mailbox, signal }, path, known)
      if (withheld > 0) fault ??= 'mail_withheld'
    } catch (error) {
      if (!client.usable || faultOf(error, signInOf(mailbox)) !== 'folder_missing') throw error
      fault = 'folder_missing'
    }
  }
  return fault
}

/** Waits for news of the open folder, by IDLE where the server knows it (RFC 2177); the next command ends it. */
async function rest(client: ImapFlow, ms: number, { bell, signal }: Session): Promise<void> {
  // The second version of IMAP has it without saying so (RFC 9051, appendix E).
  if (client.mailbox && (client.capabilities.has('IDLE') || client.capabilities.has('IMAP4rev2'))) {
    // A server that refuses it, or ends it, is asked again after the wait.
    client.idle().catch(() => undefined)
  }
  await bell.wait(ms, signal)
}

interface Ended {
  error: unknown
  fault: ReadingFault | undefined
  failures: number
}

function report({ log }: WatchDeps, mailbox: string, { error, fault, failures }: Ended): void {
  const cause = error instanceof Error && error.cause !== undefined ? messageOf(error.cause) : undefined
  // What a server says may hold the address, and a token's answer anything: the message is ours or the library's.
  const said = { reason: messageOf(error), code: codeOf(error), cause }
  log.warn({ mailbox, fault, failures, ...said }, 'Reading a mailbox ended')
}

/** `NO AUTHENTICATIONFAILED`, `ECONNREFUSED`: words of a protocol, which hold nobody's data. */
const codeOf = (error: unknown): string =>
  ['responseStatus', 'serverResponseCode', 'code']
    .map((name) => (typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined))
    .filter((word) => typeof word === 'string' && /^\w+$/.test(word))
    .join(' ')
