import { expect, test } from 'vitest'
import { giveMorningList } from '../../src/tickets/morning/list.ts'
import type { TestDesk } from '../support/desk.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

/** Friday evening, after the desk closed. */
const friday = '2026-11-20T19:30:00+08:00'

async function weekend(): Promise<TestDesk> {
  const desk = await open({ at: friday, hours: true })
  await desk.says('小何', '我的空调不制冷了，电话 13812345678')
  await desk.says('小林', '想问下这款洗衣机有货吗')
  await desk.says('小周', '热水器漏电，我手都麻了')
  await desk.passes('61h')
  return desk
}

const lists = (desk: TestDesk) => desk.heardIn('desk').filter(({ card }) => card?.key.startsWith('morning:'))

test('the day begins with what was left over the weekend: danger first, with its kind and whoever can be reached', async () => {
  const desk = await weekend()
  expect(await giveMorningList(desk.deps)).toBe(0)
  await desk.passes('30m')
  expect(await giveMorningList(desk.deps)).toBe(1)
  await desk.delivers()
  const card = desk.card('desk', 'morning:')
  expect(card.title).toContain('3 条')
  expect(card.state).toMatchObject({ tone: 'critical' })
  expect(card.facts[0]?.label).toContain('紧急情况处理')
  expect(card.facts.map(({ value }) => value).join()).not.toContain('13812345678')
  expect(card.why.join()).toMatch(/售后 2 条（有联系方式 \d 条）/)
  expect(card.why.join()).toContain('售前 1 条')
})

test('it is given once a day, whoever asks, and not at all when nothing was left', async () => {
  const desk = await weekend()
  const other = await open({ shares: desk })
  await desk.passes('30m')
  const given = await Promise.all([
    giveMorningList(desk.deps),
    giveMorningList(other.deps),
    giveMorningList(desk.deps),
  ])
  expect(given.reduce((sum, one) => sum + one, 0)).toBe(1)
  await desk.delivers()
  expect(lists(desk)).toHaveLength(1)
  await desk.passes('24h')
  expect(await giveMorningList(desk.deps)).toBe(1)
  const quiet = await open({ at: '2026-11-23T09:00:00+08:00', hours: true })
  expect(await giveMorningList(quiet.deps)).toBe(0)
  // The day has begun: what comes in later is no message of the night.
  await quiet.says('小何', '空调不制冷了')
  expect(await giveMorningList(quiet.deps)).toBe(0)
})

test('逐条处理 brings each with its proposed answer; what was answered is not on it any more', async () => {
  const desk = await weekend()
  await desk.passes('30m')
  await giveMorningList(desk.deps)
  await desk.delivers()
  const before = desk.heardIn('desk').length
  expect(await desk.presses('K001', desk.card('desk', 'morning:'), 'morning.expand')).toMatchObject({
    status: 'done',
    notice: '已列出最紧急的 3 项，还剩 0 项',
  })
  expect(desk.heardIn('desk')).toHaveLength(before + 6)
  const copy = desk.heardIn('desk').findLast(({ card }) => card?.key.startsWith('suggestion:'))?.card
  if (!copy) throw new Error('no suggestion')
  expect(await desk.presses('K001', copy, 'suggestion.approve')).toMatchObject({ status: 'done' })
  expect(await desk.presses('K001', desk.card('desk', 'morning:'), 'morning.expand')).toMatchObject({
    notice: '已列出最紧急的 2 项，还剩 0 项',
  })
})

test('分配 gives all that nobody has to one agent, and nobody else', async () => {
  const desk = await weekend()
  await desk.passes('30m')
  await giveMorningList(desk.deps)
  await desk.delivers()
  const card = desk.card('desk', 'morning:')
  expect(await desk.presses('K001', card, 'morning.assign', { workNo: 'T101' })).toMatchObject({
    status: 'refused',
    notice: '没有工号为 T101 的在职客服',
  })
  expect(await desk.presses('T101', card, 'morning.assign', { workNo: 'K002' })).toMatchObject({
    status: 'refused',
  })
  expect(await desk.presses('K001', card, 'morning.assign', { workNo: 'K002' })).toMatchObject({
    notice: '已把 3 条留言分配给 周敏',
  })
  const agent = await desk.db.staff.findUniqueOrThrow({ where: { workNo: 'K002' } })
  expect(await desk.db.ticket.count({ where: { agentId: agent.id } })).toBe(3)
  expect(await desk.presses('K001', card, 'morning.assign', { workNo: 'K001' })).toMatchObject({
    status: 'refused',
    notice: '留言都已经有客服负责',
  })
})
