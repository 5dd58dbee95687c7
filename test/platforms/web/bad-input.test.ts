import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitorRoom } from '../../../src/platforms/web/room.ts'
import { type Answer, answerOf, createSite, type Site, type TestVisitor } from '../../support/web.ts'

let site: Site
beforeAll(async () => {
  site = await createSite()
})
afterAll(() => site.close())

const door = { method: 'POST', url: '/webhooks/web' } as const
const last = () => {
  const inbound = site.heard.at(-1)
  if (inbound?.kind !== 'message') throw new Error('the last thing heard is no message')
  return inbound
}

test.each([
  ['HTML and script', '<script>alert(1)</script><img src=x onerror=alert(2)>'],
  ['only emoji', '😡👨‍👩‍👧‍👦💥'],
  ['zero-width characters among words', '退\u200b款\u200d！\ufeff'],
  ['bidi controls', 'abc\u202etxt.exe\u2066'],
  ['markdown and template marks', '**a** {{text}} $x %s <@U1> `rm -rf`'],
  ['quotes and SQL', '\'; DROP TABLE "WebPost"; --'],
  ['20,000 characters', '漏'.repeat(20_000)],
])('%s: taken and shown literally', async (_, text) => {
  const wang = await site.visitor()
  expect(await wang.says(text)).toEqual({ status: 'done' })
  expect(last().text).toBe(text)
  expect((await wang.posts()).posts.map((post) => post.text)).toEqual([text])
})

test('NUL goes, what stands around it stays; lone surrogates do not break the database', async () => {
  const wang = await site.visitor()
  expect(await wang.says('我\u0000要\u0000退款\ud800')).toEqual({ status: 'done' })
  expect(last().text).toBe('我要退款\ufffd')
  expect((await wang.posts()).posts[0]?.text).toBe('我要退款\ufffd')
})

test('broken UTF-8 is replaced, the rest is kept', async () => {
  const wang = await site.visitor()
  const said = { kind: 'message', id: randomUUID(), text: '退款@@谢谢', uploads: [] }
  const body = Buffer.from(JSON.stringify(said))
  const at = body.indexOf('@@')
  body[at] = 0xff
  body[at + 1] = 0xc3
  const answer = await wang.ask({ ...door, payload: body, headers: { 'content-type': 'application/json' } })
  expect(answer.statusCode).toBe(200)
  expect(last().text).toBe('退款\ufffd\ufffd谢谢')
})

test('a message of 1 MB: nothing is lost, the whole text comes as a file behind its beginning', async () => {
  const wang = await site.visitor()
  const id = randomUUID()
  const text = '水漏到楼下了😡'.repeat(50_000)
  expect(Buffer.byteLength(text)).toBeGreaterThan(1_000_000)
  expect(await wang.says(text, { id })).toEqual({ status: 'done' })
  expect(Array.from(last().text).slice(0, 2000)).toEqual(Array.from(text).slice(0, 2000))
  expect(last().text.length).toBeLessThan(3000)
  const [file] = last().attachments
  const stored = await wang.ask({ url: file?.ref ?? '' })
  expect(stored.body).toBe(text)
  expect(stored.headers['content-type']).toBe('text/plain')
  // Sent again by a page that heard no answer: no second file.
  await wang.says(text, { id })
  expect(await site.db.webUpload.count({ where: { room: visitorRoom(wang.id) } })).toBe(1)
})

test('more than 2 MB is refused in words, and nobody hears of it', async () => {
  const wang = await site.visitor()
  const before = site.heard.length
  expect(await wang.says('a'.repeat(2 * 1024 * 1024))).toMatchObject({
    status: 413,
    error: 'too_large',
    message: expect.stringContaining('2 MB'),
  })
  expect(site.heard).toHaveLength(before)
})

test.each([
  ['nothing', ''],
  ['white space', ' \n\t\u3000'],
  ['zero-width characters', '\u200b\u200d\ufeff\u2060'],
  ['bidi controls', '\u202e\u2066\u2069'],
  ['NUL', '\u0000\u0000'],
])('a message of %s is empty', async (_, text) => {
  const wang = await site.visitor()
  expect(await wang.says(text)).toMatchObject({ status: 400, error: 'empty' })
  expect((await wang.posts()).posts).toEqual([])
})

const fine = { kind: 'message', id: randomUUID(), text: '好', uploads: [] }
test.each([
  ['no JSON', 'hello'],
  ['null', 'null'],
  ['an array', '[]'],
  ['an unknown kind', JSON.stringify({ ...fine, kind: 'order' })],
  ['an id that is none', JSON.stringify({ ...fine, id: '../../etc/passwd' })],
  ['a text that is a number', JSON.stringify({ ...fine, text: 7 })],
  ['a file id that is a path', JSON.stringify({ ...fine, uploads: ['../x'] })],
  ['an endless nesting', '['.repeat(100_000)],
  ['talk from a visitor without a channel', JSON.stringify({ kind: 'talk', id: randomUUID(), text: 'x' })],
])('a body of %s is answered in words', async (_, payload) => {
  const wang = await site.visitor()
  const answer = await wang.ask({ ...door, payload, headers: { 'content-type': 'application/json' } })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toEqual({ error: 'bad_input', message: '这个请求无法识别，请刷新页面后再试。' })
})

test('a visitor cannot talk in a channel of staff', async () => {
  const wang = await site.visitor()
  const said = { kind: 'talk', id: randomUUID(), channel: 'desk', text: '你好' }
  expect(answerOf(await wang.ask({ ...door, payload: said }))).toMatchObject({
    status: 403,
    error: 'forbidden',
  })
})

test('a flood from one visitor is stopped with a polite word, others are not', async () => {
  const [wang, li] = [await site.visitor(), await site.visitor()]
  const answers: Answer[] = []
  for (let index = 0; index < 25; index += 1) answers.push(await wang.says(`第 ${index} 条`))
  expect(answers.filter((answer) => answer.status === 'done')).toHaveLength(20)
  expect(answers[20]).toMatchObject({
    status: 429,
    error: 'flood',
    message: expect.stringContaining('秒后再发'),
  })
  expect(await li.says('我的也坏了')).toEqual({ status: 'done' })
  expect((await wang.posts()).posts).toHaveLength(20)
  site.clock.passes(60_001)
  expect(await wang.says('现在呢')).toEqual({ status: 'done' })
})

test('a flood is seen by another process too, and a message sent again is no flood', async () => {
  const wang = await site.visitor()
  const ids = Array.from({ length: 20 }, () => randomUUID())
  for (const id of ids) await wang.says('坏了', { id })
  const other = await createSite({ database: { url: site.url, name: '', drop: async () => undefined } })
  const again = (visitor: TestVisitor, id: string) =>
    other.server.inject({
      ...door,
      headers: visitor.headers,
      payload: { kind: 'message', id, text: '坏了', uploads: [] },
    })
  expect((await again(wang, randomUUID())).statusCode).toBe(429)
  expect((await again(wang, ids[3] ?? '')).statusCode).toBe(200)
  await other.close()
})

test('sent again with the same id it is one message and one post', async () => {
  const wang = await site.visitor()
  const id = randomUUID()
  const before = site.heard.length
  expect(await wang.says('你好', { id })).toEqual({ status: 'done' })
  expect(await wang.says('你好', { id })).toEqual({ status: 'ignored' })
  expect(site.heard).toHaveLength(before + 1)
  expect((await wang.posts()).posts).toHaveLength(1)
})

test('what was recorded but never answered is shown when the page sends it again', async () => {
  const wang = await site.visitor()
  const said = { kind: 'message', id: randomUUID(), text: '还在吗', uploads: [] }
  const request = {
    method: 'POST',
    url: '/webhooks/web',
    headers: wang.headers,
    body: Buffer.from(JSON.stringify(said)),
    ip: '127.0.0.1',
  }
  const first = await site.web.webhook?.(request)
  site.heard.push(...(first?.inbound ?? [])) // recorded; then the process dies before it answers
  expect((await wang.posts()).posts).toEqual([])
  expect(await wang.says('还在吗', { id: said.id })).toEqual({ status: 'ignored' })
  expect((await wang.posts()).posts).toMatchObject([{ id: said.id, text: '还在吗' }])
})

test('what the house refuses is not shown; what it keeps for later is', async () => {
  const wang = await site.visitor()
  site.outcome = { status: 'refused', notice: '这里不能回复' }
  expect(await wang.says('喂')).toEqual({ status: 'refused', notice: '这里不能回复' })
  site.outcome = { status: 'kept' }
  expect(await wang.says('在吗')).toEqual({ status: 'kept' })
  site.outcome = { status: 'done' }
  expect((await wang.posts()).posts.map((post) => post.text)).toEqual(['在吗'])
})

test('the customer’s words stand before what answers them, even if the answer was shown first', async () => {
  const wang = await site.visitor()
  const said = { kind: 'message', id: randomUUID(), text: '你好', uploads: [] }
  const result = await site.web.webhook?.({
    method: 'POST',
    url: '/webhooks/web',
    headers: wang.headers,
    body: Buffer.from(JSON.stringify(said)),
    ip: '127.0.0.1',
  })
  await site.web.send(
    { platform: 'web', id: wang.id },
    { id: randomUUID(), text: '您好，我是智能客服助手', author: { kind: 'bot', name: '智能客服助手' } },
  )
  await result?.respond([{ status: 'done' }])
  expect((await wang.posts()).posts.map((post) => post.author)).toEqual(['customer', 'bot'])
})

test.each([
  ['a wrong visitor token', { authorization: 'Visitor aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }],
  ['nothing at all', {}],
  ['a made-up session', { cookie: 'kefutai_session=abc', 'x-csrf': 'abc' }],
])('with %s nobody is heard', async (_, headers) => {
  const before = site.heard.length
  const answer = await site.server.inject({ ...door, headers, payload: fine })
  expect(answer.statusCode).toBe(401)
  expect(site.heard).toHaveLength(before)
})

test('a button that was never shown to the visitor does nothing', async () => {
  const [wang, li] = [await site.visitor(), await site.visitor()]
  const card = {
    key: `survey:${randomUUID()}`,
    revision: 1,
    kind: 'survey',
    audience: 'customer',
    title: '问题解决了吗？',
    facts: [],
    why: [],
    choices: [],
    actions: [{ id: 'survey.rate', label: '满意', style: 'primary' }],
    foot: [],
  } as const
  await site.web.send(
    { platform: 'web', id: wang.id },
    {
      id: randomUUID(),
      text: '请评价',
      author: { kind: 'bot', name: '助手' },
      card: { ...card, facts: [], why: [], choices: [], actions: [...card.actions], foot: [] },
    },
  )
  const press = (visitor: TestVisitor) => ({
    ...door,
    headers: visitor.headers,
    payload: {
      kind: 'action',
      id: randomUUID(),
      card: { key: card.key, revision: 1 },
      action: 'survey.rate',
      values: { words: '谢谢\u0000' },
    },
  })
  expect((await site.server.inject(press(li))).statusCode).toBe(404)
  expect((await site.server.inject(press(wang))).statusCode).toBe(200)
  expect(site.heard.at(-1)).toMatchObject({
    kind: 'action',
    by: wang.id,
    card: { key: card.key, revision: 1 },
    values: { words: '谢谢' },
  })
})
