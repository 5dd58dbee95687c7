import { ConfigError, messageOf } from '../lib/errors.ts'
import type { Locale, Translate } from '../lib/i18n.ts'
import type { Finding } from '../platforms/email/examine/examination.ts'
import { examineMailbox } from '../platforms/email/examine.ts'
import { findMailbox } from '../platforms/email/mailboxes.ts'
import { faultWords, sendingWords } from '../platforms/email/setup/fault-words.ts'
import { listMailboxes, type MailboxSummary } from '../platforms/email/setup/list.ts'
import { createExamination } from '../platforms/email/setup.ts'
import { bad, type Checked, good, mind } from './checked.ts'
import { type MailDesk, withMailDesk } from './mail-desk.ts'

/** What the command is given. */
export interface Asked {
  now: () => Date
  environment?: NodeJS.ProcessEnv
  /** Certificates (PEM) believed besides the known ones. */
  ca?: string
}

/** Tries every mailbox out, one after the other, and tells each thing as it is found. */
export async function examineMail(asked: Asked, tell: (checked: Checked) => void): Promise<void> {
  const done = await withMailDesk(asked, async (desk) => {
    const mailboxes = (await listMailboxes(desk.deps, asked.now())).filter(({ closed }) => !closed)
    if (mailboxes.length === 0)
      tell(mind('mailboxes: there is none', 'add one under Administration → Mailboxes (系统管理 → 邮箱)'))
    for (const mailbox of mailboxes) {
      tell(good(mailbox.address))
      for (const checked of kept(desk, mailbox)) tell(checked)
      await tryOut(desk, mailbox, { ca: asked.ca, tell })
    }
    for (const checked of await unread(desk)) tell(checked)
  })
  if ('missing' in done) for (const checked of done.missing) tell(checked)
}

/** What the desk itself found while reading. */
function kept({ deps, locale }: MailDesk, mailbox: MailboxSummary): Checked[] {
  const { imap, signIn, door } = mailbox
  const { translate } = deps
  const title = (step: string): string => translate(locale, `email.examine.step.${step}`)
  const [lost, shut] = ['email.examine.fault.lost', 'email.examine.mind.no_door']
  return [
    ...(signIn === 'lost'
      ? [
          bad(
            `${title('credentials')}: ${translate(locale, `${lost}.says`)}`,
            translate(locale, `${lost}.remedy`),
          ),
        ]
      : []),
    ...(imap === null && !door
      ? [
          mind(
            `${title('reading')}: ${translate(locale, `${shut}.says`)}`,
            translate(locale, `${shut}.remedy`),
          ),
        ]
      : []),
    ...faultsOf({ translate, locale }, mailbox),
  ]
}

function faultsOf(
  { translate, locale }: { translate: Translate; locale: Locale },
  { fault, faultAt, imap, sendFault, sendFaultAt, smtp }: MailboxSummary,
): Checked[] {
  const say = (key: string, values?: Record<string, string>): string =>
    translate(locale, `email.examine.${key}`, values)
  const checked = (step: string, at: Date | null, { says, remedy }: { says: string; remedy: string }) => {
    const since = step === 'reading' ? 'fault.since' : 'fault.sinceSending'
    return bad(
      `${say(`step.${step}`)}: ${say(`${since}.says`, { at: at?.toISOString() ?? '', says })}`,
      remedy,
    )
  }
  const reader = { translate, locale }
  return [
    // What is lost is told before.
    ...(fault === null || fault === 'lost'
      ? []
      : [checked('reading', faultAt, faultWords(reader, fault, imap))]),
    ...(sendFault === null ? [] : [checked('sending', sendFaultAt, sendingWords(reader, sendFault, smtp))]),
  ]
}

interface Out {
  ca: string | undefined
  tell: (checked: Checked) => void
}

async function tryOut({ deps, locale }: MailDesk, summary: MailboxSummary, { ca, tell }: Out): Promise<void> {
  if (summary.signIn === 'lost') return
  try {
    const mailbox = await findMailbox(deps, summary.id)
    if (!mailbox) return
    for await (const finding of examineMailbox(createExamination(deps, locale, ca), mailbox))
      tell(checkedOf(finding))
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    tell(bad(messageOf(error), 'put the key back, or type the password again'))
  }
}

const checkedOf = ({ title, mark, says, remedy }: Finding): Checked => ({
  mark,
  says: `${title}: ${says}`,
  ...(remedy === undefined ? {} : { remedy }),
})

async function unread({ deps, locale }: MailDesk): Promise<Checked[]> {
  const count = await deps.db.mail.count({ where: { error: { not: null } } })
  if (count === 0) return []
  const key = 'email.examine.fault.unread'
  return [mind(deps.translate(locale, `${key}.says`, { count }), deps.translate(locale, `${key}.remedy`))]
}
