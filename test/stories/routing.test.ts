import { afterEach, expect, test } from 'vitest'
import { createDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
afterEach(() => desk.close())

test('danger goes to the supervisors at the same moment, and the customer gets what to do first', async () => {
  desk = await createDesk()
  await desk.says('孙先生', '插座冒火花了还有股焦味，家里有老人怎么办')
  const ticket = await desk.db.ticket.findFirstOrThrow()
  expect(ticket).toMatchObject({
    category: 'emergency',
    priority: 'critical',
    department: 'after_sales_tech',
  })
  expect(desk.card('supervisors', 'ticket:').state).toMatchObject({ tone: 'critical', mark: '🚨' })
  expect(desk.heardBy('孙先生')[0]?.text).toMatch(/电源|断电|拔|远离|离开|119/)
})

test('a complaint is numbered CF and shown to the supervisors', async () => {
  desk = await createDesk()
  await desk.says('杜女士', '你们客服态度太差了，挂我电话，我要打12315投诉')
  expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({
    number: 'CF20261118001',
    category: 'service_complaint',
    priority: 'urgent',
  })
  expect(desk.card('supervisors', 'ticket:').kind).toBe('supervisor')
})

test('a transfer keeps the history: the old department sees where it went, the new one can claim', async () => {
  desk = await createDesk()
  await desk.says('小何', '空调漏氟不制冷')
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  await desk.presses('T101', 'ticket:', 'ticket.transfer', {
    department: 'logistics_ops',
    reason: '运输中损坏',
  })
  expect(desk.card('after_sales_tech', 'ticket:').state?.label).toBe('已转至物流运营部')
  expect(desk.card('after_sales_tech', 'ticket:').actions).toEqual([])
  expect(await desk.presses('T101', desk.card('logistics_ops', 'ticket:'), 'ticket.claim')).toMatchObject({
    status: 'refused',
  })
  expect(await desk.presses('L101', desk.card('logistics_ops', 'ticket:'), 'ticket.claim')).toMatchObject({
    status: 'done',
  })
  const [claimed, moved, again] = await desk.db.auditEvent.findMany({
    where: { kind: { in: ['ticket.claimed', 'ticket.transferred'] } },
    orderBy: { id: 'asc' },
  })
  expect([claimed?.to, moved?.note, again?.to]).toEqual(['李工', '运输中损坏', '何川'])
})

test('the customer hears at once where it went, and until when they will hear', async () => {
  desk = await createDesk()
  await desk.says('小何', '空调不制冷了')
  const before = desk.heardBy('小何').length
  await desk.presses('T101', 'ticket:', 'ticket.transfer', { department: 'logistics_ops' })
  const told = desk.heardBy('小何').slice(before)
  expect(told).toHaveLength(1)
  expect(told[0]?.text).toMatch(/物流运营部.*(今天|明天) \d\d:\d\d 前/)
})

test('released, the ticket can be claimed by somebody else', async () => {
  desk = await createDesk()
  await desk.says('小何', '空调漏氟不制冷')
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  expect(await desk.presses('T102', 'ticket:', 'ticket.release')).toMatchObject({ status: 'refused' })
  await desk.presses('T101', 'ticket:', 'ticket.release')
  expect(await desk.presses('T102', 'ticket:', 'ticket.claim')).toMatchObject({ status: 'done' })
})

test('a supervisor names the holder by work number', async () => {
  desk = await createDesk()
  await desk.says('孙先生', '插座冒火花了还有股焦味')
  const card = desk.card('supervisors', 'ticket:')
  expect(await desk.presses('M001', card, 'ticket.assign', { workNo: 'L101' })).toMatchObject({
    status: 'refused',
  })
  expect(await desk.presses('M001', card, 'ticket.assign', { workNo: 'T102' })).toMatchObject({
    status: 'done',
  })
  expect(desk.card('after_sales_tech', 'ticket:').facts.find(({ label }) => label === '处理人')?.value).toBe(
    '王工',
  )
})

test('forged presses: an unknown account, an unknown card, an act the card does not offer', async () => {
  desk = await createDesk()
  await desk.says('小何', '空调漏氟不制冷')
  const card = desk.card('after_sales_tech', 'ticket:')
  expect(await desk.presses('小何', card, 'ticket.claim')).toMatchObject({
    status: 'refused',
    notice: /不是在职员工/,
  })
  for (const key of ['ticket:999999:x', 'suggestion:0', "ticket:1'--", 'ticket:', 'plan:x:y', 'lost:1', ''])
    expect(await desk.presses('T101', { ...card, key }, 'ticket.claim')).toMatchObject({ status: 'refused' })
  for (const action of [
    'ticket.close',
    'ticket.delete',
    '__proto__',
    'suggestion.approve',
    'reminder.snooze',
  ])
    expect(await desk.presses('T101', card, action)).toMatchObject({ status: 'refused' })
  expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({ status: 'unclaimed', assigneeId: null })
})

test('numbers are given once each, in order, beyond 999, and begin anew each day of the company', async () => {
  desk = await createDesk({ at: '2026-11-18T23:50:00+08:00' })
  await Promise.all(Array.from({ length: 12 }, (_, index) => desk.says(`客户${index}`, '空调不制冷了')))
  const numbers = (await desk.db.ticket.findMany({ orderBy: { number: 'asc' } })).map(({ number }) => number)
  expect(numbers).toEqual(
    Array.from({ length: 12 }, (_, index) => `SR20261118${String(index + 1).padStart(3, '0')}`),
  )
  await desk.db.$executeRaw`UPDATE "TicketNumber" SET last = 998`
  await desk.says('甲', '空调不制冷了')
  await desk.says('乙', '空调不制冷了')
  await desk.passes('15m')
  await desk.says('丙', '空调不制冷了')
  const last = await desk.db.ticket.findMany({ orderBy: { id: 'desc' }, take: 3 })
  expect(last.map(({ number }) => number)).toEqual(['SR20261119001', 'SR202611181000', 'SR20261118999'])
})

test('outside working hours it is a left message, and the sender is told until when', async () => {
  desk = await createDesk({ at: '2026-11-21T20:00:00+08:00', hours: true })
  await desk.says('钱女士', '咖啡机打不出奶泡')
  expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({ leftMessage: true })
  expect(desk.heardBy('钱女士')[0]?.text).toMatch(/周一|23日/)
})
