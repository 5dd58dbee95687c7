import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../../lib/db.ts'
import { PlatformError } from '../../lib/errors.ts'
import type { Log } from '../../lib/log.ts'
import type { ChatHost } from '../host.ts'
import type { Address, OutboundMessage, SentMessage } from '../platform.ts'
import { createAuthors } from './authors.ts'
import type { Caller } from './call.ts'
import type { Say } from './fault.ts'
import { shareFiles, type Uploads, uploadFiles } from './files.ts'
import { findDelivery } from './find.ts'
import { createPace, type Rates } from './pace.ts'
import { type Place, readPlace } from './place.ts'
import { post } from './post.ts'
import { findPosts } from './posts.ts'
import { sendCard } from './send-card.ts'
import { partsOf, saidBlocks, saidFallback } from './write/message.ts'

export interface SenderOptions {
  caller: Caller
  db: Db
  now: () => Date
  log: Log
  fetch: typeof fetch
  host: Pick<ChatHost, 'openFile'>
  /** The texts of `slack` in the company's language, in which its cards are. */
  say: Say
  /** Where browsers reach the desk, without a trailing slash. */
  publicUrl?: string
  /** The Slack account of somebody who works here, by the name that customers read. */
  accountOf?: (name: string) => Promise<string | undefined>
  rates?: Rates
  /** Waits for the pace; the process's own timer where nothing is said. */
  pause?: (ms: number) => Promise<unknown>
}

export interface Sender {
  /** As Platform.send. */
  send: (to: Address, message: OutboundMessage) => Promise<SentMessage>
  /** As Platform.find. */
  find: (to: Address, id: string) => Promise<SentMessage | undefined>
}

/** What sending needs, and where it goes. */
export interface Sending {
  means: Uploads & { publicUrl?: string | undefined }
  /** The address as it was given. */
  to: string
  place: Place
  message: OutboundMessage
}

/** Sends messages and cards, each part once, at a pace that Slack takes. */
export function createSender(options: SenderOptions): Sender {
  const { caller, db, now, log, say, publicUrl, rates } = options
  const pause = options.pause ?? ((ms: number) => sleep(ms, undefined, { ref: false }))
  const pace = createPace({ now, pause, say, ...(rates ? { rates } : {}) })
  const openFile = (ref: string) => options.host.openFile(ref)
  const means = { caller, db, now, log, say, pace, fetch: options.fetch, openFile, publicUrl }
  const authorOf = createAuthors({ caller, now, accountOf: options.accountOf })
  const alone = oneAtATime(say)
  return {
    send: (to, message) =>
      alone(message.id, async () => {
        const place = placeOf(to.id, say)
        const sending = { means, to: to.id, place, message }
        return message.card ? await sendCard(sending, message.card) : await sendWords(sending, authorOf)
      }),
    find: (to, id) => alone(id, () => findDelivery(means, readPlace(to.id)?.team, id)),
  }
}

/** Nobody waits for ever: whoever comes again for a delivery that is still being sent is sent away for a while. */
function oneAtATime(say: Say): <T>(delivery: string, act: () => Promise<T>) => Promise<T> {
  const underWay = new Set<string>()
  return async (delivery, act) => {
    if (underWay.has(delivery))
      throw new PlatformError('unreachable', say('fault.underWay'), { retryAfterMs: 10_000 })
    underWay.add(delivery)
    try {
      return await act()
    } finally {
      underWay.delete(delivery)
    }
  }
}

/** Slack takes a person's id for the channel of their direct messages, and answers which that is. */
function placeOf(address: string, say: Say): Place {
  const place = readPlace(address)
  if (!place) throw new PlatformError('refused', say('fault.place', { address }))
  return place
}

/** What somebody is told, in as many messages as it needs, in order; those that are there already are not posted again. */
async function sendWords(sending: Sending, authorOf: ReturnType<typeof createAuthors>): Promise<SentMessage> {
  const { means, to, place, message } = sending
  const { team, channel, thread = '' } = place
  const { attachments = [] } = message
  const words = message.text.trim() === '' && attachments.length > 0 ? [] : partsOf(message.text)
  const parts = words.length + (attachments.length > 0 ? 1 : 0)
  const stand = await findPosts(means.db, message.id)
  const isThere = (part: number): boolean => stand.some((one) => one.part === part && one.ts !== null)
  const row = { delivery: message.id, parts, sentTo: to, channel, thread, team }
  // Nobody reads of an attachment that then is not there.
  const due = attachments.length > 0 && !isThere(parts - 1)
  const files = due ? await uploadFiles(means, team, attachments) : []
  for (const [part, text] of words.entries()) {
    if (isThere(part)) continue
    const author = part === 0 ? await authorOf(team, message.author) : undefined
    const blocks = saidBlocks(text, author)
    await post(means, { ...row, part, text: saidFallback(text, author), blocks })
  }
  if (due) await shareFiles(means, { ...row, part: parts - 1 }, files)
  const first = (await findPosts(means.db, message.id))[0]
  return { externalId: `${first?.channel ?? channel}:${first?.ts ?? '-'}` }
}
