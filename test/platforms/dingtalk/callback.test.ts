import { createHmac } from 'node:crypto'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ForbiddenError, NotFoundError } from '../../../src/lib/errors.ts'
import { type Arrivals, createArrivals } from '../../../src/platforms/dingtalk/arrivals.ts'
import { registerCallbacks } from '../../../src/platforms/dingtalk/callback/register.ts'
import { cardSecretOf, takeRequest } from '../../../src/platforms/dingtalk/callback/webhook.ts'
import type { WebhookRequest, WebhookResult } from '../../../src/platforms/platform.ts'
import { dingtalkDeps } from '../../support/dingtalk/deps.ts'
import { type FakeDingtalk, startFakeDingtalk } from '../../support/dingtalk/fake.ts'
import { rest } from '../../support/dingtalk/held-clock.ts'
import { createNotedSending, type NotedSending } from '../../support/dingtalk/noted-sending.ts'

const push = { token: 'exampletoken', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' }

let fake: FakeDingtalk
let deps: ReturnType<typeof dingtalkDeps>
let sending: NotedSending
let arrivals: Arrivals
beforeEach(async () => {
  fake = await startFakeDingtalk()
  deps = dingtalkDeps(fake)
  deps.settings = { ...deps.settings, mode: 'http', push, callbackRouteKey: 'kefutai' }
  sending = createNotedSending()
  arrivals = createArrivals(deps, sending)
})
afterEach(() => fake.close())

const take = (request: Partial<WebhookRequest>): Promise<WebhookResult> =>
  takeRequest(
    { deps, sending, arrivals },
    {
      method: 'POST',
      url: '/webhooks/dingtalk',
      headers: {},
      body: Buffer.alloc(0),
      ip: '127.0.0.1',
      ...request,
    },
  )

const pressBody = Buffer.from(
  JSON.stringify({
    outTrackId: 'ours-1',
    userId: 'K001',
    content: JSON.stringify({ cardPrivateData: { actionIds: ['ticket.claim'], params: {} } }),
  }),
)

function pressRequest(secret = cardSecretOf(deps), at = fake.clock.now().getTime()): Partial<WebhookRequest> {
  const timestamp = String(at)
  return {
    url: '/webhooks/dingtalk/card',
    headers: {
      'x-ddpaas-signature-timestamp': timestamp,
      'x-ddpaas-signature': createHmac('sha256', secret).update(timestamp).digest('base64'),
    },
    body: pressBody,
  }
}

describe('a press over HTTP', () => {
  test('goes the way of the others and is answered with what came of it', async () => {
    const round = arrivals.pulled(new AbortController().signal)
    const taking = take(pressRequest())
    const { value } = await round.next()
    expect(value?.inbound).toMatchObject({ kind: 'action', by: 'K001', action: 'ticket.claim' })
    await value?.answer?.({ status: 'done', notice: '已认领' })
    const result = await taking
    expect(result.inbound).toEqual([])
    expect(JSON.parse((await result.respond([])).body)).toEqual({
      userPrivateData: { cardParamMap: { tips: '已认领' } },
    })
  })

  test('is answered within two seconds even while nobody takes it', async () => {
    const taking = take(pressRequest())
    await fake.clock.passes(1_500)
    expect((await (await taking).respond([])).status).toBe(200)
  })

  test('sent again it is the same, a second click is another', async () => {
    const round = arrivals.pulled(new AbortController().signal)
    const ids: (string | undefined)[] = []
    for (const at of [0, 0, 1]) {
      const taking = take(pressRequest(undefined, fake.clock.now().getTime() + at))
      const { value } = await round.next()
      ids.push(value?.inbound.externalId)
      await value?.answer?.({ status: 'done' })
      await taking
    }
    expect(ids[0]).toBe(ids[1])
    expect(ids[2]).not.toBe(ids[0])
  })

  test('wrongly signed, unsigned or too old it is forbidden', async () => {
    for (const request of [
      pressRequest('another'),
      pressRequest(undefined, fake.clock.now().getTime() - 61 * 60_000),
      { ...pressRequest(), headers: {} },
    ])
      await expect(take(request)).rejects.toThrow(ForbiddenError)
    await rest()
  })
})

describe('an event pushed over HTTP', () => {
  const pushed = (
    receiver: string,
    token = push.token,
    at = fake.clock.now().getTime(),
  ): Partial<WebhookRequest> => {
    const [timestamp, nonce] = [String(at), 'nonce1']
    const sealed = encrypt(push.aesKey, JSON.stringify({ EventType: 'check_url' }), receiver)
    const signature = getSignature(token, timestamp, nonce, sealed)
    return {
      url: `/webhooks/dingtalk/push?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`,
      body: Buffer.from(JSON.stringify({ encrypt: sealed })),
    }
  }

  test('is opened, and answered sealed with success: the algorithm is that of WeCom', async () => {
    const result = await take(pushed(fake.world.clientId))
    expect(result.inbound).toEqual([])
    const answer = JSON.parse((await result.respond([])).body) as Record<string, string>
    const { msg_signature, timeStamp = '', nonce = '', encrypt: sealed = '' } = answer
    expect(msg_signature).toBe(getSignature(push.token, timeStamp, nonce, sealed))
    expect(decrypt(push.aesKey, sealed)).toMatchObject({ message: 'success', id: fake.world.clientId })
  })

  test('for somebody else, wrongly signed, too old or broken it is forbidden', async () => {
    for (const request of [
      pushed('dinganother'),
      pushed(fake.world.clientId, 'another'),
      pushed(fake.world.clientId, push.token, fake.clock.now().getTime() - 2 * 60 * 60_000),
    ])
      await expect(take(request)).rejects.toThrow(ForbiddenError)
    const { url = '' } = pushed(fake.world.clientId)
    await expect(take({ url, body: Buffer.from('{"encrypt":"AAAA"}') })).rejects.toThrow(ForbiddenError)
  })

  test('nothing is pushed where no token is set', async () => {
    deps.settings = { ...deps.settings, push: undefined }
    await expect(take(pushed(fake.world.clientId))).rejects.toThrow(NotFoundError)
  })
})

test('other addresses and other methods are not there', async () => {
  await expect(take({ url: '/webhooks/dingtalk/other' })).rejects.toThrow(NotFoundError)
  await expect(take({ method: 'GET' })).rejects.toThrow(NotFoundError)
})

test('where presses are brought to is registered, and tried until it is', async () => {
  const calls: unknown[] = []
  sending.call = async (call) => {
    calls.push(call)
    if (calls.length < 3) throw new Error('busy')
  }
  const registering = registerCallbacks(deps, sending, new AbortController().signal)
  await fake.clock.passes(120_000)
  await registering
  expect(calls).toHaveLength(3)
  expect(calls[0]).toEqual({
    method: 'POST',
    path: '/v1.0/card/callbacks/register',
    body: {
      apiSecret: cardSecretOf(deps),
      callbackUrl: 'https://desk.example.com/webhooks/dingtalk/card',
      callbackRouteKey: 'kefutai',
      forceUpdate: true,
    },
  })
})
