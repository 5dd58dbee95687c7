import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFile } from '../../src/app/email.ts'
import { type DingtalkDesk, groupOf, openDingtalkDesk } from '../support/dingtalk/desk.ts'
import { until } from '../support/dingtalk/held-clock.ts'

let house: DingtalkDesk
beforeEach(async () => {
  house = await openDingtalkDesk()
  house.fake.joins('王女士', { staffId: 'wang' })
})
afterEach(() => house.close())

const desk = groupOf('desk')
const robotSaid = (chat: string): string[] =>
  house.fake.chat(chat).flatMap(({ by, text, card }) => (by === 'robot' && !card ? [text] : []))
const suggestion = () =>
  house.fake.chat(desk).findLast(({ card }) => card?.params.title?.includes('建议回复'))?.card
const tips = (answer: unknown): string =>
  (answer as { userPrivateData: { cardParamMap: { tips: string } } }).userPrivateData.cardParamMap.tips

test('two agents press at once, and one of them twice: one reply goes out, everybody is told in place', async () => {
  await house.says('王女士', '洗衣机漏水')
  const track = suggestion()?.outTrackId ?? ''
  const before = robotSaid('wang').length
  const pressed = await Promise.all([
    house.fake.presses('林晓', track, 'suggestion.approve~1'),
    house.fake.presses('林晓', track, 'suggestion.approve~1'),
    house.fake.presses('周敏', track, 'suggestion.approve~1'),
  ])
  await house.settles()
  expect(pressed.every(({ timedOut }) => !timedOut)).toBe(true)
  const told = pressed.map(({ answer }) => tips(answer))
  expect(told.filter((one) => one.startsWith('✓'))).toHaveLength(1)
  expect(told.filter((one) => one.includes('没有重复发送'))).toHaveLength(2)
  expect(robotSaid('wang')).toHaveLength(before + 1)
})

test('somebody who does not work here is told politely, alone', async () => {
  await house.says('王女士', '洗衣机漏水')
  const { answer } = await house.fake.presses(
    '王女士',
    suggestion()?.outTrackId ?? '',
    'suggestion.approve~1',
  )
  expect(tips(answer)).toMatch(/^⚠️/)
  expect(suggestion()?.own.has('K001')).toBe(false)
})

test('a message that comes again after 16 and 60 seconds, and once more by another connection, is one message', async () => {
  const frame = house.fake.says('王女士', '洗衣机漏水', { msgId: 'msg-1' }) ?? ''
  await house.fake.gateway.acked(frame)
  house.fake.gateway.again(frame)
  await house.passes(60_000)
  house.fake.gateway.disconnectAll()
  await house.passes(15_000)
  await house.fake.gateway.acked(house.fake.says('王女士', '洗衣机漏水', { msgId: 'msg-1' }) ?? '')
  await house.settles()
  expect(await house.desk.db.message.count({ where: { text: '洗衣机漏水' } })).toBe(1)
  expect(await house.desk.db.ticket.count()).toBe(1)
})

test('killed before it recorded, it hears what was said when it is there again', async () => {
  house.fake.gateway.goSilent()
  house.fake.says('王女士', '有人吗，洗衣机漏水')
  await house.dies()
  await house.passes(61_000)
  const heard = () => house.desk.db.message.count({ where: { text: '有人吗，洗衣机漏水' } })
  await expect.poll(heard, { timeout: 20_000 }).toBe(1)
})

test('in a group the answer stands there, with a mention of whoever asked; each has their own conversation', async () => {
  house.fake.group('cidIT帮助==')
  house.fake.joins('李先生', { staffId: 'li' })
  await house.says('王女士', '打印机坏了', 'cidIT帮助==')
  await house.says('李先生', '邮箱登录不上', 'cidIT帮助==')
  expect(await house.desk.db.conversation.count()).toBe(2)
  const answers = house.fake.chat('cidIT帮助==').filter(({ by }) => by === 'robot')
  expect(answers.map(({ at }) => at)).toEqual([['wang'], ['li']])
  await house.presses('林晓', desk, 'suggestion.approve')
  expect(house.fake.chat('cidIT帮助==').at(-1)).toMatchObject({ by: 'robot', at: ['li'] })
})

test('colleagues among themselves are not heard; a command with @ is answered in the group', async () => {
  const group = desk
  house.fake.says('林晓', '中午吃什么', { in: group, atRobot: false })
  await house.settles()
  expect(await house.desk.db.arrival.count()).toBe(0)
  await house.says('林晓', ' /帮助', group)
  await until(() => robotSaid(group).length > 0)
  expect(robotSaid(group).at(-1)).toContain('工单')
  expect(await house.desk.db.ticket.count()).toBe(0)
})

test('staff alone with the robot have commands, and never become customers', async () => {
  await house.says('林晓', '/工单 列表')
  await until(() => robotSaid('K001').length > 0)
  expect(await house.desk.db.conversation.count()).toBe(0)
})

test('pictures and files come with the message, and are fetched from DingTalk when somebody opens them', async () => {
  const bytes = Buffer.from('89504e470d0a1a0a0000000d', 'hex')
  house.fake.file('code-1', { name: '', bytes, mediaType: 'image/png' })
  const frame = house.fake.sends('王女士', {
    msgtype: 'richText',
    content: { richText: [{ text: '漏成这样' }, { type: 'picture', downloadCode: 'code-1' }] },
  })
  await house.fake.gateway.acked(frame ?? '')
  const message = await house.desk.db.message.findFirstOrThrow({ where: { text: '漏成这样' } })
  const [file] = message.attachments as { ref: string }[]
  expect(await openFile(house.desk.deps.platforms, file?.ref ?? '')).toMatchObject({ bytes, shown: true })
})

test('while the calls of the second are used up nothing is lost: it goes out later, in order', async () => {
  house.fake.api.fail(/^\/v1\.0\/(card|robot)|^\/robot/, 'qps', 'global qps', 'too fast', 'qps')
  await house.says('王女士', '洗衣机漏水')
  const left = () => house.desk.db.delivery.count({ where: { status: { in: ['pending', 'inflight'] } } })
  for (let minute = 0; minute < 60 && (await left()) > 0; minute += 1) await house.passes(10_000)
  expect(house.fake.api.faultsLeft()).toBe(0)
  expect(robotSaid('wang')[0]).toContain('智能客服助手')
  expect(suggestion()).toBeDefined()
  expect(
    await house.desk.db.delivery.count({ where: { status: { in: ['dead', 'pending', 'inflight'] } } }),
  ).toBe(0)
})

test('while the database is away nothing is acknowledged; what was said is recorded when it is back, in order', async () => {
  const { deps } = house.desk
  const { db } = deps
  const away = Object.assign(new Error('connection refused'), { code: 'P1001' })
  deps.db = new Proxy(db, {
    get: (target, name) => (name === '$transaction' ? () => Promise.reject(away) : Reflect.get(target, name)),
  })
  const frames = ['一', '二', '三'].map((text) => house.fake.says('王女士', text) ?? '')
  await until(() => house.fake.gateway.links.length === 0)
  expect(house.fake.gateway.acks).toEqual([])
  deps.db = db
  await house.fake.clock.passes(6_000)
  for (const frame of frames) {
    // Time goes on until it has come: a timer may be set only after the clock was moved.
    await expect
      .poll(
        async () => {
          await house.fake.clock.passes(20_000)
          return await house.desk.db.message.count({ where: { direction: 'inbound' } })
        },
        { timeout: 15_000 },
      )
      .toBeGreaterThan(frames.indexOf(frame))
  }
  const kept = await db.message.findMany({ where: { direction: 'inbound' }, orderBy: { id: 'asc' } })
  expect(kept.map(({ text }) => text)).toEqual(['一', '二', '三'])
})
