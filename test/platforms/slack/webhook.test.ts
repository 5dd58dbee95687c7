import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Exchange } from '../../../src/platforms/slack/door/exchange.ts'
import { takeRequest } from '../../../src/platforms/slack/door/webhook.ts'

const now = new Date('2026-11-18T10:00:00+08:00')
const secret = 'the-signing-secret'

test('over HTTP whoever pressed is answered in time, although it is not clear yet what came in', async () => {
  const body = Buffer.from(
    new URLSearchParams({ payload: JSON.stringify({ type: 'view_submission' }) }).toString(),
  )
  const time = String(now.getTime() / 1000)
  const mac = createHmac('sha256', secret).update(`v0:${time}:`).update(body).digest('hex')
  const understood = Promise.withResolvers<Exchange>()
  const result = await takeRequest(
    {
      now: () => now,
      signingSecret: secret,
      take: () => ({ exchange: understood.promise, hurry: () => ({ response_action: 'update' }) }),
      pages: async () => undefined,
    },
    {
      method: 'POST',
      url: '/webhooks/slack',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-slack-request-timestamp': time,
        'x-slack-signature': `v0=${mac}`,
      },
      body,
      ip: '127.0.0.1',
    },
  )
  expect(result.soon?.answer().body).toBe('{"response_action":"update"}')
  const note = {
    kind: 'note' as const,
    platform: 'slack',
    externalId: '1',
    conversation: 'D1',
    about: 'edited',
    text: '',
  }
  understood.resolve({ inbound: [note], respond: async () => undefined, fail: () => undefined })
  expect(await result.coming).toEqual([note])
  expect(await result.respond([{ status: 'done' }])).toMatchObject({ status: 200, body: '' })
})
