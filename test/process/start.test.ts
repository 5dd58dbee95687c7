import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type DeskProcess, freePort, startProcess } from '../support/process.ts'

const folders: string[] = []
const running: DeskProcess[] = []
afterAll(async () => {
  for (const desk of running) await desk.stop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
const folder = (): string => {
  const made = mkdtempSync(path.join(tmpdir(), 'kefutai-start-'))
  folders.push(made)
  return made
}
const begin = async (environment: Record<string, string>): Promise<DeskProcess> => {
  const desk = await startProcess(environment)
  running.push(desk)
  return desk
}
const stop = async (desk: DeskProcess): Promise<number | null> => {
  running.splice(running.indexOf(desk), 1)
  return await desk.stop()
}

interface Signed {
  cookie: string
  csrf: string
}

async function signIn(url: string, link: string, seat: string): Promise<Signed> {
  const token = new URL(link).pathname.split('/').at(-1)
  const opened = await fetch(`${url}/api/sign-in/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-seat': seat },
    body: JSON.stringify({ token }),
  })
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const me = await fetch(`${url}/api/desk/me`, { headers: { cookie, 'x-seat': seat } })
  return { cookie, csrf: String(((await me.json()) as { csrf?: string }).csrf) }
}

test('the demonstration: links for all, alive within a minute; one act makes it a real, empty desk', {
  timeout: 120_000,
}, async () => {
  const port = String(await freePort())
  const desk = await begin({ PORT: port, KEFUTAI_DATA: folder() })
  const linkOf = (who: string): string => new RegExp(`${who}\\s.*?(http\\S+)`).exec(desk.said())?.[1] ?? ''
  for (const who of ['Agent', 'Department', 'Supervisor', 'Administrator'])
    expect(linkOf(who)).toContain('/sign-in/')
  expect((await fetch(`${desk.url}/demo`)).status).toBe(200)

  await until(() => hasTickets(desk))
  const agent = await signIn(desk.url, linkOf('Agent'), 'agent')
  const refused = await fetch(`${desk.url}/api/admin/demo/end`, {
    method: 'POST',
    headers: { cookie: agent.cookie, 'x-seat': 'agent', 'x-csrf': agent.csrf },
  })
  expect(refused.status).toBe(403)

  const admin = await signIn(desk.url, linkOf('Administrator'), 'admin')
  const ended = await fetch(`${desk.url}/api/admin/demo/end`, {
    method: 'POST',
    headers: { cookie: admin.cookie, 'x-seat': 'admin', 'x-csrf': admin.csrf },
  })
  expect(ended.status).toBe(200)
  const { link } = (await ended.json()) as { link: string }
  await until(async () => !(await hasTickets(desk)))
  expect((await fetch(`${desk.url}/demo`)).status).toBe(404)

  const real = await signIn(desk.url, link, 'real')
  const system = await fetch(`${desk.url}/api/admin/system`, {
    headers: { cookie: real.cookie, 'x-seat': 'real' },
  })
  expect(await system.json()).toMatchObject({
    demo: false,
    staff: [{ workNo: 'ADMIN', roles: ['administrator'] }],
  })
  const old = await fetch(`${desk.url}/api/desk/me`, { headers: { cookie: agent.cookie, 'x-seat': 'agent' } })
  expect(old.status).toBe(401)
  expect(await stop(desk)).toBe(0)
})

test('a real desk keeps nothing of the demonstration, and restarts as what it was', {
  timeout: 120_000,
}, async () => {
  const port = String(await freePort())
  const environment = { PORT: port, KEFUTAI_DATA: folder(), PUBLIC_URL: `http://127.0.0.1:${port}` }
  const desk = await begin(environment)
  expect(desk.said()).not.toMatch(/demonstration|林晓/)
  expect(desk.said()).toMatch(/First administrator\s+http/)
  expect((await fetch(`${desk.url}/demo`)).status).toBe(404)
  expect((await fetch(`${desk.url}/api/demo/seats`, { method: 'POST' })).status).toBe(404)
  expect(await stop(desk)).toBe(0)
  const again = await begin({ PORT: port, KEFUTAI_DATA: environment.KEFUTAI_DATA })
  expect((await fetch(`${again.url}/demo`)).status).toBe(404)
})

test('a port that is taken is said in words, with a remedy', { timeout: 60_000 }, async () => {
  const server = createServer((_request, response) => response.writeHead(503).end())
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const started = startProcess({ PORT: String(port), KEFUTAI_DATA: folder() })
  await expect(started).rejects.toThrow(
    new RegExp(`PORT ${port} is taken by another program.*PORT=${port + 1}`),
  )
  server.close()
})

test('a wrong environment ends at once and names the variable', { timeout: 60_000 }, async () => {
  await expect(startProcess({ PORT: 'eighty' })).rejects.toThrow(/PORT: expected/)
})

test('bad input at the door: each has a clear answer', { timeout: 60_000 }, async () => {
  const port = String(await freePort())
  const desk = await begin({ PORT: port, KEFUTAI_DATA: folder(), PUBLIC_URL: `http://127.0.0.1:${port}` })
  const post = async (
    at: string,
    body: string | Buffer,
    headers: Record<string, string> = {},
  ): Promise<[number, string]> => {
    const answer = await fetch(`${desk.url}${at}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })
    return [answer.status, ((await answer.json()) as { message?: string }).message ?? '']
  }
  const said = JSON.stringify({
    kind: 'message',
    id: '0190a0b0-0000-7000-8000-000000000001',
    text: '在吗',
    uploads: [],
  })
  expect((await post('/webhooks/nowhere', '{}'))[0]).toBe(404)
  expect((await post('/webhooks/web', said))[0]).toBe(401)
  expect((await post('/webhooks/web', said, { authorization: 'Visitor forged' }))[0]).toBe(401)
  const [status, message] = await post('/webhooks/web', Buffer.alloc(5 * 1024 * 1024, 'x'))
  expect(status).toBe(413)
  expect(message).toContain('2 MB')
})

const hasTickets = async ({ url }: DeskProcess): Promise<boolean> =>
  /^kefutai_tickets\{status/m.test(await (await fetch(`${url}/metrics`)).text())

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds().catch(() => false)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it did not become so')
}
