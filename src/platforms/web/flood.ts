import type { WebDeps } from './deps.ts'
import { createLimit, type Limit } from './limit.ts'
import { RefusalError } from './refusal.ts'
import { visitorRoom } from './room.ts'

const most = 20
const perMs = 60_000

/** What is known of a message before it is let through. */
interface Place {
  /** Its place in the room, fixed before anything answers it. */
  seq: bigint
  /** True when it is shown already: a page that never heard our answer sent it again. */
  known: boolean
}

/** Lets a visitor's message through and gives it its place. Throws RefusalError `flood` after 20 in a minute. */
export type Admit = (visitorId: string, messageId: string) => Promise<Place>

/** The gate for visitors' messages: counts in memory what this process took, and in the room what others did. */
export function createAdmit(deps: WebDeps): Admit {
  const limit: Limit = createLimit({ max: most, perMs, now: deps.now })
  return async (visitorId, messageId) => {
    const room = visitorRoom(visitorId)
    const since = new Date(deps.now().getTime() - perMs)
    const [place] = await deps.db.$queryRaw<{ seq: bigint; known: boolean; recent: number }[]>`
      SELECT nextval(pg_get_serial_sequence('"WebPost"', 'seq')) AS seq,
        EXISTS (SELECT 1 FROM "WebPost" WHERE "id" = ${messageId} AND "room" = ${room}) AS known,
        (SELECT count(*)::int FROM "WebPost"
          WHERE "room" = ${room} AND "changedAt" > ${since}::timestamptz AND "author" = 'customer') AS recent`
    if (!place) throw new RefusalError('failed')
    if (place.known) return place
    const waitMs = place.recent >= most ? perMs : limit(visitorId)
    if (waitMs > 0) throw new RefusalError('flood', { seconds: Math.ceil(waitMs / 1000) })
    return place
  }
}
