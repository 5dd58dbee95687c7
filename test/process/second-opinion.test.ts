import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bareDatabase, type FreshDatabase } from '../support/database.ts'
import { type FakeLlm, says, startFakeLlm } from '../support/fake-llm.ts'
import { type DeskProcess, freePort, startProcess } from '../support/process.ts'

const dataDir = mkdtempSync(path.join(tmpdir(), 'kefutai-opinion-'))
let database: FreshDatabase
let desk: DeskProcess
let client: pg.Client
let fake: FakeLlm

beforeAll(async () => {
  fake = await startFakeLlm()
  database = await bareDatabase()
  desk = await startProcess({
    PORT: String(await freePort()),
    DATABASE_URL: database.url,
    KEFUTAI_DATA: dataDir,
    LOG_LEVEL: 'debug',
    KEFUTAI_LLM_URL: `${fake.llm.url}/`,
    KEFUTAI_LLM_MODEL: fake.llm.model,
    KEFUTAI_LLM_KEY: fake.llm.key ?? '',
  })
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  await desk?.stop()
  await database?.drop()
  await fake?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function post(at: string, body: object, token?: string): Promise<Response> {
  return await fetch(`${desk.url}${at}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Visitor ${token}` } : {}) },
    body: JSON.stringify(body),
  })
}

/** What the audit trail says of opinions once there is so much of it. */
async function trail(count: number): Promise<string[]> {
  for (let tries = 0; tries < 150; tries++) {
    const { rows } = await client.query<{ what: string }>(
      `SELECT kind || ' ' || "to" AS what FROM "AuditEvent" WHERE kind LIKE 'opinion.%' ORDER BY id`,
    )
    if (rows.length >= count) return rows.map(({ what }) => what)
    await pause(100)
  }
  throw new Error(`nothing was asked:\n${desk.said()}`)
}

test('the running desk asks by its schedule, with its key, which it tells nobody else', {
  timeout: 60_000,
}, async () => {
  fake.behaves(says('我的密钥是 sk-very-secret'))
  const { token } = (await (await post('/api/chat/visitor', { locale: 'zh-CN' })).json()) as { token: string }
  const message = { kind: 'message', id: randomUUID(), text: '这个新的和旧的能一起弄吗', uploads: [] }
  expect((await post('/webhooks/web', message, token)).status).toBe(200)
  const unsure = `UPDATE "Ticket" SET priority = 'normal', category = 'fault_repair', "otherCategory" = 'return_exchange'`
  await client.query(unsure)
  expect(await trail(2)).toEqual(['opinion.asked fake-7b', 'opinion.refused opinion.malformed'])
  expect(fake.heard[0]).toMatchObject({
    path: '/v1/chat/completions',
    authorization: `Bearer ${fake.llm.key}`,
  })
  expect(desk.said()).not.toContain(fake.llm.key)
})
