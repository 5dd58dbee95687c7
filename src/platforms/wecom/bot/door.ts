import { randomUUID } from 'node:crypto'
import { whileLeased } from '../../../lib/lease.ts'
import type { Pulled, SentMessage } from '../../platform.ts'
import type { OpenDeps } from '../deps.ts'
import type { WecomDoor } from '../door.ts'
import { botRoom } from '../write/room.ts'
import { writingFor } from '../writing.ts'
import { createBell } from './bell.ts'
import { hold } from './hold.ts'
import { openImage } from './images.ts'
import { type BotPace, botPace } from './pace.ts'
import { findPush, pushAndWait } from './push-queue.ts'

/** The AI bot: staff groups, and members who wrote to it. */
export interface BotDoor extends WecomDoor {
  listen(signal: AbortSignal): AsyncIterable<Pulled>
  /** Whether the bot may write to a member of itself: they wrote to it before. */
  knows(account: string): Promise<boolean>
}

/**
 * The bot's door. One of all processes holds the connection, under a lease; each may send: what one that does not hold
 * it has to send, it leaves in the database for the holder.
 */
export function createBotDoor(
  deps: OpenDeps,
  bot: { id: string; secret: string },
  pace: BotPace = botPace,
): BotDoor {
  const bell = createBell(deps.pause)
  const writing = writingFor(deps, botRoom)
  return {
    paths: [],
    takes: (address) => address.startsWith('bot:'),
    knows: async (account) => (await deps.db.wecomBotChat.findUnique({ where: { id: account } })) !== null,
    send: (to, message): Promise<SentMessage> =>
      pushAndWait(deps, { address: to.id, message, wake: () => bell.ring() }, pace),
    find: (_, id) => findPush(deps, id),
    openFile: (ref) => openImage(deps, ref),
    listen: (signal) =>
      collect(
        (give, ended) =>
          whileLeased(
            deps,
            {
              name: botLease(bot.id),
              holder: randomUUID(),
              pace: pace.lease,
              act: (held) => hold({ deps, bot, writing, pace, bell, give }, held),
            },
            ended,
          ),
        signal,
      ),
  }
}

/** The lease of whoever holds the bot's connection. */
export const botLease = (id: string): string => `wecom:bot:${id}`

/** Yields what a source gives, as it comes. Ends with the signal; what the source throws is thrown. */
async function* collect(
  source: (give: (pulled: Pulled) => void, ended: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): AsyncGenerator<Pulled> {
  const left = new AbortController()
  const waiting: Pulled[] = []
  const over: { is: boolean; error?: unknown } = { is: false }
  let stir = (): void => undefined
  const give = (pulled: Pulled): void => {
    waiting.push(pulled)
    stir()
  }
  const run = async (): Promise<void> => {
    try {
      await source(give, AbortSignal.any([signal, left.signal]))
    } catch (error) {
      over.error = error
    }
    over.is = true
    stir()
  }
  const running = run()
  try {
    while (!over.is || waiting.length > 0) {
      const next = waiting.shift()
      if (next) yield next
      else
        await new Promise<void>((resolve) => {
          stir = resolve
        })
    }
    if (over.error !== undefined) throw over.error
  } finally {
    left.abort()
    await running
  }
}
