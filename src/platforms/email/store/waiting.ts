import { setTimeout as pause } from 'node:timers/promises'
import { isAway } from '../../../lib/db-errors.ts'
import { messageOf } from '../../../lib/errors.ts'
import { wellFormed } from '../../../lib/text.ts'
import type { Inbound, Pulled } from '../../platform.ts'
import { decode, type WaitingMail } from '../decode.ts'
import type { EmailDeps } from '../deps.ts'
import { findReceiver } from '../mailboxes.ts'
import { readWaiting } from './read-waiting.ts'

/** What waits for the house: mails recorded just now, and those that a process left behind when it died. */
export interface Waiting {
  /** New mails, in their order: they are handed on at once. */
  add(ids: readonly string[]): void
  /** The house has it. Written within moments, several together; lost, it is handed on again and ignored there. */
  handled: (id: string) => void
  /** Hands on what waits, one after the other, until the signal. */
  each(signal: AbortSignal): AsyncIterable<Pulled>
  /** Writes what was handled. */
  rest: () => Promise<void>
}

const sweepMs = 15_000
const flushMs = 200
const batch = 50

export function createWaiting(deps: EmailDeps): Waiting {
  const fresh: string[] = []
  const handled = createHandled(deps)
  let ring = new AbortController()
  const next = async (): Promise<string[]> => {
    if (fresh.length > 0) return fresh.splice(0, batch)
    await handled.flush()
    return await leftBehind(deps)
  }
  return {
    add(ids) {
      if (ids.length === 0) return
      fresh.push(...ids)
      ring.abort()
    },
    handled: handled.add,
    async *each(signal) {
      while (!signal.aborted) {
        const ids = await next()
        for (const id of ids) {
          if (signal.aborted) return
          // One at a time: some are large.
          for (const mail of await readWaiting(deps.db, [id])) yield* pulled(deps, mail)
          handled.add(id)
        }
        if (ids.length > 0 || fresh.length > 0) continue
        ring = new AbortController()
        await pause(sweepMs, undefined, { signal: AbortSignal.any([signal, ring.signal]) }).catch(
          () => undefined,
        )
      }
    },
    rest: handled.flush,
  }
}

async function* pulled(deps: EmailDeps, mail: WaitingMail): AsyncIterable<Pulled> {
  const inbound = await decoded(deps, mail)
  if (inbound) yield { inbound }
}

/** One mail that breaks the program must not hold up those behind it: it is kept for a better one. */
async function decoded(deps: EmailDeps, mail: WaitingMail): Promise<Inbound | undefined> {
  const mailbox = await findReceiver(deps, mail.mailboxId)
  try {
    return mailbox && (await decode(deps, mail, mailbox))
  } catch (error) {
    if (isAway(error)) throw error
    deps.log.error({ mail: mail.id, error: messageOf(error) }, 'a mail could not be handed on')
    const said = wellFormed(messageOf(error)).slice(0, 500)
    await deps.db.mail.update({ where: { id: mail.id }, data: { error: said } })
    return undefined
  }
}

/** Recorded a while ago and still waiting: whoever recorded it is gone, or the house was away. */
async function leftBehind({ db, now }: EmailDeps): Promise<string[]> {
  const rows = await db.mail.findMany({
    where: { handledAt: null, arrivedAt: { lte: new Date(now().getTime() - sweepMs) } },
    orderBy: [{ arrivedAt: 'asc' }, { id: 'asc' }],
    take: batch,
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/** Marks what the house has, many at once and without waiting for the disk: to lose it costs only a repetition. */
function createHandled({ db, now, log }: EmailDeps): {
  add: (id: string) => void
  flush: () => Promise<void>
} {
  let ids: string[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  const write = async (done: string[]): Promise<void> => {
    try {
      await db.$transaction([
        db.$executeRaw`SET LOCAL synchronous_commit = off`,
        db.mail.updateMany({ where: { id: { in: done } }, data: { handledAt: now() } }),
      ])
    } catch (error) {
      log.warn({ mails: done.length, error: messageOf(error) }, 'mails will be handed on again')
    }
  }
  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    const done = ids
    ids = []
    const before = writing
    if (done.length > 0)
      writing = (async () => {
        await before
        await write(done)
      })()
    await writing
  }
  return {
    add(id) {
      ids.push(id)
      if (ids.length >= batch) void flush()
      else timer ??= setTimeout(() => void flush(), flushMs)
    },
    flush,
  }
}
