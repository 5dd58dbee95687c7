import type { Db } from '../../lib/db.ts'
import type { Card, CardAttachment } from '../card.ts'
import type { Post, PostPage } from './api.ts'
import { noticeChannel } from './notice.ts'

/** A post on its way into a room. */
export interface NewPost {
  id: string
  /** Reserved beforehand where the place in the room was fixed before the post could be shown. */
  seq?: bigint
  room: string
  author: Post['author']
  name: string
  text: string
  card?: Card | undefined
  attachments: CardAttachment[]
  at: Date
}

const pageSize = 50

/** Shows a post and tells every process, in one statement. The same id again changes nothing. */
export async function putPost(db: Db, post: NewPost): Promise<void> {
  await db.$executeRaw`
    WITH shown AS (
      INSERT INTO "WebPost"
        ("id", "seq", "room", "author", "name", "text", "card", "attachments", "postedAt", "changedAt")
      VALUES (${post.id},
        COALESCE(${post.seq ?? null}::bigint, nextval(pg_get_serial_sequence('"WebPost"', 'seq'))),
        ${post.room}, ${post.author}, ${plain(post.name)}, ${plain(post.text)}, ${json(post.card)}::jsonb,
        ${json(post.attachments)}::jsonb, ${post.at}::timestamptz, ${post.at}::timestamptz)
      ON CONFLICT ("id") DO NOTHING
      RETURNING "id", "room")
    SELECT pg_notify(${noticeChannel}, json_build_object('room', "room", 'post', "id")::text) FROM shown`
}

/**
 * Changes a post where it stands and tells every process. A card that is newer already stays as it is.
 * False when there is no such post in the room.
 */
export async function replacePost(db: Db, post: NewPost): Promise<boolean> {
  const found = await db.$queryRaw<unknown[]>`
    WITH target AS (SELECT "id" FROM "WebPost" WHERE "id" = ${post.id} AND "room" = ${post.room}),
    shown AS (
      UPDATE "WebPost" SET "author" = ${post.author}, "name" = ${plain(post.name)}, "text" = ${plain(post.text)},
        "card" = ${json(post.card)}::jsonb, "attachments" = ${json(post.attachments)}::jsonb,
        "changedAt" = GREATEST("changedAt", ${post.at}::timestamptz)
      WHERE "id" = ${post.id} AND "room" = ${post.room} AND NOT (
        "card"->>'key' IS NOT DISTINCT FROM ${post.card?.key ?? null}::text
        AND COALESCE(("card"->>'revision')::int > ${post.card?.revision ?? 0}::int, false))
      RETURNING "id", "room"),
    told AS (
      SELECT pg_notify(${noticeChannel}, json_build_object('room', "room", 'post', "id")::text) AS sent FROM shown)
    SELECT target."id", (SELECT count(sent::text) FROM told)::int AS told FROM target`
  return found.length > 0
}

/** One page of a room, oldest first: the newest, or those before `before`. */
export async function listPosts(db: Db, room: string, before?: bigint): Promise<PostPage> {
  const rows = await db.webPost.findMany({
    where: { room, ...(before === undefined ? {} : { seq: { lt: before } }) },
    orderBy: { seq: 'desc' },
    take: pageSize + 1,
  })
  const posts = rows.slice(0, pageSize).toReversed().map(viewPost)
  const first = posts[0]
  return rows.length > pageSize && first ? { posts, before: first.seq } : { posts }
}

/** The posts of some rooms that changed since then, in the order they stand; at most `most`, oldest change first. */
export async function changedPosts(
  db: Db,
  rooms: string[],
  asked: { since: Date; most: number },
): Promise<{ room: string; post: Post }[]> {
  const rows = await db.webPost.findMany({
    where: { room: { in: rooms }, changedAt: { gte: asked.since } },
    orderBy: [{ changedAt: 'asc' }, { seq: 'asc' }],
    take: asked.most,
  })
  return rows
    .toSorted((a, b) => Number(a.seq - b.seq))
    .map((row) => ({ room: row.room, post: viewPost(row) }))
}

/** A post as it stands now. */
export async function findPost(db: Db, id: string): Promise<Post | undefined> {
  const row = await db.webPost.findUnique({ where: { id } })
  return row ? viewPost(row) : undefined
}

interface Row {
  id: string
  seq: bigint
  author: string
  name: string
  text: string
  card: unknown
  attachments: unknown
  postedAt: Date
  changedAt: Date
}

const authors = ['customer', 'agent', 'bot', 'system', 'staff'] as const
// The columns are written above only, from values of these types.
const isCard = (value: unknown): value is Card =>
  typeof value === 'object' && value !== null && 'key' in value
const isList = (value: unknown): value is CardAttachment[] => Array.isArray(value)

const viewPost = (row: Row): Post => ({
  id: row.id,
  seq: String(row.seq),
  author: authors.find((author) => author === row.author) ?? 'system',
  name: row.name,
  text: row.text,
  ...(isCard(row.card) ? { card: row.card } : {}),
  attachments: isList(row.attachments) ? row.attachments : [],
  postedAt: row.postedAt.toISOString(),
  changedAt: row.changedAt.toISOString(),
})

// A lone surrogate inside JSON is one thing PostgreSQL refuses, NUL the other.
const json = (value: unknown): string | null =>
  value === undefined
    ? null
    : JSON.stringify(value, (_, inner) => (typeof inner === 'string' ? plain(inner) : inner))

const plain = (text: string): string => text.toWellFormed().replaceAll('\0', '')
