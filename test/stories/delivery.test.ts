import { afterEach, expect, test } from 'vitest'
import { createDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
afterEach(() => desk.close())

test('a platform that is away gets everything later, in order', async () => {
  desk = await createDesk()
  desk.platform.fail(/^小何$/, 'unreachable', 'unreachable')
  await desk.says('小何', '打印机卡纸了')
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '第一句' })
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '第二句' })
  expect(desk.heardBy('小何')).toEqual([])
  await desk.passes('3s')
  await desk.passes('10s')
  const [greeting, ...rest] = desk.heardBy('小何').map(({ text }) => text)
  expect(greeting).toMatch(/您好|智能/)
  expect(rest).toEqual(['第一句', '第二句'])
})

test('one room that is away holds up no other', async () => {
  desk = await createDesk()
  desk.platform.fail(/^小何$/, ...Array<'unreachable'>(20).fill('unreachable'))
  await desk.says('小何', '打印机卡纸了')
  await desk.says('小林', '打印机卡纸了')
  expect(desk.heardBy('小林')).toHaveLength(1)
  expect(desk.heardIn('desk').length).toBeGreaterThan(3)
})

test('refused: given up at once, the desk is told why and can send again', async () => {
  desk = await createDesk()
  await desk.says('小何', '打印机卡纸了')
  desk.platform.fail(/^小何$/, 'refused')
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '请取出后盖纸张' })
  await desk.delivers()
  const card = desk.card('desk', 'lost:')
  expect(card.facts[0]?.value).toBe('this room takes nothing')
  expect(card.draft?.text).toBe('请取出后盖纸张')
  expect(await desk.presses('T101', card, 'delivery.retry')).toMatchObject({ status: 'refused' })
  expect(await desk.presses('K001', card, 'delivery.retry')).toMatchObject({ status: 'done' })
  expect(desk.heardBy('小何').at(-1)?.text).toBe('请取出后盖纸张')
  expect(await desk.presses('K001', card, 'delivery.retry')).toMatchObject({ status: 'refused' })
})

test('what cannot leave for ten minutes is shown to the desk once, and again when it is out', async () => {
  desk = await createDesk()
  await desk.says('小何', '打印机卡纸了')
  desk.platform.fail(/^小何$/, ...Array<'unreachable'>(11).fill('unreachable'))
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '请取出后盖纸张' })
  const told = () => desk.heardIn('desk').filter(({ card }) => card?.key.startsWith('lost:'))
  for (let minute = 1; minute <= 9; minute += 1) await desk.passes('1m')
  expect(told()).toEqual([])
  await desk.passes('1m')
  expect(told()).toMatchObject([{ times: 1 }])
  const { title, state, facts, draft, actions, revision } = desk.card('desk', 'lost:')
  expect({ title, state: state?.label, actions }).toEqual({
    title: '还没有发出：发给客户的消息仍在自动重试',
    state: '等待发出',
    actions: [],
  })
  expect([facts[0]?.value, draft?.text]).toEqual(['nobody there', '请取出后盖纸张'])
  await desk.passes('1m')
  expect(told()).toMatchObject([{ times: 1 }])
  for (let tries = 0; tries < 4; tries += 1) await desk.passes('15m')
  expect(desk.heardBy('小何').at(-1)?.text).toBe('请取出后盖纸张')
  expect(told()).toMatchObject([{ times: 2, card: { title: '已经发出：先前没有发出的消息', actions: [] } }])
  expect(desk.card('desk', 'lost:').revision).toBeGreaterThan(revision)
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '第二句' })
  await desk.passes('1h')
  expect(told()).toMatchObject([{ times: 2 }])
})

test('a lost one that is sent again and cannot leave is shown as waiting, then as sent', async () => {
  desk = await createDesk()
  await desk.says('小何', '打印机卡纸了')
  desk.platform.fail(/^小何$/, 'refused', 'unreachable')
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '请取出后盖纸张' })
  await desk.passes('20m')
  await desk.presses('K001', 'lost:', 'delivery.retry')
  expect(desk.card('desk', 'lost:').state?.label).toBe('等待发出')
  await desk.passes('1m')
  expect(desk.card('desk', 'lost:').state?.label).toBe('已发出')
})

test('among staff nothing is told to be stuck', async () => {
  desk = await createDesk()
  desk.platform.fail(/^desk$/, ...Array<'unreachable'>(30).fill('unreachable'))
  await desk.says('小何', '打印机卡纸了')
  await desk.passes('20m')
  expect(await desk.db.delivery.count({ where: { cardKey: { startsWith: 'lost:' } } })).toBe(0)
})

test('an answer that was lost: a platform that can tell is asked, and nothing is said twice', async () => {
  desk = await createDesk()
  await desk.says('小何', '打印机卡纸了')
  desk.platform.fail(/^小何$/, 'lost answer')
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '请取出后盖纸张' })
  await desk.passes('10s')
  expect(desk.heardBy('小何').filter(({ text }) => text === '请取出后盖纸张')).toMatchObject([{ times: 1 }])
  desk.platform.fail(/^小何$/, 'lost request')
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '第二句' })
  await desk.passes('10s')
  expect(desk.heardBy('小何').filter(({ text }) => text === '第二句')).toMatchObject([{ times: 1 }])
})

test('a platform that cannot tell: the customer’s message stays uncertain until somebody decides', async () => {
  desk = await createDesk({ findable: false })
  await desk.says('小何', '打印机卡纸了')
  desk.platform.fail(/^小何$/, 'lost answer')
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '请取出后盖纸张' })
  await desk.passes('1d')
  expect(desk.heardBy('小何').filter(({ text }) => text === '请取出后盖纸张')).toMatchObject([{ times: 1 }])
  expect(await desk.db.delivery.count({ where: { status: 'uncertain' } })).toBe(1)
  expect(desk.card('desk', 'lost:').title).toContain('不确定')
})

test('a platform that will never know: uncertain at the first look, and not looked into again', async () => {
  desk = await createDesk()
  await desk.says('小何', '打印机卡纸了')
  desk.platform.fail(/^小何$/, 'lost for ever')
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '请取出后盖纸张' })
  expect(await desk.db.delivery.count({ where: { status: 'inflight' } })).toBe(1)
  await desk.passes('10s')
  expect(await desk.db.delivery.findFirst({ where: { status: 'uncertain' } })).toMatchObject({ attempts: 2 })
  expect(desk.card('desk', 'lost:').title).toContain('不确定')
  await desk.passes('1d')
  expect(desk.heardBy('小何').filter(({ text }) => text === '请取出后盖纸张')).toMatchObject([{ times: 1 }])
})

test('among staff what nobody will ever know is simply shown again', async () => {
  desk = await createDesk()
  desk.platform.fail(/^desk$/, 'lost for ever')
  await desk.says('小何', '打印机卡纸了')
  await desk.passes('10s')
  await desk.passes('10s')
  expect(desk.heardIn('desk').filter(({ card }) => card?.key.endsWith(':desk'))).toMatchObject([{ times: 2 }])
  expect(await desk.db.delivery.count({ where: { status: { not: 'sent' } } })).toBe(0)
})

test('a sender that died in the middle: its lease runs out and another one looks', async () => {
  desk = await createDesk()
  await desk.says('小何', '打印机卡纸了')
  await desk.db.$executeRaw`
    UPDATE "Delivery" SET status = 'inflight', attempts = 1, "lockedUntil" = ${desk.deps.now()}, "externalId" = NULL`
  await desk.passes('1s')
  expect(desk.heardBy('小何')).toMatchObject([{ times: 1 }])
  expect(await desk.db.delivery.count({ where: { status: { not: 'sent' } } })).toBe(0)
})

test('a redelivered message is one message, one greeting, one ticket', async () => {
  desk = await createDesk()
  const outcomes = await Promise.all([1, 2, 3].map(() => desk.says('小何', '打印机卡纸了', { id: 'm-1' })))
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['done', 'ignored', 'ignored'])
  expect(await desk.db.message.count({ where: { direction: 'inbound' } })).toBe(1)
  expect(await desk.db.ticket.count()).toBe(1)
  expect(desk.heardBy('小何')).toHaveLength(1)
})

test('a suggestion that was overtaken before anybody saw it is not shown any more', async () => {
  desk = await createDesk()
  await desk.says('小何', '打印机卡纸了')
  const before = desk.heardIn('desk').length
  desk.platform.fail(/^desk$/, ...Array<'unreachable'>(3).fill('unreachable'))
  for (const text of ['型号 M2070', '还卡着', '急']) await desk.says('小何', text)
  for (let minute = 0; minute < 4; minute++) await desk.passes('1m')
  const cards = desk.heardIn('desk').map(({ card }) => card)
  // Of three fresh ones only the last is there; the one that was seen says that it is over.
  expect(cards.length).toBe(before + 1)
  expect(cards.filter((card) => card?.actions.some(({ id }) => id === 'suggestion.approve'))).toHaveLength(1)
  expect(cards.filter((card) => card?.state?.tone === 'stale')).toHaveLength(1)
})
