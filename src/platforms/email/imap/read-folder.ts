import type { FolderMark } from '../store/record.ts'
import { readBatch, retrySkipped } from './fetch-batch.ts'
import {
  highestNumber,
  type ListedMail,
  listNumbers,
  listSizes,
  type OpenFolder,
  openFolder,
} from './folder.ts'
import type { Pace } from './pace.ts'
import { type FolderMemory, moveMark, type Reading, RecordingError, type Round } from './round.ts'

const day = 24 * 60 * 60_000
/** Clocks differ and mails travel: so far back is looked where numbers became worthless. */
const lookBackMs = 2 * day
const chunk = 200
/** `readAt` need not be exact: it is only looked back from. */
const restMs = 60 * 60_000

/**
 * Records every mail of the folder that is not recorded yet, oldest number first, each batch with its mark; a mail
 * that vanishes meanwhile is left out. How many were recorded, and how many are withheld by the server. Throws what
 * the connection throws, or RecordingError; whatever was recorded before stays.
 */
export async function readFolder(
  reading: Reading,
  path: string,
  memory: FolderMemory,
): Promise<{ recorded: number; withheld: number }> {
  const startedAt = reading.now()
  const round = await beginRound(reading, path, memory)
  let recorded = 0
  const numbers = await waitingNumbers(round)
  for (let from = 0; from < numbers.length; from += chunk) {
    const part = numbers.slice(from, from + chunk)
    const sized = (await listSizes(round.folder, part)).filter((mail) => isWanted(round, mail))
    for (const batch of batchesOf(sized, reading.pace, memory.carefulTo)) {
      reading.signal.throwIfAborted()
      recorded += await readBatch(reading, round, batch)
    }
    round.passed = Math.max(round.passed, part.at(-1) ?? 0)
  }
  await endRound(reading, round, startedAt)
  recorded += await retrySkipped(reading, round)
  return { recorded, withheld: round.skipped.size }
}

async function beginRound(reading: Reading, path: string, memory: FolderMemory): Promise<Round> {
  const { mailbox, client, pace } = reading
  const folder = await openFolder(client, pace, path)
  const mark = await findMark(reading, path)
  const round = { folder, path, memory, mark, passedOver: 0 }
  if (mark && !(await isWorthless(folder, mark)))
    return {
      ...round,
      lookFrom: undefined,
      passed: Number(mark.lastUid),
      skipped: new Set(mark.skipped.map(Number)),
    }
  const lookFrom = mark ? new Date(mark.readAt.getTime() - lookBackMs) : new Date(mailbox.imap.since)
  const before = passedBefore(folder, memory)
  return {
    ...round,
    lookFrom,
    // Asked before the search by date: what arrives in between is above it.
    passedOver: await highestNumber(folder),
    passed: before?.uid ?? 0,
    skipped: new Set(before?.skipped),
  }
}

async function findMark({ db, mailbox }: Reading, path: string): Promise<FolderMark | undefined> {
  try {
    const where = { mailboxId_path: { mailboxId: mailbox.id, path } }
    return (await db.mailFolder.findUnique({ where })) ?? undefined
  } catch (error) {
    throw new RecordingError('how far a folder is read could not be asked', { cause: error })
  }
}

/** How far a look by date got on an earlier connection. */
const passedBefore = ({ uidValidity }: OpenFolder, { passed }: FolderMemory): FolderMemory['passed'] =>
  uidValidity !== 0n && passed?.uidValidity === uidValidity ? passed : undefined

async function isWorthless(folder: OpenFolder, mark: FolderMark): Promise<boolean> {
  if (folder.uidValidity === 0n || folder.uidValidity !== mark.uidValidity) return true
  return await wentBackwards(folder, Number(mark.lastUid))
}

/** Some servers count anew without saying so; others name a wrong next number while their mails are numbered well. */
async function wentBackwards(folder: OpenFolder, lastUid: number): Promise<boolean> {
  if (folder.uidNext === undefined || folder.uidNext > lastUid) return false
  return (await listNumbers(folder, { above: lastUid - 1 })).length === 0
}

async function waitingNumbers(round: Round): Promise<number[]> {
  const { folder, lookFrom, passed, passedOver } = round
  if (!lookFrom) return await listNumbers(folder, { above: passed })
  // SINCE knows days only, those of the server's zone (RFC 9051, section 6.4.4).
  const found = await listNumbers(folder, { since: new Date(lookFrom.getTime() - 2 * day) })
  if (passedOver > 0 && !found.includes(passedOver)) {
    // A search that misses the newest mail knows nothing of dates: every mail is looked at instead.
    const newest = await listSizes(folder, [passedOver])
    if (newest.some((mail) => isWanted(round, mail))) return await listNumbers(folder, { above: passed })
  }
  return found.filter((uid) => uid > passed)
}

/** A date that cannot be read speaks for no age: the mail is taken. */
const isWanted = ({ lookFrom }: Round, { arrivedAt }: ListedMail): boolean =>
  !lookFrom || !arrivedAt || arrivedAt >= lookFrom

/** Ascending batches within the bounds; a large mail is one of its own, and so is each up to `carefulTo`. */
function batchesOf(mails: ListedMail[], pace: Pace, carefulTo: number): ListedMail[][] {
  const batches: ListedMail[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const mail of mails) {
    const last = batches.at(-1)
    const alone = mail.size > pace.largeBytes || mail.uid <= carefulTo
    const joins =
      !alone && bytes + mail.size <= pace.batchBytes && last !== undefined && last.length < pace.batchMails
    if (joins) last.push(mail)
    else batches.push([mail])
    bytes = alone ? Number.POSITIVE_INFINITY : mail.size + (joins ? bytes : 0)
  }
  return batches
}

async function endRound(reading: Reading, round: Round, startedAt: Date): Promise<void> {
  const { mark, lookFrom } = round
  // What is older than was asked for is passed over, and never asked for again.
  const passed = Math.max(round.passed, round.passedOver)
  const stale = mark !== undefined && startedAt.getTime() - mark.readAt.getTime() >= restMs
  if (!lookFrom && !stale && Number(mark?.lastUid) === passed) return
  await moveMark(reading, round, { mails: [], passed, readAt: startedAt })
  round.lookFrom = undefined
  round.memory.passed = undefined
}
