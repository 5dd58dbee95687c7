import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultPlaybook } from '../../src/playbook/load.ts'
import { bareDatabase, type FreshDatabase } from '../support/database.ts'
import { type DeskProcess, freePort, startProcess } from '../support/process.ts'

const customers = 24
const dataDir = mkdtempSync(path.join(tmpdir(), 'kefutai-two-'))
/** Reminds at any hour: the processes run on the real clock. */
const playbook = path.join(dataDir, 'playbook.yaml')
writeFileSync(
  playbook,
  readFileSync(defaultPlaybook, 'utf8').replace(
    'aroundTheClock: [critical]',
    'aroundTheClock: [critical, urgent, normal, low]',
  ),
)
let database: FreshDatabase
let desks: DeskProcess[] = []
let client: pg.Client

beforeAll(async () => {
  database = await bareDatabase()
  const begin = async (): Promise<DeskProcess> =>
    await startProcess({
      PORT: String(await freePort()),
      DATABASE_URL: database.url,
      KEFUTAI_DATA: dataDir,
      KEFUTAI_PLAYBOOK: playbook,
    })
  // Together, on a database without a table: one migrates, the other waits.
  desks = await Promise.all([begin(), begin()])
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  for (const desk of desks) await desk.stop()
  await database?.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function say(desk: DeskProcess, text: string): Promise<number> {
  const post = async (at: string, body: object, token?: string): Promise<Response> =>
    await fetch(`${desk.url}${at}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Visitor ${token}` } : {}),
      },
      body: JSON.stringify(body),
    })
  const { token } = (await (await post('/api/chat/visitor', { locale: 'zh-CN' })).json()) as { token: string }
  return (await post('/webhooks/web', { kind: 'message', id: randomUUID(), text, uploads: [] }, token)).status
}

const count = async (sql: string): Promise<number> =>
  Number((await client.query<{ count: string }>(sql)).rows[0]?.count)

test('two processes on one PostgreSQL: numbers once, every due reminder once, every delivery once', {
  timeout: 120_000,
}, async () => {
  const said = Array.from({ length: customers }, async (_, nth) => {
    const desk = desks[nth % 2]
    return desk ? await say(desk, '空调不制冷了') : 0
  })
  expect(new Set(await Promise.all(said))).toEqual(new Set([200]))
  const numbers = await client.query<{ number: string }>('SELECT number FROM "Ticket"')
  expect(new Set(numbers.rows.map(({ number }) => number)).size).toBe(customers)

  const due = await count('SELECT count(*) FROM "Clock" WHERE "stoppedAt" IS NULL')
  expect(due).toBeGreaterThanOrEqual(customers * 4)
  await client.query(`UPDATE "Clock" SET "startedAt" = now() - interval '9 days', "deadlineAt" = now() - interval '1 hour',
    "resumedAt" = now() - interval '9 days', elapsed = true, "totalMs" = 8 * 86400000, "nextNoticeAt" = now()`)
  for (let tries = 0; tries < 300; tries++) {
    const left = await count('SELECT count(*) FROM "Clock" WHERE "nextNoticeAt" <= now()')
    const untold = await count('SELECT count(*) FROM "Notice" WHERE "cardKey" IS NULL')
    const waiting = await count(`SELECT count(*) FROM "Delivery" WHERE status IN ('pending', 'inflight')`)
    if (left + untold + waiting === 0) break
    await pause(200)
  }
  expect(await count('SELECT count(*) FROM "Clock" WHERE level = 0 OR "breachedAt" IS NULL')).toBe(0)
  const { rows } = await client.query<{ times: number }>(
    'SELECT count(*)::int AS times FROM "Notice" WHERE role = \'channel\' GROUP BY "clockId"',
  )
  expect(rows).toHaveLength(due)
  expect(rows.filter(({ times }) => times !== 1)).toEqual([])
  expect(await count('SELECT count(*) FROM "AuditEvent" WHERE kind LIKE \'clock.%\'')).toBe(due)
  expect(await count(`SELECT count(*) FROM "Delivery" WHERE status NOT IN ('sent', 'superseded')`)).toBe(0)
  // What was delivered is shown once each, updates in the place of what they update.
  const shown = await count(`SELECT count(*) FROM "WebPost" WHERE author <> 'customer'`)
  expect(shown).toBe(await count('SELECT count(DISTINCT "externalId") FROM "Delivery"'))
})
