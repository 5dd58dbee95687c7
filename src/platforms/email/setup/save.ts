import { type Mailbox as MailboxRow, Prisma } from '../../../generated/client.ts'
import { type Db, inTransaction, type Tx } from '../../../lib/db.ts'
import { BadInputError, NotFoundError } from '../../../lib/errors.ts'
import { seal } from '../../../lib/seal.ts'
import type { EmailDeps } from '../deps.ts'
import { doorHash } from '../door.ts'
import type { ImapSettings, Mailbox, SmtpSettings } from '../mailbox.ts'
import { imapSchema } from '../mailboxes.ts'
import { credentialsFor, isSamePlace } from './credentials.ts'
import { type MailboxDraft, readDraft } from './draft.ts'
import { say } from './say.ts'

const dayMs = 86_400_000
/** The server's clock is another one, and tells whole seconds: what comes in this moment must not be too old. */
const spareMs = 60_000

/**
 * Records a new mailbox or what is to change about one; the address of a closed one opens that one again. Throws
 * BadInputError in the company's language where the draft cannot be, NotFoundError for an id that is none.
 */
export async function saveMailbox(
  deps: EmailDeps,
  id: string | undefined,
  wanted: unknown,
): Promise<{ id: string; address: string; created: boolean }> {
  const draft = draftOf(deps, wanted)
  return await inTransaction(deps.db, async (tx) => {
    // Two who save at once could otherwise both take an alias.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('mailboxes', 0))`
    const known = await knownRow(deps, tx, id, draft)
    await refuseTaken(deps, tx, known?.id, draft)
    const { data, elsewhere } = dataOf(deps, draft, known)
    if (!known) {
      const created = await tx.mailbox.create({ data: { ...data, createdAt: deps.now() } })
      return { id: created.id, address: draft.address, created: true }
    }
    // How far it was read counts on that server and for that account only.
    if (elsewhere) await tx.mailFolder.deleteMany({ where: { mailboxId: known.id } })
    await tx.mailbox.update({ where: { id: known.id }, data: { ...data, ...unknownFaults } })
    return { id: known.id, address: draft.address, created: false }
  })
}

/** What was wrong is seen again, where it still is. */
const unknownFaults = { fault: null, faultAt: null, sendFault: null, sendFaultAt: null }

function draftOf(deps: EmailDeps, wanted: unknown): MailboxDraft {
  const read = readDraft(wanted)
  if ('wrong' in read) throw new BadInputError(say(deps, `wrong.${read.wrong}`))
  const { draft } = read
  if (draft.aliases.includes(draft.address))
    draft.aliases = draft.aliases.filter((one) => one !== draft.address)
  return draft
}

async function knownRow(
  deps: EmailDeps,
  tx: Tx | Db,
  id: string | undefined,
  { address }: MailboxDraft,
): Promise<MailboxRow | undefined> {
  if (id === undefined)
    return (await tx.mailbox.findFirst({ where: { address, closedAt: { not: null } } })) ?? undefined
  const row = await tx.mailbox.findUnique({ where: { id } })
  if (!row) throw new NotFoundError(say(deps, 'gone'))
  return row
}

/** One address, one mailbox: a mail must not be two customers' matters. */
async function refuseTaken(
  deps: EmailDeps,
  tx: Tx,
  own: string | undefined,
  draft: MailboxDraft,
): Promise<void> {
  const addresses = [draft.address, ...draft.aliases]
  const others = await tx.mailbox.findMany({
    where: {
      ...(own === undefined ? {} : { id: { not: own } }),
      OR: [
        { address: { in: addresses }, closedAt: null },
        { aliases: { hasSome: addresses }, closedAt: null },
        // The name of a closed one is free for that one only.
        { address: draft.address },
      ],
    },
    select: { address: true, aliases: true },
  })
  const taken = others.flatMap((one) => [one.address, ...one.aliases]).find((one) => addresses.includes(one))
  if (taken !== undefined) throw new BadInputError(say(deps, 'taken', { address: taken }))
}

interface Data {
  data: Omit<Prisma.MailboxUncheckedCreateInput, 'createdAt'>
  /** It is read at another place than so far. */
  elsewhere: boolean
}

function dataOf(deps: EmailDeps, draft: MailboxDraft, known: MailboxRow | undefined): Data {
  const { address, aliases, name, trusted } = draft
  const old = known?.imap ? imapSchema.parse(known.imap) : undefined
  const elsewhere = old !== undefined && !isSamePlace(old, draft.imap)
  const credentials = credentialsFor(deps, draft, known)
  return {
    data: {
      address,
      aliases,
      name,
      trusted,
      imap: jsonOf(draft.imap && imapOf(deps, draft.imap, { since: old?.since, pastDays: draft.pastDays })),
      smtp: jsonOf(draft.smtp),
      secret: credentials === undefined ? null : seal(deps.site.key, credentials),
      closedAt: null,
    },
    elsewhere,
  }
}

const imapOf = (
  { now }: EmailDeps,
  imap: NonNullable<MailboxDraft['imap']>,
  { since, pastDays }: { since: string | undefined; pastDays: number },
): ImapSettings => ({
  ...imap,
  since: since ?? new Date(now().getTime() - pastDays * dayMs - spareMs).toISOString(),
})

// Prisma tells the database's null from JSON's by this.
const jsonOf = (
  settings: ImapSettings | SmtpSettings | null,
): Prisma.InputJsonObject | typeof Prisma.DbNull => (settings === null ? Prisma.DbNull : { ...settings })

/**
 * A draft as it would be read and answered from, without recording it; throws as `saveMailbox` does. Its id is empty
 * where it is new, or signs in with a token that was typed just now: what becomes of that one is not to be kept.
 */
export async function tryMailbox(deps: EmailDeps, id: string | undefined, wanted: unknown): Promise<Mailbox> {
  const draft = draftOf(deps, wanted)
  const known = await knownRow(deps, deps.db, id, draft)
  const { address, aliases, name, trusted, imap, smtp, pastDays } = draft
  return {
    id: draft.oauth?.refreshToken ? '' : (known?.id ?? ''),
    address,
    aliases,
    name,
    trusted,
    imap: imap ? imapOf(deps, imap, { since: undefined, pastDays }) : undefined,
    smtp: smtp ?? undefined,
    credentials: credentialsFor(deps, draft, known),
  }
}

/** No longer read nor answered from, and its door is shut; what came stays. Its password is forgotten. */
export async function closeMailbox(deps: EmailDeps, id: string): Promise<{ address: string }> {
  const open = { id, closedAt: null }
  const data = { closedAt: deps.now(), secret: null, tokenHash: null, ...unknownFaults }
  const [row] = await deps.db.mailbox.updateManyAndReturn({ where: open, data, select: { address: true } })
  if (!row) throw new NotFoundError(say(deps, 'gone'))
  return row
}

/** A new token for the mailbox's HTTP door, told this once; the one before it opens nothing any more. */
export async function newDoorToken(deps: EmailDeps, id: string): Promise<{ address: string; token: string }> {
  const token = deps.randomToken()
  const open = { id, closedAt: null }
  const data = { tokenHash: doorHash(token) }
  const [row] = await deps.db.mailbox.updateManyAndReturn({ where: open, data, select: { address: true } })
  if (!row) throw new NotFoundError(say(deps, 'gone'))
  return { address: row.address, token }
}
