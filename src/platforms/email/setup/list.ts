import type { Mailbox as MailboxRow } from '../../../generated/client.ts'
import type { EmailDeps } from '../deps.ts'
import type { ImapSettings, SmtpSettings } from '../mailbox.ts'
import { imapSchema, smtpSchema } from '../mailboxes.ts'
import { openCredentials } from '../open-credentials.ts'

/** A mailbox as administrators see it: everything but its secrets. */
export interface MailboxSummary {
  id: string
  address: string
  aliases: string[]
  name: string
  imap: ImapSettings | null
  smtp: SmtpSettings | null
  /** `lost`: what is kept does not open with the key there is, and must be typed again. */
  signIn: 'none' | 'password' | 'oauth' | 'lost'
  /** What of OAuth 2 is no secret. */
  oauth: { clientId: string; tokenUrl: string } | null
  trusted: string[]
  /** Whether mails may be brought by HTTP. */
  door: boolean
  closed: boolean
  /** What is wrong with reading it, and since when; `lost` wherever `signIn` is. */
  fault: string | null
  faultAt: Date | null
  /** The same of sending. */
  sendFault: string | null
  sendFaultAt: Date | null
  lastArrivedAt: Date | null
  /** Mails since the day began, and those the house has not had yet. */
  today: number
  waiting: number
}

/** All mailboxes, those in use first. */
export async function listMailboxes(deps: EmailDeps, dayBeganAt: Date): Promise<MailboxSummary[]> {
  const [rows, counts] = await Promise.all([
    deps.db.mailbox.findMany({ orderBy: [{ closedAt: 'desc' }, { address: 'asc' }] }),
    // Our own mails that came back are no mails that came.
    deps.db.$queryRaw<Count[]>`
      SELECT b.id, count(m.id)::int AS today,
        (SELECT max(l."arrivedAt") FROM "Mail" l
          WHERE l."mailboxId" = b.id AND l.automatic IS DISTINCT FROM 'loop') AS last,
        (SELECT count(*)::int FROM "Mail" w WHERE w."mailboxId" = b.id AND w."handledAt" IS NULL) AS waiting
      FROM "Mailbox" b LEFT JOIN "Mail" m
        ON m."mailboxId" = b.id AND m."arrivedAt" >= ${dayBeganAt} AND m.automatic IS DISTINCT FROM 'loop'
      GROUP BY b.id`,
  ])
  return rows.map((row) =>
    summaryOf(
      deps,
      row,
      counts.find(({ id }) => id === row.id),
    ),
  )
}

interface Count {
  id: string
  today: number
  last: Date | null
  waiting: number
}

function summaryOf(deps: EmailDeps, row: MailboxRow, count: Count | undefined): MailboxSummary {
  const { id, address, aliases, name, trusted, faultAt, sendFault, sendFaultAt } = row
  const credentials = openCredentials(deps, row)
  // The key may have been changed, or put back, since anybody read it.
  const fault = credentials === 'lost' ? 'lost' : row.fault === 'lost' ? null : row.fault
  return {
    id,
    address,
    aliases,
    name,
    imap: row.imap === null ? null : imapSchema.parse(row.imap),
    smtp: row.smtp === null ? null : smtpSchema.parse(row.smtp),
    signIn: credentials === 'lost' ? 'lost' : (credentials?.kind ?? 'none'),
    oauth:
      credentials !== 'lost' && credentials?.kind === 'oauth'
        ? { clientId: credentials.clientId, tokenUrl: credentials.tokenUrl }
        : null,
    trusted,
    door: row.tokenHash !== null,
    closed: row.closedAt !== null,
    fault,
    faultAt: fault === null ? null : faultAt,
    sendFault,
    sendFaultAt,
    lastArrivedAt: count?.last ?? null,
    today: count?.today ?? 0,
    waiting: count?.waiting ?? 0,
  }
}
