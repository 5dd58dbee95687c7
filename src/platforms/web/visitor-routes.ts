import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import { localeOf } from '../../lib/i18n.ts'
import { headerOf, localeFor, speak } from './asked.ts'
import type { WebDeps } from './deps.ts'
import { bodyOf, createDoors, searchOf } from './doors.ts'
import { pageQuery, readBody, words } from './fields.ts'
import { createLimit } from './limit.ts'
import { notify } from './notice.ts'
import { listPosts } from './post.ts'
import { markReadByVisitor } from './reading.ts'
import { RefusalError } from './refusal.ts'
import { visitorRoom } from './room.ts'
import { createVisitor, saveProfile, viewVisitor } from './visitor.ts'

const newVisitor = z.object({ locale: words(100).optional() })
const looked = z.object({ text: z.string().max(20_000) })
const profile = z.object({ name: words(500).optional(), contact: words(500).optional() })

/** What the chat page asks and tells. */
export const visitorRoutes =
  (deps: WebDeps): FastifyPluginCallback =>
  (fastify, _, done) => {
    const { visitor } = createDoors(deps)
    // A whole office, or a whole town on mobile phones, may come from one address.
    const arrivals = createLimit({ max: 600, perMs: 10 * 60_000, now: deps.now })
    const typing = createLimit({ max: 1, perMs: 1_500, now: deps.now })

    fastify.post('/api/chat/visitor', async (request) => {
      if (headerOf(request, 'sec-fetch-site') === 'cross-site') throw new RefusalError('forbidden')
      const { locale } = bodyOf(request, newVisitor)
      if (locale !== undefined) speak(request, localeOf(locale))
      const waitMs = arrivals(request.ip)
      if (waitMs > 0) throw new RefusalError('too_many', { seconds: Math.ceil(waitMs / 1000) })
      return createVisitor(deps, localeFor(request))
    })
    fastify.get(
      '/api/chat/me',
      visitor((who) => viewVisitor(deps, who)),
    )
    fastify.post(
      '/api/chat/profile',
      visitor(async (who, request) =>
        viewVisitor(deps, await saveProfile(deps, who, bodyOf(request, profile))),
      ),
    )
    fastify.get(
      '/api/chat/posts',
      visitor((who, request) => listPosts(deps.db, visitorRoom(who.id), searchOf(request, pageQuery).before)),
    )
    fastify.post(
      '/api/chat/read',
      visitor(async (who, request, reply) => {
        await markReadByVisitor(deps.db, who.id, bodyOf(request, readBody).seq)
        return reply.code(204).send()
      }),
    )
    fastify.post(
      '/api/chat/look',
      visitor((_who, request) => {
        const warning = deps.host.warning(bodyOf(request, looked).text, localeFor(request))
        return Promise.resolve(warning === undefined ? {} : { warning })
      }),
    )
    fastify.post(
      '/api/chat/typing',
      visitor(async (who, _request, reply) => {
        // Too often is not a fault: it is merely not passed on.
        if (typing(who.id) === 0)
          await notify(deps.db, { room: visitorRoom(who.id), typing: who.name, by: 'visitor' })
        return reply.code(204).send()
      }),
    )
    done()
  }
