import { afterEach, beforeEach, expect, test } from 'vitest'
import { PlatformError } from '../../../src/lib/errors.ts'
import { type Arrivals, createArrivals } from '../../../src/platforms/dingtalk/arrivals.ts'
import { cardTopic, robotTopic } from '../../../src/platforms/dingtalk/stream/connection.ts'
import type { Pulled } from '../../../src/platforms/platform.ts'
import { dingtalkDeps } from '../../support/dingtalk/deps.ts'
import { type FakeDingtalk, startFakeDingtalk } from '../../support/dingtalk/fake.ts'
import { rest } from '../../support/dingtalk/held-clock.ts'
import { createNotedSending, type NotedSending } from '../../support/dingtalk/noted-sending.ts'

let fake: FakeDingtalk
let sending: NotedSending
let arrivals: Arrivals
let stop: AbortController
let round: AsyncGenerator<Pulled>
let answered: { id: string; data: unknown }[]

beforeEach(async () => {
  fake = await startFakeDingtalk()
  fake.joins('王女士', { staffId: 'wang' })
  sending = createNotedSending()
  arrivals = createArrivals(dingtalkDeps(fake), sending)
  stop = new AbortController()
  round = arrivals.pulled(stop.signal)
  answered = []
})
afterEach(() => fake.close())

const take = (topic: string, id: string, data: unknown): void =>
  arrivals.take(
    {
      type: 'CALLBACK',
      topic,
      messageId: id,
      data,
      raw: {
        specVersion: '1.0',
        type: 'CALLBACK',
        headers: { appId: '', connectionId: '', contentType: '', messageId: id, time: '', topic },
        data: '',
      },
    },
    (answer) => answered.push({ id, data: answer }),
  )
const says = (id: string, text: string): void => {
  const person = fake.world.people.get('王女士')
  if (person)
    take(robotTopic, id, fake.message(person, { msgtype: 'text', text: { content: text } }, { msgId: id }))
}
const presses = (id: string, outTrackId = 'ours-1', action = 'ticket.claim'): void =>
  take(cardTopic, id, {
    outTrackId,
    userId: 'K001',
    spaceId: 'cidgroup==',
    content: JSON.stringify({ cardPrivateData: { actionIds: [action], params: {} } }),
  })
const next = async (): Promise<Pulled> => {
  const { value, done } = await round.next()
  if (done) throw new Error('the round is over')
  return value
}
const tipsOf = (id: string): unknown =>
  (
    answered.find((one) => one.id === id)?.data as {
      response: { userPrivateData?: { cardParamMap: { tips: string } } }
    }
  )?.response.userPrivateData?.cardParamMap.tips

test('a press is answered with what came of it', async () => {
  presses('p1')
  const pulled = await next()
  expect(pulled.inbound).toEqual({
    kind: 'action',
    platform: 'dingtalk',
    externalId: 'press:p1',
    by: 'K001',
    card: { key: 'ticket:ours-1', revision: 1 },
    action: 'ticket.claim',
    values: {},
  })
  expect(answered).toEqual([])
  await pulled.answer?.({ status: 'done', notice: '已认领' })
  expect(tipsOf('p1')).toBe('已认领')
  await fake.clock.passes(10_000)
  expect(answered).toHaveLength(1)
})

test('one that takes too long is answered within two seconds, and what came of it is shown afterwards', async () => {
  presses('p1')
  const pulled = await next()
  await fake.clock.passes(1_499)
  expect(answered).toEqual([])
  await fake.clock.passes(1)
  expect(tipsOf('p1')).toBe('处理中')
  await pulled.answer?.({ status: 'done', notice: '已认领' })
  expect(answered).toHaveLength(1)
  expect(sending.late.map(({ notice }) => notice)).toEqual(['已认领'])
})

test('even one that nobody has looked at yet is answered in time', async () => {
  presses('p1')
  await fake.clock.passes(1_500)
  expect(tipsOf('p1')).toBe('处理中')
  const pulled = await next()
  await pulled.answer?.({ status: 'refused', notice: '已被认领' })
  expect(sending.late.map(({ notice }) => notice)).toEqual(['已被认领'])
})

test('presses go before words, words keep their order', async () => {
  for (const nth of [1, 2, 3]) says(`m${nth}`, `第${nth}句`)
  presses('p1')
  presses('p2')
  const taken = [await next(), await next(), await next(), await next(), await next()]
  expect(taken.map(({ inbound }) => inbound.externalId)).toEqual([
    'press:p1',
    'press:p2',
    'dingfakeclient:m1',
    'dingfakeclient:m2',
    'dingfakeclient:m3',
  ])
})

test('a press that needs words is answered with where to give them, and is no act yet', async () => {
  presses('p1', 'ours-1', 'suggestion.edit')
  says('m1', '在吗')
  expect((await next()).inbound.kind).toBe('message')
  expect(tipsOf('p1')).toBe('form')
  expect(sending.forms).toHaveLength(1)
})

test('words are acknowledged when they are recorded; their answer is said in the chat', async () => {
  says('m1', '/帮助')
  const pulled = await next()
  expect(answered).toEqual([])
  await pulled.answer?.({ status: 'refused', notice: '不认识这个命令' })
  expect(answered).toEqual([{ id: 'm1', data: { response: null } }])
  expect(sending.said).toEqual([{ place: 'wang', text: '不认识这个命令' }])
})

test('a redelivery is acknowledged and not answered again', async () => {
  says('m1', '在吗')
  const pulled = await next()
  await pulled.answer?.({ status: 'ignored', notice: '说过了' })
  expect(answered).toHaveLength(1)
  expect(sending.said).toEqual([])
})

test('what cannot be recorded is not acknowledged, ends the round, and stands first in the next', async () => {
  says('m1', '一')
  says('m2', '二')
  says('m3', '三')
  presses('p1')
  const press = await next()
  const one = await next()
  const two = await next()
  const away = new Error('the database is away')
  two.failed?.(away)
  one.failed?.(away)
  press.failed?.(away)
  await expect(round.next()).rejects.toThrow('away')
  expect(answered.map(({ id }) => id)).toEqual(['p1'])
  expect(tipsOf('p1')).toBe('没能记录这次操作，请稍后再点一次')
  round = arrivals.pulled(stop.signal)
  const again = [await next(), await next(), await next()]
  expect(again.map(({ inbound }) => inbound.externalId)).toEqual([
    'dingfakeclient:m1',
    'dingfakeclient:m2',
    'dingfakeclient:m3',
  ])
})

test('what happens in the organisation is acknowledged and nothing else', () => {
  arrivals.take(
    {
      type: 'EVENT',
      topic: '*',
      messageId: 'e1',
      data: {},
      raw: {
        specVersion: '1.0',
        type: 'EVENT',
        headers: { appId: '', connectionId: '', contentType: '', messageId: 'e1', time: '', topic: '*' },
        data: '{}',
      },
    },
    (data) => answered.push({ id: 'e1', data }),
  )
  expect(answered).toEqual([{ id: 'e1', data: { status: 'SUCCESS', message: '' } }])
})

test('a stop waits for what is under way, but not for ever', async () => {
  says('m1', '一')
  const pulled = await next()
  let settled = false
  const settling = (async () => {
    await arrivals.settled()
    settled = true
  })()
  await rest()
  expect(settled).toBe(false)
  await pulled.answer?.({ status: 'done' })
  await settling
  says('m2', '二')
  await next()
  const giving = arrivals.settled()
  await fake.clock.passes(3_000)
  await giving
})

test('it ends with the signal', async () => {
  const ending = round.next()
  stop.abort()
  expect(await ending).toEqual({ done: true, value: undefined })
})

test.each(['/账号', '2'])(
  '%j, whose answer cannot be said, keeps nothing else from being taken',
  async (text) => {
    const refused = async (): Promise<never> => {
      throw new PlatformError('refused', 'no such permission')
    }
    Object.assign(sending, { say: refused, offerForm: refused })
    says('m1', text)
    says('m2', '在吗')
    expect((await next()).inbound.externalId).toBe('dingfakeclient:m2')
    expect(answered.map(({ id }) => id)).toEqual(['m1'])
  },
)

test('one who waits for its answer keeps nobody else waiting', async () => {
  Object.assign(sending, {
    say: () => new Promise(() => undefined),
    offerForm: () => new Promise(() => undefined),
  })
  says('m1', '/账号')
  says('m2', '2')
  presses('p1', 'ours-1', 'suggestion.edit')
  says('m3', '在吗')
  expect((await next()).inbound.externalId).toBe('dingfakeclient:m3')
})

test('what comes again is not answered again, recorded or not', async () => {
  for (const id of ['m1', 'm1']) says(id, '/账号')
  for (const id of ['m2', 'm2']) says(id, '2')
  says('m3', '在吗')
  await next()
  expect(sending.said).toHaveLength(1)
  expect(sending.forms).toHaveLength(1)
  expect(answered.map(({ id }) => id)).toEqual(['m1', 'm1', 'm2', 'm2'])
})

test('one that can never be recorded lets the others pass after a while', async () => {
  for (const [id, text] of [
    ['m1', '一'],
    ['m2', '二'],
  ] as const)
    says(id, text)
  for (let turn = 0; turn < 3; turn += 1) {
    const pulled = await next()
    expect(pulled.inbound.externalId).toBe('dingfakeclient:m1')
    pulled.failed?.(new Error('no such thing may be kept'))
    await expect(round.next()).rejects.toThrow('no such thing')
    round = arrivals.pulled(stop.signal)
  }
  expect((await next()).inbound.externalId).toBe('dingfakeclient:m2')
  expect((await next()).inbound.externalId).toBe('dingfakeclient:m1')
})

test('signs that no database keeps are left out', async () => {
  says('m1', '漏\u0000水\ud800')
  take(cardTopic, 'p1', {
    outTrackId: 'ours-1',
    userId: 'K001\u0000',
    content: { cardPrivateData: { actionIds: ['ticket.claim'], params: {} } },
  })
  expect((await next()).inbound).toMatchObject({ by: 'K001' })
  expect((await next()).inbound).toMatchObject({ text: '漏水\ufffd' })
})

test('a press that could not even be looked up is told so', async () => {
  Object.assign(sending, {
    readPress: async () => {
      throw new Error('the database is away')
    },
  })
  presses('p1')
  await expect(round.next()).rejects.toThrow('away')
  expect(tipsOf('p1')).toBe('没能记录这次操作，请稍后再点一次')
})

test('a press on a card that is no longer kept is told so', async () => {
  presses('p1', 'theirs')
  says('m1', '在吗')
  await next()
  expect(tipsOf('p1')).toContain('已经失效')
})

test('a typed reply that is refused is told what is wrong with it, and where it can be sent all the same', async () => {
  says('m1', '1')
  const pulled = await next()
  const findings = [{ level: 'warn' as const, name: 'x', advice: '没有先安抚', start: 0, end: 1 }]
  await pulled.answer?.({ status: 'refused', notice: '没有发出', findings, ways: ['send'] })
  expect(sending.said).toEqual([{ place: 'wang', text: '没有发出\n! 没有先安抚' }])
  expect(sending.forms).toHaveLength(1)
})

test('so is one on a card that has no room for the ways', async () => {
  presses('p1')
  await (await next()).answer?.({ status: 'refused', notice: '没有发出', ways: ['send'] })
  expect(sending.forms).toHaveLength(1)
})
