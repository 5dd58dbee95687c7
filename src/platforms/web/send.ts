import { messageOf, PlatformError } from '../../lib/errors.ts'
import type { Address, OutboundMessage, SentMessage } from '../platform.ts'
import type { WebDeps } from './deps.ts'
import { type NewPost, putPost, replacePost } from './post.ts'
import { channelRoom, isUuid, visitorRoom } from './room.ts'

/**
 * Shows a message in a room, or changes the one it replaces in place; sending it twice shows it once.
 * Throws PlatformError: `refused` for a room nobody has or a card that must not leave the house,
 * `unreachable` while the database is away (what was done then is found again by its id).
 */
export async function send(deps: WebDeps, to: Address, message: OutboundMessage): Promise<SentMessage> {
  try {
    const room = await findRoom(deps, to.id)
    if (room === undefined) throw new PlatformError('refused', 'web: nobody has this address')
    if (room.startsWith('visitor:') && message.card?.audience === 'internal')
      throw new PlatformError('refused', 'web: an internal card is not for a visitor')
    const post = postOf(message, room, deps.now())
    if (message.replaces !== undefined && (await replacePost(deps.db, { ...post, id: message.replaces })))
      return { externalId: message.replaces }
    await putPost(deps.db, post)
    return { externalId: message.id }
  } catch (error) {
    if (error instanceof PlatformError) throw error
    // Prisma says it over several lines; the last is the one that tells.
    const told = messageOf(error).trim().split('\n').at(-1)
    throw new PlatformError('unreachable', `web: ${told}`, { cause: error })
  }
}

/** The message with this delivery id, if it is shown at that address. */
export async function find(deps: WebDeps, to: Address, id: string): Promise<SentMessage | undefined> {
  const room = await findRoom(deps, to.id)
  if (room === undefined) return undefined
  const shown = await deps.db.webPost.findFirst({ where: { id, room }, select: { id: true } })
  return shown ? { externalId: shown.id } : undefined
}

/** A UUID addresses a visitor, or the personal channel of an account; anything else is a channel of the playbook. */
async function findRoom(deps: WebDeps, id: string): Promise<string | undefined> {
  if (!isUuid(id)) return channelRoom(id)
  if (await deps.db.webVisitor.findUnique({ where: { id }, select: { id: true } })) return visitorRoom(id)
  if (await deps.db.webAccount.findUnique({ where: { id }, select: { id: true } })) return channelRoom(id)
  return undefined
}

const postOf = (message: OutboundMessage, room: string, at: Date): NewPost => ({
  id: message.id,
  room,
  author: message.author.kind,
  name: message.author.name,
  text: message.text,
  card: message.card,
  attachments: message.attachments ?? [],
  at,
})
