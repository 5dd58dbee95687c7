import type { Mailbox } from '../mailbox.ts'
import { loopMark } from '../own-mail.ts'
import { loopHeader } from '../read/automatic.ts'
import type { MailHeader } from '../read/mail.ts'
import type { ComposedMail } from '../write/compose.ts'
import { ownDomain } from '../write/message-ids.ts'
import type { Examination } from './examination.ts'

const tokenHeader = 'x-kefutai-test'
/** Headers to fetch of a mail to know the test mail again, and what the server found out about senders. */
export const lookedAt = [tokenHeader, 'message-id', 'authentication-results']

const idOf = (token: string, address: string): string => `<test.${token}@${ownDomain(address)}>`

/** A mail to the mailbox itself; its loop mark keeps it from ever being a customer's. */
export function testMail(
  { deps, locale }: Pick<Examination, 'deps' | 'locale'>,
  mailbox: Pick<Mailbox, 'address' | 'name'>,
  token: string,
): ComposedMail {
  const { address, name } = mailbox
  return {
    messageId: idOf(token, address),
    date: deps.now(),
    subject: deps.translate(locale, 'email.examine.mail.subject'),
    from: { name, address },
    to: { name, address },
    envelope: { from: address, to: [address] },
    headers: {
      [loopHeader]: loopMark(deps.site.key, token),
      [tokenHeader]: token,
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
    },
    text: deps.translate(locale, 'email.examine.mail.text'),
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** Whether these headers are the test mail's; some servers take out headers they do not know, others change the id. */
export const isTestMail = (headers: readonly MailHeader[], token: string, address: string): boolean =>
  headers.some(
    ({ name, value }) =>
      (name === tokenHeader && value.trim() === token) ||
      (name === 'message-id' && value.trim() === idOf(token, address)),
  )
