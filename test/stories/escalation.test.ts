import { expect, test } from 'vitest'
import type { Playbook } from '../../src/playbook/playbook.ts'
import { sweepBatch } from '../../src/sla/remind/sweep.ts'
import { remindDue } from '../../src/sla/remind.ts'
import type { DeskOptions, TestDesk } from '../support/desk.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

const reminders = (desk: TestDesk, channel: string): string[] =>
  desk.heardIn(channel).flatMap(({ card }) => (card?.kind === 'reminder' ? [card.title] : []))

/** 王工 stands in for 李工. */
const standing: NonNullable<DeskOptions['change']> = (playbook): Playbook => ({
  ...playbook,
  team: [
    {
      workNo: 'T101',
      name: '李工',
      roles: ['department'],
      departments: ['after_sales_tech'],
      standIn: 'T102',
    },
    { workNo: 'T102', name: '王工', roles: ['department'], departments: ['after_sales_tech'] },
  ],
})

const onLeave = async (desk: TestDesk, workNo: string, standIn: string | null): Promise<void> => {
  const away = await desk.db.staff.findUniqueOrThrow({ where: { workNo } })
  const instead = standIn ? await desk.db.staff.findUniqueOrThrow({ where: { workNo: standIn } }) : null
  const at = desk.deps.now()
  const untilAt = new Date(at.getTime() + 30 * 86_400_000)
  await desk.db.leave.create({
    data: {
      staffId: away.id,
      fromAt: at,
      untilAt,
      standInId: instead?.id ?? null,
      createdAt: at,
      createdBy: away.id,
    },
  })
}

async function claimed(options: DeskOptions = {}): Promise<TestDesk> {
  const desk = await open(options)
  await desk.says('小何', '空调不制冷了')
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  return desk
}

test('the holder is on leave: the stand-in is reminded in their place, and told why', async () => {
  const desk = await claimed()
  await onLeave(desk, 'T101', 'T102')
  await desk.passes('120m')
  expect(reminders(desk, 'T101')).toEqual([])
  expect(reminders(desk, 'T102')).toHaveLength(1)
  expect(desk.card('T102', 'reminder:').why).toContain('处理人现在不在岗或还没有回应，请您代为处理')
  expect(reminders(desk, 'supervisors')).toEqual([])
})

test('on leave and nobody stands in: the holder still gets it, and the supervisors hear of it before it is late', async () => {
  const desk = await claimed()
  await onLeave(desk, 'T101', null)
  await desk.passes('120m')
  expect(reminders(desk, 'T101')).toHaveLength(1)
  expect(reminders(desk, 'supervisors')).toHaveLength(1)
})

test('a quarter of an hour after the deadline the stand-in is called, unless the holder said 知道了', async () => {
  const told = async (knows: boolean): Promise<number> => {
    const desk = await claimed({ change: standing })
    await desk.passes('240m')
    expect(reminders(desk, 'T102')).toEqual([])
    const card = desk.card('T101', 'reminder:')
    if (knows) {
      expect(await desk.presses('T101', card, 'reminder.acknowledge')).toMatchObject({ status: 'done' })
      const shown = desk.heardIn('T101').find((one) => one.card?.key === card.key)?.card
      expect(shown?.actions.map(({ id }) => id)).not.toContain('reminder.acknowledge')
      expect(shown?.actions.map(({ id }) => id)).toContain('ticket.plan')
    }
    await desk.passes('15m')
    expect(reminders(desk, 'T101')).toHaveLength(1)
    return reminders(desk, 'T102').length
  }
  expect([await told(false), await told(true)]).toEqual([1, 0])
})

test('several things due for one person in one minute become one message, which can be taken apart again', async () => {
  const desk = await open()
  for (const customer of ['小何', '小林', '小周']) {
    await desk.says(customer, '空调不制冷了')
    await desk.presses('T101', 'ticket:', 'ticket.claim')
  }
  await desk.passes('120m')
  const toHolder = desk.heardIn('T101').filter(({ card }) => card)
  expect(toHolder).toHaveLength(1)
  const list = desk.card('T101', 'reminders:')
  expect(list.title).toBe('3 项工作到了提醒时间')
  expect(list.facts).toHaveLength(3)
  expect(reminders(desk, 'after_sales_tech')).toHaveLength(3)
  expect(await desk.presses('T101', list, 'reminder.expand')).toMatchObject({
    notice: '已列出最紧急的 3 项，还剩 0 项',
  })
  expect(reminders(desk, 'T101')).toHaveLength(3)
  const single = desk.card('T101', 'reminder:')
  expect(await desk.presses('T101', single, 'ticket.plan', { text: '明天上门检查' })).toMatchObject({
    status: 'done',
  })
})

test('a list is acknowledged and put off as a whole; whoever has no right to its tickets changes nothing', async () => {
  const desk = await open()
  for (const customer of ['小何', '小林']) {
    await desk.says(customer, '空调不制冷了')
    await desk.presses('T101', 'ticket:', 'ticket.claim')
  }
  await desk.passes('120m')
  const list = desk.card('T101', 'reminders:')
  expect(await desk.presses('L101', list, 'reminder.acknowledge')).toMatchObject({ status: 'refused' })
  expect(
    await desk.presses('T101', list, 'reminder.snooze', { length: '30m', reason: '配件在路上' }),
  ).toMatchObject({ status: 'done' })
  const plans = await desk.db.clock.findMany({ where: { name: 'plan' } })
  expect(plans.map(({ snoozes }) => snoozes)).toEqual([1, 1])
  expect(await desk.presses('T101', list, 'reminder.acknowledge')).toMatchObject({ status: 'done' })
  expect(desk.card('T101', 'reminders:').actions).toEqual([])
  expect(await desk.db.clock.count({ where: { acknowledgedAt: { not: null } } })).toBe(2)
})

test('a reminder can be put off three times, then somebody has to act', async () => {
  const desk = await claimed()
  await desk.passes('120m')
  for (let nth = 0; nth < 3; nth++) {
    const card = desk.card('after_sales_tech', 'reminder:')
    const outcome = await desk.presses('T101', card, 'reminder.snooze', { length: '15m', reason: '在处理' })
    expect(outcome).toMatchObject({ status: 'done' })
    const before = reminders(desk, 'after_sales_tech').length
    await desk.passes('14m')
    expect(reminders(desk, 'after_sales_tech')).toHaveLength(before)
    await desk.passes('1m')
    expect(reminders(desk, 'after_sales_tech')).toHaveLength(before + 1)
  }
  const card = desk.card('after_sales_tech', 'reminder:')
  const outcome = await desk.presses('T101', card, 'reminder.snooze', { length: '15m', reason: '在处理' })
  expect(outcome).toMatchObject({ status: 'refused', notice: expect.stringContaining('已经延后 3 次') })
})

test('nobody is reminded at night: what runs out in the dark is told when work begins', async () => {
  const change = (playbook: Playbook): Playbook => ({
    ...playbook,
    policies: [{ name: 'day and night', when: {}, targets: { plan: '10h' } }, ...playbook.policies],
  })
  const desk = await open({ at: '2026-11-18T16:00:00+08:00', hours: true, change })
  await desk.says('小何', '空调不制冷了')
  await desk.db.clock.updateMany({ where: { name: { not: 'plan' } }, data: { nextNoticeAt: null } })
  await desk.db.clock.updateMany({
    where: { name: 'plan' },
    data: {
      elapsed: true,
      totalMs: 36_000_000,
      deadlineAt: new Date('2026-11-19T02:00:00+08:00'),
      level: 1,
      nextNoticeAt: new Date('2026-11-19T02:00:00+08:00'),
    },
  })
  await desk.passes('10h')
  expect(reminders(desk, 'after_sales_tech')).toEqual([])
  expect(await desk.db.clock.findFirst({ where: { name: 'plan' } })).toMatchObject({
    breachedAt: new Date('2026-11-19T02:00:00+08:00'),
    nextNoticeAt: new Date('2026-11-19T09:00:00+08:00'),
  })
  await desk.passes('7h')
  expect(reminders(desk, 'after_sales_tech')).toHaveLength(1)
})

test('urgent in the last working hour before 国庆: the clock stands still for eight days and ends on the first', async () => {
  const desk = await open({ at: '2026-09-30T17:30:00+08:00', hours: true })
  await desk.says('小何', '店里收银机坏了，完全开不了机，生意都做不了')
  const started = await desk.db.clock.findFirstOrThrow({ where: { name: 'started' } })
  expect((await desk.db.ticket.findFirstOrThrow()).priority).toBe('urgent')
  expect(started.deadlineAt).toEqual(new Date('2026-10-08T10:30:00+08:00'))
  await desk.passes('30m')
  const before = desk.heardIn('after_sales_tech').length
  for (let day = 0; day < 7; day++) await desk.passes('1d')
  expect(desk.heardIn('after_sales_tech')).toHaveLength(before)
  await desk.passes('15h')
  await desk.passes('30m')
  expect(reminders(desk, 'after_sales_tech').length).toBeGreaterThan(0)
})

test('a week of downtime: everything that became due is told once, late, and marked so', async () => {
  const desk = await claimed()
  const other = await open({ shares: desk })
  const before = await desk.db.clock.count({ where: { stoppedAt: null } })
  await desk.passes('0s')
  // Nobody swept for a week; then two processes begin at once.
  const week = new Date(desk.deps.now().getTime() + 7 * 86_400_000)
  const late = { now: () => week }
  const given = await Promise.all([
    remindDue({ ...desk.deps, ...late }),
    remindDue({ ...other.deps, ...late }),
    remindDue({ ...desk.deps, ...late }),
  ])
  const rest = await remindDue({ ...desk.deps, ...late })
  expect(given.reduce((sum, one) => sum + one, rest)).toBe(before)
  await desk.passes('7d')
  const told = desk.heardIn('T101').flatMap(({ card }) => (card ? [card] : []))
  expect(told).toHaveLength(1)
  const perClock = await desk.db.notice.groupBy({ by: ['clockId', 'address'], _count: true })
  expect(perClock.filter(({ _count }) => _count !== 1)).toEqual([])
  const toChannel = desk.heardIn('after_sales_tech').findLast(({ card }) => card?.kind === 'reminder')?.card
  expect(toChannel?.why.join()).toContain('系统恢复后补发')
})

test('the machine’s clock jumps ahead and back: what was told is not told again, and nothing is forgotten', async () => {
  const desk = await claimed()
  const told = async (): Promise<number> => await desk.db.notice.count({ where: { role: 'channel' } })
  const jumped = new Date(desk.deps.now().getTime() + 3 * 3_600_000)
  await remindDue({ ...desk.deps, now: () => jumped })
  const early = await told()
  expect(early).toBeGreaterThan(0)
  await desk.passes('120m')
  expect(await told()).toBe(early)
  await desk.passes('120m')
  expect(await told()).toBeGreaterThan(early)
})

test('特急 on Saturday at 23:40 with nobody there: everybody of the department and the supervisors, to the second', async () => {
  const desk = await open({ at: '2026-11-21T23:40:10+08:00', hours: true })
  await desk.says('小何', '热水器冒烟了，有一股烧焦的味道，我们都不敢靠近')
  const started = await desk.db.clock.findFirstOrThrow({ where: { name: 'started' } })
  expect(started.deadlineAt).toEqual(new Date('2026-11-21T23:55:10+08:00'))
  const before = desk.heardIn('T102').length
  await desk.passes('449s')
  expect(desk.heardIn('T102')).toHaveLength(before)
  await desk.passes('1s')
  expect(desk.heardIn('T102')).toHaveLength(before + 1)
  expect(desk.heardIn('T101').some(({ card }) => card?.why.join().includes('请能处理的同事马上认领'))).toBe(
    true,
  )
  const supervisors = desk.heardIn('supervisors').length
  await desk.passes('450s')
  expect(desk.heardIn('supervisors').length).toBeGreaterThan(supervisors)
  expect(desk.card('T102', 'reminder').title).toContain('超时')
})

test('a process dies between moving the clocks on and telling: another one tells, once', async () => {
  const desk = await claimed()
  const other = await open({ shares: desk })
  const due = new Date(desk.deps.now().getTime() + 120 * 60_000)
  const ids = (await desk.db.clock.findMany()).map(({ id }) => id)
  const swept = await sweepBatch({ ...desk.deps, now: () => due }, ids)
  expect(swept.given).toBeGreaterThan(0)
  expect(desk.heardIn('T101').filter(({ card }) => card?.kind === 'reminder')).toEqual([])
  await other.passes('120m')
  expect(reminders(desk, 'T101')).toHaveLength(1)
  await desk.passes('1m')
  expect(reminders(desk, 'T101')).toHaveLength(1)
})
