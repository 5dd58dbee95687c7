import type { Mailbox } from '../mailbox.ts'
import type { OpenFile } from '../write/letter.ts'
import type { SmtpLimits } from './outlets.ts'

/** How long sending may take. */
export interface SenderLimits extends SmtpLimits {
  /** Until whoever waits for it hears something; the mail is sent on. */
  soonMs: number
  /** After which a process that said nothing more of a mail is no longer at it: shorter than a lease of the outbox. */
  busyMs: number
}

/** What sending needs from the rest of the platform. */
export interface SenderOptions {
  /** Undefined where it is closed, or nobody has it. */
  mailboxOf: (id: string) => Promise<Mailbox | undefined>
  /** A token that works now, of a mailbox that signs in by OAuth 2. */
  accessToken: (mailbox: Mailbox) => Promise<string>
  /** The bytes behind a message's attachment; undefined where they are gone. */
  openFile: (ref: string) => Promise<OpenFile | undefined>
  /** When somebody answers, in words, for the signature. */
  hours?: string
  /** Where the instants of quotations are told. */
  timeZone: string
  limits?: SenderLimits
  /** Certificates (PEM) that are trusted beside the known ones. */
  ca?: string
}
