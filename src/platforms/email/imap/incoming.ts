import type { Mailbox } from '../mailbox.ts'

/** One mail as the server handed it out. */
export interface IncomingMail {
  raw: Buffer
  /** When the server had it (INTERNALDATE). */
  arrivedAt: Date
}

/** How far a folder is read, as it is kept in MailFolder. */
export interface FolderMark {
  path: string
  uidValidity: bigint
  /** Everything up to here is recorded, but for `skipped`. */
  lastUid: bigint
  /** When it was last read to its end. */
  readAt: Date
  /** Numbers the server did not hand out the mail of, again and again. */
  skipped: bigint[]
}

/**
 * Records mails, each once however often it comes, and in the same transaction the mark, where one is given:
 * nothing below a mark is unrecorded, whatever dies when.
 */
export type RecordMails = (
  mailbox: Mailbox,
  mails: IncomingMail[],
  mark: FolderMark | undefined,
) => Promise<void>
