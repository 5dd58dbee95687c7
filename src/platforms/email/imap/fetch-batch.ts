import { isAway } from '../../../lib/db-errors.ts'
import { messageOf } from '../../../lib/errors.ts'
import { fetchMails, type ListedMail, listSizes, stillThere } from './folder.ts'
import { type Reading, RecordingError, type Round, recordBatch } from './round.ts'

const mostFailures = 3

/** Codes of the network look the same for the mail server's connection, which is another matter. */
const databaseIsAway = (error: unknown): boolean => error instanceof RecordingError && isAway(error)

/**
 * Fetches and records a batch; how many mails there were. One that cannot be fetched, or not recorded though the
 * database is there, is left behind after its third time.
 */
export async function readBatch(reading: Reading, round: Round, batch: ListedMail[]): Promise<number> {
  if (batch.length > 1) {
    const recorded = await readTogether(reading, round, batch)
    if (recorded !== undefined) return recorded
  }
  let recorded = 0
  for (const mail of batch) {
    reading.signal.throwIfAborted()
    recorded += await readOne(reading, round, mail)
  }
  return recorded
}

/** How many mails of a batch were recorded, or undefined where they must be read one by one. */
async function readTogether(
  reading: Reading,
  round: Round,
  batch: ListedMail[],
): Promise<number | undefined> {
  const uid = batch.at(-1)?.uid ?? 0
  try {
    const mails = await fetchThere(reading, round, batch)
    await recordBatch(reading, round, { mails, uid })
    return mails.length
  } catch (error) {
    if (databaseIsAway(error)) throw error
    round.memory.carefulTo = uid
    if (!reading.client.usable) throw error
    return undefined
  }
}

/** Throws where a mail is there and not handed out. */
async function fetchThere(reading: Reading, { folder }: Round, mails: ListedMail[]) {
  const found = await fetchMails(folder, mails)
  const missing = mails.map(({ uid }) => uid).filter((uid) => !found.has(uid))
  const [withheld] = await stillThere(folder, missing)
  if (withheld !== undefined) throw new Error('the server does not hand out a mail')
  return mails.flatMap(({ uid, arrivedAt }) => {
    const raw = found.get(uid)
    return raw ? [{ raw, arrivedAt: arrivedAt ?? reading.now() }] : []
  })
}

async function readOne(reading: Reading, round: Round, mail: ListedMail): Promise<number> {
  const { failures } = round.memory
  try {
    const mails = await fetchThere(reading, round, [mail])
    if (mail.size > reading.pace.largeBytes)
      report(reading, mail, 'A mail is too large: only its start is kept')
    await recordBatch(reading, round, { mails, uid: mail.uid })
    failures.delete(mail.uid)
    return mails.length
  } catch (error) {
    if (reading.signal.aborted || databaseIsAway(error)) throw error
    const times = (failures.get(mail.uid) ?? 0) + 1
    failures.set(mail.uid, times)
    if (times < mostFailures) throw error
    await leaveBehind(reading, round, { mail, error })
    if (!reading.client.usable) throw error
    return 0
  }
}

async function leaveBehind(
  reading: Reading,
  round: Round,
  { mail, error }: { mail: ListedMail; error: unknown },
): Promise<void> {
  const { memory, skipped } = round
  memory.failures.delete(mail.uid)
  memory.retriedAt = reading.now().getTime()
  skipped.add(mail.uid)
  report(
    reading,
    mail,
    'A mail could not be read three times; those after it are, and it is asked for again later',
    error,
  )
  await recordBatch(reading, round, { mails: [], uid: mail.uid })
}

function report(
  { log, mailbox }: Reading,
  { uid, size }: ListedMail,
  message: string,
  error?: unknown,
): void {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  log.error(
    { mailbox: mailbox.id, uid, size, ...(error === undefined ? {} : { reason: messageOf(cause) }) },
    message,
  )
}

/** Asks again for what the server withheld, from time to time; how many mails there were. */
export async function retrySkipped(reading: Reading, round: Round): Promise<number> {
  const { memory, skipped, folder } = round
  const at = reading.now().getTime()
  if (skipped.size === 0 || at - memory.retriedAt < reading.pace.retrySkippedMs) return 0
  memory.retriedAt = at
  const sized = new Map((await listSizes(folder, [...skipped])).map((mail) => [mail.uid, mail]))
  let recorded = 0
  // A copy: one that fails again is put back.
  for (const uid of Array.from(skipped)) {
    reading.signal.throwIfAborted()
    const mail = sized.get(uid)
    try {
      const mails = mail ? await fetchThere(reading, round, [mail]) : []
      skipped.delete(uid)
      await recordBatch(reading, round, { mails, uid })
      recorded += mails.length
    } catch (error) {
      skipped.add(uid)
      // One that breaks the connection ends this, until it is asked for again.
      if (!folder.client.usable || databaseIsAway(error)) throw error
    }
  }
  return recorded
}
