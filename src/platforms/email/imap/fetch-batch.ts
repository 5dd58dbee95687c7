import { messageOf } from '../../../lib/errors.ts'
import { fetchMails, listSizes, stillThere, type WaitingMail } from './folder.ts'
import { type Reading, type Round, recordBatch } from './round.ts'

const mostFailures = 3

/** Fetches and records a batch; how many mails there were. One that fails is left behind after its third time. */
export async function readBatch(reading: Reading, round: Round, batch: WaitingMail[]): Promise<number> {
  const last = batch.at(-1)?.uid ?? 0
  if (batch.length > 1) {
    const mails = await fetchTogether(reading, round, batch)
    if (mails) {
      await recordBatch(reading, round, { mails, uid: last })
      return mails.length
    }
  }
  let recorded = 0
  for (const mail of batch) {
    reading.signal.throwIfAborted()
    recorded += await readOne(reading, round, mail)
  }
  return recorded
}

/** The mails of a batch, or undefined where they must be fetched one by one. */
async function fetchTogether(reading: Reading, round: Round, batch: WaitingMail[]) {
  try {
    return await fetchThere(reading, round, batch)
  } catch (error) {
    round.memory.carefulTo = batch.at(-1)?.uid ?? 0
    if (!reading.client.usable) throw error
    return undefined
  }
}

/** Throws where a mail is there and not handed out. */
async function fetchThere(reading: Reading, { folder }: Round, mails: WaitingMail[]) {
  const found = await fetchMails(folder, mails)
  const missing = mails.map(({ uid }) => uid).filter((uid) => !found.has(uid))
  const [withheld] = await stillThere(folder, missing)
  if (withheld !== undefined) throw new Error('the server does not hand out a mail')
  return mails.flatMap(({ uid, arrivedAt }) => {
    const raw = found.get(uid)
    return raw ? [{ raw, arrivedAt: arrivedAt ?? reading.now() }] : []
  })
}

async function readOne(reading: Reading, round: Round, mail: WaitingMail): Promise<number> {
  const { memory, skipped, folder } = round
  let mails: Awaited<ReturnType<typeof fetchThere>>
  try {
    mails = await fetchThere(reading, round, [mail])
  } catch (error) {
    if (reading.signal.aborted) throw error
    const failures = (memory.failures.get(mail.uid) ?? 0) + 1
    memory.failures.set(mail.uid, failures)
    if (failures < mostFailures) throw error
    memory.failures.delete(mail.uid)
    memory.retriedAt = reading.now().getTime()
    skipped.add(mail.uid)
    reading.log.error(
      { mailbox: reading.mailbox.id, uid: mail.uid, size: mail.size, reason: messageOf(error) },
      'A mail could not be fetched three times; those after it are read, and it is asked for again later',
    )
    await recordBatch(reading, round, { mails: [], uid: mail.uid })
    if (!folder.client.usable) throw error
    return 0
  }
  memory.failures.delete(mail.uid)
  await recordBatch(reading, round, { mails, uid: mail.uid })
  return mails.length
}

/** Asks again for what the server withheld, from time to time; how many mails there were. */
export async function retrySkipped(reading: Reading, round: Round): Promise<number> {
  const { memory, skipped, folder } = round
  const at = reading.now().getTime()
  if (skipped.size === 0 || at - memory.retriedAt < reading.pace.retrySkippedMs) return 0
  memory.retriedAt = at
  const sized = new Map((await listSizes(folder, [...skipped])).map((mail) => [mail.uid, mail]))
  let recorded = 0
  for (const uid of skipped) {
    reading.signal.throwIfAborted()
    const mail = sized.get(uid)
    const mails = mail ? await fetchThere(reading, round, [mail]).catch(() => undefined) : []
    // One that breaks the connection ends this, until it is asked for again.
    if (!folder.client.usable) throw new Error('a withheld mail broke the connection')
    if (!mails) continue
    skipped.delete(uid)
    await recordBatch(reading, round, { mails, uid })
    recorded += mails.length
  }
  return recorded
}
