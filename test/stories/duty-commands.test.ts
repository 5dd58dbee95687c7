import { expect, test } from 'vitest'
import { receive } from '../../src/inbox/receive.ts'
import type { Playbook } from '../../src/playbook/playbook.ts'
import type { TestDesk } from '../support/desk.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

// A Saturday evening, nobody's rota.
const saturday = { at: '2026-11-21T20:00:00+08:00', hours: true }
// A Friday, everybody's rota until 18:00.
const friday = { at: '2026-11-20T10:00:00+08:00', hours: true }

/** 李工 has 王工 as stand-in. */
const withStandIn = (playbook: Playbook): Playbook => ({
  ...playbook,
  team: [
    {
      workNo: 'T101',
      name: '李工',
      roles: ['department'],
      departments: ['after_sales_tech'],
      standIn: 'T102',
    },
  ],
})

const notice = async (desk: TestDesk, workNo: string, text: string): Promise<string> => {
  const channel = {
    T: 'after_sales_tech',
    K: 'desk',
    M: 'supervisors',
    L: 'logistics_ops',
    A: 'administrators',
  }
  const outcome = await desk.types(workNo, channel[workNo.charAt(0) as 'T'], text)
  return `${outcome.status}: ${outcome.notice}`
}

const duty = async (desk: TestDesk): Promise<string[]> =>
  ((await desk.types('M001', 'supervisors', '/值班')).notice ?? '').split('\n')

test('上班 on a Saturday holds for twelve hours, or until 下班', async () => {
  const desk = await open(saturday)
  expect(await duty(desk)).toContain('售后技术部：没有人值班')
  expect(await notice(desk, 'T101', '/上班')).toBe(
    'done: 已上班，到 明天 08:00 为止（之后按排班），提前离开请发 /下班',
  )
  expect(await duty(desk)).toContain('售后技术部：李工')
  await desk.passes('719m')
  expect(await duty(desk)).toContain('售后技术部：李工')
  await desk.passes('1m')
  expect(await duty(desk)).toContain('售后技术部：没有人值班')
  await notice(desk, 'T102', '/on')
  expect(await duty(desk)).toContain('售后技术部：王工')
  await notice(desk, 'T102', '/off')
  expect(await duty(desk)).toContain('售后技术部：没有人值班')
  expect(await notice(desk, 'T102', '/下班')).toBe('done: 您现在不在班，无需下班')
})

test('下班 within the rota holds until it begins again; 上班 takes it back', async () => {
  const desk = await open(friday)
  expect(await notice(desk, 'T101', '/上班')).toMatch(/^done: 您已在排班时间内/)
  expect(await notice(desk, 'T101', '/下班')).toMatch(/^done: 已下班，到 周一 09:00 恢复排班/)
  expect(await duty(desk)).toContain('售后技术部：王工')
  expect(await notice(desk, 'T101', '/上班')).toMatch(/^done: 已上班，到 今天 18:00 为止/)
  expect(await duty(desk)).toContain('售后技术部：李工、王工')
  expect(await desk.db.dutySwitch.count()).toBe(2)
})

test('leave: the answer says what was understood, and from the first to the last day it counts', async () => {
  const desk = await open(friday)
  expect(await notice(desk, 'T101', '/请假 11-23 至 11-25 代班 T102')).toBe(
    'done: 已登记：李工 11月23日 至 11月25日 休假，由王工代班',
  )
  expect(await duty(desk)).toContain('售后技术部：李工、王工')
  await desk.passes('3d')
  const lines = await duty(desk)
  expect(lines).toContain('售后技术部：王工')
  expect(lines).toContain('休假：李工（11月23日 至 11月25日，现由王工代班）')
  expect(await notice(desk, 'T101', '/上班')).toMatch(
    /^refused: 您正在休假（11月23日 至 11月25日），请先发 \/销假/,
  )
  expect(await notice(desk, 'T101', '/下班')).toMatch(/^refused: /)
  expect(await notice(desk, 'T101', '/销假')).toMatch(/^done: 已销假：李工/)
  expect(await duty(desk)).toContain('售后技术部：李工、王工')
  expect(await notice(desk, 'T101', '/销假')).toMatch(/^refused: 李工 没有可以取消的休假/)
})

test('without 代班 the playbook’s stand-in is named; without one the answer says so', async () => {
  const desk = await open({ ...friday, change: withStandIn })
  expect(await notice(desk, 'T101', '/请假 明天')).toBe('done: 已登记：李工 11月21日 休假，由王工代班')
  expect(await notice(desk, 'T102', '/请假 2027-01-04')).toMatch(
    /^done: 已登记：王工 2027年1月4日 休假，没有指定代班/,
  )
})

test('a supervisor records and ends a colleague’s leave, nobody else does', async () => {
  const desk = await open(friday)
  expect(await notice(desk, 'T102', '/请假 T101 11-23')).toMatch(/^refused: 只有主管/)
  expect(await notice(desk, 'M001', '/请假 T101 11-23 至 11-25 代班 王工')).toBe(
    'done: 已登记：李工 11月23日 至 11月25日 休假，由王工代班',
  )
  expect(await notice(desk, 'T102', '/销假 T101')).toMatch(/^refused: 只有主管/)
  expect(await notice(desk, 'M001', '/销假 t101')).toBe('done: 已取消：李工 11月23日 至 11月25日 的休假')
  expect(await desk.db.leave.count({ where: { endedAt: null } })).toBe(0)
})

test.each([
  ['/请假', /请写成：\/请假/],
  ['/请假 11-31', /“11-31”不是能识别的日期/],
  ['/请假 11-18', /开始日期已经过去/],
  ['/请假 11-25 至 11-23', /结束日期早于开始日期/],
  ['/请假 T999 11-23', /没有工号或姓名为“T999”/],
  ['/请假 11-23 代班 T999', /没有工号或姓名为“T999”/],
  ['/请假 11-23 代班 T101', /代班人不能是休假的本人/],
  ['/请假 11-23 代班 T102', /王工 11月23日 至 11月24日 也休假，请换一位/],
  ['/请假 11-27', /李工 11月27日 已登记休假，如需更改请先 \/销假/],
  ['/请假 11-26 至 11-28', /李工 11月27日 已登记休假/],
])('%s is refused, and says what to do', async (text, words) => {
  const desk = await open(friday)
  await notice(desk, 'T102', '/请假 11-23 至 11-24')
  await notice(desk, 'T101', '/请假 11-27')
  const said = await notice(desk, 'T101', text)
  expect(said).toMatch(/^refused: /)
  expect(said).toMatch(words)
  expect(await desk.db.leave.count()).toBe(2)
})

test('each is on record, with who did it', async () => {
  const desk = await open(saturday)
  await notice(desk, 'T101', '/上班')
  await notice(desk, 'T101', '/下班')
  await notice(desk, 'M001', '/请假 T101 11-23 代班 T102')
  await notice(desk, 'T101', '/销假')
  const events = await desk.db.auditEvent.findMany({ where: { ticketId: null }, orderBy: { id: 'asc' } })
  expect(events.map(({ kind, actorName, to, note }) => [kind, actorName, to, note])).toEqual([
    ['duty.on', '李工', '李工', '2026-11-22T00:00:00.000Z'],
    ['duty.off', '李工', '李工', '2026-11-23T01:00:00.000Z'],
    ['leave.recorded', '陈主管', '李工', '2026-11-23 – 2026-11-23 – 王工'],
    ['leave.ended', '李工', '李工', '2026-11-23 – 2026-11-23'],
  ])
})

test('whoever speaks English is answered in English; an administrator may ask, too', async () => {
  const desk = await open(friday)
  const outcome = await receive(desk.deps, {
    kind: 'talk',
    platform: 'memory',
    externalId: 'english',
    by: 'T101',
    channel: 'after_sales_tech',
    text: '/leave tomorrow to mon cover T102',
    locale: 'en',
  })
  expect(outcome.notice).toBe('Recorded: 李工 is away 2026-11-21 to 2026-11-23, 王工 stands in')
  expect(await notice(desk, 'A001', '/duty')).toContain('主管：陈主管')
  expect(await notice(desk, 'A001', '/help')).toContain('/请假')
})

test('whoever has left the company is on no list', async () => {
  const desk = await open(friday)
  await desk.db.staff.update({ where: { workNo: 'T102' }, data: { active: false } })
  expect(await duty(desk)).toContain('售后技术部：李工')
  expect(await notice(desk, 'T101', '/请假 11-23 代班 T102')).toMatch(/^refused: 没有工号/)
})
