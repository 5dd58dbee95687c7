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
  const queue = createQueue()
  const handled = createHandled(deps)
  let ring = new AbortController()
  return {
    add(ids) {
      queue.append(ids)
      ring.abort()
    },
    handled: handled.add,
    async *each(signal) {
      await handled.flush()
      // What was left behind came earlier than anything since.
      queue.prepend(await waitingIds(deps))
      while (!signal.aborted) {
        const id = queue.head()
        if (id === undefined) {
          ring = new AbortController()
          await handled.flush()
          queue.append(await waitingIds(deps, new Date(deps.now().getTime() - sweepMs)))
          if (queue.head() === undefined) await rest(AbortSignal.any([signal, ring.signal]))
          continue
        }
        // One at a time: some are large.
        for (const mail of await readWaiting(deps.db, [id])) yield* pulled(deps, mail)
        // Asked for the next one, the house has it; where it could not take it, it stays at the head.
        queue.drop(id)
        handled.add(id)
      }
    },
    rest: handled.flush,
  }
}

const rest = (signal: AbortSignal): Promise<void> =>
  pause(sweepMs, undefined, { signal }).catch(() => undefined)

interface Queue {
  head: () => string | undefined
  append: (ids: readonly string[]) => void
  prepend: (ids: readonly string[]) => void
  drop: (id: string) => void
}

/** Ids in the order in which they are handed on, each once. */
function createQueue(): Queue {
  let ids = new Set<string>()
  return {
    head: () => ids.values().next().value,
    append(more) {
      for (const id of more) ids.add(id)
    },
    prepend(more) {
      ids = new Set([...more, ...ids])
    },
    drop: (id) => void ids.delete(id),
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

/** What the house has not heard of, in the order in which it came; `until` leaves to others what they just recorded. */
async function waitingIds({ db }: EmailDeps, until?: Date): Promise<string[]> {
  const rows = await db.mail.findMany({
    where: { handledAt: null, ...(until ? { arrivedAt: { lte: until } } : {}) },
    orderBy: { seq: 'asc' },
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
