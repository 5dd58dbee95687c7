import { afterEach, expect, test, vi } from 'vitest'
import type { Deps } from '../../../src/lib/deps.ts'
import { atDesk, wordsOf } from '../../support/slack/at-desk.ts'
import { heldClock } from '../../support/slack/clock.ts'
import { signed } from '../../support/slack/signed-http.ts'
import { createSlackDesk, type SlackDesk } from '../../support/slack-desk.ts'

/** More habits of Slack and its SDK, between the wire and the eyes; test/platforms/slack/traps.test.ts has the others. */
let desk: SlackDesk
afterEach(() => desk.close())

const texts = async (): Promise<string[]> =>
  (await desk.db.message.findMany({ where: { direction: 'inbound' }, orderBy: { id: 'asc' } })).map(
    ({ text }) => text,
  )

test('a connection that ends before the acknowledgement: recorded once, told again, acknowledged then', async () => {
  const gate = Promise.withResolvers<void>()
  let waiting = 0
  const house = (deps: Deps): Deps => ({
    ...deps,
    now() {
      waiting += 1
      return deps.now()
    },
    db: new Proxy(deps.db, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        if (name !== '$transaction') return value.bind(target)
        return async (...args: unknown[]) => {
          await gate.promise
          return await value.apply(target, args)
        }
      },
    }),
  })
  desk = await createSlackDesk({ house })
  desk.slack.person('U0WANG').says('dm', '在吗？')
  await vi.waitFor(() => expect(waiting).toBeGreaterThan(0))
  desk.slack.sockets.cut()
  await desk.slack.until(() => desk.slack.sockets.open() === 0)
  gate.resolve()
  await vi.waitFor(async () => expect(await texts()).toEqual(['在吗？']))
  await vi.waitFor(() => expect(desk.log.some((line) => line.includes('not acknowledged'))).toBe(true))
  expect(desk.slack.pushes.all[0]?.state).toBe('waiting')
  await desk.slack.until(() => desk.slack.sockets.open() === 2)
  await desk.slack.passes(3_000)
  await desk.slack.quiet()
  expect(desk.slack.pushes.all[0]).toMatchObject({ state: 'acknowledged', attempts: [{}, {}] })
  expect(await texts()).toEqual(['在吗？'])
})

test('a process that was busy for longer than Slack’s heartbeat goes on, with connections of its own', async () => {
  desk = await createSlackDesk({ pace: { pingMs: 150 } })
  for (const end = Date.now() + 700; Date.now() < end; );
  await new Promise((resolve) => setTimeout(resolve, 300))
  await desk.slack.until(() => desk.slack.sockets.open() >= 2)
  desk.slack.person('U0WANG').says('dm', '还在吗？')
  await vi.waitFor(async () => {
    await desk.slack.passes(3_000)
    expect(await texts()).toEqual(['还在吗？'])
  })
})

test('what Slack tells again a day later (its hourly retries) is still known', async () => {
  desk = await createSlackDesk({ http: true })
  desk.slack.person('U0WANG').says('dm', '洗衣机漏水了')
  await desk.rests()
  const told = desk.slack.pushes.all[0]
  await desk.passes('26h')
  const then = { ...desk.slack.world, clock: heldClock(desk.deps.now()) }
  const again = signed(then, desk.slack.app.signingSecret, {
    type: 'application/json; charset=utf-8',
    body: JSON.stringify(told?.payload),
  })
  const heard = desk.slack.person('U0WANG').dm().length
  expect((await desk.takes({ ...again, body: Buffer.from(again.body) })).status).toBe(200)
  await desk.delivers()
  expect(await texts()).toEqual(['洗衣机漏水了'])
  expect(desk.slack.person('U0WANG').dm()).toHaveLength(heard)
})

test.each([
  ['expired_trigger_id', '没有及时打开'],
  ['exchanged_trigger_id', '没有及时打开'],
])(
  'a window that Slack refuses with %s: whoever pressed is told, before their eyes only',
  async (error, words) => {
    desk = await createSlackDesk()
    const at = atDesk(desk)
    desk.slack.person('U0WANG').says('dm', '洗衣机漏水了')
    const card = await at.card('C0TECH', 'ticket.note')
    desk.slack.faults.add({ method: 'views.open', does: 'refused', error })
    await desk.slack.person('UT101').presses(card, 'ticket.note')
    await at.told('UT101', words)
    expect(desk.slack.troubles).toEqual([])
  },
)

test('an address to answer at that is used up: the words come in the channel, to one person', async () => {
  desk = await createSlackDesk()
  const at = atDesk(desk)
  desk.slack.person('U0WANG').says('dm', '洗衣机漏水了')
  const card = await at.card('C0TECH', 'ticket.claim')
  desk.slack.addUser({ id: 'U0GUEST', realName: '路人' })
  desk.slack.person('U0GUEST').joins('C0TECH')
  desk.slack.faults.add({ method: 'response_url', does: 'status', status: 404 })
  await desk.slack.person('U0GUEST').presses(card, 'ticket.claim')
  await desk.slack.until(() => desk.slack.person('U0GUEST').ephemerals('C0TECH').length === 1)
})

test('every post keeps links folded, says nothing of a person in its metadata, and wakes nobody by accident', async () => {
  desk = await createSlackDesk()
  const at = atDesk(desk)
  const wang = desk.slack.person('U0WANG')
  wang.says('dm', '洗衣机漏水了 https://evil.example.com <!channel> @k001 *粗* 我的电话 13800138000')
  await at.card('C0TECH', 'ticket.claim')
  await at.card('C0DESK', 'suggestion.approve')
  await desk.rests()
  const posts = desk.slack.heard.filter(({ method }) => method === 'chat.postMessage')
  expect(posts.length).toBeGreaterThan(3)
  for (const { fields } of posts) {
    expect(fields).toMatchObject({ unfurl_links: false, unfurl_media: false })
    const { event_payload: payload } = fields.metadata as { event_payload: Record<string, unknown> }
    expect(Object.keys(payload).toSorted((one, other) => one.localeCompare(other))).toEqual([
      'delivery',
      'part',
      'parts',
    ])
    expect(String(fields.text)).not.toMatch(/<!channel>|<@|13800138000/)
    expect(JSON.stringify(fields.blocks)).not.toContain('13800138000')
  }
  for (const channel of ['C0DESK', 'C0TECH'])
    for (const message of desk.slack.messages(channel)) expect(wordsOf(message)).not.toContain('13800138000')
})

test('over HTTP a press is answered early where the house is busy; an event never is', async () => {
  desk = await createSlackDesk({ http: true })
  const at = atDesk(desk)
  desk.slack.person('U0WANG').says('dm', '洗衣机漏水了')
  await at.presses('UT101', 'C0TECH', 'ticket.claim')
  const result = async (kind: string, type: string) => {
    const push = desk.slack.pushes.all.find((one) => one.kind === kind)
    const body =
      kind === 'interactive'
        ? new URLSearchParams({ payload: JSON.stringify(push?.payload) }).toString()
        : JSON.stringify(push?.payload)
    const request = signed(desk.slack.world, desk.slack.app.signingSecret, { type, body })
    return await desk.chat.webhook?.({
      ...request,
      url: '/webhooks/slack',
      ip: '127.0.0.1',
      body: Buffer.from(request.body),
    })
  }
  const press = await result('interactive', 'application/x-www-form-urlencoded')
  expect(press?.soon?.afterMs).toBeLessThan(3_000)
  expect(press?.soon?.answer()).toMatchObject({ status: 200 })
  expect((await result('events_api', 'application/json'))?.soon).toBeUndefined()
})
