import type { Db } from '../../lib/db.ts'
import type { WebDeps } from './deps.ts'
import { channelRoom } from './room.ts'

/** For each channel the ticket cards of open matters with a deadline that is near (80 % gone) or past. */
export type CountDue = (channels: string[]) => Promise<ReadonlyMap<string, number>>

const rememberMs = 5_000

/** Counts what is due, for every member alike; a count is kept for 5 seconds, because every open desk asks for it. */
export function createDueCount(deps: WebDeps): CountDue {
  const known = new Map<string, { until: number; due: Promise<number> }>()
  return async (channels) => {
    const now = deps.now()
    const stale = channels.filter((id) => (known.get(id)?.until ?? 0) <= now.getTime())
    if (stale.length > 0) {
      const counted = countDue(deps.db, stale, now)
      for (const id of stale) {
        const due = counted.then((counts) => counts.get(channelRoom(id)) ?? 0)
        known.set(id, { until: now.getTime() + rememberMs, due })
        due.catch(() => known.delete(id))
      }
    }
    return new Map(
      await Promise.all(channels.map(async (id) => [id, (await known.get(id)?.due) ?? 0] as const)),
    )
  }
}

/** Looks at the newest 1,000 posts of each channel: older cards no longer count. */
async function countDue(db: Db, channels: string[], now: Date): Promise<Map<string, number>> {
  const counts = await db.$queryRaw<{ room: string; due: number }[]>`
    SELECT asked."room", count(*)::int AS due
    FROM unnest(${channels.map(channelRoom)}::text[]) AS asked("room")
    JOIN LATERAL (
      SELECT "card" FROM "WebPost" WHERE "room" = asked."room" ORDER BY "seq" DESC LIMIT 1000
    ) AS post ON true
    WHERE post."card"->>'kind' = 'ticket'
      AND COALESCE(post."card"->'state'->>'tone', '') NOT IN ('solved', 'filed', 'stale')
      AND EXISTS (
        SELECT 1 FROM jsonb_array_elements(post."card"->'facts') AS fact,
          LATERAL (SELECT (fact->'deadline'->>'from')::timestamptz AS began,
                          (fact->'deadline'->>'due')::timestamptz AS ends) AS clock
        WHERE ends IS NOT NULL AND began + (ends - began) * 0.8 <= ${now}::timestamptz)
    GROUP BY asked."room"`
  return new Map(counts.map((count) => [count.room, count.due]))
}
