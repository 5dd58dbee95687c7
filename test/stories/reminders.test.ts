import { expect, test } from 'vitest'
import { remindDue } from '../../src/sla/remind.ts'
import type { TestDesk } from '../support/desk.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

const reminders = (desk: TestDesk, channel: string): string[] =>
  desk.heardIn(channel).flatMap(({ card }) => (card?.kind === 'reminder' ? [card.title] : []))

test('half the time gone, four fifths, due: channel and holder are reminded, at the deadline the supervisors', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  const plan = await desk.db.clock.findFirstOrThrow({ where: { name: 'plan' } })
  expect(plan.target).toBe('4wh')
  await desk.passes('119m')
  expect(reminders(desk, 'after_sales_tech')).toEqual([])
  await desk.passes('1m')
  expect(reminders(desk, 'after_sales_tech')).toHaveLength(1)
  expect(reminders(desk, 'T101')).toHaveLength(1)
  await desk.passes('72m')
  expect(reminders(desk, 'after_sales_tech')).toHaveLength(2)
  expect(reminders(desk, 'supervisors')).toEqual([])
  await desk.passes('48m')
  expect(reminders(desk, 'after_sales_tech')).toHaveLength(3)
  expect(reminders(desk, 'supervisors')).toHaveLength(1)
  expect(desk.card('supervisors', 'ticket:').why).toContain('已超时，请安排处理')
})

test('after the deadline the distance grows: 30, 60, 120 minutes', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  await desk.passes('240m')
  const at = async (length: string): Promise<number> => {
    await desk.passes(length)
    return reminders(desk, 'after_sales_tech').length
  }
  const due = reminders(desk, 'after_sales_tech').length
  expect([
    await at('29m'),
    await at('1m'),
    await at('59m'),
    await at('1m'),
    await at('119m'),
    await at('1m'),
  ]).toEqual([due, due + 1, due + 1, due + 2, due + 2, due + 3])
})

test('what became due while nobody swept is given once, late', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.passes('2d')
  const plans = reminders(desk, 'after_sales_tech').filter((title) => title.includes('给出方案'))
  expect(plans).toHaveLength(1)
  expect(plans[0]).toContain('已超时')
})

test('two processes sweep the same due clocks: every reminder once', async () => {
  const desk = await open()
  const other = await open({ shares: desk })
  for (let index = 0; index < 12; index++) await desk.says(`客户${index}`, '空调不制冷了')
  await desk.db.clock.updateMany({ data: { nextNoticeAt: desk.deps.now() } })
  const clocks = await desk.db.clock.count()
  const given = await Promise.all([
    remindDue(desk.deps),
    remindDue(other.deps),
    remindDue(desk.deps),
    remindDue(other.deps),
  ])
  // A ticket somebody is at work on is left for the next sweep.
  const rest = await remindDue(other.deps)
  expect(given.reduce((sum, one) => sum + one, rest)).toBe(clocks)
  const keys = await desk.db.delivery.groupBy({
    by: ['cardKey'],
    where: { cardKey: { startsWith: 'reminder:' } },
    _count: true,
  })
  expect(keys.filter(({ _count }) => _count !== 1)).toEqual([])
  expect(await remindDue(desk.deps)).toBe(0)
})

test('waiting for the customer stands still; the time left is left when they answer', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.passes('60m')
  await desk.presses('T101', 'ticket:', 'ticket.plan', { text: '明天上门检查' })
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  const before = await desk.db.clock.findFirstOrThrow({ where: { name: 'solved' } })
  expect(before.pausedAt).not.toBeNull()
  await desk.passes('10h')
  expect(reminders(desk, 'after_sales_tech').filter((title) => title.includes('解决：'))).toEqual([])
  await desk.says('小何', '可以，就这么办')
  const after = await desk.db.clock.findFirstOrThrow({ where: { name: 'solved' } })
  expect(after.pausedAt).toBeNull()
  expect(after.deadlineAt.getTime() - before.deadlineAt.getTime()).toBe(10 * 3_600_000)
})

test('延后 needs a reason and holds for as long as it says; the reminder then shows who did it', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  await desk.passes('120m')
  const card = desk.card('after_sales_tech', 'reminder:')
  expect(await desk.presses('T101', card, 'reminder.snooze', { length: '30m', reason: '' })).toMatchObject({
    status: 'refused',
  })
  expect(
    await desk.presses('T101', card, 'reminder.snooze', { length: '30m', reason: '配件在路上' }),
  ).toMatchObject({ status: 'done' })
  const shown = desk.heardIn('after_sales_tech').find((one) => one.card?.key === card.key)?.card
  expect(shown?.actions).toEqual([])
  expect(shown?.foot[0]).toContain('李工')
})

test('a clock that stopped reminds nobody', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '远程指导后恢复', code: 'solved' })
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  await desk.presses('K001', 'ticket:', 'ticket.close')
  await desk.passes('30d')
  expect(reminders(desk, 'after_sales_tech')).toEqual([])
  expect(reminders(desk, 'desk')).toEqual([])
})

test('a lower priority sets the deadlines back, a higher one brings them nearer, and back again is as before', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  const { priority } = await desk.db.ticket.findFirstOrThrow()
  const deadline = async (): Promise<Date> =>
    (await desk.db.clock.findFirstOrThrow({ where: { name: 'solved' } })).deadlineAt
  const before = await deadline()
  await desk.presses('K001', 'ticket:', 'ticket.priority', { priority: 'low', reason: '客户说不急' })
  const low = await deadline()
  expect(low.getTime()).toBeGreaterThan(before.getTime())
  await desk.presses('K001', 'ticket:', 'ticket.priority', { priority: 'critical', reason: '冒烟了' })
  expect((await deadline()).getTime()).toBeLessThan(low.getTime())
  await desk.presses('K001', 'ticket:', 'ticket.priority', { priority, reason: '' })
  expect(await deadline()).toEqual(before)
})
