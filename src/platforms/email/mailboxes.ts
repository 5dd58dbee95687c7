import { z } from 'zod'
import type { Mailbox as MailboxRow } from '../../generated/client.ts'
import { seal, unseal } from '../../lib/seal.ts'
import type { EmailDeps } from './deps.ts'
import {
  type Credentials,
  type ImapSettings,
  identityOf,
  type Mailbox,
  type SmtpSettings,
} from './mailbox.ts'

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
export const credentialsSchema: z.ZodType<Credentials> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('password'), password: z.string().min(1) }),
  z.object({
    kind: z.literal('oauth'),
    clientId: z.string().min(1),
    clientSecret: z.string(),
    refreshToken: z.string().min(1),
    typed: z.string().optional(),
    tokenUrl: z.url({ protocol: /^https$/ }),
  }),
])

/** The mailboxes in use, their credentials opened. Throws ConfigError where the key is not theirs. */
export async function readMailboxes(deps: EmailDeps): Promise<Mailbox[]> {
  const rows = await deps.db.mailbox.findMany({ where: { closedAt: null }, orderBy: { address: 'asc' } })
  return rows.map((row) => mailboxOf(deps, row))
}

/** The mailbox with this id, also one that is closed: what came there stays readable. */
export async function findMailbox(deps: EmailDeps, id: string): Promise<Mailbox | undefined> {
  const row = await deps.db.mailbox.findUnique({ where: { id } })
  return row ? mailboxOf(deps, row) : undefined
}

/** The mailbox with this id while it is in use. */
export async function findOpenMailbox(deps: EmailDeps, id: string): Promise<Mailbox | undefined> {
  const row = await deps.db.mailbox.findUnique({ where: { id, closedAt: null } })
  return row ? mailboxOf(deps, row) : undefined
}

/** A mailbox's row, opened. */
export function mailboxOf({ site }: EmailDeps, row: MailboxRow): Mailbox {
  const { id, address, aliases, name, trusted } = row
  return {
    id,
    address,
    aliases,
    name,
    trusted,
    imap: row.imap === null ? undefined : imapSchema.parse(row.imap),
    smtp: row.smtp === null ? undefined : smtpSchema.parse(row.smtp),
    credentials: row.secret === null ? undefined : credentialsSchema.parse(unseal(site.key, row.secret)),
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
    const kept = row?.secret ? credentialsSchema.parse(unseal(deps.site.key, row.secret)) : undefined
    if (kept?.kind !== 'oauth' || identityOf(kept) !== identityOf(credentials)) return
    const secret = seal(deps.site.key, { ...kept, refreshToken })
    // Somebody may have typed another one in this moment.
    await deps.db.mailbox.updateMany({ where: { id, secret: row?.secret ?? '' }, data: { secret } })
  }
