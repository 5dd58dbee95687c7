import type { SlackPost } from '../../generated/client.ts'
import type { Db } from '../../lib/db.ts'

/** A message before it is posted. */
export interface NewPost {
  delivery: string
  part: number
  /** Of how many parts the delivery is. */
  parts: number
  sentTo: string
  channel: string
  thread: string
  ticket?: string | undefined
  files?: string
  standsIn?: string | undefined
}

/** What is known of a delivery's messages, the first first. */
export const findPosts = (db: Db, delivery: string): Promise<SlackPost[]> =>
  db.slackPost.findMany({ where: { delivery }, orderBy: { part: 'asc' } })

/** Notes that something is about to be posted: what is not noted was never posted. */
export async function beginPost(db: Db, post: NewPost, at: Date): Promise<void> {
  const { delivery, part, ticket = null, standsIn = null, files = '', ...where } = post
  const row = { ...where, ticket, standsIn, files, begunAt: at }
  await db.slackPost.upsert({
    where: { delivery_part: { delivery, part } },
    create: { delivery, part, ...row },
    update: { ...row, ts: null, postedAt: null },
  })
}

/** Notes where it stands. */
export async function recordPost(
  db: Db,
  { delivery, part }: Pick<NewPost, 'delivery' | 'part'>,
  { channel, ts, at }: { channel: string; ts: string; at: Date },
): Promise<void> {
  await db.slackPost.update({
    where: { delivery_part: { delivery, part } },
    data: { channel, ts, postedAt: at },
  })
}

/** What a ticket's later cards at an address hang from: its first one there, or the one that took its place. */
export async function findRoot(db: Db, sentTo: string, ticket: string): Promise<{ ts: string } | undefined> {
  const root = await db.slackPost.findFirst({
    where: { sentTo, ticket, thread: '', ts: { not: null } },
    orderBy: { postedAt: 'desc' },
    select: { ts: true },
  })
  return root?.ts ? { ts: root.ts } : undefined
}

/** The `ts` of the last message that surely stood in a channel before an instant, by Slack's own clock. */
export async function lastBefore(db: Db, channel: string, at: Date): Promise<string | undefined> {
  const last = await db.slackPost.findFirst({
    where: { channel, files: '', postedAt: { lt: at } },
    orderBy: { postedAt: 'desc' },
    select: { ts: true },
  })
  return last?.ts ?? undefined
}

/** The message that was posted in place of a deleted one. */
export async function findStandIn(
  db: Db,
  externalId: string,
): Promise<{ channel: string; ts: string } | undefined> {
  const post = await db.slackPost.findFirst({
    where: { standsIn: externalId, ts: { not: null } },
    orderBy: { postedAt: 'desc' },
  })
  return post?.ts ? { channel: post.channel, ts: post.ts } : undefined
}

/** The channel that something sent to an address was once shown in: of a person nothing else tells it. */
export async function findChannel(db: Db, sentTo: string): Promise<string | undefined> {
  const post = await db.slackPost.findFirst({
    where: { sentTo, ts: { not: null } },
    orderBy: { postedAt: 'desc' },
    select: { channel: true },
  })
  return post?.channel
}
