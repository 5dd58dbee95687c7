import type { FastifyPluginCallback, FastifyRequest } from 'fastify'
import { headerOf } from './asked.ts'
import type { WebDeps } from './deps.ts'
import { RefusalError } from './refusal.ts'
import { openSession } from './session.ts'

/**
 * Signs one browser in at every seat of the demonstration, for the page that shows them side by side.
 * Only while it is the demonstration, and only from this machine.
 */
export const demoRoutes =
  (deps: WebDeps): FastifyPluginCallback =>
  (fastify, _, done) => {
    fastify.post('/api/demo/seats', async (request, reply) => {
      if (!deps.site.demo) throw new RefusalError('not_found')
      if (!fromHere(request)) throw new RefusalError('forbidden')
      const seats = await deps.host.demoSeats()
      const cookies: string[] = []
      for (const { seat, accountId } of seats) cookies.push(await openSession(deps, accountId, seat))
      return reply
        .header('set-cookie', cookies)
        .send({ seats: seats.map(({ seat, name }) => ({ seat, name })) })
    })
    done()
  }

/** By address, and by the name it was called: a page elsewhere can point a name of its own at this machine. */
function fromHere(request: FastifyRequest): boolean {
  const near = /^(127\.|::1$|::ffff:127\.)/.test(request.ip)
  const named = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/.test(headerOf(request, 'host') ?? '')
  const site = headerOf(request, 'sec-fetch-site') ?? 'same-origin'
  return near && named && site === 'same-origin'
}
