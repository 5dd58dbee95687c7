import { createHmac } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createServer } from '../../src/server.ts'
import { type DingtalkDesk, groupOf, openDingtalkDesk } from '../support/dingtalk/desk.ts'
import { until } from '../support/dingtalk/held-clock.ts'

const desk = groupOf('desk')
let house: DingtalkDesk
let server: FastifyInstance
let statuses: number[]

beforeEach(async () => {
  house = await openDingtalkDesk({ settings: { mode: 'http', callbackRouteKey: 'kefutai' } })
  const { fake } = house
  fake.joins('王女士', { staffId: 'wang' })
  server = await createServer({ deps: house.desk.deps, pages: [], wake: () => undefined, trusted: [] })
  statuses = []
  const posted = async (url: string, headers: Record<string, string>, body: unknown): Promise<string> => {
    const answer = await server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify(body),
    })
    statuses.push(answer.statusCode)
    return answer.body
  }
  fake.posts(async (path, body) => {
    const timestamp = String(fake.clock.now().getTime())
    if (path === 'robot') {
      const { clientSecret: secret } = fake.world
      const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64')
      return await posted('/webhooks/dingtalk/robot', { timestamp, sign }, body)
    }
    // Signed with what the desk itself registered, and brought to where it said.
    const { url = '', secret = '' } = fake.world.callbacks.get('kefutai') ?? {}
    const signature = createHmac('sha256', secret).update(timestamp).digest('base64')
    const headers = { 'x-ddpaas-signature-timestamp': timestamp, 'x-ddpaas-signature': signature }
    return await posted(new URL(url).pathname, headers, body)
  })
  await until(() => fake.world.callbacks.size === 1)
})
afterEach(async () => {
  await server.close()
  await house.close()
})

test('over HTTP: asked, approved by a card’s button, answered; no stream is opened', async () => {
  const { fake } = house
  fake.says('王女士', '洗衣机漏水')
  await until(() => statuses.length === 1)
  await house.settles()
  const card = fake.chat(desk).findLast((seen) => seen.card?.params.title?.includes('建议回复'))?.card
  expect(card).toMatchObject({ callbackType: 'HTTP', callbackRouteKey: 'kefutai' })
  const before = fake.chat('wang').length
  const shown = await house.presses('林晓', desk, 'suggestion.approve')
  expect(shown.timedOut).toBe(false)
  expect(JSON.stringify(shown.answer)).toContain('✓')
  expect(fake.chat('wang')).toHaveLength(before + 1)
  const again = await fake.pressesStale('周敏', card?.outTrackId ?? '', 'suggestion.approve~1')
  expect(JSON.stringify(again.answer)).toContain('没有重复发送')
  fake.says('林晓', '/工单 列表')
  await until(() => fake.chat('K001').some(({ by }) => by === 'robot'))
  expect(statuses.every((status) => status === 200)).toBe(true)
  expect(fake.gateway.opens).toEqual([])
})
