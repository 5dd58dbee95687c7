import type { Db } from '../../lib/db.ts'
import { noticeChannel } from './notice.ts'
import { channelRoom, visitorRoom } from './room.ts'

// Staff read a visitor's room as one: to the customer it does not matter who did.
const everyone = '00000000-0000-0000-0000-000000000000'

/** Notes how far an account has read a room; never backwards. */
export async function markRead(db: Db, accountId: string, at: { room: string; seq: bigint }): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "WebReading" ("accountId", "room", "readSeq") VALUES (${accountId}::uuid, ${at.room}, ${at.seq})
    ON CONFLICT ("accountId", "room") DO UPDATE SET "readSeq" = GREATEST("WebReading"."readSeq", EXCLUDED."readSeq")`
}

/** Notes how far a visitor has read their own room. */
export async function markReadByVisitor(db: Db, visitorId: string, seq: bigint): Promise<void> {
  await db.webVisitor.updateMany({ where: { id: visitorId, readSeq: { lt: seq } }, data: { readSeq: seq } })
}

/** Staff have the visitor's room on screen: all of it is read, and the visitor hears so. */
export async function markReadByStaff(db: Db, visitorId: string): Promise<void> {
  const room = visitorRoom(visitorId)
  await db.$executeRaw`
    WITH newest AS (SELECT max("seq") AS "seq" FROM "WebPost" WHERE "room" = ${room}),
    read AS (
      INSERT INTO "WebReading" ("accountId", "room", "readSeq")
      SELECT ${everyone}::uuid, ${room}, "seq" FROM newest WHERE "seq" IS NOT NULL
      ON CONFLICT ("accountId", "room") DO UPDATE SET "readSeq" = EXCLUDED."readSeq"
      WHERE "WebReading"."readSeq" < EXCLUDED."readSeq"
      RETURNING "readSeq")
    SELECT pg_notify(${noticeChannel}, json_build_object('room', ${room}::text, 'read', "readSeq"::text)::text) FROM read`
}

/** The `seq` up to which staff have read a visitor's room, as text. */
export async function readByStaff(db: Db, visitorId: string): Promise<string> {
  const reading = await db.webReading.findUnique({
    where: { accountId_room: { accountId: everyone, room: visitorRoom(visitorId) } },
  })
  return String(reading?.readSeq ?? 0)
}

const mostUnread = 1000

/** For each channel the posts after the account's reading; counted up to 1,000. */
export async function countUnread(
  db: Db,
  accountId: string,
  channels: string[],
): Promise<ReadonlyMap<string, number>> {
  const counts = await db.$queryRaw<{ room: string; unread: number }[]>`
    SELECT asked."room", count(post."seq")::int AS unread
    FROM unnest(${channels.map(channelRoom)}::text[]) AS asked("room")
    LEFT JOIN "WebReading" AS reading ON reading."accountId" = ${accountId}::uuid AND reading."room" = asked."room"
    LEFT JOIN LATERAL (
      SELECT "seq" FROM "WebPost"
      WHERE "room" = asked."room" AND "seq" > COALESCE(reading."readSeq", 0)
      ORDER BY "seq" DESC LIMIT ${mostUnread}
    ) AS post ON true
    GROUP BY asked."room"`
  const byRoom = new Map(counts.map((count) => [count.room, count.unread]))
  return new Map(channels.map((id) => [id, byRoom.get(channelRoom(id)) ?? 0]))
}
