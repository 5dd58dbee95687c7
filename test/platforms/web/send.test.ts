import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Card } from '../../../src/platforms/card.ts'
import type { OutboundMessage } from '../../../src/platforms/platform.ts'
import type { PostPage } from '../../../src/platforms/web/api.ts'
import { createSite, type Site, type TestMember } from '../../support/web.ts'

let site: Site
let agent: TestMember
beforeAll(async () => {
  site = await createSite()
  agent = await site.member('sender', ['agent'], ['desk', 'aftersales'])
})
afterAll(() => site.close())

const card = (key: string, revision: number, more: Partial<Card> = {}): Card => ({
  key,
  revision,
  kind: 'ticket',
  audience: 'internal',
  title: `维修服务 ${revision}`,
  state: { tone: 'unclaimed', mark: '🟠', label: '待认领' },
  facts: [],
  why: [],
  choices: [],
  actions: [],
  foot: [],
  ...more,
})
const message = (more: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: randomUUID(),
  text: '新工单',
  author: { kind: 'bot', name: '智能客服助手' },
  ...more,
})
const desk = { platform: 'web', id: 'desk' }
const shown = async (channel = 'desk') =>
  (await agent.ask({ url: `/api/desk/channels/${channel}/posts` })).json<PostPage>().posts

test('sent twice, even at once, it is shown once and found by its id', async () => {
  const one = message()
  const sent = await Promise.all([
    site.web.send(desk, one),
    site.web.send(desk, one),
    site.web.send(desk, one),
  ])
  expect(sent).toEqual(Array.from({ length: 3 }, () => ({ externalId: one.id })))
  expect((await shown()).filter((post) => post.id === one.id)).toHaveLength(1)
  expect(await site.web.find?.(desk, one.id)).toEqual({ externalId: one.id })
  expect(await site.web.find?.({ platform: 'web', id: 'aftersales' }, one.id)).toBeUndefined()
  expect(await site.web.find?.(desk, randomUUID())).toBeUndefined()
})

test('a card changes where it stands, and an older state never comes back', async () => {
  const key = `ticket:${randomUUID()}`
  const { externalId } = await site.web.send(desk, message({ card: card(key, 1) }))
  await site.web.send(desk, message({ text: '别的消息' }))
  const before = (await shown()).map((post) => post.id)
  site.clock.passes(1000)
  expect(await site.web.send(desk, message({ card: card(key, 3), replaces: externalId }))).toEqual({
    externalId,
  })
  await site.web.send(desk, message({ card: card(key, 2), replaces: externalId }))
  const after = await shown()
  expect(after.map((post) => post.id)).toEqual(before)
  const post = after.find((one) => one.id === externalId)
  expect(post?.card?.revision).toBe(3)
  expect(Date.parse(post?.changedAt ?? '')).toBe(Date.parse(post?.postedAt ?? '') + 1000)
})

test('what should be replaced and is gone is shown anew', async () => {
  const late = message({ replaces: randomUUID() })
  expect(await site.web.send(desk, late)).toEqual({ externalId: late.id })
  expect((await shown()).at(-1)?.id).toBe(late.id)
})

test('nothing in another room can be replaced', async () => {
  const { externalId } = await site.web.send({ platform: 'web', id: 'aftersales' }, message({ text: '原文' }))
  await site.web.send(desk, message({ text: '覆盖', replaces: externalId }))
  expect((await shown('aftersales')).find((post) => post.id === externalId)?.text).toBe('原文')
})

test('an internal card never reaches a visitor, and an address nobody has is refused', async () => {
  const wang = await site.visitor()
  const to = { platform: 'web', id: wang.id }
  await expect(site.web.send(to, message({ card: card('ticket:x', 1) }))).rejects.toMatchObject({
    name: 'PlatformError',
    reason: 'refused',
  })
  expect((await wang.posts()).posts).toEqual([])
  await expect(site.web.send({ platform: 'web', id: randomUUID() }, message())).rejects.toMatchObject({
    reason: 'refused',
  })
})

test('an account is addressed in its own, personal channel', async () => {
  const member = site.house.members.get(agent.accountId)
  member?.channels.push({ id: agent.accountId, name: '提醒', kind: 'personal' })
  await site.web.send({ platform: 'web', id: agent.accountId }, message({ text: '首次响应剩 7 分钟' }))
  expect((await shown(agent.accountId)).map((post) => post.text)).toEqual(['首次响应剩 7 分钟'])
  const other = await site.member('sender.other')
  const answer = await other.ask({ url: `/api/desk/channels/${agent.accountId}/posts` })
  expect(answer.statusCode).toBe(403)
})

test('while the database is away a send is unreachable, never refused', async () => {
  const gone = await createSite()
  await gone.db.$executeRawUnsafe('DROP TABLE "WebPost"')
  await expect(gone.web.send(desk, message())).rejects.toMatchObject({ reason: 'unreachable' })
  await gone.close()
})

test('NUL and lone surrogates from anywhere do not stop a card', async () => {
  const quote = { author: '王\u0000女士', text: '漏水\ud83d了\u0000', attachments: [] }
  const sent = message({ text: 'a\u0000b\ud800', card: card(`ticket:${randomUUID()}`, 1, { quote }) })
  await site.web.send(desk, sent)
  const post = (await shown()).find((one) => one.id === sent.id)
  expect(post?.text).toBe('ab\ufffd')
  expect(post?.card?.quote).toEqual({ author: '王女士', text: '漏水\ufffd了', attachments: [] })
})
