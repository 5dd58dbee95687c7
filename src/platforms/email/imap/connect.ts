import { ImapFlow, type ImapFlowOptions } from 'imapflow'
import type { ImapSettings, Mailbox } from '../mailbox.ts'
import { accessToken, forgetToken, type TokenDeps } from '../oauth.ts'
import type { Pace } from './pace.ts'

export interface ConnectDeps extends TokenDeps {
  pace: Pace
  /** Certificates believed instead of those everybody believes, as PEM. */
  ca?: string | undefined
}

/** A mailbox with what is needed to read it. */
export type ReadableMailbox = Mailbox & {
  imap: ImapSettings
  credentials: NonNullable<Mailbox['credentials']>
}

/** Whether there is anything to read it with. */
export const isReadable = (mailbox: Mailbox): mailbox is ReadableMailbox =>
  mailbox.imap !== undefined && mailbox.credentials !== undefined

/**
 * Connects and signs in; throws what faultOf understands. Nothing of it is logged by the library, whose lines
 * hold addresses and whole mails. Whoever gets a connection ends it with `endConnection`.
 */
export async function openConnection(
  deps: ConnectDeps,
  mailbox: ReadableMailbox,
  signal?: AbortSignal,
): Promise<ImapFlow> {
  try {
    return await connect(deps, mailbox, signal)
  } catch (error) {
    if (mailbox.credentials.kind !== 'oauth' || !isRefusedSignIn(error) || signal?.aborted) throw error
    // A token may be taken back before its end: a fresh one tells whether that was all.
    forgetToken(deps, mailbox)
    return await connect(deps, mailbox, signal)
  }
}

async function connect(
  deps: ConnectDeps,
  mailbox: ReadableMailbox,
  signal: AbortSignal | undefined,
): Promise<ImapFlow> {
  const client = new ImapFlow({ ...(await signIn(deps, mailbox)), ...optionsOf(deps, mailbox) })
  const close = (): void => client.close()
  // Without a listener an error between two commands would end the process; the command that comes next fails anyway.
  client.on('error', close)
  const { connectMs, greetingMs, silentMs } = deps.pace
  signal?.addEventListener('abort', close, { once: true })
  try {
    await within(client, connectMs + greetingMs + silentMs, client.connect())
  } catch (error) {
    client.close()
    throw error
  } finally {
    signal?.removeEventListener('abort', close)
  }
  return client
}

function optionsOf({ pace, ca }: ConnectDeps, { imap }: ReadableMailbox): ImapFlowOptions {
  return {
    host: imap.host,
    port: imap.port,
    secure: imap.security === 'tls',
    // Never in the clear by accident: a server (or somebody before it) that hides STARTTLS is refused.
    ...(imap.security === 'tls' ? {} : { doSTARTTLS: imap.security === 'starttls' }),
    ...(ca === undefined ? {} : { tls: { ca } }),
    // 163 and 126 refuse every folder to those who do not say who they are (RFC 2971).
    clientInfo: { name: 'Kefutai', version: '1.0', vendor: 'Kefutai', 'support-email': imap.user },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: pace.connectMs,
    greetingTimeout: pace.greetingMs,
    socketTimeout: pace.silentMs,
    // What a server announces is not allocated beyond what we ever ask for.
    maxLiteralSize: pace.largeBytes + pace.largeStart,
    maxResponseSize: pace.largeBytes + 2 * pace.largeStart,
    maxLineLength: pace.largeStart * 16,
  }
}

async function signIn(deps: ConnectDeps, mailbox: ReadableMailbox): Promise<Pick<ImapFlowOptions, 'auth'>> {
  const { user } = mailbox.imap
  if (mailbox.credentials.kind === 'password') return { auth: { user, pass: mailbox.credentials.password } }
  return { auth: { user, accessToken: await accessToken(deps, mailbox) } }
}

const isRefusedSignIn = (error: unknown): boolean =>
  error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true

/** What the command answers; after `ms` the connection is closed, for an answer that drips in is none. */
export async function within<T>(client: ImapFlow, ms: number, command: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(Object.assign(new Error(`no answer within ${ms / 1000} seconds`), { code: 'ETIMEDOUT' }))
      client.close()
    }, ms)
  })
  try {
    return await Promise.race([command, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Says goodbye where the connection still stands; never throws, and takes no longer than `ms`. */
export async function endConnection(client: ImapFlow, ms: number): Promise<void> {
  try {
    if (client.usable) await within(client, ms, client.logout())
  } catch {
    // It was on its way out.
  }
  client.close()
}
