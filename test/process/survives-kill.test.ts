import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startPostgres } from '../../src/lib/embedded-postgres.ts'
import { silentLog } from '../../src/lib/log.ts'
import { type DeskProcess, freePort, startProcess } from '../support/process.ts'

const customers = 50
const each = 10
const kills = 10

const dataDir = mkdtempSync(path.join(tmpdir(), 'kefutai-kill-'))
let environment: Record<string, string>
let desk: DeskProcess

beforeAll(async () => {
  const port = String(await freePort())
  environment = { PORT: port, KEFUTAI_DATA: dataDir, PUBLIC_URL: `http://127.0.0.1:${port}` }
  desk = await startProcess(environment)
})
afterAll(async () => {
  await desk.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const words = [
  '空调不制冷',
  '还没好吗',
  '型号是 KFR-35GW',
  '外机在转',
  '昨天还好好的',
  '家里有老人',
  '你们几点来',
  '电话 13800138000',
  '急',
  '在吗',
]

interface Answer {
  status: number
  body: { status?: string; token?: string }
}

async function post(path: string, body: object, token?: string): Promise<Answer | undefined> {
  try {
    const answer = await fetch(`${environment.PUBLIC_URL}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Visitor ${token}` } : {}),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    })
    return { status: answer.status, body: (await answer.json()) as Answer['body'] }
  } catch {
    return undefined
  }
}

/** Like a page: asks again with the same id until somebody answers. */
async function insist(path: string, body: object, token?: string): Promise<Answer> {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await post(path, body, token)
    if (answer && answer.status < 429) return answer
    await pause(100)
  }
  throw new Error(`${path} was never answered`)
}

test('500 messages of 50 customers through ten power cuts: nothing lost, nothing twice', {
  timeout: 300_000,
}, async () => {
  const acknowledged: { id: string; visitor: number }[] = []
  const talk = async (visitor: number): Promise<void> => {
    const { body } = await insist('/api/chat/visitor', { locale: 'zh-CN' })
    for (let nth = 0; nth < each; nth++) {
      const id = randomUUID()
      const said = { kind: 'message', id, text: `${words[nth]} ${visitor}`, uploads: [] }
      const answer = await insist('/webhooks/web', said, body.token)
      expect(['done', 'ignored']).toContain(answer.body.status)
      acknowledged.push({ id, visitor })
    }
  }
  const talking = Promise.all(Array.from({ length: customers }, (_, visitor) => talk(visitor)))
  for (let kill = 1; kill <= kills; kill++) {
    while (acknowledged.length < (kill * customers * each) / (kills + 1)) await pause(5)
    await desk.kill()
    desk = await startProcess(environment)
  }
  await talking
  expect(acknowledged).toHaveLength(customers * each)
  await drained()
  expect(await desk.stop()).toBe(0)
  await examine(acknowledged.map(({ id }) => id))
})

async function drained(): Promise<void> {
  for (let tries = 0; tries < 1_200; tries++) {
    const figures = await (await fetch(`${environment.PUBLIC_URL}/metrics`)).text()
    const waiting = [...figures.matchAll(/^kefutai_deliveries\{status="(?:pending|inflight)"\} (\d+)/gm)]
    if (waiting.reduce((sum, [, count]) => sum + Number(count), 0) === 0) return
    await pause(100)
  }
  throw new Error('deliveries are still waiting')
}

async function examine(ids: string[]): Promise<void> {
  const postgres = await startPostgres({ dataDir, log: silentLog })
  const client = new pg.Client({ connectionString: postgres.urlOf('kefutai') })
  await client.connect()
  const rows = async <R extends object>(sql: string): Promise<R[]> => (await client.query<R>(sql)).rows
  try {
    const heard = await rows<{ id: string; ticketId: number | null }>(
      `SELECT split_part("externalId", ':', 2) AS id, "ticketId" FROM "Message" WHERE direction = 'inbound'`,
    )
    expect(heard.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    expect(heard.filter(({ ticketId }) => ticketId === null)).toEqual([])
    const tickets = await rows<{ number: string; running: number }>(
      `SELECT number, (SELECT count(*)::int FROM "Clock" k WHERE k."ticketId" = t.id AND k."stoppedAt" IS NULL
         AND k."nextNoticeAt" IS NOT NULL) AS running FROM "Ticket" t`,
    )
    expect(tickets).toHaveLength(customers)
    expect(new Set(tickets.map(({ number }) => number)).size).toBe(customers)
    expect(tickets.filter(({ running }) => running < 4)).toEqual([])
    const fates = await rows<{ status: string; count: number }>(
      `SELECT status::text, count(*)::int AS count FROM "Delivery" GROUP BY status ORDER BY status`,
    )
    expect(
      fates.map(({ status }) => status).filter((status) => !['sent', 'superseded'].includes(status)),
    ).toEqual([])
    // What the bot said is in each customer's room exactly once.
    const rooms = await rows<{ said: number; shown: number }>(
      `SELECT (SELECT count(*)::int FROM "Message" m WHERE m."conversationId" = c.id AND m.direction = 'outbound') AS said,
         (SELECT count(*)::int FROM "WebPost" p WHERE p.room = 'visitor:' || c."externalId" AND p.author <> 'customer') AS shown
       FROM "Conversation" c`,
    )
    expect(rooms.filter(({ said, shown }) => said === 0 || said !== shown)).toEqual([])
  } finally {
    await client.end()
    await postgres.stop()
  }
}
