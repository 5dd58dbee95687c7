import type { Locale } from '../../lib/i18n.ts'
import type { MailboxDraft, MailCursor, MailSetupView, MailTestView } from './mail-api.ts'

/** A mailbox as it stands in the form; without an id it is a new one. The house looks whether the draft can be. */
export interface AskedMailbox {
  id?: string | undefined
  draft: MailboxDraft
}

/** What the administrator's page asks the house for about mailboxes. */
export interface MailHost {
  mailSetup(accountId: string, locale: Locale): Promise<MailSetupView>
  /** The provider of an address, by its id; undefined where nobody knows it. */
  mailPreset(accountId: string, address: string): Promise<string | undefined>
  saveMailbox(accountId: string, asked: AskedMailbox): Promise<{ id: string }>
  closeMailbox(accountId: string, id: string): Promise<void>
  /** A new token for its HTTP door, told this once. */
  mailToken(accountId: string, id: string): Promise<{ token: string }>
  /** One step of trying the mailbox out, in the asker's language. */
  examineMailbox(
    asker: { accountId: string; locale: Locale },
    asked: AskedMailbox & { at: MailCursor },
  ): Promise<MailTestView>
  /** Takes a mail that was set aside as a customer's. */
  takeMail(accountId: string, id: string): Promise<void>
  readMailsAgain(accountId: string): Promise<{ read: number; failed: number }>
}
