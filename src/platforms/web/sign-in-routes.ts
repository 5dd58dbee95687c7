import type { FastifyPluginCallback } from 'fastify'
import { z } from 'zod'
import { headerOf } from './asked.ts'
import type { WebDeps } from './deps.ts'
import { bodyOf } from './doors.ts'
import { createLimit } from './limit.ts'
import { openLink } from './link.ts'
import { RefusalError } from './refusal.ts'
import { openSession, seatOf } from './session.ts'
import { createSignIn } from './sign-in.ts'

const withPassword = z.object({ login: z.string().min(1).max(200), password: z.string().max(1000) })
const withLink = z.object({ token: z.string().min(1).max(200), password: z.string().max(1000).optional() })

/** The two ways in for staff: a password, or a one-time link. The session comes as a cookie of the request's seat. */
export const signInRoutes =
  (deps: WebDeps): FastifyPluginCallback =>
  (fastify, _, done) => {
    const signIn = createSignIn(deps)
    // A whole shift signs in from one address; guessing is slowed by the lock of each login.
    const attempts = createLimit({ max: 120, perMs: 10 * 60_000, now: deps.now })
    fastify.addHook('preHandler', async (request) => {
      // Another site must not sign a browser in as somebody of its own choice.
      if (headerOf(request, 'sec-fetch-site') === 'cross-site') throw new RefusalError('forbidden')
      const waitMs = attempts(request.ip)
      if (waitMs > 0) throw new RefusalError('too_many', { seconds: Math.ceil(waitMs / 1000) })
    })
    fastify.post('/api/sign-in', async (request, reply) => {
      const { login, password } = bodyOf(request, withPassword)
      const seat = seatOf(request)
      const cookie = await openSession(deps, await signIn(login, password), seat)
      return reply.header('set-cookie', cookie).code(204).send()
    })
    fastify.post('/api/sign-in/link', async (request, reply) => {
      const { token, password } = bodyOf(request, withLink)
      const seat = seatOf(request)
      const cookie = await openSession(deps, await openLink(deps, token, password), seat)
      return reply.header('set-cookie', cookie).code(204).send()
    })
    done()
  }
