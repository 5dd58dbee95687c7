import { expect, test } from 'vitest'
import { readSuspects } from '../../src/sla/suspects.ts'
import { auditClocks, findClockFaults } from '../../src/tickets/audit-clocks.ts'
import type { TestDesk } from '../support/desk.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

const reports = (desk: TestDesk) =>
  desk.heardIn('administrators').flatMap(({ card }) => (card?.key.startsWith('audit:') ? [card] : []))
const clockOf = (desk: TestDesk, name: string) => desk.db.clock.findFirstOrThrow({ where: { name } })

async function audit(desk: TestDesk): Promise<number> {
  const mended = await auditClocks(desk.deps)
  await desk.delivers()
  return mended
}

test('a desk at work has nothing to mend: open, waiting, solved and closed', async () => {
  const desk = await open({ hours: true })
  await desk.says('小何', '空调不制冷了')
  expect(await audit(desk)).toBe(0)
  await desk.presses('T101', 'ticket:', 'ticket.plan', { text: '明天上门检查' })
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  expect((await clockOf(desk, 'solved')).pausedAt).not.toBeNull()
  expect(await audit(desk)).toBe(0)
  await desk.says('小何', '可以，就这么办')
  await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '更换压缩机', code: 'solved' })
  expect(await audit(desk)).toBe(0)
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  await desk.presses('K001', 'ticket:', 'ticket.close')
  await desk.passes('3d')
  expect(await audit(desk)).toBe(0)
  expect(reports(desk)).toEqual([])
})

test('a notice kept to its whole minute after the deadline is not even looked at', async () => {
  const desk = await open({ at: '2026-11-18T10:00:20+08:00', hours: true })
  await desk.says('小何', '空调不制冷了')
  await desk.passes('3h')
  await desk.passes('13m')
  const plan = await clockOf(desk, 'plan')
  expect(plan.nextNoticeAt?.getTime()).toBeGreaterThan(plan.deadlineAt.getTime())
  expect((await readSuspects(desk.db, 0)).map(({ id }) => id)).not.toContain(plan.id)
  expect(await audit(desk)).toBe(0)
})

test('a clock without a next notice is found, mended, told to the administrators, and reminds again', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  const plan = await clockOf(desk, 'plan')
  await desk.db.clock.update({ where: { id: plan.id }, data: { nextNoticeAt: null } })
  const { number } = await desk.db.ticket.findFirstOrThrow()
  expect(await findClockFaults(desk.deps)).toEqual([
    { id: plan.id, ticket: number, clock: 'plan', fault: 'unscheduled' },
  ])
  expect(await audit(desk)).toBe(1)
  expect((await clockOf(desk, 'plan')).nextNoticeAt).toEqual(plan.nextNoticeAt)
  expect(reports(desk)).toMatchObject([
    {
      kind: 'list',
      title: '时限自查：修正了 1 个不会再提醒的时限',
      why: [`${number} 给出方案：在走，但没有下一次提醒，已补上`],
      actions: [],
    },
  ])
  expect(await audit(desk)).toBe(0)
  await desk.passes('2h')
  const told = desk.heardIn('after_sales_tech').filter(({ card }) => card?.kind === 'reminder')
  expect(told.some(({ card }) => card?.title.includes('给出方案'))).toBe(true)
})

test('each kind of fault is mended, once, whichever of two processes comes first', async () => {
  const desk = await open()
  const other = await open({ shares: desk })
  for (const customer of ['小何', '小周', '小吴']) await desk.says(customer, '空调不制冷了')
  const at = desk.deps.now()
  const later = new Date(at.getTime() + 30 * 86_400_000)
  const [first, second, third] = await desk.db.ticket.findMany({ orderBy: { id: 'asc' } })
  const set = (ticketId: number | undefined, name: string, data: object) =>
    desk.db.clock.updateMany({ where: { ticketId: ticketId ?? 0, name }, data })
  await set(first?.id, 'plan', { nextNoticeAt: later })
  await set(first?.id, 'solved', { pausedAt: at, nextNoticeAt: null })
  await set(second?.id, 'started', { stoppedAt: at })
  await set(second?.id, 'plan', { nextNoticeAt: null })
  await desk.db.ticket.update({ where: { id: third?.id ?? 0 }, data: { status: 'closed', closedAt: at } })
  const running = await desk.db.clock.count({ where: { ticketId: third?.id ?? 0 } })
  expect(running).toBeGreaterThan(2)
  const found = await findClockFaults(desk.deps)
  expect(new Set(found.map(({ fault }) => fault))).toEqual(
    new Set(['beyond', 'unresumed', 'unwanted', 'unscheduled', 'unstopped']),
  )
  const mended = await Promise.all([audit(desk), audit(other)])
  // Where both looked at one ticket at the same moment it was left to the next audit.
  const rest = await audit(other)
  expect(mended.reduce((sum, one) => sum + one, rest)).toBe(4 + running)
  expect(await findClockFaults(desk.deps)).toEqual([])
  expect(await desk.db.clock.count({ where: { ticketId: third?.id ?? 0, stoppedAt: null } })).toBe(0)
  expect(reports(desk).flatMap(({ why }) => why)).toHaveLength(4 + running)
})
