import type { Readable } from 'node:stream'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { isAway } from './lib/db.ts'
import type { Deps } from './lib/deps.ts'
import { BadInputError, ForbiddenError, messageOf, NotFoundError } from './lib/errors.ts'
import type { Platform, WebhookRequest } from './platforms/platform.ts'
import { answered } from './server/answered.ts'
import { allowanceOf, BodyError, bodyMax, type Patience, readBody, usualPatience } from './server/body.ts'
import { type Closing, watchConnections } from './server/connections.ts'
import { health } from './server/health.ts'

export interface ServerOptions {
  deps: Deps
  /** Pages of platforms that have some. */
  pages: FastifyPluginAsync[]
  /** Called after each recorded request: there may be something to deliver. */
  wake: () => void
  /** Addresses of one's own proxies; those on this machine are known. */
  trusted: readonly string[]
  /** How long a request's body may take. */
  patience?: Patience
  /** How long a closing server waits for answers under way. */
  closing?: Closing
}

/** Everything that comes in over HTTP: pushes of platforms, pages, health and figures. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { deps, pages, trusted } = options
  // Only the last hop, and only where a proxy is known to stand: anybody can write a header.
  const trustProxy = (address: string, hop: number): boolean =>
    hop < 1 && (trusted.includes(address.replace(/^::ffff:/, '')) || /^(::ffff:)?127\.|^::1$/.test(address))
  const server: FastifyInstance = Fastify({ bodyLimit: bodyMax, trustProxy, logger: false })
  const letGo = watchConnections(server.server, options.closing)
  server.addHook('preClose', async () => letGo())
  await server.register(webhooks(options))
  await server.register(health(deps))
  for (const plugin of pages) await server.register(plugin)
  return server
}

const webhooks =
  ({ deps, wake, patience = usualPatience }: ServerOptions): FastifyPluginAsync =>
  async (server) => {
    // Nobody's body is waited for once the server closes.
    const closing = new AbortController()
    server.addHook('preClose', async () => closing.abort())
    // What was answered before it was recorded is recorded first.
    const late = new Set<Promise<unknown>>()
    server.addHook('onClose', async () => void (await Promise.allSettled(late)))
    // Signatures are over the raw bytes, so nothing may be parsed before they are verified.
    server.removeAllContentTypeParsers()
    server.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) => {
      const platform = platformOf(deps, request)
      // Nobody's body is read where nobody takes it.
      if (!platform?.webhook) throw new NotFoundError('no such platform here')
      const most = await allowanceOf(platform, headersOf(request))
      return await readBody(payload, { ...patience, most, closing: closing.signal })
    })
    server.setErrorHandler((error: FastifyError, _request, reply) => {
      const { status, code, message } = refusalOf(deps, error)
      return reply.code(status).send({ error: code, message })
    })
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      const platform = platformOf(deps, request)
      if (!platform?.webhook) throw new NotFoundError('no such platform here')
      const result = await platform.webhook({
        method: request.method,
        url: request.url,
        headers: headersOf(request),
        body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
        ip: request.ip,
      })
      const answer = await answered({ deps, wake, late }, result)
      return await reply
        .code(answer.status)
        .headers(answer.headers ?? {})
        .send(answer.body)
    }
    // What lies below its address is the platform's: callbacks, sign-ins, pages behind links.
    for (const url of ['/webhooks/:platform', '/webhooks/:platform/*'])
      server.route({ method: ['GET', 'POST'], url, handler })
  }

const platformOf = ({ platforms }: Deps, { params }: FastifyRequest): Platform | undefined =>
  platforms.get((params as { platform: string }).platform)

const headersOf = ({ headers }: FastifyRequest): WebhookRequest['headers'] =>
  headers as WebhookRequest['headers']

/** Nothing of an unexpected error is said outside; the platform will send again what was not acknowledged. */
function refusalOf(deps: Deps, error: unknown): { status: number; code: string; message: string } {
  if (error instanceof ForbiddenError) return { status: 401, code: 'signed_out', message: error.message }
  if (error instanceof BadInputError) return { status: 400, code: 'bad_input', message: error.message }
  if (error instanceof NotFoundError) return { status: 404, code: 'not_found', message: error.message }
  const say = (key: string): string => deps.translate(deps.playbook.company.locale, `desk.${key}`)
  const refused = error instanceof BodyError ? error.statusCode : rejected(error)
  if (refused === 413) return { status: 413, code: 'too_large', message: say('tooLarge') }
  if (refused) return { status: refused, code: 'unavailable', message: say('unavailable') }
  deps.log.error(
    { error: messageOf(error) },
    isAway(error) ? 'database away: not acknowledged' : 'webhook failed',
  )
  return { status: 503, code: 'unavailable', message: say('unavailable') }
}

/** The status of a request that the server itself did not understand: its code names the fault. */
const rejected = (error: unknown): number | undefined =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('FST_') && 'statusCode' in error
    ? Number(error.statusCode)
    : undefined
