import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyPluginAsync,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { receive } from './inbox/receive.ts'
import { isAway } from './lib/db.ts'
import type { Deps } from './lib/deps.ts'
import { BadInputError, ForbiddenError, messageOf, NotFoundError } from './lib/errors.ts'
import type { Outcome, Platform, WebhookAnswer, WebhookRequest, WebhookResult } from './platforms/platform.ts'
import { allowanceOf, BodyError, bodyMax, type Patience, readBody, usualPatience } from './server/body.ts'

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
}

/** Everything that comes in over HTTP: pushes of platforms, pages, health and figures. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { deps, pages, trusted } = options
  // Only the last hop, and only where a proxy is known to stand: anybody can write a header.
  const trustProxy = (address: string, hop: number): boolean =>
    hop < 1 && (trusted.includes(address.replace(/^::ffff:/, '')) || /^(::ffff:)?127\.|^::1$/.test(address))
  const server: FastifyInstance = Fastify({ bodyLimit: bodyMax, trustProxy, logger: false })
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

/** Has everything recorded, and gives the answer to it: in the end, or after as long as somebody waits. */
async function answered(
  { deps, wake, late }: Pick<ServerOptions, 'deps' | 'wake'> & { late: Set<Promise<unknown>> },
  result: WebhookResult,
): Promise<WebhookAnswer> {
  const record = async (): Promise<WebhookAnswer> => {
    const outcomes: Outcome[] = []
    try {
      for (const one of [...result.inbound, ...((await result.coming) ?? [])])
        outcomes.push(await receive(deps, one))
    } catch (error) {
      result.failed?.(error)
      throw error
    }
    if (outcomes.length > 0) wake()
    return await result.respond(outcomes)
  }
  const { soon } = result
  const recorded = record()
  if (!soon) return await recorded
  const enough = new AbortController()
  const early = sleep(soon.afterMs, undefined, { signal: enough.signal }).catch(() => undefined)
  const waited = await Promise.race([recorded, early]).finally(() => enough.abort())
  if (waited) return waited
  // What fails after that is heard of by nobody outside.
  const rest = recorded
    .catch((error: unknown) =>
      deps.log.error({ error: messageOf(error) }, 'a request that was answered early failed'),
    )
    .finally(() => late.delete(rest))
  late.add(rest)
  return soon.answer()
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

const health =
  (deps: Deps): FastifyPluginAsync =>
  async (server) => {
    const figures = createFigures(deps)
    server.get('/healthz', async (_request, reply) => {
      try {
        await deps.db.$queryRaw`SELECT 1`
        return await reply.send({ status: 'ok' })
      } catch {
        return await reply.code(503).send({ status: 'database away' })
      }
    })
    server.get('/metrics', async (_request, reply) => {
      try {
        return await reply.header('content-type', figures.contentType).send(await figures.metrics())
      } catch {
        return await reply.code(503).type('text/plain').send('# the database is away\n')
      }
    })
  }

/** Figures for Prometheus: counted from the tables when asked for, so that restarts and processes do not matter. */
function createFigures({ db }: Deps): Registry {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const gauge = (
    name: string,
    help: string,
    collect: () => Promise<[Record<string, string>, number][]>,
  ): void => {
    const made: Gauge = new Gauge({
      name,
      help,
      labelNames: ['status'],
      registers: [registry],
      async collect() {
        made.reset()
        for (const [labels, value] of await collect()) made.set(labels, value)
      },
    })
  }
  gauge('kefutai_tickets', 'Tickets by status', async () => {
    const rows = await db.ticket.groupBy({ by: ['status'], _count: true })
    return rows.map((row) => [{ status: row.status }, row._count])
  })
  gauge('kefutai_deliveries', 'Deliveries by status', async () => {
    const rows = await db.delivery.groupBy({ by: ['status'], _count: true })
    return rows.map((row) => [{ status: row.status }, row._count])
  })
  gauge('kefutai_arrivals_kept', 'What came in and could not be handled yet', async () => [
    [{ status: 'kept' }, await db.arrival.count({ where: { handledAt: null } })],
  ])
  return registry
}
