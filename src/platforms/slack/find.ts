import type { SlackPost } from '../../generated/client.ts'
import { PlatformError } from '../../lib/errors.ts'
import type { SentMessage } from '../platform.ts'
import { refusalOf } from './fault.ts'
import { messageId } from './place.ts'
import { metadataType, type Post } from './post.ts'
import { findChannel, findPosts, lastBefore, recordPost } from './posts.ts'

const pageSize = 200
const mostPages = 10

/**
 * After an uncertain send: where a delivery stands, once all of its parts do; parts that are found are noted, so that
 * only the others are posted again. Throws PlatformError `uncertain` where so much was written since that nobody will know.
 */
export async function findDelivery(
  means: Post,
  team: string | undefined,
  delivery: string,
): Promise<SentMessage | undefined> {
  const posts = await findPosts(means.db, delivery)
  let whole = posts.length > 0
  let parts = 1
  for (const post of posts) {
    await locate(means, post)
    const stands = post.ts !== null ? { ts: post.ts } : await search(means, team, post)
    if (stands === undefined) whole = false
    else if (post.ts === null)
      await recordPost(means.db, post, { channel: post.channel, ts: stands.ts, at: means.now() })
    parts = Math.max(parts, post.parts)
    post.ts = stands?.ts ?? null
  }
  const [first] = posts
  return whole && posts.length === parts && first?.ts
    ? { externalId: messageId(first.channel, first.ts) }
    : undefined
}

/** A person's id is no channel to read; where nothing was ever shown to them nobody can look. */
async function locate({ db, say }: Post, post: SlackPost): Promise<void> {
  if (!/^[UW]/.test(post.channel)) return
  const channel = await findChannel(db, post.sentTo)
  if (channel === undefined) throw new PlatformError('uncertain', say('fault.unknown'))
  post.channel = channel
}

async function search(
  means: Post,
  team: string | undefined,
  post: SlackPost,
): Promise<{ ts: string } | undefined> {
  return post.files === '' ? await searchWords(means, team, post) : await searchFiles(means, team, post)
}

/** Our own messages carry the delivery's id. https://docs.slack.dev/messaging/message-metadata */
async function searchWords(
  means: Post,
  team: string | undefined,
  post: SlackPost,
): Promise<{ ts: string } | undefined> {
  const { channel, thread, delivery, part } = post
  const oldest = await lastBefore(means.db, channel, post.begunAt)
  const page = { channel, include_all_metadata: true, limit: pageSize, ...(oldest ? { oldest } : {}) }
  let cursor: string | undefined
  for (let nth = 0; nth < mostPages; nth++) {
    const more = cursor ? { cursor } : {}
    const answer = await (thread === ''
      ? means.caller.call(team, 'conversations.history', { ...page, ...more })
      : means.caller.call(team, 'conversations.replies', { ...page, ...more, ts: thread }))
    const found = answer.messages?.find(({ metadata }) => {
      const payload: Record<string, unknown> = metadata?.event_payload ?? {}
      return metadata?.event_type === metadataType && payload.delivery === delivery && payload.part === part
    })
    if (found?.ts) return { ts: found.ts }
    cursor = answer.response_metadata?.next_cursor || undefined
    if (!cursor) return undefined
  }
  throw new PlatformError('uncertain', means.say('fault.unknown'))
}

/** A file knows where it was shared. */
async function searchFiles(
  means: Post,
  team: string | undefined,
  post: SlackPost,
): Promise<{ ts: string } | undefined> {
  const [file = ''] = post.files.split(',')
  const ts = await sharedAt(means, { team, file, channel: post.channel }).catch((error: unknown) => {
    // Never completed: Slack knows nothing of it.
    if (refusalOf(error) === 'file_not_found') return undefined
    throw error
  })
  return ts === undefined ? undefined : { ts }
}

/** Where Slack does not say which message a file was shared with. */
const somewhere = '-'

/** The `ts` of the message a file was shared with in a channel, or that there is one; `undefined` where it was not. */
export async function sharedAt(
  { caller }: Pick<Post, 'caller'>,
  { team, file, channel }: { team?: string | undefined; file: string; channel: string },
): Promise<string | undefined> {
  const { file: known } = await caller.call(team, 'files.info', { file })
  const shares = { ...known?.shares?.public, ...known?.shares?.private }
  const places = [...(known?.channels ?? []), ...(known?.groups ?? []), ...(known?.ims ?? [])]
  return shares[channel]?.[0]?.ts ?? (places.includes(channel) ? somewhere : undefined)
}
