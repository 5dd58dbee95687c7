import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import type { WebDeps } from './deps.ts'
import { bodyOf, createDoors, pathOf, searchOf } from './doors.ts'
import { pageQuery, readBody, words } from './fields.ts'
import { channelOf } from './member.ts'
import { listPosts } from './post.ts'
import { markRead } from './reading.ts'
import { channelRoom } from './room.ts'

const channelPath = z.object({ id: words(200) })

/** What stands in a channel, and how far a member has read it. */
export const channelRoutes =
  (deps: WebDeps): FastifyPluginCallback =>
  (fastify, _, done) => {
    const { member } = createDoors(deps)
    fastify.get(
      '/api/desk/channels/:id/posts',
      member(async (asker, request) => {
        const channel = channelOf(asker.member, pathOf(request, channelPath).id)
        return listPosts(deps.db, channelRoom(channel.id), searchOf(request, pageQuery).before)
      }),
    )
    fastify.post(
      '/api/desk/channels/:id/read',
      member(async (asker, request, reply) => {
        const channel = channelOf(asker.member, pathOf(request, channelPath).id)
        const { seq } = bodyOf(request, readBody)
        await markRead(deps.db, asker.accountId, { room: channelRoom(channel.id), seq })
        return reply.code(204).send()
      }),
    )
    done()
  }
