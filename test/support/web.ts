import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fastifyServer, { type FastifyInstance, type InjectOptions, type LightMyRequestResponse } from 'fastify'
import { Client } from 'pg'
import { type Db, openDb } from '../../src/lib/db.ts'
import { ForbiddenError } from '../../src/lib/errors.ts'
import { createTranslate } from '../../src/lib/i18n.ts'
import { silentLog } from '../../src/lib/log.ts'
import type { Inbound, Outcome, WebhookRequest } from '../../src/platforms/platform.ts'
import type { Heard, PostPage, Refusal, Said, VisitorKey } from '../../src/platforms/web/api.ts'
import { pageNames } from '../../src/platforms/web/bundle.ts'
import { createWebPlatform, type WebPlatform } from '../../src/platforms/web/index.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { createHouse, type FakeHouse } from './web-host.ts'

/** The web platform on a database of its own, with a server that does what the product's does with a webhook. */
export interface Site {
  db: Db
  house: FakeHouse
  web: WebPlatform
  server: FastifyInstance
  /** What the house was told, each thing once. */
  heard: Inbound[]
  /** What becomes of the next things that come in. */
  outcome: Outcome
  dataDir: string
  url: string
  clock: { now: Date; passes(ms: number): void }
  visitor(from?: string): Promise<TestVisitor>
  member(login: string, roles?: string[], channels?: string[]): Promise<TestMember>
  close(): Promise<void>
}

export interface TestVisitor {
  id: string
  token: string
  headers: Record<string, string>
  ask(options: InjectOptions): Promise<LightMyRequestResponse>
  says(text: string, more?: { id?: string; uploads?: string[] }): Promise<Answer>
  posts(): Promise<PostPage>
}

export interface TestMember {
  accountId: string
  link: string
  headers: Record<string, string>
  ask(options: InjectOptions): Promise<LightMyRequestResponse>
  say(said: Said): Promise<Answer>
}

/** Status and body of an answer: what was heard, or why not. */
export type Answer = { status: number | Heard['status'] } & Partial<Omit<Heard, 'status'> & Refusal>

export interface SiteOptions {
  database?: FreshDatabase
  demo?: boolean
  beatMs?: number
  house?: FakeHouse
}

const root = path.resolve(import.meta.dirname, '../..')
const translate = createTranslate(path.join(root, 'locales'))

/** Opens a site; two on one database are two processes of one desk. */
export async function createSite(options: SiteOptions = {}): Promise<Site> {
  const database = options.database ?? (await freshDatabase())
  const db = openDb({ url: database.url, log: silentLog, poolSize: 5 })
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kefutai-web-'))
  const house = options.house ?? createHouse()
  const clock = {
    now: new Date('2026-11-23T02:00:00Z'),
    passes(ms: number) {
      clock.now = new Date(clock.now.getTime() + ms)
    },
  }
  const web = createWebPlatform({
    db,
    host: house,
    dataDir,
    publicUrl: 'https://desk.test',
    secureCookies: true,
    company: { name: { 'zh-CN': '云白电器', en: 'Yunbai Appliances' }, timeZone: 'Asia/Shanghai' },
    demo: options.demo ?? false,
    now: () => clock.now,
    translate,
    log: silentLog,
    randomToken: () => randomBytes(32).toString('base64url'),
    listen: () => new Client({ connectionString: database.url, application_name: 'kefutai-listen' }),
    pages: writePages(path.join(dataDir, 'pages')),
    ...(options.beatMs === undefined ? {} : { beatMs: options.beatMs }),
  })
  const heard: Inbound[] = []
  const server = fastifyServer({ trustProxy: true })
  const site: Site = {
    db,
    house,
    web,
    server,
    heard,
    outcome: { status: 'done' },
    dataDir,
    url: database.url,
    clock,
    visitor: (from) => arrive(site, from),
    member: (login, roles = ['agent'], channels = ['desk']) => signUp(site, login, { roles, channels }),
    async close() {
      await server.close()
      await web.close?.()
      await db.$disconnect()
      rmSync(dataDir, { recursive: true, force: true })
      if (!options.database) await database.drop()
    },
  }
  mountDoor(site)
  await server.register(web.routes)
  await server.ready()
  return site
}

/** Pages small enough to be built for every test. */
function writePages(dir: string): string {
  mkdirSync(dir)
  for (const name of pageNames) {
    writeFileSync(path.join(dir, `${name}.tsx`), `import './page.css'\ndocument.title = '${name}'\n`)
  }
  writeFileSync(path.join(dir, 'page.css'), 'body { margin: 0 }\n')
  return dir
}

/** `POST /webhooks/web` as the product's server does it: record once, then let the platform answer. */
function mountDoor(site: Site): void {
  site.server.register(async (fastify) => {
    fastify.removeAllContentTypeParsers()
    fastify.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 4_000_000 }, (_, body, done) =>
      done(null, body),
    )
    fastify.post('/webhooks/web', { bodyLimit: 4_000_000 }, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      try {
        const { method, url, ip } = request
        const result = await site.web.webhook?.({ method, url, ip, body, headers: plain(request.headers) })
        if (!result) return reply.code(404).send()
        const answer = await result.respond(result.inbound.map((inbound) => record(site, inbound)))
        return reply
          .code(answer.status)
          .headers(answer.headers ?? {})
          .send(answer.body)
      } catch (error) {
        if (!(error instanceof ForbiddenError)) throw error
        return reply.code(401).send({ error: 'signed_out', message: error.message })
      }
    })
  })
}

function record(site: Site, inbound: Inbound): Outcome {
  if (site.heard.some((one) => one.externalId === inbound.externalId)) return { status: 'ignored' }
  site.heard.push(inbound)
  return site.outcome
}

const plain = (headers: Record<string, string | string[] | undefined>): WebhookRequest['headers'] =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )

let arrivals = 0
/** Each visitor from an address of their own, unless the address matters. */
async function arrive(site: Site, from = `203.0.113.${arrivals++ % 250}`): Promise<TestVisitor> {
  const created = await site.server.inject({
    method: 'POST',
    url: '/api/chat/visitor',
    payload: {},
    headers: { 'x-forwarded-for': from },
  })
  const { id, token } = created.json<VisitorKey>()
  const headers = { authorization: `Visitor ${token}` }
  const ask = (options: InjectOptions): Promise<LightMyRequestResponse> =>
    site.server.inject({ ...options, headers: { ...headers, ...options.headers } })
  return {
    id,
    token,
    headers,
    ask,
    async says(text, more = {}) {
      const said: Said = { kind: 'message', id: more.id ?? randomUUID(), text, uploads: more.uploads ?? [] }
      return answerOf(await ask({ method: 'POST', url: '/webhooks/web', payload: said }))
    },
    posts: async () => (await ask({ url: '/api/chat/posts' })).json<PostPage>(),
  }
}

async function signUp(
  site: Site,
  login: string,
  who: { roles: string[]; channels: string[] },
): Promise<TestMember> {
  const { accountId, link } = await site.web.createAccount({ login })
  const channels = who.channels.map((id) => ({ id, name: id, kind: 'desk' as const }))
  site.house.members.set(accountId, { workNo: login, name: `客服${login}`, roles: who.roles, channels })
  const opened = await site.server.inject({
    method: 'POST',
    url: '/api/sign-in/link',
    payload: { token: tokenOf(link) },
    // Each member comes from a place of their own, so that their sign-ins are not counted together.
    headers: { 'x-forwarded-for': addressOf(login) },
  })
  const cookie = cookieOf(opened)
  const me = await site.server.inject({ url: '/api/desk/me', headers: { cookie } })
  const headers = { cookie, 'x-csrf': me.json<{ csrf: string }>().csrf }
  const ask = (options: InjectOptions): Promise<LightMyRequestResponse> =>
    site.server.inject({ ...options, headers: { ...headers, ...options.headers } })
  const say = async (said: Said): Promise<Answer> =>
    answerOf(await ask({ method: 'POST', url: '/webhooks/web', payload: said }))
  return { accountId, link, headers, ask, say }
}

const addressOf = (login: string): string => {
  const [a = 0, b = 0] = createHash('sha256').update(login).digest()
  return `198.18.${a}.${b}`
}

export const answerOf = (response: LightMyRequestResponse): Answer => ({
  status: response.statusCode,
  ...response.json<Partial<Heard & Refusal>>(),
})

/** The secret part of a sign-in link. */
export const tokenOf = (link: string): string => link.split('/').at(-1) ?? ''

/** The cookie an answer sets, as the browser sends it back. */
export const cookieOf = (response: LightMyRequestResponse): string =>
  [response.headers['set-cookie'] ?? []]
    .flat()
    .map((one) => one.split(';')[0])
    .join('; ')
