import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PlatformError } from '../../../../src/lib/errors.ts'
import type { Card } from '../../../../src/platforms/card.ts'
import type { OutboundMessage, SentMessage } from '../../../../src/platforms/platform.ts'
import { chunk } from '../../../../src/platforms/wecom/kf/chunk.ts'
import { deliveryOf, msgidOf } from '../../../../src/platforms/wecom/kf/msgid.ts'
import { tellClosing } from '../../../../src/platforms/wecom/kf/window.ts'
import type { WechatCustomer } from '../../../support/wecom/kf.ts'
import { type KfRoom, openKfRoom } from '../../../support/wecom/kf-room.ts'

let room: KfRoom
let wang: WechatCustomer
const files = new Map<string, Buffer>()
beforeEach(async () => {
  room = await openKfRoom()
  room.deps.host.openFile = async (ref) => {
    const bytes = files.get(ref)
    return bytes && { name: ref, mediaType: 'image/png', bytes, shown: true }
  }
  wang = room.kf.customer('王女士')
  await room.takes(wang.says('在吗'))
})
afterEach(() => room.close())

const message = (text: string, more: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: randomUUID(),
  text,
  author: { kind: 'agent', name: '林晓' },
  ...more,
})
const send = async (out: OutboundMessage): Promise<SentMessage> =>
  await room.platform.send({ platform: 'wecom', id: wang.conversation }, out)
const refusal = (sending: Promise<unknown>): Promise<PlatformError> =>
  sending.then(
    () => {
      throw new Error('it was sent')
    },
    (error: PlatformError) => error,
  )
const said = (): string[] => wang.sees.map(({ text, file }) => file?.name ?? text)
const hours = (count: number): number => count * 3_600_000

describe('once and whole', () => {
  test('an answer that is lost: sent again it is the same message', async () => {
    room.api.trouble('kf/send_msg', 'lost answer', 'lost request')
    const out = message('您好')
    expect((await refusal(send(out))).reason).toBe('uncertain')
    expect(await room.platform.find?.({ platform: 'wecom', id: wang.conversation }, out.id)).toBeUndefined()
    expect((await refusal(send(out))).reason).toBe('uncertain')
    await send(out)
    expect(said()).toEqual(['您好'])
    expect(room.api.calls.filter(({ path }) => path === 'kf/send_msg')).toHaveLength(2)
  })

  test('broken off in the middle of a long text it goes on where it was', async () => {
    const text = '请先关掉水龙头。'.repeat(200)
    room.api.trouble('kf/send_msg', { errcode: 45033 }, 'lost answer')
    const out = message(text)
    const first = await refusal(send(out))
    expect([first.reason, first.retryAfterMs]).toEqual(['unreachable', 2_000])
    await refusal(send(out))
    await send(out)
    expect(wang.sees.length).toBeGreaterThan(1)
    expect(said().join('')).toBe(text)
    expect(Math.max(...said().map((one) => Buffer.byteLength(one)))).toBeLessThanOrEqual(2048)
  })

  test('pictures and files go up and are sent after the words', async () => {
    files.set('图.png', Buffer.alloc(1000, 1))
    files.set('大图.png', Buffer.alloc(2 * 1024 * 1024 + 1, 1))
    const attachments = ['图.png', '大图.png'].map((ref) => ({
      name: ref,
      size: 1,
      mediaType: 'image/png',
      ref,
    }))
    await send(message('请看', { attachments }))
    expect(said()).toEqual(['请看', '图.png', '大图.png'])
    const kinds = room.api.calls.filter(({ path }) => path === 'kf/send_msg').map(({ body }) => body.msgtype)
    expect(kinds).toEqual(['text', 'image', 'file'])
  })

  test('a file that cannot go is refused by name', async () => {
    files.set('大.zip', Buffer.alloc(20 * 1024 * 1024 + 1))
    files.set('空.txt', Buffer.alloc(0))
    const of = (ref: string): OutboundMessage =>
      message('', { attachments: [{ name: ref, size: 1, mediaType: 'x/y', ref }] })
    for (const [ref, words] of [
      ['大.zip', '20 MB'],
      ['空.txt', '至少 5 字节'],
      ['没有', '已不在'],
    ] as const) {
      const { reason, message: text } = await refusal(send(of(ref)))
      expect([reason, text]).toEqual(['refused', expect.stringContaining(words)])
    }
  })
})

describe('the window', () => {
  test('five to each of the customer’s, and the sixth is refused in words; then they write', async () => {
    for (const nth of [1, 2, 3, 4, 5]) await send(message(`第 ${nth} 条`))
    const { reason, message: text } = await refusal(send(message('第 6 条')))
    expect([reason, text]).toEqual(['refused', expect.stringContaining('最多回 5 条')])
    await room.takes(wang.says('收到'))
    await send(message('好的'))
    expect(said().at(-1)).toBe('好的')
  })

  test('the desk hears of the last one before it is gone, once', async () => {
    for (const nth of [1, 2, 3]) await send(message(`第 ${nth} 条`))
    expect(room.told).toEqual([])
    await send(message('第 4 条'))
    await send(message('第 5 条'))
    expect(room.told).toMatchObject([{ conversation: wang.conversation, why: 'count', left: 1 }])
  })

  test('what would take more messages than are left goes as one file, or not at all', async () => {
    for (const nth of [1, 2, 3]) await send(message(`第 ${nth} 条`))
    const text = '请先关掉水龙头。'.repeat(200)
    files.set('图.png', Buffer.alloc(1000, 1))
    const attachments = [1, 2, 3].map(() => ({
      name: '图.png',
      size: 1,
      mediaType: 'image/png',
      ref: '图.png',
    }))
    const { reason, message: words } = await refusal(send(message('看', { attachments })))
    expect([reason, words]).toEqual(['refused', expect.stringContaining('要发 4 条')])
    expect(said()).toHaveLength(3)
    await send(message(text))
    await send(message('再见'))
    expect(said().slice(3)).toEqual(['回复全文.txt', '再见'])
    expect(wang.sees[3]?.file?.bytes.toString()).toBe(text)
  })

  test('four hours before the 48 are over the desk is told, once; afterwards nothing goes', async () => {
    room.passes(hours(43))
    await tellClosing(room.deps)
    expect(room.told).toEqual([])
    room.passes(hours(1))
    await tellClosing(room.deps)
    await tellClosing(room.deps)
    expect(room.told).toMatchObject([
      { why: 'time', left: 5, closesAt: new Date('2026-11-20T10:00:00+08:00') },
    ])
    room.passes(hours(4) + 1)
    const { reason, message: text } = await refusal(send(message('在吗')))
    expect([reason, text]).toEqual(['refused', expect.stringMatching(/48 小时.*电话、短信或邮件/)])
  })
})

test('a window that opens anew while the desk is told of the old one is told of, too', async () => {
  room.passes(hours(44))
  const tellWindow = async (): Promise<void> => void (await room.takes(wang.says('还没好')))
  await tellClosing({ ...room.deps, tellWindow })
  room.passes(hours(44))
  await tellClosing(room.deps)
  expect(room.told).toMatchObject([{ why: 'time' }])
})

describe('who has the session', () => {
  test('a new one becomes the bot’s', async () => {
    await send(message('您好'))
    await send(message('请讲'))
    const calls = room.api.calls.map(({ path }) => path).filter((path) => path.startsWith('kf/service_state'))
    expect(calls).toEqual(['kf/service_state/get', 'kf/service_state/trans'])
  })
  test('one that a person has is theirs, by name; ended it is over until the customer writes', async () => {
    await send(message('您好'))
    await room.takes(room.kf.servicer(wang, 'takes', 'zhangsan'))
    const taken = await refusal(send(message('请讲')))
    expect([taken.reason, taken.message]).toEqual(['refused', expect.stringContaining('zhangsan')])
    await room.takes(room.kf.servicer(wang, 'ends'))
    expect((await refusal(send(message('请讲')))).message).toContain('95013')
    await room.takes(wang.says('还有一个问题'))
    await send(message('请讲'))
    expect(said()).toEqual(['您好', '请讲'])
  })
  test('a change nobody told us of is learnt from the refusal', async () => {
    await send(message('您好'))
    room.api.trouble('kf/send_msg', { errcode: 95018 })
    expect((await refusal(send(message('请讲')))).message).toContain('95018')
    // It was the bot's after all.
    await send(message('请讲'))
    expect(said()).toEqual(['您好', '请讲'])
  })
})

describe('what did not arrive', () => {
  test.each([
    [4, 'window_closed'],
    [6, 'too_many'],
    [10, 'declined'],
    [0, 'unknown'],
  ])('fail_type %i belongs to its delivery', async (type, reason) => {
    const out = message('您好')
    await send(out)
    expect(await room.takes(room.kf.fails(wang, type))).toMatchObject([
      { kind: 'undelivered', delivery: out.id, reason },
    ])
  })
  test('sent once more it is a new message, and only what was lost goes', async () => {
    const out = message('请先关掉水龙头。'.repeat(200))
    await send(out)
    const before = said()
    await room.takes(room.kf.fails(wang, 0))
    await send(out)
    expect(said()).toEqual(before)
  })
})

const survey: Card = {
  key: 'survey:12:1',
  revision: 7,
  kind: 'survey',
  audience: 'customer',
  title: '服务评价 · SR20261122003',
  facts: [],
  draft: { label: '', text: '问题解决了吗？' },
  why: [],
  choices: [],
  actions: ['satisfied', 'fair', 'unsatisfied'].map((one) => ({
    id: `survey.${one}`,
    label: one,
    style: 'plain',
  })),
  foot: [],
}

describe('menus', () => {
  test('a survey is clicked, rated, and says thanks', async () => {
    const first = await send(message('问题解决了吗？', { card: survey }))
    expect(wang.sees.at(-1)).toMatchObject({ text: '问题解决了吗？' })
    const clicked = await room.takes(wang.clicks('satisfied'))
    expect(clicked).toMatchObject([
      {
        kind: 'action',
        action: 'survey.satisfied',
        card: { key: 'survey:12:1', revision: 7 },
        conversation: wang.conversation,
        by: wang.id,
        values: {},
      },
    ])
    const rating: Card = {
      ...survey,
      title: '您的评价：满意',
      revision: 8,
      actions: [
        {
          id: 'survey.rate',
          label: '提交评分',
          style: 'primary',
          fields: [
            { id: 'rating', label: '打几分', kind: 'rating', required: true },
            { id: 'words', label: '想说的话', kind: 'text', required: false },
          ],
        },
      ],
    }
    await send(message('x', { card: rating, replaces: first.externalId }))
    expect(await room.takes(wang.clicks('5 分'))).toMatchObject([
      { action: 'survey.rate', values: { rating: '5' } },
    ])
    await send(
      message('x', { card: { ...rating, actions: [], foot: ['感谢您的评价'] }, replaces: first.externalId }),
    )
    expect(said().slice(-2)).toEqual(['您的评价：满意\n请打分（1–5 分，5 分最好）', '感谢您的评价'])
  })
  test('a long text goes before its menu', async () => {
    const text = '方案一：免费维修。'.repeat(60)
    await send(message(text, { card: { ...survey, draft: { label: '', text } } }))
    expect(said()).toEqual([text, survey.title])
    expect(wang.sees.at(-1)?.menu).toHaveLength(3)
  })
  test('what a card says anew does not take the last messages', async () => {
    for (const nth of [1, 2, 3]) await send(message(`第 ${nth} 条`))
    await send(message('x', { card: { ...survey, actions: [], foot: ['方案更新中'] }, replaces: 'x' }))
    expect(said()).toHaveLength(3)
  })
  test('a click that does nothing is answered why, once', async () => {
    await send(message('问题解决了吗？', { card: survey }))
    const [pulled] = await room.brings(wang.clicks('fair'))
    await pulled?.answer?.({ status: 'refused', notice: '本次评价已结束' })
    await pulled?.answer?.({ status: 'refused', notice: '本次评价已结束' })
    expect(said().slice(-1)).toEqual(['本次评价已结束'])
    expect(said()).toHaveLength(2)
  })
})

test('pieces are the text, fit, and cut no character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.integer({ min: 40, max: 200 }),
      (text, most) => {
        const pieces = chunk(text, most)
        expect(pieces.join('')).toBe(text)
        expect(Math.max(0, ...pieces.map((one) => Buffer.byteLength(one)))).toBeLessThanOrEqual(most)
        for (const piece of pieces) expect(piece.isWellFormed()).toBe(true)
      },
    ),
  )
  expect(chunk('先关水。再拔电源，然后等。', 30)).toEqual(['先关水。', '再拔电源，然后等。'])
})

test('a msgid is short, and leads back to its delivery', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.nat(999), fc.integer({ min: 1, max: 999 }), (delivery, part, edition) => {
      const msgid = msgidOf(delivery, part, edition)
      expect(msgid).toMatch(/^[\w-]{1,32}$/)
      expect(deliveryOf(msgid)).toEqual({ delivery, part, edition })
    }),
  )
  expect(deliveryOf('anything')).toBeUndefined()
})
