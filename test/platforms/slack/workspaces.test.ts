import { afterEach, expect, test, vi } from 'vitest'
import { createSlackDesk, type SlackDesk } from '../../support/slack-desk.ts'

let desk: SlackDesk
afterEach(() => desk.close())

const get = (url: string, cookie = '') =>
  desk.takes({ method: 'GET', url, headers: { cookie, host: 'desk.example.com' }, body: Buffer.alloc(0) })

/** Somebody of a workspace goes through the pages that install the app. */
async function install(team: string): Promise<void> {
  const begun = await get('/webhooks/slack/install')
  const said = begun.headers?.location ?? begun.body
  const state = /state=([^"&]+)/.exec(said)?.[1] ?? ''
  const cookie = (begun.headers?.['set-cookie'] ?? '').split(';')[0] ?? ''
  const code = desk.slack.grants(team, 'U9ADMIN')
  const done = await get(`/webhooks/slack/oauth?code=${code}&state=${state}`, cookie)
  expect(done.status).toBe(200)
  expect(done.body).toContain('已安装')
}

const several = (client: { id: string; secret: string }, http = true) => ({
  http,
  settings: { client, botToken: undefined },
  change: <T extends { settings: object }>(options: T): T => options,
})
const client = { id: '111.222', secret: 'fake-client-secret' }

async function open(): Promise<SlackDesk> {
  desk = await createSlackDesk(several(client))
  desk.slack.addWorkspace({ id: 'T2', name: 'Acme' })
  desk.slack.addUser({ id: 'U9ADMIN', realName: '管理' })
  desk.slack.addUser({ id: 'U2ANN', team: 'T2', name: 'Ann', realName: 'Ann' })
  return desk
}

test('workspaces install the app themselves: bare ids are the first one’s, the others’ carry theirs', async () => {
  await open()
  await install('T1')
  await install('T2')
  desk.slack.person('U0WANG').says('dm', '洗衣机漏水了')
  desk.slack.person('U2ANN').says('dm', 'Our order is late')
  await desk.slack.quiet()
  const rows = await desk.db.conversation.findMany({ orderBy: { externalId: 'asc' } })
  const [ours, theirs] = [desk.slack.person('U0WANG').dm()[0], desk.slack.person('U2ANN').dm()[0]]
  expect(rows.map(({ externalId }) => externalId)).toEqual([ours?.channel, `T2/${theirs?.channel}`])
  // Each is answered with its own workspace's token.
  await desk.slack.until(() => desk.slack.person('U2ANN').dm().length > 1)
  await desk.slack.until(() => desk.slack.person('U0WANG').dm().length > 1)
  const kept = await desk.db.slackInstallation.findMany()
  expect(kept.map(({ teamId }) => teamId).toSorted()).toEqual(['T1', 'T2'])
  // Sealed bytes may spell xox by chance; a token goes on with its kind.
  expect(JSON.stringify(kept)).not.toMatch(/xox[a-z][-.]/)
})

test('only the home workspace vouches for addresses: another one gives its members what it likes', async () => {
  await open()
  desk.slack.addUser({ id: 'U2EVE', team: 'T2', name: 'Eve', realName: 'Eve', email: 'wang@example.com' })
  await install('T1')
  await install('T2')
  desk.slack.person('U0WANG').says('dm', '洗衣机漏水了')
  desk.slack.person('U2EVE').says('dm', '我的订单到哪了')
  await desk.slack.quiet()
  await desk.slack.until(() => desk.slack.person('U2EVE').dm().length > 1)
  await desk.slack.until(() => desk.slack.person('U0WANG').dm().length > 1)
  expect(await desk.db.customer.count()).toBe(2)
  expect(await desk.db.customerContact.findMany({ select: { value: true } })).toEqual([
    { value: 'wang@example.com' },
  ])
})

test('a state that was not given to this browser installs nothing', async () => {
  await open()
  const begun = await get('/webhooks/slack/install')
  const state = /state=([^"&]+)/.exec(begun.headers?.location ?? begun.body)?.[1] ?? ''
  const code = desk.slack.grants('T2', 'U9ADMIN')
  for (const url of [
    `?code=${code}&state=${state}`,
    `?code=${code}`,
    '?error=access_denied',
    `?code=${code}&state=x`,
  ]) {
    const answer = await get(`/webhooks/slack/oauth${url}`)
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('没有安装成功')
  }
  expect(await desk.db.slackInstallation.count()).toBe(0)
})

test('a workspace that removes the app is forgotten and told to the administrators; the other works on', async () => {
  await open()
  await install('T1')
  await install('T2')
  desk.slack.uninstalls('T2')
  await desk.slack.quiet()
  await vi.waitFor(async () => expect(await desk.db.slackInstallation.count()).toBe(1))
  const told = await desk.db.delivery.findMany({ where: { address: 'C0ADMIN' } })
  expect(JSON.stringify(told[0]?.payload)).toContain('T2')
  desk.slack.person('U0WANG').says('dm', '还在吗？')
  await desk.slack.quiet()
  expect(await desk.db.message.count({ where: { direction: 'inbound' } })).toBe(1)
})

test('that nobody installed it yet is told with the page that installs it', async () => {
  await open()
  const stop = new AbortController()
  const greeted = desk.chat.greet(stop.signal)
  await vi.waitFor(async () =>
    expect(await desk.db.delivery.count({ where: { address: 'C0ADMIN' } })).toBe(1),
  )
  stop.abort()
  await greeted
  const told = JSON.stringify((await desk.db.delivery.findFirst())?.payload)
  expect(told).toContain('https://desk.example.com/webhooks/slack/install')
  expect(told).not.toContain('SLACK_BOT_TOKEN')
})

test('until somebody installed it nothing is acknowledged', async () => {
  await open()
  desk.slack.person('U0WANG').says('dm', '有人吗？')
  await vi.waitFor(() => expect(desk.slack.pushes.all[0]?.attempts.length).toBeGreaterThan(0))
  await install('T1')
  await desk.slack.passes(70_000)
  await desk.slack.quiet()
  expect(await desk.db.message.count({ where: { direction: 'inbound' } })).toBe(1)
})

test('channels of the playbook that are archived, renamed or left are told in words, once', async () => {
  desk = await createSlackDesk()
  const { botUserId } = desk.slack.install()
  desk.slack.archives('C0TECH', 'UA001')
  desk.slack.archives('C0TECH', 'UA001')
  desk.slack.changesId('C0SUP', 'C0NEW')
  desk.slack.events.inWorkspace(desk.slack.world.workspaces.get('T1') as never, {
    type: 'channel_left',
    channel: 'C0DESK',
    actor_id: 'UA001',
    user: botUserId,
  })
  await desk.slack.quiet()
  await vi.waitFor(async () =>
    expect(await desk.db.delivery.count({ where: { address: 'C0ADMIN' } })).toBe(3),
  )
  const told = await desk.db.delivery.findMany({ where: { address: 'C0ADMIN' } })
  const words = told.map(({ payload }) => JSON.stringify(payload)).join()
  for (const one of ['C0TECH', 'C0SUP', 'C0NEW', 'C0DESK', '/invite']) expect(words).toContain(one)
})

test('a wrong bot token is told at the start with the place of the right one, and tried again', async () => {
  desk = await createSlackDesk({ idle: true })
  const good = desk.slack.faults.add({
    method: 'auth.test',
    does: 'refused',
    error: 'invalid_auth',
    every: 1,
  })
  const stop = new AbortController()
  const greeted = desk.chat.greet(stop.signal)
  await vi.waitFor(async () =>
    expect(await desk.db.delivery.count({ where: { address: 'C0ADMIN' } })).toBe(1),
  )
  expect(JSON.stringify((await desk.db.delivery.findFirst())?.payload)).toContain('SLACK_BOT_TOKEN')
  good()
  stop.abort()
  await greeted
  await desk.chat.greet(new AbortController().signal)
  expect(desk.log.some((line) => line.includes('mended'))).toBe(true)
})

test('staff are found by their mail address', async () => {
  desk = await createSlackDesk({ idle: true })
  expect(await desk.chat.findAccount?.({ workNo: 'K1', email: 'wang@example.com' })).toBe('U0WANG')
  expect(await desk.chat.findAccount?.({ workNo: 'K1', email: 'nobody@example.com' })).toBeUndefined()
  expect(await desk.chat.findAccount?.({ workNo: 'K1' })).toBeUndefined()
  desk.slack.faults.add({ method: 'users.lookupByEmail', does: 'refused', error: 'missing_scope' })
  expect(await desk.chat.findAccount?.({ workNo: 'K1', email: 'wang@example.com' })).toBeUndefined()
})
