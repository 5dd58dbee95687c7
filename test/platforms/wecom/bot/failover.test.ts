import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PlatformError } from '../../../../src/lib/errors.ts'
import type { OutboundMessage } from '../../../../src/platforms/platform.ts'
import { type BotDesk, createBotDesk, group, until } from '../../../support/wecom/bot-desk.ts'
import { type BotServer, startBotServer } from '../../../support/wecom/bot-server.ts'

const to = { platform: 'wecom', id: `bot:${group}` }
const text = (words: string, id = randomUUID()): OutboundMessage => ({
  id,
  text: words,
  author: { kind: 'system', name: '系统' },
})

describe('two processes and one bot', () => {
  let server: BotServer
  let first: BotDesk
  let second: BotDesk
  const said = (): string[] =>
    server.seen.flatMap(({ markdown }) => (markdown === undefined ? [] : [markdown]))

  beforeEach(async () => {
    server = await startBotServer()
    first = await createBotDesk(server)
    await until(() => server.connected() === 1, 'connected')
    second = await createBotDesk(server, { shares: first.desk })
    server.writes('wc-K001', '/帮助', { group })
    await until(() => server.answers.size > 0, 'heard')
  })
  afterEach(async () => {
    await second.close()
    await first.close()
    await server.close()
  })

  test('one holds the connection; what the other has to send goes out by it, once', async () => {
    expect(server.subscribed()).toBe(1)
    const sent = await second.bot.send(to, text('从第二个进程发出'))
    expect(said()).toEqual(['从第二个进程发出'])
    expect(sent.externalId).not.toBe('')
    expect(server.subscribed()).toBe(1)
  })

  test('the other takes over in seconds, and nothing is lost or doubled', async () => {
    const words = Array.from({ length: 8 }, (_, nth) => `第 ${nth + 1} 条`)
    const stopping = words.map(async (one, nth) => {
      const message = text(one)
      if (nth === 3) void first.stops()
      for (;;) {
        try {
          return await second.bot.send(to, message)
        } catch (error) {
          if (!(error instanceof PlatformError) || error.reason !== 'unreachable') throw error
        }
      }
    })
    const began = Date.now()
    await Promise.all(stopping)
    expect(said().toSorted()).toEqual(words.toSorted())
    expect(Date.now() - began).toBeLessThan(8_000)
    expect(server.subscribed()).toBe(2)
    const reqId = server.writes('wc-K001', '/值班', { group })
    await until(() => server.answers.get(reqId), 'answered by the second')
    expect(server.answers.get(reqId)).toHaveLength(1)
  })

  test('the same thing heard by both counts once', async () => {
    server.writes('wc-K001', '/备注 SR00000000000 同一条', { group, msgid: 'same' })
    await first.stops()
    await until(() => server.subscribed() === 2, 'taken over')
    server.writes('wc-K001', '/备注 SR00000000000 同一条', { group, msgid: 'same' })
    const heard = () => first.db.arrival.count({ where: { platform: 'wecom', externalId: 'same' } })
    await expect.poll(heard, { timeout: 10_000 }).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await heard()).toBe(1)
  })

  test('what is old is forgotten, what is recent is not', async () => {
    const old = new Date(Date.now() - 90 * 86_400_000)
    await first.db.wecomBotPush.create({
      data: { id: randomUUID(), address: to.id, state: 'sent', untilAt: old },
    })
    const recent = text('刚才')
    await first.bot.send(to, recent)
    await first.stops()
    await until(() => server.subscribed() === 2, 'taken over')
    await expect
      .poll(() => first.db.wecomBotPush.findMany({ select: { id: true } }), { timeout: 8_000 })
      .toEqual([{ id: recent.id }])
  })

  test('a half-open connection is noticed and replaced', async () => {
    server.hangs()
    await until(() => server.subscribed() === 2, 'connected anew')
    await first.bot.send(to, text('还在'))
    expect(said()).toContain('还在')
  })

  test('a connection that is cut after the frame went: nobody knows, and says so', async () => {
    server.fail('aibot_send_msg', 'cut')
    const message = text('到底到了没有')
    await expect(first.bot.send(to, message)).rejects.toMatchObject({ reason: 'uncertain' })
    await expect(second.bot.find?.(to, message.id)).rejects.toMatchObject({ reason: 'uncertain' })
    expect(said()).toEqual(['到底到了没有'])
  })

  test('what was sent is found, what never left is not', async () => {
    const message = text('您好')
    const sent = await first.bot.send(to, message)
    expect(await second.bot.find?.(to, message.id)).toEqual(sent)
    expect(await second.bot.send(to, message)).toEqual(sent)
    expect(said()).toEqual(['您好'])
    expect(await second.bot.find?.(to, randomUUID())).toBeUndefined()
  })

  test('thrown out by somebody else: said once, not fought over', async () => {
    server.kicks()
    await until(() => first.log.concat(second.log).some((line) => line.includes('顶下线')), 'told')
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(server.subscribed()).toBe(1)
    const told = await first.db.delivery.findMany({
      where: { address: 'administrators' },
      select: { payload: true },
    })
    expect(JSON.stringify(told)).toContain('被顶下线')
    await expect(first.bot.send(to, text('等一等'))).rejects.toMatchObject({ reason: 'unreachable' })
  })

  test('a chat that never wrote: the remedy is named, and it is tried again', async () => {
    const silent = { platform: 'wecom', id: 'bot:gOther' }
    await expect(first.bot.send(silent, text('在吗'))).rejects.toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining('@它'),
    })
  })

  test('no longer subscribed, however alive it looks: connected anew', async () => {
    server.fail('aibot_send_msg', { errcode: 846_609, errmsg: 'aibot websocket not subscribed' })
    await expect(first.bot.send(to, text('一'))).rejects.toMatchObject({ reason: 'unreachable' })
    await until(() => server.subscribed() === 2, 'connected anew')
  })

  test('more than WeCom takes for one chat waits', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 31 }, (_, nth) => first.bot.send(to, text(String(nth)))),
    )
    const refused = results.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    for (const one of refused)
      expect((one as PromiseRejectedResult).reason).toMatchObject({ reason: 'unreachable' })
    expect(server.requests.filter(({ cmd }) => cmd === 'aibot_send_msg').length).toBeLessThanOrEqual(30)
  })
})
