import { expect, test } from 'vitest'
import type { TestDesk } from '../support/desk.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

const saturday = { at: '2026-11-21T10:00:00+08:00', hours: true }
const friday = { at: '2026-11-20T10:00:00+08:00', hours: true }
const danger = '插座冒火花了还有股焦味，家里有老人怎么办'

const why = (desk: TestDesk, channel: string): string[] => desk.card(channel, 'ticket:').why
const called = (desk: TestDesk, workNo: string): string[] =>
  desk.heardIn(workNo).flatMap(({ card }) => (card ? [card.title] : []))

test('on a Saturday a message is left until Monday', async () => {
  const desk = await open(saturday)
  await desk.says('钱女士', '咖啡机打不出奶泡')
  expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({ leftMessage: true })
  expect(desk.heardBy('钱女士')[0]?.text).toMatch(/周一|23日/)
  expect(why(desk, 'after_sales_tech')).toContain('现在没有人值班')
})

test('on a Saturday with an agent on duty the customer is greeted like on any day', async () => {
  const desk = await open(saturday)
  await desk.types('K001', 'desk', '/上班')
  await desk.types('T102', 'after_sales_tech', '/上班')
  await desk.says('钱女士', '咖啡机打不出奶泡')
  expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({ leftMessage: false })
  expect(why(desk, 'after_sales_tech')).toContain('值班：王工')
  // Whoever works in another department does not greet.
  await desk.types('K001', 'desk', '/下班')
  await desk.says('杜女士', '电饭煲不加热')
  expect(await desk.db.ticket.findFirstOrThrow({ orderBy: { id: 'desc' } })).toMatchObject({
    leftMessage: true,
  })
})

test('with somebody on duty the first answer is due on the Saturday itself, late in the day on the Sunday', async () => {
  const dueAfter = async (at: string): Promise<Date> => {
    const desk = await open({ at, hours: true })
    await desk.types('K001', 'desk', '/上班')
    await desk.says('钱女士', '咖啡机打不出奶泡')
    return (await desk.db.clock.findFirstOrThrow({ where: { name: 'first_response' } })).deadlineAt
  }
  expect(await dueAfter('2026-11-21T10:00:00+08:00')).toEqual(new Date('2026-11-21T12:00:00+08:00'))
  expect(await dueAfter('2026-11-21T17:30:00+08:00')).toEqual(new Date('2026-11-22T10:30:00+08:00'))
})

test('every agent on leave makes a left message of a Friday’s', async () => {
  const desk = await open(friday)
  await desk.types('K001', 'desk', '/请假 今天')
  await desk.says('钱女士', '咖啡机打不出奶泡')
  await desk.types('M001', 'supervisors', '/请假 K002 今天')
  await desk.says('杜女士', '电饭煲不加热')
  const tickets = await desk.db.ticket.findMany({ orderBy: { id: 'asc' } })
  expect(tickets.map(({ leftMessage }) => leftMessage)).toEqual([false, true])
})

test('the department’s card says who is on duty when it is new, transferred or shown', async () => {
  const desk = await open(friday)
  await desk.types('T101', 'after_sales_tech', '/下班')
  await desk.says('小何', '空调漏氟不制冷')
  expect(why(desk, 'after_sales_tech')).toContain('值班：王工')
  await desk.presses('T102', 'ticket:', 'ticket.transfer', {
    department: 'logistics_ops',
    reason: '运输中损坏',
  })
  expect(why(desk, 'logistics_ops')).toContain('值班：何川')
  await desk.types('L101', 'logistics_ops', '/下班')
  const { number } = await desk.db.ticket.findFirstOrThrow()
  await desk.types('L101', 'logistics_ops', `/工单 ${number}`)
  expect(why(desk, 'logistics_ops')).toContain('现在没有人值班')
})

test('特急 on Saturday at 23:40, nobody on duty: everybody of the department and every supervisor in person', async () => {
  const desk = await open({ ...saturday, at: '2026-11-21T23:40:00+08:00' })
  await desk.says('孙先生', danger)
  const ticket = await desk.db.ticket.findFirstOrThrow()
  expect(ticket).toMatchObject({ priority: 'critical', department: 'after_sales_tech' })
  const told = [`特急工单，责任部门现在没有人值班：${desk.card('desk', 'ticket:').title}`]
  expect(called(desk, 'T101')).toEqual(told)
  expect(called(desk, 'T102')).toEqual(told)
  expect(called(desk, 'M001')).toEqual(told)
  for (const other of ['K001', 'K002', 'L101', 'A001']) expect(called(desk, other)).toEqual([])
  expect(why(desk, 'supervisors')).toContain('责任部门现在没有人值班')
  expect(why(desk, 'after_sales_tech')).toContain('现在没有人值班')
  // What to do first is said to the customer, whatever the hour.
  expect(desk.heardBy('孙先生')[0]?.text).toMatch(/电源|断电|拔|远离|离开|119/)
  expect(await desk.db.auditEvent.findFirst({ where: { kind: 'duty.alarmed' } })).toMatchObject({
    ticketId: ticket.id,
    to: 'department.after_sales_tech',
  })
})

test('the card that calls somebody can be acted on there; the second is told who was faster', async () => {
  const desk = await open({ ...saturday, at: '2026-11-21T23:40:00+08:00' })
  await desk.says('孙先生', danger)
  const own = (workNo: string) => desk.card(workNo, 'ticket:')
  expect(own('T101')).toMatchObject({ kind: 'reminder', audience: 'internal' })
  expect(own('T101').why).toContain('请看到的同事马上认领；您不便处理时，请联系主管')
  expect(own('M001').actions.map(({ id }) => id)).toContain('ticket.assign')
  expect(await desk.presses('T102', own('T102'), 'ticket.claim')).toMatchObject({ status: 'done' })
  expect(await desk.presses('T101', own('T101'), 'ticket.claim')).toMatchObject({
    status: 'refused',
    notice: /王工 已认领/,
  })
})

test('once somebody has taken it on, everybody who was called sees who, and is asked for nothing more', async () => {
  const desk = await open({ ...saturday, at: '2026-11-21T23:40:00+08:00' })
  await desk.says('孙先生', danger)
  await desk.presses('T102', desk.card('T102', 'ticket:'), 'ticket.claim')
  for (const one of ['T101', 'T102', 'M001']) {
    expect(called(desk, one)).toHaveLength(1)
    expect(desk.card(one, 'ticket:')).toMatchObject({ actions: [], why: ['已由王工接手，您不用再处理'] })
  }
  // Released, it waits for the department again; nobody is called a second time.
  await desk.presses('T102', 'ticket:', 'ticket.release')
  expect(called(desk, 'T101')).toHaveLength(1)
})

test('solved at once, or no danger after all: that is shown, too', async () => {
  const desk = await open({ ...saturday, at: '2026-11-21T23:40:00+08:00' })
  await desk.says('孙先生', danger)
  await desk.presses('T101', desk.card('T101', 'ticket:'), 'ticket.solve', {
    result: '已断电',
    code: 'solved',
  })
  expect(desk.card('M001', 'ticket:')).toMatchObject({ actions: [], why: ['已由李工接手，您不用再处理'] })
  await desk.says('小林', danger)
  await desk.presses('K001', desk.card('desk', 'ticket:'), 'ticket.priority', {
    priority: 'normal',
    reason: '误报',
  })
  expect(desk.card('M001', 'ticket:')).toMatchObject({ actions: [], why: ['已不是特急，您不用再处理'] })
})

test('with somebody of the department on duty nobody is called from their bed', async () => {
  const desk = await open({ ...saturday, at: '2026-11-21T23:40:00+08:00' })
  await desk.types('T102', 'after_sales_tech', '/上班')
  await desk.says('孙先生', danger)
  for (const one of ['T101', 'T102', 'M001']) expect(called(desk, one)).toEqual([])
  expect(why(desk, 'supervisors')).not.toContain('责任部门现在没有人值班')
  expect(why(desk, 'after_sales_tech')).toContain('值班：王工')
})

test('danger that comes to light later, and a priority raised by hand, call as well; each once', async () => {
  const desk = await open({ ...saturday, at: '2026-11-21T23:40:00+08:00' })
  await desk.says('小何', '空调不制冷了')
  expect(called(desk, 'T101')).toEqual([])
  await desk.says('小何', '插头冒烟了，有烧焦味')
  expect(called(desk, 'T101')).toHaveLength(1)
  await desk.says('小何', '现在怎么办')
  expect(called(desk, 'T101')).toHaveLength(1)
  expect(await desk.db.auditEvent.count({ where: { kind: 'duty.alarmed' } })).toBe(1)
  await desk.says('小林', '洗衣机不转了')
  const washing = desk.card('desk', 'ticket:')
  await desk.presses('K001', washing, 'ticket.priority', { priority: 'critical', reason: '漏电' })
  expect(called(desk, 'T101')).toHaveLength(2)
  expect(called(desk, 'M001')).toHaveLength(2)
})

test('whoever is on leave is assigned nothing: the refusal names who stands in', async () => {
  const desk = await open(friday)
  await desk.says('孙先生', danger)
  const card = desk.card('supervisors', 'ticket:')
  await desk.types('T101', 'after_sales_tech', '/请假 今天 至 11-25')
  expect(await desk.presses('M001', card, 'ticket.assign', { workNo: 'T101' })).toMatchObject({
    status: 'refused',
    notice: '李工 11月20日 至 11月25日 休假，请改派其他同事',
  })
  await desk.types('M001', 'supervisors', '/销假 T101')
  await desk.types('M001', 'supervisors', '/请假 T101 今天 至 11-25 代班 T102')
  expect(await desk.presses('M001', card, 'ticket.assign', { workNo: 'T101' })).toMatchObject({
    status: 'refused',
    notice: '李工 11月20日 至 11月25日 休假，请改派代班的王工（工号 T102）',
  })
  expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({ assigneeId: null })
  expect(await desk.presses('M001', card, 'ticket.assign', { workNo: 'T102' })).toMatchObject({
    status: 'done',
  })
  await desk.types('T101', 'after_sales_tech', '/销假')
  expect(await desk.presses('M001', card, 'ticket.assign', { workNo: 'T101' })).toMatchObject({
    status: 'done',
  })
})
