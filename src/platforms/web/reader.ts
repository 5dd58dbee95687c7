import type { WebDeps } from './deps.ts'
import type { Reader } from './hub.ts'
import type { Asker } from './member.ts'
import { channelRoom, visitorOf, visitorRoom } from './room.ts'
import { livingSessions } from './session.ts'
import type { Sink } from './sink.ts'
import type { Visitor } from './visitor.ts'

/** A visitor reads their own room and no other. */
export function visitorReader(visitor: Visitor, sink: Sink): Reader {
  const room = visitorRoom(visitor.id)
  return {
    side: 'visitor',
    person: room,
    sink,
    mayRead: (asked) => asked === room,
    check: async () => true,
  }
}

const rememberMs = { yes: 15_000, no: 3_000 }

/**
 * A member reads their channels, and the rooms of visitors whose tickets they may see: the house is asked,
 * and asked again after 15 seconds (3 after a no). A session that ended reads nothing more.
 */
export function memberReader(deps: WebDeps, asker: Asker, sink: Sink): Reader {
  let channels = roomsOf(asker.member)
  const known = new Map<string, { until: number; may: boolean }>()
  const mayReadVisitor = async (room: string, visitor: string): Promise<boolean> => {
    const at = deps.now().getTime()
    const remembered = known.get(room)
    if (remembered && remembered.until > at) return remembered.may
    const may = await deps.host.mayReadRoom(asker.accountId, visitor)
    known.set(room, { until: at + (may ? rememberMs.yes : rememberMs.no), may })
    return may
  }
  return {
    side: 'staff',
    person: asker.accountId,
    sink,
    mayRead(room) {
      const visitor = visitorOf(room)
      return visitor === undefined ? channels.has(room) : mayReadVisitor(room, visitor)
    },
    async check() {
      known.clear()
      const living = await livingSessions(deps, [asker.id])
      const member = living.has(asker.id) ? await deps.host.member(asker.accountId, asker.locale) : undefined
      channels = member ? roomsOf(member) : new Set()
      return member !== undefined
    },
  }
}

const roomsOf = (member: Asker['member']): Set<string> =>
  new Set(member.channels.map((channel) => channelRoom(channel.id)))
