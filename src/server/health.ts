import type { FastifyPluginAsync } from 'fastify'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Deps } from '../lib/deps.ts'

/** Whether it takes work (/healthz), and figures for Prometheus (/metrics). */
export const health =
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
