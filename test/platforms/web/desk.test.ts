import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Card } from '../../../src/platforms/card.ts'
import type { MemberView, PostPage } from '../../../src/platforms/web/api.ts'
import { createSite, type Site } from '../../support/web.ts'

let site: Site
beforeAll(async () => {
  site = await createSite()
})
afterAll(() => site.close())

const bot = { kind: 'bot', name: '智能客服助手' } as const
const ticketCard = (due: string | undefined, tone: 'working' | 'solved' = 'working'): Card => ({
  key: `ticket:${randomUUID()}`,
  revision: 1,
  kind: 'ticket',
  audience: 'internal',
  title: '维修服务',
  state: { tone, mark: '🔵', label: '处理中' },
  facts: [
    { label: '客户', value: '王女士' },
    { label: '首次响应', value: '', ...(due ? { deadline: { from: '2026-11-23T01:00:00Z', due } } : {}) },
  ],
  why: [],
  choices: [],
  actions: [],
  foot: [],
})
const send = (channel: string, card?: Card) =>
  site.web.send(
    { platform: 'web', id: channel },
    { id: randomUUID(), text: '新工单', author: bot, ...(card && { card }) },
  )

test('a member sees the own channels, with what is unread and what is due', async () => {
  const agent = await site.member('counts', ['agent'], ['desk', 'quiet'])
  await send('desk', ticketCard('2026-11-23T01:30:00Z')) // past
  await send('desk', ticketCard('2026-11-23T02:10:00Z')) // 86 % gone
  await send('desk', ticketCard('2026-11-23T04:00:00Z')) // 33 % gone
  await send('desk', ticketCard('2026-11-23T01:30:00Z', 'solved'))
  await send('desk', ticketCard(undefined))
  site.clock.passes(5_001) // what was counted when the member signed in is forgotten
  const me = async () => (await agent.ask({ url: '/api/desk/me' })).json<MemberView>()
  expect(await me()).toMatchObject({
    workNo: 'counts',
    company: '云白电器',
    locale: 'zh-CN',
    demo: false,
    channels: [
      { id: 'desk', unread: 5, due: 2 },
      { id: 'quiet', unread: 0, due: 0 },
    ],
  })
  const { posts } = (await agent.ask({ url: '/api/desk/channels/desk/posts' })).json<PostPage>()
  const read = (seq: string) =>
    agent.ask({ method: 'POST', url: '/api/desk/channels/desk/read', payload: { seq } })
  await read(posts[3]?.seq ?? '')
  await read(posts[0]?.seq ?? '') // reading never goes backwards
  expect((await me()).channels[0]).toMatchObject({ unread: 1 })
  site.clock.passes(90 * 60_000) // now another is 80 % gone
  expect((await me()).channels[0]).toMatchObject({ due: 3 })
  const other = await site.member('counts.other')
  expect((await other.ask({ url: '/api/desk/me' })).json<MemberView>().channels[0]).toMatchObject({
    unread: 5,
  })
})

test('what somebody types in a channel is heard and stands there under their name', async () => {
  const agent = await site.member('talks', ['agent'], ['talk'])
  const id = randomUUID()
  expect(await agent.say({ kind: 'talk', id, channel: 'talk', text: '这单谁在跟？' })).toEqual({
    status: 'done',
  })
  expect(site.heard.at(-1)).toEqual({
    kind: 'talk',
    platform: 'web',
    externalId: `${agent.accountId}:${id}`,
    by: agent.accountId,
    channel: 'talk',
    text: '这单谁在跟？',
    locale: 'zh-CN',
  })
  const { posts } = (await agent.ask({ url: '/api/desk/channels/talk/posts' })).json<PostPage>()
  expect(posts).toMatchObject([{ id, author: 'staff', name: '客服talks', text: '这单谁在跟？' }])
})

test.each([
  ['empty', '\u200b', 400],
  ['too long', '长'.repeat(20_001), 413],
])('talk that is %s is refused in words', async (_, text, status) => {
  const agent = await site.member(`talks.${status}`, ['agent'], ['talk'])
  expect(await agent.say({ kind: 'talk', id: randomUUID(), channel: 'talk', text })).toMatchObject({ status })
})

test('a pressed button goes to the house as it is; the house says what became of it', async () => {
  const agent = await site.member('presses')
  site.outcome = { status: 'refused', notice: '李工 14:02 已认领' }
  const said = {
    kind: 'action',
    id: randomUUID(),
    card: { key: 'ticket:7', revision: 3 },
    action: 'ticket.claim',
    values: { note: '我来' },
  } as const
  expect(await agent.say(said)).toEqual({ status: 'refused', notice: '李工 14:02 已认领' })
  site.outcome = { status: 'done' }
  expect(site.heard.at(-1)).toMatchObject({
    by: agent.accountId,
    action: 'ticket.claim',
    values: { note: '我来' },
  })
})

test('what a press was told for one pair of eyes comes back whole, and the card keeps its button for it', async () => {
  const agent = await site.member('asks', ['agent'], ['desk'])
  const explain = { id: 'ticket.explain', label: '怎么算的', style: 'plain' } as const
  const card = ticketCard('2026-11-23T02:10:00Z')
  await send('desk', {
    ...card,
    facts: card.facts.map((fact) => (fact.deadline ? { ...fact, explain } : fact)),
  })
  const { posts } = (await agent.ask({ url: '/api/desk/channels/desk/posts' })).json<PostPage>()
  const shownCard = posts.find((post) => post.card?.key === card.key)?.card
  expect(shownCard?.facts.find((fact) => fact.deadline)?.explain).toEqual(explain)
  const shown = [{ label: '首次响应', text: '今天 10:10 到期：从今天 09:00 起 70 分钟工作时间' }]
  site.outcome = { status: 'done', notice: '到期时间是这样算的', shown }
  const heard = await agent.say({
    kind: 'action',
    id: randomUUID(),
    card: { key: card.key, revision: 1 },
    action: 'ticket.explain',
    values: {},
  })
  expect(heard).toEqual({ status: 'done', notice: '到期时间是这样算的', shown })
  expect(site.heard.at(-1)).toMatchObject({ kind: 'action', action: 'ticket.explain', by: agent.accountId })
  site.outcome = { status: 'done' }
})

test('staff write to customers by buttons only', async () => {
  const agent = await site.member('writes')
  expect(await agent.say({ kind: 'message', id: randomUUID(), text: '您好', uploads: [] })).toMatchObject({
    status: 403,
  })
})

test('a channel that is not the member’s is closed for reading, marking and talking', async () => {
  const agent = await site.member('stranger', ['agent'], ['desk'])
  expect((await agent.ask({ url: '/api/desk/channels/talk/posts' })).statusCode).toBe(403)
  const read = { method: 'POST', url: '/api/desk/channels/talk/read', payload: { seq: '1' } } as const
  expect((await agent.ask(read)).statusCode).toBe(403)
  expect(await agent.say({ kind: 'talk', id: randomUUID(), channel: 'talk', text: 'x' })).toMatchObject({
    status: 403,
  })
  const wang = await site.visitor()
  expect((await agent.ask({ url: `/api/desk/channels/${wang.id}/posts` })).statusCode).toBe(403)
})

test('opening a ticket tells its visitor that staff have read', async () => {
  const [agent, other] = [await site.member('reads'), await site.member('reads.not')]
  const wang = await site.visitor()
  await wang.says('有人吗')
  const [post] = (await wang.posts()).posts
  site.house.tickets.set('SR20261123007', wang.id)
  site.house.readers.add(agent.accountId)
  const readByStaff = async () => (await wang.ask({ url: '/api/chat/me' })).json().readByStaff
  expect(await readByStaff()).toBe('0')
  const refused = await other.ask({ url: '/api/desk/tickets/SR20261123007' })
  expect(refused.json()).toEqual({ error: 'forbidden', message: '这张工单不归您看' })
  expect(await readByStaff()).toBe('0')
  const panel = await agent.ask({ url: '/api/desk/tickets/SR20261123007' })
  expect(panel.json()).toMatchObject({ number: 'SR20261123007', room: `visitor:${wang.id}` })
  expect(await readByStaff()).toBe(post?.seq)
  expect((await agent.ask({ url: '/api/desk/tickets/SR404' })).json()).toEqual({
    error: 'not_found',
    message: '没有这张工单',
  })
})

test('search asks the house; nothing to search for finds nothing', async () => {
  const agent = await site.member('searches')
  const found = await agent.ask({ url: `/api/desk/search?q=${encodeURIComponent(' 漏水\u0000 ')}` })
  expect(found.json()).toMatchObject([{ number: 'SR20261122001', title: '漏水' }])
  expect((await agent.ask({ url: '/api/desk/search?q=%20' })).json()).toEqual([])
})

test('a member chooses the language, and is refused in it', async () => {
  const agent = await site.member('english')
  const choose = (locale: string) =>
    agent.ask({ method: 'POST', url: '/api/desk/locale', payload: { locale } })
  expect((await choose('fr')).statusCode).toBe(400)
  expect((await choose('en')).statusCode).toBe(204)
  expect((await agent.ask({ url: '/api/desk/me' })).json()).toMatchObject({
    locale: 'en',
    company: 'Yunbai Appliances',
  })
  const refused = await agent.ask({ url: '/api/desk/channels/none/posts' })
  expect(refused.json()).toEqual({ error: 'forbidden', message: 'You have no right to do this.' })
})

test('nothing is told about what went wrong inside', async () => {
  const agent = await site.member('breaks')
  site.house.tickets.set('SR20261123009', randomUUID())
  const member = site.house.members.get(agent.accountId)
  Object.defineProperty(member ?? {}, 'channels', {
    get: () => {
      throw new Error('secret detail')
    },
  })
  const answer = await agent.ask({ url: '/api/desk/me' })
  expect(answer.statusCode).toBe(500)
  expect(answer.json()).toEqual({ error: 'failed', message: '系统出了问题，这一步没有完成，请再试一次。' })
})
