import type { KnownBlock } from '@slack/types'
import type { Db } from '../../lib/db.ts'
import { messageOf, PlatformError } from '../../lib/errors.ts'
import type { Log } from '../../lib/log.ts'
import type { SentMessage } from '../platform.ts'
import type { Caller, Method, Methods } from './call.ts'
import { refusalOf, type Say } from './fault.ts'
import type { Pace } from './pace.ts'
import { messageId } from './place.ts'
import { beginPost, type NewPost, recordPost } from './posts.ts'

/** What posting needs. */
export interface Post {
  db: Db
  caller: Caller
  pace: Pace
  now: () => Date
  say: Say
  log: Log
}

/** One message on its way to a channel. */
export interface Posting extends NewPost {
  team?: string | undefined
  text: string
  blocks: KnownBlock[]
  /** Shown in the channel, too, and not only in its thread. */
  broadcast?: boolean
}

/** Everybody in the workspace may read it: nothing but our id stands there. */
export const metadataType = 'kefutai_delivery'

/** Posts one message, once: it is noted before, and where it stands after. */
export async function post(
  means: Post,
  posting: Posting,
): Promise<SentMessage & { ts: string; channel: string }> {
  const { team: _team, text, blocks, broadcast = false, ...row } = posting
  await beginTurn(means, 'post', posting)
  await beginPost(means.db, row, means.now())
  const { channel, thread, delivery, part, parts } = posting
  const inThread = thread === '' ? {} : { thread_ts: thread, reply_broadcast: broadcast }
  const answer = await calling(means, posting, 'chat.postMessage', {
    channel,
    text,
    blocks,
    ...inThread,
    metadata: { event_type: metadataType, event_payload: { delivery, part, parts } },
    unfurl_links: false,
    unfurl_media: false,
  })
  // Slack says in which channel it stands: an old id of one that was renamed is still understood.
  const stands = { channel: answer.channel ?? channel, ts: answer.ts ?? '' }
  if (stands.ts === '')
    throw new PlatformError(
      'uncertain',
      means.say('fault.lost', { method: 'chat.postMessage', code: 'no ts' }),
    )
  await noted(means, recordPost(means.db, row, { ...stands, at: means.now() }))
  return { ...stands, externalId: messageId(stands.channel, stands.ts) }
}

/** What is on Slack and could not be noted is looked for, not posted again. */
export async function noted(means: Pick<Post, 'log' | 'say'>, noting: Promise<void>): Promise<void> {
  await noting.catch((error: unknown) => {
    means.log.error({ error: messageOf(error) }, 'slack: posted, and not noted')
    throw new PlatformError(
      'uncertain',
      means.say('fault.lost', { method: 'chat.postMessage', code: 'not noted' }),
    )
  })
}

const beginTurn = (
  means: Post,
  kind: 'post' | 'update',
  { team, channel }: Pick<Posting, 'team' | 'channel'>,
) => means.pace.turn(kind, { ...(team === undefined ? {} : { team }), channel })

/** Changes a message in place; doing it twice changes nothing more. */
export async function update(
  means: Post,
  at: { team?: string | undefined; channel: string; ts: string },
  shown: { text: string; blocks: KnownBlock[] },
): Promise<void> {
  await beginTurn(means, 'update', at)
  const { channel, ts } = at
  await calling(means, at, 'chat.update', { channel, ts, ...shown })
}

/** A call about a channel: where Slack limits it, that channel rests and no other. */
export async function calling<M extends Method>(
  { caller, pace }: Pick<Post, 'caller' | 'pace'>,
  { team, channel }: { team?: string | undefined; channel: string },
  method: M,
  args: Methods[M][0],
): Promise<Methods[M][1]> {
  try {
    return await caller.call(team, method, args)
  } catch (error) {
    if (error instanceof PlatformError && error.reason === 'unreachable' && error.retryAfterMs !== undefined)
      pace.limited(
        method === 'chat.update' ? 'update' : 'post',
        { ...(team === undefined ? {} : { team }), channel },
        error.retryAfterMs,
      )
    throw error
  }
}

/** The message that was to be changed is gone, or may not be changed any more. */
export const isGone = (error: unknown): boolean => gone.has(refusalOf(error) ?? '')

const gone = new Set([
  'cannot_reply_to_message',
  'cant_update_message',
  'edit_window_closed',
  'message_not_found',
  'thread_not_found',
])
