import { setTimeout as pause } from 'node:timers/promises'
import type { MailSent } from '../../../generated/client.ts'
import { type Db, inTransaction, isAway, type Tx } from '../../../lib/db.ts'

const hourMs = 3_600_000

export interface Begun {
  /** The Message-ID it was begun with, which stays. */
  messageId: string
  begunAt: Date
  /** An earlier attempt of which nobody knows how it ended, or that came back. */
  earlier: Attempt | undefined
}

type Attempt = Pick<MailSent, 'messageId' | 'edition' | 'begunAt' | 'sentAt' | 'returnedAt'>

export interface ToBegin {
  delivery: string
  thread: string
  /** Of what is sent anew; an attempt that is repeated keeps the one it was begun with. */
  messageId: string
  edition: number
  address: string
  automatic: boolean
  at: Date
  busyUntil: Date
  /** Automatic mails to one address in an hour, at most. */
  mostAutomatic: number
  /** When the last attempt began that the sender knows of. */
  seen: Date | undefined
}

/**
 * Notes that a mail is about to be sent, before its server hears of it. `elsewhere`: somebody else began meanwhile.
 * `too_many`: this address has had its automatic mails for now. Senders to one address take turns, in all processes.
 */
export async function beginSending(db: Db, mail: ToBegin): Promise<Begun | 'elsewhere' | 'too_many'> {
  const { delivery, thread, address, automatic, at, busyUntil } = mail
  return await inTransaction(db, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`mail to ${person(address)}`}, 0))`
    const known = await tx.mailSent.findUnique({ where: { deliveryId: delivery } })
    if (known?.begunAt.getTime() !== mail.seen?.getTime() || mail.edition !== nextEdition(known))
      return 'elsewhere'
    if (known && isSent(known)) return 'elsewhere'
    if (automatic && (await automaticOfLate(tx, mail)) >= mail.mostAutomatic) return 'too_many'
    const messageId = known && !known.returnedAt ? known.messageId : mail.messageId
    const begun = { messageId, edition: mail.edition, begunAt: at, busyUntil, sentAt: null, returnedAt: null }
    await tx.mailSent.upsert({
      where: { deliveryId: delivery },
      create: { deliveryId: delivery, threadId: thread, address, automatic, ...begun },
      update: begun,
    })
    // It stays whatever becomes of the mail: an answer to it always finds its thread.
    await tx.mailId.createMany({
      data: { messageId, threadId: thread, outbound: true },
      skipDuplicates: true,
    })
    return { messageId, begunAt: at, earlier: known ?? undefined }
  })
}

/** Whom an address reaches: what follows a plus is the same mailbox, and a ticket system's may be new in each mail. */
function person(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, at).split('+', 1)[0]}${address.slice(at)}`
}

/** How many automatic mails were begun to the person behind an address within the hour, this one aside. */
async function automaticOfLate(tx: Tx, { delivery, address, at }: ToBegin): Promise<number> {
  const begunAt = { gt: new Date(at.getTime() - hourMs) }
  // The pattern's `_` stands for any character: what it finds is looked at again.
  const [name = '', domain = ''] = person(address).split('@')
  const reached = [
    { address: `${name}@${domain}` },
    { address: { startsWith: `${name}+`, endsWith: `@${domain}` } },
  ]
  const others = await tx.mailSent.findMany({
    where: { OR: reached, automatic: true, begunAt, deliveryId: { not: delivery } },
    select: { address: true },
  })
  return others.filter((one) => person(one.address) === person(address)).length
}

const mostTries = 60

/** The server answers for it now. What is sent must not be forgotten: while the database is away, it waits a minute. */
export async function recordTaken(db: Db, delivery: string, at: Date): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await db.mailSent.update({ where: { deliveryId: delivery }, data: { sentAt: at, busyUntil: null } })
      return
    } catch (error) {
      if (tries >= mostTries || !isAway(error)) throw error
      await pause(1_000)
    }
  }
}

/** This attempt surely came to nothing: as if it had not been begun. An earlier one stays what it was. */
export async function forgetBegun(db: Db, delivery: string, { begunAt, earlier }: Begun): Promise<void> {
  const where = { deliveryId: delivery, begunAt, sentAt: null }
  if (earlier) {
    const { messageId, edition, sentAt, returnedAt } = earlier
    const data = { messageId, edition, begunAt: earlier.begunAt, busyUntil: null, sentAt, returnedAt }
    await db.mailSent.updateMany({ where, data })
  } else await db.mailSent.deleteMany({ where })
}

/** Says until when somebody is at it, or (null) that nobody knows how it ended. */
export async function noteBusy(db: Db, delivery: string, busyUntil: Date | null): Promise<void> {
  await db.mailSent.updateMany({ where: { deliveryId: delivery, sentAt: null }, data: { busyUntil } })
}

/** What is noted of a delivery. */
export interface Sending {
  messageId: string
  begunAt: Date
  edition: number
  busyUntil: Date | null
  sent: boolean
  /** When we heard that it came back. */
  returnedAt: Date | null
}

/** Of what came back the next edition is sent; of anything else the one it was begun with, or the first. */
export const nextEdition = (known: Pick<MailSent, 'edition' | 'returnedAt'> | null | undefined): number =>
  known ? known.edition + (known.returnedAt ? 1 : 0) : 1

const isSent = ({ sentAt, returnedAt }: Attempt): boolean => sentAt !== null && returnedAt === null

/** How far a delivery got; undefined where it was never begun, or surely came to nothing. */
export async function findSending(db: Db, delivery: string): Promise<Sending | undefined> {
  const known = await db.mailSent.findUnique({ where: { deliveryId: delivery } })
  return known ? { ...known, sent: isSent(known) } : undefined
}
