import type { ImapFlow } from 'imapflow'
import type { Db } from '../../../lib/db.ts'
import type { Log } from '../../../lib/log.ts'
import type { FolderMark } from '../store/record.ts'
import type { ReadableMailbox } from './connect.ts'
import type { OpenFolder } from './folder.ts'
import type { IncomingMail, RecordMails } from './incoming.ts'
import type { Pace } from './pace.ts'

export interface Reading {
  db: Db
  now: () => Date
  log: Log
  pace: Pace
  record: RecordMails
  client: ImapFlow
  mailbox: ReadableMailbox
  signal: AbortSignal
}

/** One look into a folder, from its opening to its end. */
export interface Round {
  folder: OpenFolder
  /** As the settings name it. */
  path: string
  memory: FolderMemory
  /** What is kept of the folder now. */
  mark: FolderMark | undefined
  /**
   * Set where the numbers say nothing yet, or nothing any more: mails that arrived from here on are recorded,
   * whether they were before or not, and only then there is a mark.
   */
  lookFrom: Date | undefined
  /** The highest number there was when a look by date began: what is older than asked for is below it. */
  passedOver: number
  /** The highest number that is done. */
  passed: number
  skipped: Set<number>
}

/** The database did not take what was read: no fault of the mailbox. */
export class RecordingError extends Error {
  override name = 'RecordingError'
}

/** What is remembered of a folder from one connection to the next, as long as the process lives. */
export interface FolderMemory {
  /** How often a mail could not be fetched. */
  failures: Map<number, number>
  /** Up to here one mail is fetched at a time: something in there broke a batch. */
  carefulTo: number
  /** How far a look by date got, which has no mark yet. */
  passed: { uidValidity: bigint; uid: number; skipped: number[] } | undefined
  /** When the withheld ones were last asked for. */
  retriedAt: number
}

export const noMemory = (): FolderMemory => ({
  failures: new Map(),
  carefulTo: 0,
  passed: undefined,
  retriedAt: 0,
})

/** Records mails and, where numbers count, how far the folder is done with them. */
export async function recordBatch(
  reading: Pick<Reading, 'record' | 'mailbox'>,
  round: Round,
  { mails, uid }: { mails: IncomingMail[]; uid: number },
): Promise<void> {
  const { folder, mark, memory } = round
  const passed = Math.max(round.passed, uid)
  if (mark && !round.lookFrom) return await moveMark(reading, round, { mails, passed, readAt: mark.readAt })
  if (mails.length > 0) await recordOrThrow(reading, mails, undefined)
  round.passed = passed
  memory.passed = { uidValidity: folder.uidValidity, uid: passed, skipped: [...round.skipped] }
}

/** Records mails together with what the round knows now. */
export async function moveMark(
  reading: Pick<Reading, 'record' | 'mailbox'>,
  round: Round,
  { mails, passed, readAt }: { mails: IncomingMail[]; passed: number; readAt: Date },
): Promise<void> {
  const mark: FolderMark = {
    path: round.path,
    uidValidity: round.folder.uidValidity,
    lastUid: BigInt(passed),
    readAt,
    skipped: Array.from(round.skipped, BigInt),
  }
  await recordOrThrow(reading, mails, mark)
  round.mark = mark
  round.passed = passed
}

async function recordOrThrow(
  { record, mailbox }: Pick<Reading, 'record' | 'mailbox'>,
  mails: IncomingMail[],
  mark: FolderMark | undefined,
): Promise<void> {
  try {
    await record(mailbox, mails, mark)
  } catch (error) {
    throw new RecordingError('what was read could not be recorded', { cause: error })
  }
}
