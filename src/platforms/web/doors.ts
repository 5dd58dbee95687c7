import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { WebDeps } from './deps.ts'
import { type Asker, authenticateMember } from './member.ts'
import { RefusalError } from './refusal.ts'
import { authenticateVisitor, type Visitor } from './visitor.ts'

type Route = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
type Act<Who> = (who: Who, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** Routes behind these doors run only for somebody known; changes by staff only with their CSRF token. */
export interface Doors {
  visitor: (act: Act<Visitor>) => Route
  member: (act: Act<Asker>) => Route
}

/** The doors of this platform. */
export const createDoors = (deps: WebDeps): Doors => ({
  visitor: (act) => async (request, reply) => act(await authenticateVisitor(deps, request), request, reply),
  member: (act) => async (request, reply) => act(await authenticateMember(deps, request), request, reply),
})

/** The body as the schema wants it. Throws RefusalError `bad_input`. */
export const bodyOf = <T>(request: FastifyRequest, schema: z.ZodType<T>): T => checked(schema, request.body)

/** The parameters of the path. Throws RefusalError `bad_input`. */
export const pathOf = <T>(request: FastifyRequest, schema: z.ZodType<T>): T => checked(schema, request.params)

/** The query string. Throws RefusalError `bad_input`. */
export const searchOf = <T>(request: FastifyRequest, schema: z.ZodType<T>): T =>
  checked(schema, request.query)

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new RefusalError('bad_input')
  return parsed.data
}
