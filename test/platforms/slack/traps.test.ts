import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Deps } from '../../../src/lib/deps.ts'
import { createSlackDesk, type SlackDesk } from '../../support/slack-desk.ts'

/** Each of these is a fault of the SDK or a habit of Slack; here it is seen to do no harm. */
let desk: SlackDesk
afterEach(() => desk.close())

const texts = async (): Promise<string[]> =>
  (await desk.db.message.findMany({ where: { direction: 'inbound' }, orderBy: { id: 'asc' } })).map(
    ({ text }) => text,
  )

/** The log says so, sooner or later. */
const logged = (words: string): Promise<void> =>
  vi.waitFor(() => expect(desk.log.filter((line) => line.includes(words))).not.toEqual([]))

/** How often connections were asked for. */
const opened = (): number =>
  desk.slack.heard.filter(({ method }) => method === 'apps.connections.open').length

/** A house whose transactions wait at a gate, or fail while the database is away. */
function gated() {
  const state = { away: false, gate: undefined as Promise<void> | undefined, waiting: 0 }
  const house = (deps: Deps): Deps => ({
    ...deps,
    db: new Proxy(deps.db, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (name !== '$transaction' || typeof value !== 'function')
          return typeof value === 'function' ? value.bind(target) : value
        return async (...args: unknown[]) => {
          if (state.away) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
          state.waiting += 1
          await state.gate
          state.waiting -= 1
          return await value.apply(target, args)
        }
      },
    }),
  })
  const close = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    state.gate = promise
    return () => {
      state.gate = undefined
      resolve()
    }
  }
  return { state, house, close }
}

describe('acknowledged only after recording', () => {
  test('an auth.test that fails once is not remembered: nothing is acknowledged and dropped', async () => {
    // Bolt calls auth.test once, in its constructor, and acknowledges every later event unheard when that failed.
    desk = await createSlackDesk()
    const good = desk.slack.faults.add({
      method: 'auth.test',
      does: 'refused',
      error: 'invalid_auth',
      every: 1,
    })
    desk.slack.person('U0WANG').says('dm', '第一句')
    await logged('not taken now')
    expect(desk.slack.pushes.all[0]?.state).toBe('waiting')
    good()
    await desk.slack.passes(3_000)
    await desk.slack.quiet()
    expect(await texts()).toEqual(['第一句'])
  })

  test.each([
    ['Socket Mode', false],
    ['HTTP', true],
  ])(
    'while the database is away nothing is acknowledged over %s, and it comes again',
    async (_name, http) => {
      const { state, house } = gated()
      desk = await createSlackDesk({ http, house })
      state.away = true
      desk.slack.person('U0WANG').says('dm', '在吗？')
      await desk.slack.passes(1_000)
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect(desk.slack.pushes.all[0]?.state).toBe('waiting')
      state.away = false
      if (!http) await desk.slack.until(() => desk.slack.sockets.open() === 2)
      await desk.slack.passes(62_000)
      await desk.slack.quiet()
      expect(await texts()).toEqual(['在吗？'])
    },
  )

  test('Slack cannot be asked who wrote: not acknowledged, asked again with the next telling, and once each time', async () => {
    desk = await createSlackDesk()
    const good = desk.slack.faults.add({ method: 'users.info', does: 'status', status: 500, every: 1 })
    desk.slack.person('U0WANG').says('dm', '在吗？')
    await logged('not taken now')
    // The SDK would ask ten times in half an hour, and keep its retryConfig in an object of everybody's.
    expect(desk.slack.heard.filter(({ method }) => method === 'users.info')).toHaveLength(1)
    good()
    await desk.slack.passes(3_000)
    await desk.slack.quiet()
    expect(await texts()).toEqual(['在吗？'])
  })
})

describe('what nobody asked for', () => {
  test('unknown presses, shortcuts and events are acknowledged and told in the log', async () => {
    desk = await createSlackDesk()
    await desk.slack.person('U0WANG').shortcut('nobody_knows')
    await desk.slack
      .person('U0WANG')
      .closes()
      .catch(() => undefined)
    desk.slack.events.inWorkspace(desk.slack.world.workspaces.get('T1') as never, { type: 'emoji_changed' })
    await desk.slack.quiet()
    expect(desk.slack.troubles).toEqual([])
    expect(desk.slack.pushes.all.map(({ state }) => state)).not.toContain('lost')
    expect(desk.log.some((line) => line.includes('nobody asked for') && line.includes('emoji_changed'))).toBe(
      true,
    )
  })

  test('other bots and our own changed messages are nobody’s words', async () => {
    desk = await createSlackDesk()
    desk.slack.addUser({ id: 'U0BOTTY', isBot: true, realName: 'Jenkins' })
    desk.slack.addChannel({ id: 'C0HALL', members: ['U0WANG', 'U0BOTTY'] })
    desk.slack.person('U0BOTTY').says('C0HALL', '@kefu-bot build failed')
    desk.slack.person('U0WANG').says('dm', '洗衣机漏水了')
    await desk.slack.until(() => desk.slack.messages('C0TECH').length > 0)
    await desk.rests()
    const [card] = desk.slack.messages('C0TECH')
    if (card) await desk.slack.person('UT101').presses(card, 'ticket.claim')
    await desk.rests()
    expect(JSON.stringify(desk.slack.pushes.all)).toContain('message_changed')
    expect(await texts()).toEqual(['洗衣机漏水了'])
    expect(await desk.db.arrival.count()).toBe(2)
  })

  test('app_rate_limited does not end the process', async () => {
    desk = await createSlackDesk()
    desk.slack.sockets.sends({
      envelope_id: 'e-1',
      type: 'events_api',
      accepts_response_payload: false,
      payload: { type: 'app_rate_limited', team_id: 'T1', minute_rate_limited: 1 },
    })
    desk.slack.sockets.sends('no object')
    await logged('more than it may')
    desk.slack.person('U0WANG').says('dm', '还在吗？')
    await desk.slack.quiet()
    expect(await texts()).toEqual(['还在吗？'])
  })
})

describe('connections', () => {
  test.each(['refresh_requested', 'warning', 'too_many_websockets'] as const)(
    'after %s the next connection is open before the last is let go: a press meanwhile is answered',
    async (reason) => {
      desk = await createSlackDesk()
      desk.slack.person('U0WANG').says('dm', '洗衣机漏水了')
      await desk.slack.until(() => desk.slack.messages('C0TECH').length > 0)
      await desk.rests()
      desk.slack.sockets.disconnects(reason, 0)
      const [card] = desk.slack.messages('C0TECH')
      const settled = card && (await desk.slack.person('UT101').presses(card, 'ticket.claim'))
      expect(settled).toEqual({ answer: {} })
      await desk.slack.until(() => desk.slack.sockets.open() === 2)
      expect(desk.slack.troubles).toEqual([])
    },
  )

  test('both connections refreshed at once, and Slack not to be reached for a while: they come back', async () => {
    // The SDK gives up for ever when apps.connections.open fails with anything but Slack's own words.
    desk = await createSlackDesk()
    const good = desk.slack.faults.add({
      method: 'apps.connections.open',
      does: 'status',
      status: 502,
      every: 1,
    })
    desk.slack.sockets.cut()
    await desk.slack.until(() => desk.slack.sockets.open() === 0)
    await vi.waitFor(() => expect(opened()).toBeGreaterThan(8), 5_000)
    good()
    await desk.slack.until(() => desk.slack.sockets.open() === 2)
    desk.slack.person('U0WANG').says('dm', '在吗？')
    await desk.slack.quiet()
    expect(await texts()).toEqual(['在吗？'])
  })

  test('a connection that is half open is noticed and replaced', async () => {
    desk = await createSlackDesk({ pace: { pingMs: 150, goodbyeMs: 50 }, slack: { leavesTcpOpen: true } })
    desk.slack.sockets.freeze(0)
    await vi.waitFor(() => expect(opened()).toBeGreaterThan(2), 5_000)
    desk.slack.person('U0WANG').says('dm', '在吗？')
    desk.slack.person('U0WANG').says('dm', '有人吗？')
    for (const ms of [3_000, 3_000, 65_000, 305_000]) {
      await new Promise((resolve) => setTimeout(resolve, 150))
      await desk.slack.passes(ms)
    }
    await desk.slack.quiet()
    expect((await texts()).toSorted()).toEqual(['在吗？', '有人吗？'])
  })

  test('a wrong app token is told to the administrators, with the place of the right one', async () => {
    desk = await createSlackDesk({ idle: true })
    desk.slack.faults.add({
      method: 'apps.connections.open',
      does: 'refused',
      error: 'invalid_auth',
      every: 1,
    })
    const stop = new AbortController()
    const listening = (async () => {
      for await (const _ of desk.chat.listen?.(stop.signal) ?? []) throw new Error('nothing can come')
    })()
    await vi.waitFor(() => expect(opened()).toBeGreaterThan(2))
    stop.abort()
    await listening
    const told = await desk.db.delivery.findMany({ where: { address: 'C0ADMIN' } })
    expect(told).toHaveLength(1)
    expect(JSON.stringify(told[0]?.payload)).toContain('App-Level Tokens')
  })

  test('a connection that is only being asked for when listening ends does not open and swallow what comes', async () => {
    desk = await createSlackDesk({ idle: true })
    desk.slack.faults.add({ method: 'apps.connections.open', does: 'slow', ms: 200, every: 1 })
    const stop = new AbortController()
    const listening = (async () => {
      for await (const _ of desk.chat.listen?.(stop.signal) ?? []) throw new Error('nothing can come')
    })()
    await vi.waitFor(() => expect(opened()).toBe(2))
    stop.abort()
    await listening
    await desk.slack.passes(1_000)
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(desk.slack.sockets.open()).toBe(0)
  })

  test('stopping waits for what is under way, and acknowledges it', async () => {
    const { state, house, close } = gated()
    desk = await createSlackDesk({ house })
    const open = close()
    desk.slack.person('U0WANG').says('dm', '最后一句')
    while (state.waiting === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    const stopped = desk.stops()
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(desk.slack.pushes.all[0]?.state).toBe('waiting')
    open()
    await stopped
    expect(desk.slack.pushes.all[0]?.state).toBe('acknowledged')
    expect(await texts()).toEqual(['最后一句'])
    await desk.slack.until(() => desk.slack.sockets.open() === 0)
  })
})

describe('whoever pressed does not wait', () => {
  test('while the house is busy a press is acknowledged in time, and answered when it is done', async () => {
    const { house, close } = gated()
    desk = await createSlackDesk({ house, pace: { hurryMs: 150 } })
    desk.slack.person('U0WANG').says('dm', '洗衣机漏水了')
    await desk.slack.until(() => desk.slack.messages('C0TECH').length > 0)
    await desk.rests()
    const [card] = desk.slack.messages('C0TECH')
    const open = close()
    for (let nth = 0; nth < 30; nth++) desk.slack.person('U0WANG').says('dm', `第 ${nth} 句`)
    const li = desk.slack.person('UT101')
    expect(card && (await li.presses(card, 'ticket.claim'))).toEqual({ answer: {} })
    expect(li.ephemerals()).toEqual([])
    open()
    await desk.slack.until(() => li.ephemerals().length === 1)
    await desk.rests()
    expect(await texts()).toHaveLength(31)
    expect((await texts()).slice(1)).toEqual(Array.from({ length: 30 }, (_, nth) => `第 ${nth} 句`))
  })

  test('a window shows that it is at work, and then what became of it', async () => {
    const { house, close } = gated()
    desk = await createSlackDesk({ house, pace: { hurryMs: 150 } })
    desk.slack.person('U0WANG').says('dm', '洗衣机漏水了')
    await desk.slack.until(() => desk.slack.messages('C0TECH').length > 0)
    await desk.rests()
    const [card] = desk.slack.messages('C0TECH')
    const li = desk.slack.person('UT101')
    if (card) await li.presses(card, 'ticket.note')
    const open = close()
    await li.submits({ text: '客户很着急' })
    expect(JSON.stringify(li.modal()?.given)).toContain('正在处理')
    open()
    await desk.slack.until(() => !JSON.stringify(li.modal()?.given).includes('正在处理'))
    expect(desk.slack.troubles).toEqual([])
  })

  test('a window that is at work when the database goes away gives back what was typed', async () => {
    const { state, house, close } = gated()
    desk = await createSlackDesk({ house, pace: { hurryMs: 150 } })
    desk.slack.person('U0WANG').says('dm', '洗衣机漏水了')
    await desk.slack.until(() => desk.slack.messages('C0TECH').length > 0)
    await desk.rests()
    const [card] = desk.slack.messages('C0TECH')
    const li = desk.slack.person('UT101')
    if (card) await li.presses(card, 'ticket.note')
    const open = close()
    const gone = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    state.gate = state.gate?.then(() => Promise.reject(gone))
    await li.submits({ text: '客户很着急' })
    expect(JSON.stringify(li.modal()?.given)).toContain('正在处理')
    open()
    await desk.slack.until(() => JSON.stringify(li.modal()?.given).includes('没有处理成功'))
    expect(JSON.stringify(li.modal()?.given)).toContain('客户很着急')
  })
})
