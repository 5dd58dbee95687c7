import { NotFoundError } from '../../../lib/errors.ts'
import type { EmailDeps } from '../deps.ts'
import { readMail } from '../read/read-mail.ts'
import { type Reprocessed, reprocess } from '../reprocess.ts'
import { say } from './say.ts'

/** A mail that nobody was asked about, or that could not be read. */
export interface KeptMail {
  id: string
  mailbox: string
  from: { address: string; name: string }
  subject: string
  /** auto_reply | list | bounce | loop; null where it could not be read. */
  automatic: string | null
  /** Why it could not be read. */
  error: string | null
  arrivedAt: Date
}

const mostShown = 50

/** Mails of programs that became nobody's matter: bounces where they tell of no mail of ours. */
const mistakable = {
  OR: [{ automatic: { in: ['auto_reply', 'list', 'loop'] } }, { automatic: 'bounce', threadId: null }],
}

/** The latest mails taken as a program's, and those that could not be read. */
export async function listKept(deps: EmailDeps): Promise<{ setAside: KeptMail[]; unreadable: KeptMail[] }> {
  const [setAside, unreadable] = await Promise.all([
    shown(deps, { ...mistakable, error: null }),
    shown(deps, { error: { not: null } }),
  ])
  return { setAside, unreadable }
}

async function shown(deps: EmailDeps, where: object): Promise<KeptMail[]> {
  const rows = await deps.db.mail.findMany({
    where,
    orderBy: { arrivedAt: 'desc' },
    take: mostShown,
    select: {
      id: true,
      automatic: true,
      error: true,
      arrivedAt: true,
      mailbox: { select: { address: true } },
    },
  })
  const heads = await deps.db.$queryRaw<{ id: string; head: Uint8Array }[]>`
    SELECT id, substring(raw FOR ${headBytes}) AS head FROM "Mail" WHERE id = ANY(${rows.map(({ id }) => id)}::uuid[])`
  return rows.map(({ id, mailbox, ...row }) => ({
    id,
    mailbox: mailbox.address,
    ...row,
    ...headOf(heads.find((one) => one.id === id)?.head),
  }))
}

/** Who wrote and about what stands at a mail's beginning; a list of large ones is not read whole. */
const headBytes = 16_384

function headOf(head: Uint8Array | undefined): Pick<KeptMail, 'from' | 'subject'> {
  try {
    const { from, subject } = readMail(Buffer.from(head ?? []))
    return { from, subject }
  } catch {
    return { from: { address: '', name: '' }, subject: '' }
  }
}

/** Takes a mail that was set aside as a customer's. Throws NotFoundError where there is none such. */
export async function takeAsPerson(deps: EmailDeps, id: string): Promise<void> {
  const where = { id, ...mistakable }
  if ((await deps.db.mail.count({ where })) === 0) throw new NotFoundError(say(deps, 'mail_gone'))
  const { read } = await reprocess(deps, [id])
  if (read.length === 0) throw new NotFoundError(say(deps, 'mail_gone'))
}

/** Has all mails read again that could not be read. */
export const readAgain = (deps: EmailDeps): Promise<Reprocessed> => reprocess(deps)
