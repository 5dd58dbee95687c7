import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import type { TicketPanel } from './api.ts'
import type { WebDeps } from './deps.ts'
import { bodyOf, createDoors, pathOf, searchOf } from './doors.ts'
import { words } from './fields.ts'
import { createLimit } from './limit.ts'
import type { Asker } from './member.ts'
import { notify } from './notice.ts'
import { markReadByStaff } from './reading.ts'
import { visitorRoom } from './room.ts'

const ticketPath = z.object({ number: words(40) })
const typingBody = z.object({ ticket: words(40) })
const searchQuery = z.object({ q: words(200) })

/** Tickets as the house shows them to this member; their visitor learns that staff read and type. */
export const ticketRoutes =
  (deps: WebDeps): FastifyPluginCallback =>
  (fastify, _, done) => {
    const { member } = createDoors(deps)
    const typing = createLimit({ max: 1, perMs: 1_500, now: deps.now })
    fastify.get(
      '/api/desk/tickets/:number',
      member(async (asker, request): Promise<TicketPanel> => {
        const { room: visitor, ...panel } = await ticketOf(deps, asker, pathOf(request, ticketPath).number)
        if (visitor === undefined) return panel
        await markReadByStaff(deps.db, visitor)
        return { ...panel, room: visitorRoom(visitor) }
      }),
    )
    fastify.post(
      '/api/desk/typing',
      member(async (asker, request, reply) => {
        const { ticket } = bodyOf(request, typingBody)
        // Too often is not a fault: it is merely not passed on.
        if (typing(asker.accountId) > 0) return reply.code(204).send()
        const { room: visitor } = await ticketOf(deps, asker, ticket)
        if (visitor !== undefined)
          await notify(deps.db, { room: visitorRoom(visitor), typing: asker.member.name, by: 'staff' })
        return reply.code(204).send()
      }),
    )
    fastify.get(
      '/api/desk/search',
      member(async ({ accountId, locale }, request) => {
        const { q } = searchOf(request, searchQuery)
        return q.trim() === '' ? [] : deps.host.search(accountId, q.trim(), locale)
      }),
    )
    done()
  }

const ticketOf = (deps: WebDeps, { accountId, locale }: Asker, number: string): Promise<TicketPanel> =>
  deps.host.ticket(accountId, number, locale)
