import { expect, test } from 'vitest'
import type { Playbook } from '../../src/playbook/playbook.ts'
import type { TestDesk } from '../support/desk.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

const clockOf = async (desk: TestDesk, name: string) =>
  await desk.db.clock.findFirstOrThrow({ where: { name, stoppedAt: null }, orderBy: { id: 'desc' } })

const withPlan =
  (plan: string) =>
  (playbook: Playbook): Playbook => ({
    ...playbook,
    policies: [{ name: 'quick', when: {}, targets: { plan } }, ...playbook.policies],
  })

test('another priority: the strictest target is the strictest from the start, not from the moment of the change', async () => {
  const change = (playbook: Playbook): Playbook => ({
    ...playbook,
    policies: [
      { name: 'working', when: {}, targets: { plan: '2wh' } },
      { name: 'elapsed', when: {}, targets: { plan: '3h' } },
    ],
  })
  const desk = await open({ at: '2026-11-20T17:30:00+08:00', hours: true, change })
  await desk.says('小何', '空调不制冷了')
  const due = async (): Promise<Date> =>
    (await desk.db.clock.findFirstOrThrow({ where: { name: 'plan' } })).deadlineAt
  expect(await due()).toEqual(new Date('2026-11-20T20:30:00+08:00'))
  await desk.passes('64h')
  await desk.presses('K001', 'ticket:', 'ticket.priority', { priority: 'low', reason: '不急' })
  expect(await due()).toEqual(new Date('2026-11-20T20:30:00+08:00'))
})

test('a policy changed later moves no deadline that was told, until a supervisor chooses so', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  const told = (await clockOf(desk, 'plan')).deadlineAt
  const changed = await open({ shares: desk, change: withPlan('1wh') })
  await changed.says('小何', '型号 KFR-35GW')
  await changed.presses('T101', 'ticket:', 'ticket.claim')
  expect((await clockOf(desk, 'plan')).deadlineAt).toEqual(told)
  const { number } = await desk.db.ticket.findFirstOrThrow()
  expect(await changed.types('T101', 'after_sales_tech', `/重算 ${number}`)).toMatchObject({
    status: 'refused',
  })
  expect(await changed.types('M001', 'supervisors', `/重算 ${number}`)).toMatchObject({ status: 'done' })
  const reckoned = await clockOf(desk, 'plan')
  expect(reckoned.deadlineAt.getTime()).toBe(told.getTime() - 3 * 3_600_000)
  expect(reckoned).toMatchObject({ target: '1wh', policy: 'quick' })
})

test('changed hours move no deadline either, and a pause gives back exactly what was left', async () => {
  const desk = await open({ at: '2026-11-18T10:00:00+08:00', hours: true })
  await desk.says('小何', '空调不制冷了')
  const told = (await clockOf(desk, 'solved')).deadlineAt
  const shorter = (playbook: Playbook): Playbook => ({
    ...playbook,
    hours: { ...playbook.hours, desk: { ...playbook.hours.desk, thu: ['09:00-10:30', '14:00-18:00'] } },
  })
  const changed = await open({ shares: desk, hours: true, change: shorter })
  await changed.presses('T101', 'ticket:', 'ticket.plan', { text: '明天上门检查' })
  expect((await clockOf(desk, 'solved')).deadlineAt).toEqual(told)
  await changed.presses('K001', 'suggestion:', 'suggestion.approve')
  await changed.passes('30m')
  await changed.says('小何', '可以，就这么办')
  const { deadlineAt } = await clockOf(desk, 'solved')
  expect(deadlineAt.getTime() - told.getTime()).toBe(30 * 60_000)
})

test('transferred to a department with other hours: as much working time is left there as was left here', async () => {
  const change = (playbook: Playbook): Playbook => ({
    ...playbook,
    departments: playbook.departments.map((department) =>
      department.code === 'logistics_ops'
        ? { ...department, hours: { ...playbook.hours.desk, wed: ['14:00-16:00'], thu: ['14:00-16:00'] } }
        : department,
    ),
  })
  const desk = await open({ at: '2026-11-18T10:00:00+08:00', hours: true, change })
  await desk.says('小何', '空调不制冷了')
  expect((await clockOf(desk, 'plan')).deadlineAt).toEqual(new Date('2026-11-18T14:00:00+08:00'))
  await desk.passes('60m')
  await desk.presses('T101', 'ticket:', 'ticket.transfer', { department: 'logistics_ops' })
  // Three of four hours are left: two on Wednesday, one on Thursday.
  expect((await clockOf(desk, 'plan')).deadlineAt).toEqual(new Date('2026-11-19T15:00:00+08:00'))
  expect((await clockOf(desk, 'plan')).history).toMatchObject([
    { what: 'started', place: 'desk' },
    { what: 'moved', place: 'department:logistics_ops' },
  ])
})

test('the customer does not agree: an adjusted plan is due within two hours', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.presses('T101', 'ticket:', 'ticket.plan', { text: '明天上门检查' })
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  await desk.says('小何', '不行，我不同意，明天我不在家')
  expect(await clockOf(desk, 'adjusted')).toMatchObject({ target: '2wh', policy: 'everyone' })
  await desk.passes('60m')
  const card = desk.card('T101', 'reminder:')
  expect(card.title).toContain('调整方案')
  expect(card.actions[0]?.id).toBe('ticket.plan')
  await desk.presses('T101', card, 'ticket.plan', { text: '周六上门检查' })
  expect(await desk.db.clock.count({ where: { name: 'adjusted', stoppedAt: null } })).toBe(0)
})

test('a second round begins anew, with its own policy where the playbook has one', async () => {
  const change = (playbook: Playbook): Playbook => ({
    ...playbook,
    policies: [
      ...playbook.policies,
      { name: 'again', when: { kind: ['second_feedback'] }, targets: { plan: '30wm' } },
    ],
  })
  const desk = await open({ change })
  await desk.says('小何', '空调不制冷了')
  await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '已修好', code: 'solved' })
  await desk.says('小何', '还是不制冷，根本没修好')
  expect(await clockOf(desk, 'plan')).toMatchObject({
    target: '30wm',
    policy: 'again',
    startedAt: desk.deps.now(),
  })
})

test('a platform with hours and policies of its own', async () => {
  const change = (playbook: Playbook): Playbook => ({
    ...playbook,
    hours: { ...playbook.hours, channels: { memory: { ...playbook.hours.desk, wed: ['10:00-12:00'] } } },
    policies: [
      ...playbook.policies,
      { name: 'memory', when: { channel: ['memory'] }, targets: { first_response: '90wm' } },
    ],
  })
  const desk = await open({ at: '2026-11-18T11:00:00+08:00', hours: true, change })
  await desk.says('小何', '空调不制冷了')
  expect(await clockOf(desk, 'first_response')).toMatchObject({
    policy: 'memory',
    deadlineAt: new Date('2026-11-19T09:30:00+08:00'),
  })
})

test('回访: on the day that was set the ticket comes up again, also when it is closed', async () => {
  const desk = await open({ at: '2026-11-18T10:00:00+08:00', hours: true })
  await desk.says('小何', '空调不制冷了')
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  const { number } = await desk.db.ticket.findFirstOrThrow()
  expect(await desk.types('K001', 'desk', `/回访 ${number} 昨天 问退款`)).toMatchObject({ status: 'refused' })
  expect(await desk.types('K001', 'desk', `/回访 ${number} 2026-11-17 问退款`)).toMatchObject({
    notice: '这个日期已经过去了',
  })
  expect(await desk.types('K001', 'desk', `/回访 ${number} 11月21日 确认退款到账`)).toMatchObject({
    status: 'done',
  })
  // A Saturday: the next working morning.
  expect((await clockOf(desk, 'revisit')).deadlineAt).toEqual(new Date('2026-11-23T09:00:00+08:00'))
  await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '退款处理中', code: 'solved' })
  await desk.presses('K001', 'ticket:', 'ticket.close')
  expect(await desk.db.clock.count({ where: { stoppedAt: null } })).toBe(1)
  await desk.passes('118h')
  expect(desk.heardIn('K001').filter(({ card }) => card?.kind === 'reminder')).toEqual([])
  await desk.passes('1h')
  const card = desk.card('K001', 'reminder:')
  expect(card.title).toContain('回访')
  expect(card.why).toContain('确认退款到账')
  expect(await desk.presses('K001', card, 'reminder.acknowledge')).toMatchObject({ status: 'done' })
  expect(await desk.db.clock.count({ where: { stoppedAt: null } })).toBe(0)
})
