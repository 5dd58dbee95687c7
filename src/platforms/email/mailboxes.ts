import { z } from 'zod'
import type { Mailbox as MailboxRow } from '../../generated/client.ts'
import { seal } from '../../lib/seal.ts'
import type { EmailDeps } from './deps.ts'
import { tellFault } from './imap/tell-fault.ts'
import { type ImapSettings, identityOf, type Mailbox, type Receiver, type SmtpSettings } from './mailbox.ts'
import { openCredentials, unsealCredentials } from './open-credentials.ts'

const server = {
  host: z.string().min(1),
  port: z.int(),
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string(),
}
export const imapSchema: z.ZodType<ImapSettings> = z.object({
  ...server,
  folders: z.array(z.string().min(1)).min(1),
  since: z.iso.datetime(),
})
export const smtpSchema: z.ZodType<SmtpSettings> = z.object(server)

/** The mailboxes in use whose credentials open; one where they do not has `lost` as its fault and holds up no other. */
export async function readMailboxes(deps: EmailDeps): Promise<Mailbox[]> {
  const rows = await deps.db.mailbox.findMany({ where: { closedAt: null }, orderBy: { address: 'asc' } })
  const opened: Mailbox[] = []
  for (const row of rows) {
    const credentials = openCredentials(deps, row)
    const isLost = credentials === 'lost'
    if (!isLost) opened.push({ ...placesOf(row), credentials })
    if (isLost !== (row.fault === 'lost')) await tellFault(deps, row.id, isLost ? 'lost' : null)
  }
  return opened
}

/** What of the mailbox with this id counts for its mails, also of one that is closed: what came there stays readable. */
export async function findReceiver({ db }: Pick<EmailDeps, 'db'>, id: string): Promise<Receiver | undefined> {
  return (await db.mailbox.findUnique({ where: { id }, select: received })) ?? undefined
}

/** The same of the mailbox in use whose door has this token's hash. */
export async function findReceiverByDoor(
  { db }: Pick<EmailDeps, 'db'>,
  tokenHash: string,
): Promise<Receiver | undefined> {
  return (
    (await db.mailbox.findUnique({ where: { tokenHash, closedAt: null }, select: received })) ?? undefined
  )
}

const received = { id: true, address: true, aliases: true, trusted: true } as const

/** The mailbox with this id, also one that is closed. Throws ConfigError where its credentials do not open. */
export async function findMailbox(deps: EmailDeps, id: string): Promise<Mailbox | undefined> {
  const row = await deps.db.mailbox.findUnique({ where: { id } })
  return row ? mailboxOf(deps, row) : undefined
}

/** The mailbox with this id while it is in use. Throws ConfigError where its credentials do not open. */
export async function findOpenMailbox(deps: EmailDeps, id: string): Promise<Mailbox | undefined> {
  const row = await deps.db.mailbox.findUnique({ where: { id, closedAt: null } })
  return row ? mailboxOf(deps, row) : undefined
}

const mailboxOf = (deps: EmailDeps, row: MailboxRow): Mailbox => ({
  ...placesOf(row),
  credentials: unsealCredentials(deps, row),
})

function placesOf(row: MailboxRow): Omit<Mailbox, 'credentials'> {
  const { id, address, aliases, name, trusted } = row
  return {
    id,
    address,
    aliases,
    name,
    trusted,
    imap: row.imap === null ? undefined : imapSchema.parse(row.imap),
    smtp: row.smtp === null ? undefined : smtpSchema.parse(row.smtp),
  }
}

/**
 * Keeps a refresh token that a server gave in place of the last one, unless the mailbox has other credentials by now;
 * one that is only tried (its id is '') has no place to keep it.
 */
export const keepRefreshToken =
  (deps: EmailDeps) =>
  async ({ id, credentials }: Mailbox, refreshToken: string): Promise<void> => {
    if (id === '' || credentials?.kind !== 'oauth') return
    const row = await deps.db.mailbox.findUnique({ where: { id }, select: { secret: true } })
    const kept = row ? openCredentials(deps, row) : undefined
    if (
      kept === undefined ||
      kept === 'lost' ||
      kept.kind !== 'oauth' ||
      identityOf(kept) !== identityOf(credentials)
    )
      return
    const secret = seal(deps.site.key, { ...kept, refreshToken })
    // Somebody may have typed another one in this moment.
    await deps.db.mailbox.updateMany({ where: { id, secret: row?.secret ?? '' }, data: { secret } })
  }
