import { expect, test } from 'vitest'
import type { Playbook } from '../../src/playbook/playbook.ts'
import { giveMorningList } from '../../src/tickets/morning/list.ts'
import type { TestDesk } from '../support/desk.ts'
import { useDesks } from '../support/use-desks.ts'

// Reminders at the edges: as work ends, on a date that was set, in lists, and to supervisors.

const open = useDesks()

const reminders = (desk: TestDesk, channel: string): string[] =>
  desk.heardIn(channel).flatMap(({ card }) => (card?.kind === 'reminder' ? [card.title] : []))

const only = async (desk: TestDesk, name: string): Promise<void> => {
  await desk.db.clock.updateMany({ where: { name: { not: name } }, data: { nextNoticeAt: null } })
}

test('what is due as work ends on Friday is told then, not on Monday', async () => {
  const change = (playbook: Playbook): Playbook => ({
    ...playbook,
    policies: [{ name: 'week', when: {}, targets: { plan: 'fri_close' } }],
  })
  const desk = await open({ at: '2026-11-20T10:00:00+08:00', hours: true, change })
  await desk.says('小何', '空调不制冷了')
  await desk.passes('479m')
  const before = reminders(desk, 'after_sales_tech').length
  await desk.passes('61s')
  expect(reminders(desk, 'after_sales_tech')).toHaveLength(before + 1)
  expect(reminders(desk, 'after_sales_tech').at(-1)).toContain('已超时')
  await desk.passes('2d')
  expect(reminders(desk, 'after_sales_tech')).toHaveLength(before + 1)
})

test('a date that comes is told to whoever is to write, without personal data; supervisors hear only when nobody does', async () => {
  const desk = await open({ at: '2026-11-18T10:00:00+08:00', hours: true })
  await desk.says('小何', '空调不制冷了')
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  const { number } = await desk.db.ticket.findFirstOrThrow()
  await desk.types('K001', 'desk', `/回访 ${number} 11-20 给客户回电 13812345678`)
  await only(desk, 'revisit')
  const before = desk.heardIn('supervisors').length
  await desk.passes('47h')
  expect(reminders(desk, 'K001')).toHaveLength(1)
  const { why } = desk.card('K001', 'reminder:')
  expect(why.join()).toContain('给客户回电')
  expect(why.join()).not.toContain('13812345678')
  expect(desk.heardIn('supervisors')).toHaveLength(before)
  await desk.passes('30m')
  expect(reminders(desk, 'supervisors')).toHaveLength(1)
  expect(desk.card('supervisors', 'ticket:').why).toEqual(['到了约定的回访日期，请安排同事跟进'])
})

test('dates that came together are a list in which nothing is late', async () => {
  const desk = await open({ at: '2026-11-18T10:00:00+08:00', hours: true })
  for (const customer of ['小何', '小林']) {
    await desk.says(customer, '空调不制冷了')
    await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  }
  for (const { number } of await desk.db.ticket.findMany())
    await desk.types('K001', 'desk', `/回访 ${number} 11-20 回电`)
  await only(desk, 'revisit')
  await desk.passes('47h')
  expect(desk.card('K001', 'reminders:')).toMatchObject({
    title: '2 项工作到了提醒时间',
    state: { tone: 'unclaimed' },
  })
})

test('a list that comes late says so; known of, it can still be taken apart', async () => {
  const desk = await open()
  for (const customer of ['小何', '小林']) {
    await desk.says(customer, '空调不制冷了')
    await desk.presses('T101', 'ticket:', 'ticket.claim')
  }
  await only(desk, 'plan')
  await desk.passes('7d')
  const list = desk.card('T101', 'reminders:')
  expect(list.why.join()).toContain('2 项早该提醒，系统恢复后补发')
  await desk.presses('T101', list, 'reminder.acknowledge')
  expect(desk.card('T101', 'reminders:').actions.map(({ id }) => id)).toEqual([
    'reminder.expand',
    'reminder.snooze',
  ])
})

test('supervisors have a late ticket before them from when they are told of it, not earlier', async () => {
  const change = (playbook: Playbook): Playbook => ({
    ...playbook,
    reminders: { ...playbook.reminders, escalation: { standIn: '15wm', supervisors: '60wm' } },
  })
  const desk = await open({ change })
  await desk.says('小何', '空调不制冷了')
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  await only(desk, 'plan')
  const escalation = async (): Promise<string | null> => (await desk.db.ticket.findFirstOrThrow()).escalation
  await desk.passes('240m')
  expect(reminders(desk, 'T101')).toHaveLength(1)
  expect(await escalation()).toBeNull()
  await desk.passes('60m')
  expect(await escalation()).toBe('overdue')
})

test('whoever is away and has no stand-in: the supervisors are told that, not that it is late', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  await desk.types('T101', 'after_sales_tech', '/请假 11-18')
  await desk.passes('120m')
  expect(desk.card('supervisors', 'ticket:').why).toEqual(['处理人不在岗，也没有人代班，请安排同事处理'])
})

test('left messages are not given to an agent who is on leave', async () => {
  const desk = await open({ at: '2026-11-17T20:00:00+08:00', hours: true })
  await desk.says('小何', '空调不制冷了')
  await desk.types('K002', 'desk', '/请假 11-17 至 11-19')
  await desk.passes('13h')
  await giveMorningList(desk.deps)
  await desk.delivers()
  const list = desk.card('desk', 'morning:')
  expect(await desk.presses('K001', list, 'morning.assign', { workNo: 'K002' })).toMatchObject({
    status: 'refused',
    notice: expect.stringContaining('休假'),
  })
  expect(await desk.presses('K001', list, 'morning.assign', { workNo: 'K001' })).toMatchObject({
    status: 'done',
  })
})

test('a leave that would last for decades is a slip', async () => {
  const desk = await open()
  expect(await desk.types('K001', 'desk', '/请假 11-20 至 2099-01-01')).toMatchObject({
    status: 'refused',
    notice: '结束日期太远了，请设在两年以内',
  })
})

test('nobody stands in who could not do the work: the leave is refused, and supervisors hear instead', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  expect(await desk.types('T101', 'after_sales_tech', '/请假 11-18 代班 L101')).toMatchObject({
    status: 'refused',
    notice: expect.stringContaining('不能处理休假同事的工单'),
  })
  await desk.types('T101', 'after_sales_tech', '/请假 11-18 代班 T102')
  const elsewhere = await desk.db.staff.findUniqueOrThrow({ where: { workNo: 'L101' } })
  await desk.db.leave.updateMany({ data: { standInId: elsewhere.id } })
  await desk.passes('120m')
  expect(reminders(desk, 'L101')).toEqual([])
  expect(reminders(desk, 'supervisors')).toHaveLength(1)
})

test('a list that was taken apart says that nothing is left on it', async () => {
  const desk = await open()
  for (const customer of ['小何', '小林']) {
    await desk.says(customer, '空调不制冷了')
    await desk.presses('T101', 'ticket:', 'ticket.claim')
  }
  await only(desk, 'plan')
  await desk.passes('120m')
  const list = desk.card('T101', 'reminders:')
  await desk.presses('T101', list, 'reminder.expand')
  expect(await desk.presses('T101', list, 'reminder.acknowledge')).toMatchObject({
    status: 'refused',
    notice: '这张清单里的事项都已结束，或已逐条列出',
  })
})

test('a desk that works over midnight gets its list once a night', async () => {
  const night = ['20:00-04:00']
  const desk = await open({
    at: '2026-11-18T15:00:00+08:00',
    hours: true,
    change: (playbook) => ({
      ...playbook,
      hours: {
        ...playbook.hours,
        desk: { mon: night, tue: night, wed: night, thu: night, fri: night, sat: [], sun: [] },
      },
    }),
  })
  await desk.says('小何', '空调不制冷了')
  await desk.passes('5h')
  expect(await giveMorningList(desk.deps)).toBe(1)
  await desk.passes('5h')
  expect(await giveMorningList(desk.deps)).toBe(0)
})

test('a long list is acknowledged and put off in as few statements as a short one', async () => {
  const statements = async (length: number): Promise<number> => {
    let sent = 0
    const desk = await open({ onQuery: () => (sent += 1) })
    for (let nth = 0; nth < length; nth++) {
      await desk.says(`客户${nth}`, '空调不制冷了')
      await desk.presses('T101', 'ticket:', 'ticket.claim')
    }
    await only(desk, 'plan')
    await desk.passes('120m')
    const list = desk.card('T101', 'reminders:')
    sent = 0
    await desk.presses('T101', list, 'reminder.acknowledge')
    await desk.presses('T101', list, 'reminder.snooze', { length: '30m', reason: '配件在路上' })
    expect(await desk.db.clock.count({ where: { snoozes: 1, acknowledgedAt: { not: null } } })).toBe(length)
    return sent
  }
  expect(await statements(9)).toBe(await statements(2))
})
