import { afterAll, beforeAll, expect, test } from 'vitest'
import { follow, originOf } from '../../support/live.ts'
import { cookieOf, createSite, type Site } from '../../support/web.ts'

let site: Site
beforeAll(async () => {
  site = await createSite({ demo: true })
})
afterAll(() => site.close())

const newStaff = { workNo: '8002', name: ' 赵\u202e敏 ', roles: ['agent'], departments: [], login: 'zhaomin' }
const [somebody, something] = ['0190a0b0-0000-7000-8000-000000000001', '0190a0b0-0000-7000-8000-000000000002']
const draft = {
  address: 'kefu@163.com',
  aliases: [],
  name: '客户服务中心',
  imap: { host: 'imap.163.com', port: 993, security: 'tls', user: 'kefu@163.com', folders: ['INBOX'] },
  smtp: null,
  password: 'code',
  oauth: null,
  trusted: [],
  pastDays: 0,
}
const at = { step: 'reading', token: '', attempt: 0, readable: false }
const doors = [
  { method: 'GET', url: '/api/admin/system' },
  { method: 'POST', url: '/api/admin/staff', payload: newStaff },
  { method: 'POST', url: `/api/admin/staff/${somebody}/link`, payload: {} },
  { method: 'POST', url: `/api/admin/staff/${somebody}/close`, payload: {} },
  { method: 'POST', url: `/api/admin/deliveries/${something}/retry`, payload: {} },
  { method: 'POST', url: '/api/admin/arrivals/retry', payload: { platform: 'web', id: 'a1' } },
  { method: 'POST', url: '/api/admin/mail/save', payload: { draft } },
  { method: 'POST', url: '/api/admin/mail/examine', payload: { id: somebody, draft, at } },
  { method: 'POST', url: `/api/admin/mail/boxes/${somebody}/close`, payload: {} },
  { method: 'POST', url: `/api/admin/mail/boxes/${somebody}/token`, payload: {} },
  { method: 'POST', url: `/api/admin/mail/mails/${something}/take`, payload: {} },
  { method: 'POST', url: '/api/admin/mail/mails/read-again', payload: {} },
  { method: 'POST', url: '/api/admin/demo/end', payload: {} },
] as const

test.each(doors)('$method $url is closed to everybody but an administrator', async (door) => {
  const name = door.url.replaceAll('/', '-').slice(-48)
  const [agent, supervisor] = [
    await site.member(`a${name}`),
    await site.member(`b${name}`, ['supervisor', 'department']),
  ]
  expect((await site.server.inject(door)).statusCode).toBe(401)
  expect((await agent.ask(door)).statusCode).toBe(403)
  expect((await supervisor.ask(door)).statusCode).toBe(403)
  expect(site.house.acts).toEqual([])
})

test('an administrator changes nothing without the CSRF word', async () => {
  const admin = await site.member('admin.csrf', ['administrator'])
  for (const door of doors.slice(1))
    expect(
      (await site.server.inject({ ...door, headers: { cookie: admin.headers.cookie ?? '' } })).statusCode,
    ).toBe(403)
  expect(site.house.acts).toEqual([])
})

test('an administrator runs the house', async () => {
  const admin = await site.member('admin', ['administrator'])
  const statuses: number[] = []
  for (const door of doors.slice(0, -1)) statuses.push((await admin.ask(door)).statusCode)
  expect(statuses).toEqual([200, 200, 200, 204, 204, 204, 200, 200, 204, 200, 204, 200])
  expect(site.house.acts).toEqual([
    'add zhaomin 赵 敏',
    `link ${somebody}`,
    `close ${somebody}`,
    `delivery ${something}`,
    'arrival web a1',
    'mailbox new kefu@163.com',
    'examine reading',
    `close mailbox ${somebody}`,
    `token ${somebody}`,
    `take ${something}`,
  ])
})

test('an administrator asks for mailboxes and providers; nobody else does', async () => {
  const [admin, agent] = [await site.member('mail.admin', ['administrator']), await site.member('mail.agent')]
  for (const url of ['/api/admin/mail', '/api/admin/mail/preset?address=a@163.com']) {
    expect((await site.server.inject({ url })).statusCode).toBe(401)
    expect((await agent.ask({ url })).statusCode).toBe(403)
  }
  expect((await admin.ask({ url: '/api/admin/mail' })).json()).toMatchObject({ mailboxes: [] })
  expect((await admin.ask({ url: '/api/admin/mail/preset?address=a@163.com' })).json()).toEqual({ id: '163' })
  expect((await admin.ask({ url: '/api/admin/mail/preset?address=a@b.cn' })).json()).toEqual({})
})

test.each([
  { draft: { ...draft, imap: { ...draft.imap, port: '993' } } },
  { draft: { ...draft, password: undefined } },
  { draft: { ...draft, aliases: 'a@b.cn' } },
  { draft: { ...draft, smtp: { ...draft.imap, security: 'maybe' } } },
  { id: '../x', draft },
  {},
])('a mailbox such as %j is not even shown to the house', async (payload) => {
  const admin = await site.member(`mail.${Math.random()}`, ['administrator'])
  const answer = await admin.ask({ method: 'POST', url: '/api/admin/mail/save', payload })
  expect([answer.statusCode, answer.json().error]).toEqual([400, 'bad_input'])
})

test.each([
  { ...newStaff, name: '\u200b' },
  { ...newStaff, roles: 'agent' },
  { ...newStaff, login: undefined },
  { ...newStaff, departments: [7] },
])('a staff member such as %j is not taken', async (payload) => {
  const admin = await site.member(`admin.${Math.random()}`, ['administrator'])
  const answer = await admin.ask({ method: 'POST', url: '/api/admin/staff', payload })
  expect(answer.json()).toMatchObject({ error: 'bad_input' })
})

test('the demonstration signs one browser in at every seat, from this machine only', async () => {
  const [agent, worker] = [await site.member('demo.agent'), await site.member('demo.worker', ['department'])]
  site.house.seats.push(
    { seat: 'agent', name: '林晓', accountId: agent.accountId },
    { seat: 'department', name: '李工', accountId: worker.accountId },
  )
  const sit = (headers: Record<string, string>) =>
    site.server.inject({ method: 'POST', url: '/api/demo/seats', payload: {}, headers })
  expect((await sit({ host: '127.0.0.1:3000', 'x-forwarded-for': '203.0.113.5' })).statusCode).toBe(403)
  expect((await sit({ host: 'rebound.example:3000' })).statusCode).toBe(403)
  expect((await sit({ host: 'localhost:3000', 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  const seated = await sit({ host: 'localhost:3000', 'sec-fetch-site': 'same-origin' })
  expect(seated.json()).toEqual({
    seats: [
      { seat: 'agent', name: '林晓' },
      { seat: 'department', name: '李工' },
    ],
  })
  const cookie = cookieOf(seated)
  const me = await site.server.inject({ url: '/api/desk/me?seat=department', headers: { cookie } })
  expect(me.json()).toMatchObject({ workNo: 'demo.worker', demo: true })
})

test('ending the demonstration leaves nothing of it', async () => {
  const admin = await site.member('admin.ends', ['administrator'])
  const wang = await site.visitor()
  await wang.says('演示')
  await site.server.listen({ port: 0, host: '127.0.0.1' })
  const live = await follow(`${originOf(site.server)}/api/chat/stream`, wang.headers)
  const ended = await admin.ask({ method: 'POST', url: '/api/admin/demo/end', payload: {} })
  expect(ended.json()).toEqual({ link: 'https://desk.test/sign-in/first' })
  await live.ended
  expect(live.events.at(-1)).toEqual({ type: 'reload' })
  expect((await site.server.inject({ url: '/demo' })).statusCode).toBe(404)
  expect((await site.server.inject({ url: '/' })).headers.location).toBe('/desk')
  const seats = {
    method: 'POST',
    url: '/api/demo/seats',
    payload: {},
    headers: { host: 'localhost' },
  } as const
  expect((await site.server.inject(seats)).statusCode).toBe(404)
  expect((await admin.ask({ method: 'POST', url: '/api/admin/demo/end', payload: {} })).statusCode).toBe(404)

  await site.web.empty()
  expect((await wang.ask({ url: '/api/chat/me' })).statusCode).toBe(401)
  expect((await admin.ask({ url: '/api/desk/me' })).statusCode).toBe(401)
  expect(await site.db.webPost.count()).toBe(0)
})
