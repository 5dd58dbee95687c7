import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isAway } from '../../lib/db-errors.ts'
import { BadInputError, ForbiddenError, NotFoundError } from '../../lib/errors.ts'
import type { Refusal } from './api.ts'
import { refusalFor } from './asked.ts'
import type { WebDeps } from './deps.ts'
import { type RefusalCode, RefusalError } from './refusal.ts'

/** Answers anything thrown with words in the asker's language; what nobody foresaw is logged and stays here. */
export function refuse(
  deps: WebDeps,
  error: unknown,
  at: { request: FastifyRequest; reply: FastifyReply },
): FastifyReply {
  const { request, reply } = at
  const spoken = spokenByTheHouse(error)
  if (spoken) return reply.code(spoken.status).send(spoken.refusal)
  const refusal = error instanceof RefusalError ? error : translated(deps, error)
  if (refusal.retryAfterSeconds !== undefined) reply.header('retry-after', refusal.retryAfterSeconds)
  return reply.code(refusal.status).send(refusalFor(deps, request, refusal))
}

/** The house's own errors come with words fit to be shown. */
function spokenByTheHouse(error: unknown): { status: number; refusal: Refusal } | undefined {
  if (error instanceof ForbiddenError)
    return { status: 403, refusal: { error: 'forbidden', message: error.message } }
  if (error instanceof NotFoundError)
    return { status: 404, refusal: { error: 'not_found', message: error.message } }
  if (error instanceof BadInputError)
    return { status: 400, refusal: { error: 'bad_input', message: error.message } }
  return undefined
}

function translated(deps: WebDeps, error: unknown): RefusalError {
  const { code, statusCode, stack, name }: Partial<FastifyError> = error instanceof Error ? error : {}
  if (code === 'FST_REQ_FILE_TOO_LARGE') return new RefusalError('file_too_large')
  if (statusCode === 413) return new RefusalError('too_large')
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return new RefusalError('bad_input')
  if (isAway(error)) return new RefusalError('away', { seconds: 5 })
  // The message is left out: a database quotes the values it stumbled over.
  const where = (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
  deps.log.error({ name, code, where }, 'web: a request failed')
  return new RefusalError('failed' satisfies RefusalCode)
}
