import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ForbiddenError } from '../../src/lib/errors.ts'
import type { Card } from '../../src/platforms/card.ts'
import type {
  Address,
  Inbound,
  InboundMessage,
  OutboundMessage,
  Platform,
  WebhookRequest,
  WebhookResult,
} from '../../src/platforms/platform.ts'

/** One platform on trial, with the outside world it talks to. */
export interface Subject {
  platform: Platform
  /** A customer's conversation that exists. */
  customer: Address
  /** A channel of staff that exists, where the platform has some. */
  channel?: Address
  /** A genuine request in which the customer says something; the same id makes the same request. */
  says(text: string, id: string): WebhookRequest
  /** The same words in requests that must not be believed: unsigned, wrongly signed, too old. */
  forged(text: string): WebhookRequest[]
  /** Requests that are genuine and carry nothing from people, such as a handshake or our own messages. */
  empty?: WebhookRequest[]
  /** What is to be seen at an address, oldest first. */
  shown(at: Address): Promise<Shown[]>
  /** The whole of what the customer wrote, wherever the platform put it. */
  wholeOf(message: InboundMessage): Promise<string>
  /** How what was written is read, where programs of the platform leave marks of their own in it; literal where nothing is said. */
  read?(text: string): string
  /** How a text has to look outside to be read as it was meant; literal where nothing is said. */
  harmless?(text: string): string
  close(): Promise<void>
}

export interface Shown {
  externalId: string
  text: string
  /** The title of its card. */
  title?: string | undefined
}

const hostile = [
  '<script>alert(1)</script>',
  '<!channel> <@U123> @all @所有人',
  '[点我](https://evil.example) **粗** `代码` ~删~',
  '{{name}} $name %s %{name}',
  '退款\u202egnp.exe\u2066 零\u200b宽',
  '&lt;b&gt; & &amp; "\'\\',
  '👨‍👩‍👧‍👦😡',
]

let count = 0
const nextId = (): string => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`

const outbound = (text: string, more: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: nextId(),
  text,
  author: { kind: 'bot', name: '智能客服助手' },
  ...more,
})

const card = (revision: number, title: string): Card => ({
  key: 'ticket:contract',
  revision,
  kind: 'ticket',
  audience: 'internal',
  title,
  facts: [{ label: '客户', value: '王女士' }],
  why: [],
  choices: [],
  actions: [{ id: 'ticket.claim', label: '认领', style: 'primary' }],
  foot: [],
})

/** What every platform has to keep, whatever it looks like outside. */
export function platformContract(name: string, open: () => Promise<Subject>): void {
  describe(`${name} keeps the platform contract`, () => {
    let subject: Subject
    beforeEach(async () => {
      subject = await open()
    })
    afterEach(() => subject.close())

    incoming(() => subject)
    outgoing(() => subject)
  })
}

const only = (inbound: Inbound[]): InboundMessage => {
  const [message] = inbound
  if (inbound.length !== 1 || message?.kind !== 'message')
    throw new Error(`not one message: ${inbound.length}`)
  return message
}

function incoming(subject: () => Subject): void {
  const receive = async (request: WebhookRequest): Promise<WebhookResult> => {
    const result = await subject().platform.webhook?.(request)
    if (!result) throw new Error('this platform has no webhook')
    return result
  }

  test('a request that must not be believed is forbidden, and nothing of it comes in', async () => {
    const requests = subject().forged('退款')
    expect(requests.length).toBeGreaterThan(0)
    for (const request of requests) {
      const result = await receive(request).catch((error: unknown) => {
        expect(error).toBeInstanceOf(ForbiddenError)
      })
      // Somebody known with a stale token is answered by the platform itself.
      expect(result?.inbound ?? []).toEqual([])
      if (result) expect((await result.respond([])).status).toBe(403)
    }
  })

  test('a message says where it came from, so that an answer finds the way back', async () => {
    const message = only((await receive(subject().says('洗衣机漏水', nextId()))).inbound)
    expect(message).toMatchObject({ platform: subject().platform.name, text: '洗衣机漏水' })
    expect({ platform: message.platform, id: message.conversation }).toEqual(subject().customer)
  })

  test('the same request has the same id, another one another', async () => {
    const id = nextId()
    const one = only((await receive(subject().says('你好', id))).inbound)
    const again = only((await receive(subject().says('你好', id))).inbound)
    const other = only((await receive(subject().says('你好', nextId()))).inbound)
    expect(again.externalId).toBe(one.externalId)
    expect(other.externalId).not.toBe(one.externalId)
  })

  test('what was never recorded comes in again whole: the platform keeps nothing to itself', async () => {
    const id = nextId()
    const first = await receive(subject().says('在吗', id))
    // The house was killed before it recorded this; nothing was answered.
    const second = await receive(subject().says('在吗', id))
    expect(second.inbound).toEqual(first.inbound)
    expect((await second.respond([{ status: 'done' }])).status).toBeLessThan(300)
    expect(
      (await (await receive(subject().says('在吗', id))).respond([{ status: 'ignored' }])).status,
    ).toBeLessThan(300)
  })

  test.each(hostile)('%j comes in as it was written', async (text) => {
    expect(only((await receive(subject().says(text, nextId()))).inbound).text).toBe(
      subject().read?.(text) ?? text,
    )
  })

  test('a long text is not lost', async () => {
    const text = '水漏到楼下了，'.repeat(10_000)
    const message = only((await receive(subject().says(text, nextId()))).inbound)
    expect(await subject().wholeOf(message)).toBe(text)
  })

  test('a NUL never reaches the house', async () => {
    expect(only((await receive(subject().says('我要\u0000退款', nextId()))).inbound).text).toBe('我要退款')
  })

  test('what carries nothing from people is answered and brings nothing', async () => {
    for (const request of subject().empty ?? []) {
      const result = await receive(request)
      expect(result.inbound).toEqual([])
      expect((await result.respond([])).status).toBeLessThan(300)
    }
  })
}

function outgoing(subject: () => Subject): void {
  const send = (to: Address, message: OutboundMessage) => subject().platform.send(to, message)

  test('sent twice it is there once, under one id', async () => {
    const message = outbound('您好，已收到您的问题')
    const first = await send(subject().customer, message)
    expect(await send(subject().customer, message)).toEqual(first)
    const shown = (await subject().shown(subject().customer)).filter(
      (one) => one.externalId === first.externalId,
    )
    expect(shown.map((one) => one.text)).toEqual([message.text])
  })

  test('what was sent is found by its delivery id, what was not is not', async () => {
    if (!subject().platform.find) return
    const message = outbound('请问机型是？')
    const sent = await send(subject().customer, message)
    expect(await subject().platform.find?.(subject().customer, message.id)).toEqual(sent)
    expect(await subject().platform.find?.(subject().customer, nextId())).toBeUndefined()
  })

  test.each(hostile)('%j goes out harmless', async (text) => {
    const { externalId } = await send(subject().customer, outbound(text))
    const shown = (await subject().shown(subject().customer)).find((one) => one.externalId === externalId)
    expect(shown?.text).toBe(subject().harmless?.(text) ?? text)
  })

  test('a long text arrives whole and in order', async () => {
    const text = '第一步：先关掉水龙头。'.repeat(500)
    const before = (await subject().shown(subject().customer)).length
    await send(subject().customer, outbound(text))
    const parts = (await subject().shown(subject().customer)).slice(before)
    expect(parts.map((part) => part.text).join('')).toBe(subject().harmless?.(text) ?? text)
  })

  test('messages stand in the order they were sent', async () => {
    for (const text of ['一', '二', '三']) await send(subject().customer, outbound(text))
    expect((await subject().shown(subject().customer)).map((one) => one.text).slice(-3)).toEqual([
      '一',
      '二',
      '三',
    ])
  })

  test('a card changes in place', async () => {
    const { channel } = subject()
    if (!channel) return
    const { externalId } = await send(channel, outbound('新工单', { card: card(1, '待认领') }))
    await send(channel, outbound('别的'))
    await send(channel, outbound('新工单', { card: card(2, '处理中'), replaces: externalId }))
    const shown = await subject().shown(channel)
    expect(shown.map((one) => one.title)).toEqual(['处理中', undefined])
  })
}
