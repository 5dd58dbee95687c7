import { afterEach, expect, test } from 'vitest'
import { createDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
afterEach(() => desk.close())

test('new words make a waiting suggestion stale: its old button answers and never sends', async () => {
  desk = await createDesk()
  await desk.says('小何', '我的路由器指示灯变红了')
  const old = desk.card('desk', 'suggestion:')
  await desk.says('小何', '重启过三次了，型号 AX3000')
  const fresh = desk.card('desk', 'suggestion:')
  expect(fresh.key).not.toBe(old.key)
  const shown = desk.heardIn('desk').find((one) => one.card?.key === old.key)?.card
  expect(shown?.state?.label).toBe('已过期')
  expect(shown?.actions).toEqual([])
  const before = desk.heardBy('小何').length
  expect(await desk.presses('K001', old, 'suggestion.approve')).toEqual({
    status: 'refused',
    notice: '客户又发来新消息，这条建议已过期，没有发送；请看新的建议',
  })
  expect(desk.heardBy('小何')).toHaveLength(before)
  expect(await desk.presses('K001', fresh, 'suggestion.approve')).toMatchObject({ status: 'done' })
  expect(desk.heardBy('小何')).toHaveLength(before + 1)
})

test('a press and new words at the same moment: either the words came first and nothing is sent, or the reply did', async () => {
  desk = await createDesk()
  await desk.says('小何', '我的路由器指示灯变红了')
  const card = desk.card('desk', 'suggestion:')
  const [pressed] = await Promise.all([
    desk.presses('K001', card, 'suggestion.approve'),
    desk.says('小何', '现在又绿了'),
  ])
  const replies = await desk.db.message.count({ where: { direction: 'outbound', staffId: { not: null } } })
  expect(replies).toBe(pressed.status === 'done' ? 1 : 0)
})

test('two agents at once: one reply, and the other is told', async () => {
  desk = await createDesk()
  await desk.says('小何', '打印机卡纸了')
  const card = desk.card('desk', 'suggestion:')
  const outcomes = await Promise.all(
    ['K001', 'K002'].map((agent) => desk.presses(agent, card, 'suggestion.approve')),
  )
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  expect(await desk.db.message.count({ where: { staffId: { not: null } } })).toBe(1)
})

test('不采用 sends nothing; the agent’s own words do', async () => {
  desk = await createDesk()
  await desk.says('小何', '打印机卡纸了')
  const greeted = desk.heardBy('小何').length
  await desk.presses('K001', 'suggestion:', 'suggestion.dismiss')
  expect(desk.heardBy('小何')).toHaveLength(greeted)
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '您好，请先关机，从后盖取出纸张。' })
  expect(desk.heardBy('小何').at(-1)?.text).toBe('您好，请先关机，从后盖取出纸张。')
})

test('what the customer says is not to be had is asked for by nobody, and stands in the record', async () => {
  desk = await createDesk()
  await desk.says('小何', '空调不制冷了')
  expect(desk.card('desk', 'suggestion:').why?.join('\n')).toContain('订单号')
  await desk.presses('K001', 'ticket:', 'ticket.reply', {
    text: '您好，请发一下订单号，我收到后 10 分钟内安排。',
  })
  await desk.says('小何', '没有订单号，朋友送的')
  const card = desk.card('desk', 'suggestion:')
  expect(card.why?.join('\n')).toContain('型号')
  expect(card.why?.join('\n')).not.toContain('订单号')
  expect(card.draft?.text).not.toContain('订单号')
  expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({ entities: { lacked: ['order_no'] } })
})

test('a plan that waits to be told survives new words', async () => {
  desk = await createDesk()
  await desk.says('小何', '洗碗机报 E4 不进水')
  await desk.presses('T101', 'ticket:', 'ticket.plan', { text: '明天 10:00 上门换进水阀' })
  await desk.says('小何', '有人管吗')
  const card = desk.card('desk', 'suggestion:')
  expect(card.kind).toBe('plan')
  expect(card.draft?.text).toContain('明天 10:00 上门换进水阀')
  await desk.presses('K001', card, 'plan.return', { reason: '客户明天不在家' })
  expect(await desk.db.plan.findFirstOrThrow()).toMatchObject({ status: 'withdrawn' })
  expect(await desk.presses('K001', card, 'suggestion.approve')).toMatchObject({ status: 'refused' })
})

test('no internal word reaches a customer', async () => {
  desk = await createDesk()
  await desk.says('小何', '打印机卡纸了')
  await desk.presses('K001', 'ticket:', 'ticket.note', { text: '这位客户上次骂过人' })
  await desk.types('K001', 'desk', '这单谁接一下')
  await desk.presses('K001', 'ticket:', 'ticket.transfer', {
    department: 'logistics_ops',
    reason: '内部原因',
  })
  for (const { text, card } of desk.heardBy('小何')) {
    expect(text).not.toMatch(/骂|谁接|内部/)
    expect(card?.audience ?? 'customer').toBe('customer')
  }
})
