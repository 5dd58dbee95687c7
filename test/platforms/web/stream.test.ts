import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StreamEvent } from '../../../src/platforms/web/api.ts'
import { follow, type Live, originOf } from '../../support/live.ts'
import { createSite, type Site, type TestMember, type TestVisitor } from '../../support/web.ts'

// Two processes of one desk: what happens in one is heard in the other.
let here: Site
let there: Site
const open: Live[] = []
beforeAll(async () => {
  here = await createSite({ beatMs: 50 })
  there = await createSite({
    beatMs: 50,
    house: here.house,
    database: { url: here.url, name: '', drop: async () => undefined },
  })
  await Promise.all([here, there].map((site) => site.server.listen({ port: 0, host: '127.0.0.1' })))
})
afterAll(async () => {
  for (const live of open) live.leave()
  await there.close()
  await here.close()
})

const address = (site: Site): string => originOf(site.server)
async function listens(site: Site, who: TestVisitor | TestMember, since?: string): Promise<Live> {
  const path = 'token' in who ? '/api/chat/stream' : '/api/desk/stream'
  const query = since === undefined ? '' : `?since=${encodeURIComponent(since)}`
  const live = await follow(`${address(site)}${path}${query}`, who.headers)
  open.push(live)
  return live
}
const says = (text: string) => (event: StreamEvent) => event.type === 'post' && event.post.text === text
const send = (site: Site, id: string, text: string, more: { id?: string; replaces?: string } = {}) =>
  site.web.send(
    { platform: 'web', id },
    { id: randomUUID(), text, author: { kind: 'bot', name: '智能客服助手' }, ...more },
  )

test('what is sent in one process is heard in both, by those who may and nobody else', async () => {
  const [wang, li] = [await here.visitor(), await here.visitor()]
  const [desk, other] = [
    await here.member('s.desk'),
    await here.member('s.other', ['department'], ['aftersales']),
  ]
  const lives = await Promise.all([
    listens(there, wang),
    listens(there, li),
    listens(there, desk),
    listens(there, other),
  ])
  await send(here, 'desk', '给客服台')
  await send(here, wang.id, '给王女士')
  await send(here, 'aftersales', '给售后')
  await lives[0].until(says('给王女士'))
  await lives[2].until(says('给客服台'))
  await lives[3].until(says('给售后'))
  const heard = lives.map((live) =>
    live.events.flatMap((event) => (event.type === 'post' ? event.post.text : [])),
  )
  expect(heard).toEqual([['给王女士'], [], ['给客服台'], ['给售后']])
})

test('a post carries its room, and comes again when it changes', async () => {
  const desk = await here.member('s.changes')
  const live = await listens(here, desk)
  const { externalId } = await send(there, 'desk', '原文')
  await live.until(says('原文'))
  await send(there, 'desk', '改过', { replaces: externalId })
  expect(await live.until(says('改过'))).toMatchObject({ room: 'channel:desk', post: { id: externalId } })
})

test('who comes back hears what changed meanwhile', async () => {
  const desk = await here.member('s.back')
  const { externalId } = await send(here, 'desk', '走之前')
  const since = here.clock.now.toISOString()
  here.clock.passes(60_000)
  await send(here, 'desk', '走之前，改过', { replaces: externalId })
  await send(here, 'desk', '走之后')
  const live = await listens(there, desk, since)
  await live.until(says('走之前，改过'))
  await live.until(says('走之后'))
  expect(live.events.filter(says('走之前'))).toEqual([])
})

test('after a long gap one is told to load again', async () => {
  const desk = await here.member('s.gap', ['agent'], ['busy'])
  await here.db.webPost.createMany({
    data: Array.from({ length: 501 }, (_, index) => ({
      id: `gap-${index}`,
      room: 'channel:busy',
      author: 'bot',
      name: '',
      text: '',
      postedAt: here.clock.now,
      changedAt: here.clock.now,
    })),
  })
  const live = await listens(here, desk, here.clock.now.toISOString())
  await live.until((event) => event.type === 'reload')
})

test('staff hear a visitor write and type only if they may see a ticket of theirs', async () => {
  const wang = await here.visitor()
  const [may, not] = [await here.member('s.may'), await here.member('s.not')]
  here.house.tickets.set('SR20261123501', wang.id)
  here.house.readers.add(may.accountId)
  const [allowed, denied] = [await listens(there, may), await listens(there, not)]
  await wang.ask({ method: 'POST', url: '/api/chat/profile', payload: { name: '王女士' } })
  await wang.ask({ method: 'POST', url: '/api/chat/typing', payload: {} })
  await wang.says('地上全是水')
  await allowed.until(says('地上全是水'))
  expect(await allowed.until((event) => event.type === 'typing')).toEqual({
    type: 'typing',
    room: `visitor:${wang.id}`,
    name: '王女士',
  })
  await send(here, 'desk', '完')
  await denied.until(says('完'))
  expect(denied.events.filter((event) => event.type === 'typing' || says('地上全是水')(event))).toEqual([])
})

test('a visitor sees that staff read and type, and not the own typing', async () => {
  const wang = await here.visitor()
  const agent = await here.member('s.agent')
  here.house.tickets.set('SR20261123502', wang.id)
  here.house.readers.add(agent.accountId)
  const live = await listens(there, wang)
  await wang.ask({ method: 'POST', url: '/api/chat/typing', payload: {} })
  await wang.says('有人吗')
  const [post] = (await wang.posts()).posts
  await agent.ask({ url: '/api/desk/tickets/SR20261123502' })
  await agent.ask({ method: 'POST', url: '/api/desk/typing', payload: { ticket: 'SR20261123502' } })
  expect(await live.until((event) => event.type === 'read')).toEqual({ type: 'read', seq: post?.seq })
  expect(await live.until((event) => event.type === 'typing')).toEqual({
    type: 'typing',
    room: `visitor:${wang.id}`,
    name: '客服s.agent',
  })
  expect(live.events.filter((event) => event.type === 'typing')).toHaveLength(1)
})

test('a stream shows every so often that it lives', async () => {
  const live = await listens(here, await here.visitor())
  await live.untilComments(4)
})

test('a session that ends takes its stream with it', async () => {
  const desk = await here.member('s.ends')
  const live = await listens(there, desk)
  await desk.ask({ method: 'POST', url: '/api/desk/sign-out', payload: {} })
  await live.until((event) => event.type === 'reload')
  await live.ended
  expect((await listens(there, desk)).status).toBe(401)
})

test('a closed account hears nothing more', async () => {
  const desk = await here.member('s.closed', ['agent'], ['alone'])
  const live = await listens(here, desk)
  await here.web.closeAccount(desk.accountId)
  await live.ended
  expect(live.events).toEqual([{ type: 'reload' }])
})

test('a channel taken away is silent from the next beat on', async () => {
  const desk = await here.member('s.moves', ['agent'], ['desk', 'secret'])
  const live = await listens(here, desk)
  await send(here, 'secret', '还听得到')
  await live.until(says('还听得到'))
  here.house.members.get(desk.accountId)?.channels.pop()
  await live.untilComments(live.comments + 2)
  await send(here, 'secret', '听不到了')
  await send(here, 'desk', '完')
  await live.until(says('完'))
  expect(live.events.some(says('听不到了'))).toBe(false)
})

test('when the listening connection breaks it comes back, and everybody loads again', async () => {
  const desk = await here.member('s.broken')
  const live = await listens(there, desk)
  await here.db.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'kefutai-listen' AND datname = current_database()`
  await live.until((event) => event.type === 'reload')
  await live.ended
  const again = await listens(there, desk)
  await send(here, 'desk', '又听到了')
  await again.until(says('又听到了'))
})

test('nobody listens without being known, nor from a time that is none', async () => {
  const wang = await here.visitor()
  for (const path of ['/api/chat/stream', '/api/desk/stream'])
    expect((await follow(`${address(here)}${path}`, {})).status).toBe(401)
  expect((await listens(here, wang, 'yesterday')).status).toBe(400)
})

test('one person has only so many streams: the oldest gives way', async () => {
  const wang = await here.visitor()
  const lives: Live[] = []
  for (let index = 0; index < 13; index += 1) lives.push(await listens(here, wang))
  await lives[0]?.ended
  expect(lives[0]?.events).toEqual([{ type: 'reload' }])
  await send(here, wang.id, '都在')
  await Promise.all(lives.slice(1).map((live) => live.until(says('都在'))))
})

test('no word of what was said travels between the processes', async () => {
  const { default: pg } = await import('pg')
  const ear = new pg.Client({ connectionString: here.url })
  await ear.connect()
  const payloads: string[] = []
  const done = new Promise<void>((resolve) => {
    ear.on('notification', ({ payload }) => {
      payloads.push(payload ?? '')
      if (payloads.length === 2) resolve()
    })
  })
  await ear.query('LISTEN kefutai_web')
  const wang = await here.visitor()
  await wang.says('我的身份证号是 110101199003070000')
  await send(here, wang.id, `退款 ${'长'.repeat(20_000)}`)
  await done
  await ear.end()
  expect(payloads.every((payload) => payload.length < 200 && !/身份证|退款/.test(payload))).toBe(true)
})

test('closing the server ends every stream', async () => {
  const site = await createSite()
  await site.server.listen({ port: 0, host: '127.0.0.1' })
  const live = await listens(site, await site.visitor())
  await site.close()
  await live.ended
})
