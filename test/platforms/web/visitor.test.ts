import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSite, type Site } from '../../support/web.ts'

let site: Site
beforeAll(async () => {
  site = await createSite()
})
afterAll(() => site.close())

test('a visitor comes, says who they are, writes, and finds everything again after a reload', async () => {
  const wang = await site.visitor()
  const saved = await wang.ask({
    method: 'POST',
    url: '/api/chat/profile',
    payload: { name: ' 王\u202e女士\u0000 ', contact: '13800138000' },
  })
  expect(saved.json()).toMatchObject({ id: wang.id, name: '王 女士', contact: '13800138000' })

  const id = randomUUID()
  expect(await wang.says('洗衣机漏水，地上全是水！', { id })).toEqual({ status: 'done' })
  expect(site.heard.at(-1)).toEqual({
    kind: 'message',
    platform: 'web',
    externalId: `${wang.id}:${id}`,
    conversation: wang.id,
    from: { id: wang.id, name: '王 女士', contact: '13800138000' },
    text: '洗衣机漏水，地上全是水！',
    attachments: [],
    locale: 'zh-CN',
  })
  const { posts } = await wang.posts()
  expect(posts).toMatchObject([{ id, author: 'customer', name: '王 女士', text: '洗衣机漏水，地上全是水！' }])
})

test('the token is kept only as a hash, and the browser is told to keep nothing of the answers', async () => {
  const wang = await site.visitor()
  const row = await site.db.webVisitor.findUniqueOrThrow({ where: { id: wang.id } })
  expect(Object.values(row).map(String)).not.toContain(wang.token)
  expect((await wang.ask({ url: '/api/chat/me' })).headers['cache-control']).toBe('no-store')
})

test.each([
  ['no token', {}],
  ['a made-up token', { authorization: `Visitor ${'a'.repeat(43)}` }],
  ['a token with a quote', { authorization: "Visitor ' OR 1=1 --" }],
  ['a hash instead of the token', { authorization: `Visitor ${'0'.repeat(64)}` }],
])('%s is nobody', async (_, headers) => {
  const answer = await site.server.inject({
    url: '/api/chat/me',
    headers: { ...headers, 'accept-language': 'en' },
  })
  expect(answer.statusCode).toBe(401)
  expect(answer.json()).toEqual({ error: 'signed_out', message: 'You are signed out. Please sign in again.' })
})

test('one visitor never sees what another wrote', async () => {
  const [wang, li] = [await site.visitor(), await site.visitor()]
  await wang.says('我的订单号是 20261122')
  expect((await li.posts()).posts).toEqual([])
})

test('older posts come page by page, each once', async () => {
  const wang = await site.visitor()
  for (let index = 1; index <= 120; index += 1)
    await site.web.send(
      { platform: 'web', id: wang.id },
      { id: randomUUID(), text: `第 ${index} 条`, author: { kind: 'bot', name: '智能客服助手' } },
    )
  const newest = await wang.posts()
  const older = (await wang.ask({ url: `/api/chat/posts?before=${newest.before}` })).json()
  const oldest = (await wang.ask({ url: `/api/chat/posts?before=${older.before}` })).json()
  const texts = [...oldest.posts, ...older.posts, ...newest.posts].map((post) => post.text)
  expect(texts).toEqual(Array.from({ length: 120 }, (_, index) => `第 ${index + 1} 条`))
  expect(oldest.before).toBeUndefined()
})

test('an empty name takes the old one back', async () => {
  const wang = await site.visitor()
  await wang.ask({ method: 'POST', url: '/api/chat/profile', payload: { name: '王女士', contact: 'a@b.cn' } })
  const saved = await wang.ask({ method: 'POST', url: '/api/chat/profile', payload: { name: '' } })
  expect(saved.json()).toMatchObject({ name: '', contact: 'a@b.cn' })
})

test.each(['-1', 'abc', '1e3', "1'; DROP TABLE x", '9'.repeat(30)])(
  'a place like %s in the room is refused',
  async (before) => {
    const wang = await site.visitor()
    const answer = await wang.ask({ url: `/api/chat/posts?before=${encodeURIComponent(before)}` })
    expect(answer.statusCode).toBe(400)
  },
)

test('new visitors from one address are limited, from another they are not', async () => {
  const come = (from: string) =>
    site.server.inject({
      method: 'POST',
      url: '/api/chat/visitor',
      payload: {},
      headers: { 'x-forwarded-for': from },
    })
  const statuses: number[] = []
  for (let index = 0; index < 601; index += 1) statuses.push((await come('192.0.2.1')).statusCode)
  expect(statuses.filter((status) => status === 200)).toHaveLength(600)
  const last = await come('192.0.2.1')
  expect(last.statusCode).toBe(429)
  expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
  expect((await come('192.0.2.2')).statusCode).toBe(200)
  site.clock.passes(10 * 60_000 + 1)
  expect((await come('192.0.2.1')).statusCode).toBe(200)
})

test('another site cannot make a browser a visitor', async () => {
  const answer = await site.server.inject({
    method: 'POST',
    url: '/api/chat/visitor',
    payload: {},
    headers: { 'sec-fetch-site': 'cross-site' },
  })
  expect(answer.statusCode).toBe(403)
})
