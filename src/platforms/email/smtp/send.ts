import { setTimeout as pause } from 'node:timers/promises'
import type { Address, OutboundMessage, SentMessage } from '../../platform.ts'
import type { EmailDeps } from '../deps.ts'
import { isAutomatic } from '../write/letter.ts'
import { handOver, type Verdict } from './hand-over.ts'
import type { SenderLimits, SenderOptions } from './options.ts'
import { createOutlets, type Outlets } from './outlets.ts'
import { type Prepared, prepareMail } from './prepare.ts'
import {
  type Begun,
  beginSending,
  findSending,
  forgetBegun,
  nextEdition,
  noteBusy,
  recordTaken,
  type Sending,
} from './sent.ts'
import { tellSending } from './tell-sending.ts'
import { asProblem, faultProblem, problem } from './words.ts'

export interface Sender {
  /** As Platform.send: the id is our Message-ID. A delivery that was sent is not sent again. */
  send: (to: Address, message: OutboundMessage) => Promise<SentMessage>
  /** As Platform.find: throws `uncertain` for what was begun and never heard of again. */
  find: (to: Address, id: string) => Promise<SentMessage | undefined>
  /** Ends the connections; what is being sent has a moment to be sent to the end. */
  close(): Promise<void>
}

interface Post {
  deps: EmailDeps
  options: SenderOptions
  limits: SenderLimits
  outlets: Outlets
  /** Deliveries of which the end is not known yet. */
  waiting: Map<string, Promise<void>>
}

// The outbox waits 30 seconds.
const usualLimits: SenderLimits = {
  connectMs: 15_000,
  soonMs: 25_000,
  wholeMs: 60_000,
  answerMs: 10 * 60_000,
  busyMs: 30_000,
}
const closingMs = 5_000
const askAgainMs = 30_000

/** Sends mails through the servers of their mailboxes. */
export function createSender(deps: EmailDeps, options: SenderOptions): Sender {
  const limits = options.limits ?? usualLimits
  const outlets = createOutlets(limits, options.ca)
  const post: Post = { deps, options, limits, outlets, waiting: new Map() }
  const asked = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act()
    } catch (error) {
      throw asProblem(deps, error)
    }
  }
  return {
    send: async (to, message) => await asked(async () => await sendAlone(post, to, message)),
    find: async (_to, id) => await asked(async () => await find(post, id)),
    async close() {
      outlets.close()
      const all = Promise.allSettled(post.waiting.values())
      await Promise.race([all, pause(closingMs, undefined, { ref: false })])
      outlets.close({ force: true })
      await all
    },
  }
}

/** From here on nobody in this process sends or judges the same delivery, until its end is known. */
async function sendAlone(post: Post, to: Address, message: OutboundMessage): Promise<SentMessage> {
  const { waiting } = post
  const known = await findKnown(post, message.id)
  if (waiting.has(message.id)) throw stillWaiting(post)
  const preparing = Promise.withResolvers<void>()
  waiting.set(message.id, preparing.promise)
  try {
    return await sendOnce(post, to, { message, known })
  } finally {
    preparing.resolve()
    if (waiting.get(message.id) === preparing.promise) waiting.delete(message.id)
  }
}

async function sendOnce(
  post: Post,
  to: Address,
  { message, known }: { message: OutboundMessage; known: Sending | undefined },
): Promise<SentMessage> {
  const { deps, options } = post
  // A mail cannot be changed: of a card's updates only those with something to answer are a mail of their own.
  if (message.replaces !== undefined && message.card?.actions.length === 0)
    return { externalId: message.replaces }
  if (known?.sent) return { externalId: known.messageId }
  const edition = nextEdition(known)
  const prepared = await prepareMail(deps, options, { threadId: to.id, message, edition })
  const { address, thread, mail } = prepared
  const most = deps.site.automaticPerHour
  const begun = await beginSending(deps.db, {
    delivery: message.id,
    thread,
    messageId: mail.messageId,
    edition,
    address,
    automatic: isAutomatic(message),
    at: deps.now(),
    busyUntil: busyUntil(post),
    mostAutomatic: most,
    seen: known?.begunAt,
  })
  if (begun === 'elsewhere') throw stillWaiting(post)
  if (begun === 'too_many') throw problem(deps, 'refused', { word: 'tooManyAutomatic', most })
  await transmit(post, prepared, { delivery: message.id, begun })
  return { externalId: begun.messageId }
}

/** Hands the begun mail to its server; whatever becomes of it is noted, though nobody may be waiting any more. */
async function transmit(
  post: Post,
  { mailbox, token, mail }: Prepared,
  { delivery, begun }: { delivery: string; begun: Begun },
): Promise<void> {
  const { deps, outlets, limits, waiting } = post
  const outlet = outlets.of(mailbox, token)
  const { soon, verdict } = handOver(outlet, { ...mail, messageId: begun.messageId }, limits)
  const beat = setInterval(() => {
    // Where it cannot be said, others may take it for uncertain: which is no more than it is.
    noteBusy(deps.db, delivery, busyUntil(post)).catch(() => undefined)
  }, limits.busyMs / 3).unref()
  const noting = async (): Promise<void> => {
    const what = await verdict.finally(() => clearInterval(beat))
    await note(deps, what, { delivery, begun })
    await tellSending(deps, mailbox.id, what === 'taken' ? what : what.word)
  }
  const noted = noting().finally(() => waiting.delete(delivery))
  // Whoever still waits hears of a fault below.
  noted.catch(() => undefined)
  waiting.set(delivery, noted)
  const { what, over } = await soon
  if (what === 'taken') {
    await noted.catch(async (error: unknown) => {
      await noteBusy(deps.db, delivery, null).catch(() => undefined)
      deps.log.error({ delivery, error: asProblem(deps, error).message }, 'email: sent, and not noted')
      throw problem(deps, 'uncertain', { word: 'unsure' })
    })
    return
  }
  if (over) await noted
  throw faultProblem(deps, what)
}

async function note(
  { db, now }: EmailDeps,
  what: Verdict,
  { delivery, begun }: { delivery: string; begun: Begun },
): Promise<void> {
  if (what === 'taken') await recordTaken(db, delivery, now())
  else if (what.reason === 'uncertain') await noteBusy(db, delivery, null)
  else await forgetBegun(db, delivery, begun)
}

async function find(post: Post, delivery: string): Promise<SentMessage | undefined> {
  const known = await findKnown(post, delivery)
  // What came back did not arrive: it may be sent anew.
  if (known === undefined || known.returnedAt) return undefined
  if (known.sent) return { externalId: known.messageId }
  throw problem(post.deps, 'uncertain', { word: 'unsure' })
}

async function findKnown(post: Post, delivery: string): Promise<Sending | undefined> {
  if (post.waiting.has(delivery)) throw stillWaiting(post)
  const known = await findSending(post.deps.db, delivery)
  const busy = known && !known.sent && known.busyUntil && known.busyUntil > post.deps.now()
  if (busy) throw stillWaiting(post)
  return known
}

const busyUntil = ({ deps, limits }: Post): Date => new Date(deps.now().getTime() + limits.busyMs)

const stillWaiting = ({ deps }: Post): Error =>
  problem(deps, 'unreachable', { word: 'waiting', retryAfterMs: askAgainMs })
