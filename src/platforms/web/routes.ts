import helmet from '@fastify/helmet'
import type { FastifyPluginAsync } from 'fastify'
import { adminRoutes } from './admin-routes.ts'
import { channelRoutes } from './channel-routes.ts'
import { demoRoutes } from './demo-routes.ts'
import type { WebDeps } from './deps.ts'
import { fileRoutes } from './file-routes.ts'
import type { Hub } from './hub.ts'
import { memberRoutes } from './member-routes.ts'
import { pageRoutes, sendNowhere } from './page-routes.ts'
import { RefusalError } from './refusal.ts'
import { refuse } from './refuse.ts'
import { helmetOptions } from './security.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { streamRoutes } from './stream-routes.ts'
import { ticketRoutes } from './ticket-routes.ts'
import { visitorRoutes } from './visitor-routes.ts'

/** Every page and every question of the web platform, under one roof of headers, errors and closing. */
export const webRoutes =
  (deps: WebDeps, hub: Hub, life: { start(): Promise<void> }): FastifyPluginAsync =>
  async (fastify) => {
    await fastify.register(helmet, helmetOptions(deps.site))
    fastify.addHook('onRequest', async (_, reply) => {
      reply.header('cache-control', 'no-store')
    })
    fastify.setErrorHandler((error, request, reply) => refuse(deps, error, { request, reply }))
    fastify.setNotFoundHandler((request, reply) => {
      if (/^\/(api|webhooks)\//.test(request.url))
        return refuse(deps, new RefusalError('not_found'), { request, reply })
      return sendNowhere(deps, request, reply)
    })
    fastify.addHook('onReady', () => life.start())
    // Open streams would keep the server from closing for ever.
    fastify.addHook('preClose', async () => hub.endAll())
    await fastify.register(pageRoutes(deps))
    await fastify.register(visitorRoutes(deps))
    await fastify.register(fileRoutes(deps))
    await fastify.register(signInRoutes(deps))
    await fastify.register(memberRoutes(deps, hub))
    await fastify.register(channelRoutes(deps))
    await fastify.register(ticketRoutes(deps))
    await fastify.register(adminRoutes(deps, hub))
    await fastify.register(demoRoutes(deps))
    await fastify.register(streamRoutes(deps, hub))
  }
