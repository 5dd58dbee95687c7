import type { Mailbox } from '../mailbox.ts'
import type { FolderMark } from '../store/record.ts'
import type { RawMail } from '../store/row-of.ts'

/** One mail as the server handed it out. */
export interface IncomingMail extends RawMail {
  /** When the server had it (INTERNALDATE). */
  arrivedAt: Date
}

/**
 * Records mails, each once however often it comes, and in the same transaction the mark, where one is given:
 * nothing below a mark is unrecorded, whatever dies when.
 */
export type RecordMails = (
  mailbox: Mailbox,
  mails: IncomingMail[],
  mark: FolderMark | undefined,
) => Promise<unknown>
