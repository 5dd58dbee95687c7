import { messageOf } from '../../../lib/errors.ts'
import type { EmailDeps } from '../deps.ts'
import type { SmtpFault } from './fault.ts'

/** What an administrator has to mend before a mailbox can send: words of `email.examine.sending`. */
export type SendingFault = 'login' | 'sender' | 'tls' | 'connection' | 'token'

const mendable = new Set<string>(['login', 'sender', 'tls', 'connection', 'token'])

/**
 * Keeps what is wrong with sending from a mailbox, or that nothing is, where that is new; never throws. A fault that is
 * about one mail, or passes by itself, says nothing of the mailbox.
 */
export async function tellSending(
  { db, now, log }: Pick<EmailDeps, 'db' | 'now' | 'log'>,
  mailboxId: string,
  word: SmtpFault['word'] | SendingFault | 'taken',
): Promise<void> {
  if (word !== 'taken' && !mendable.has(word)) return
  const sendFault = word === 'taken' ? null : word
  try {
    const { count } = await db.mailbox.updateMany({
      where: {
        id: mailboxId,
        ...(sendFault ? { OR: [{ sendFault: null }, { NOT: { sendFault } }] } : { NOT: { sendFault: null } }),
      },
      data: { sendFault, sendFaultAt: sendFault ? now() : null },
    })
    if (count === 0) return
    if (sendFault) log.error({ mailbox: mailboxId, fault: sendFault }, 'Nothing can be sent from a mailbox')
    else log.info({ mailbox: mailboxId }, 'Mails are sent from a mailbox again')
  } catch (error) {
    log.warn(
      { mailbox: mailboxId, reason: messageOf(error) },
      'What is wrong with a mailbox could not be kept',
    )
  }
}
