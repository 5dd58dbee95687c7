import type { Readable } from 'node:stream'
import { createTransport, type SMTPPoolOptions } from 'nodemailer'
import type { Mailbox } from '../mailbox.ts'
import type { ComposedMail } from '../write/compose.ts'
import { ownDomain } from '../write/message-ids.ts'
import { createSlots } from './slots.ts'

/** How long a server may take. */
export interface SmtpLimits {
  /** To be there and greet, TLS included. */
  connectMs: number
  /** For a small mail, from its turn to its end; a large one may take longer. */
  wholeMs: number
  /** To say whether it took a mail that it has: longer than anybody waits (RFC 5321 asks for ten minutes). */
  answerMs: number
}

/** Who looks on while a mail is sent. */
export interface Onlooker {
  /** It is its turn: before that others were sent. */
  begins(): void
  /** The mail as a stream, each time it begins to be sent. */
  streams(stream: Readable): void
}

/** One mailbox's connections to its outgoing server. */
export interface Outlet {
  /** Resolves once the server has taken it. */
  send(mail: ComposedMail & { signal: AbortSignal }, onlooker?: Onlooker): Promise<void>
  /** Ends the connections; what is being sent is sent to the end, or broken off with `force`. */
  close(options?: { force: boolean }): void
}

/** The connections through which mailboxes send: a few for each, opened when wanted and again when its settings change. */
export interface Outlets {
  /** `token`: the access token where the mailbox signs in by OAuth 2. */
  of(mailbox: Mailbox & { smtp: NonNullable<Mailbox['smtp']> }, token: string | undefined): Outlet
  close(options?: { force: boolean }): void
}

// 163 and QQ allow few at once.
const mostConnections = 3

/** `ca`: certificates (PEM) that are trusted beside the known ones. */
export function createOutlets(limits: SmtpLimits, ca: string | undefined): Outlets {
  const open = new Map<string, { settings: string; outlet: Outlet }>()
  return {
    of(mailbox, token) {
      const options = optionsOf(mailbox, token, limits)
      const settings = JSON.stringify(options)
      const known = open.get(mailbox.id)
      if (known?.settings === settings) return known.outlet
      // What it is sending is sent to the end.
      known?.outlet.close()
      const outlet = openOutlet({ ...options, tls: { ...options.tls, ...(ca === undefined ? {} : { ca }) } })
      open.set(mailbox.id, { settings, outlet })
      return outlet
    },
    close(options) {
      for (const { outlet } of open.values()) outlet.close(options)
    },
  }
}

function openOutlet(options: SMTPPoolOptions & { pool: true }): Outlet {
  const transporter = createTransport(options)
  const slots = createSlots(mostConnections)
  const watching = new Map<string, Onlooker>()
  transporter.use('stream', ({ message }, done) => {
    const onlooker = watching.get(message.messageId())
    message.processFunc((stream) => {
      onlooker?.streams(stream)
      return stream
    })
    done()
  })
  return {
    async send(mail, onlooker) {
      await slots.take()
      try {
        if (onlooker) watching.set(mail.messageId, onlooker)
        onlooker?.begins()
        await transporter.sendMail(mail)
      } finally {
        watching.delete(mail.messageId)
        slots.free()
      }
    },
    close(options) {
      slots.close(Object.assign(new Error('the connections are being closed'), { code: 'ECONNECTION' }))
      transporter.close(options)
    },
  }
}

function optionsOf(
  { address, smtp, credentials }: Mailbox & { smtp: NonNullable<Mailbox['smtp']> },
  token: string | undefined,
  { connectMs, answerMs }: SmtpLimits,
): SMTPPoolOptions & { pool: true } {
  const { host, port, security, user } = smtp
  return {
    pool: true,
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // Without it the name of this machine would be told to everybody.
    name: ownDomain(address),
    maxConnections: mostConnections,
    maxMessages: 50,
    // Only for mails of which nothing was sent yet.
    maxRequeues: 1,
    connectionTimeout: connectMs,
    dnsTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: answerMs,
    socketCloseTimeout: 1_000,
    tls: { minVersion: 'TLSv1.2' },
    ...(token === undefined ? {} : { auth: { type: 'OAuth2', user, accessToken: token } }),
    ...(credentials?.kind === 'password' ? { auth: { user, pass: credentials.password } } : {}),
  }
}
