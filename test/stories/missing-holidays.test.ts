import { expect, test } from 'vitest'
import type { Log } from '../../src/lib/log.ts'
import { reportMissingYears } from '../../src/sla/report-years.ts'
import type { TestDesk } from '../support/desk.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

const cards = (desk: TestDesk): string[] =>
  desk
    .heardIn('administrators')
    .flatMap(({ card }) => (card?.key.startsWith('holidays:') ? [card.title] : []))

/** The desk's next daily look, with what it writes to the log. */
async function look(desk: TestDesk): Promise<object[]> {
  const warned: object[] = []
  const log: Log = { ...desk.deps.log, warn: (fields) => warned.push(fields) }
  await reportMissingYears({ ...desk.deps, log })
  await desk.delivers()
  return warned
}

test('a year without holidays is told to the administrators once a week, and every day in the log', async () => {
  const desk = await open({ at: '2026-11-18T08:00:00+08:00', hours: true })
  const other = await open({ shares: desk, hours: true })
  expect(await look(desk)).toMatchObject([{ year: 2027, remedy: expect.stringContaining('holidays.files') }])
  expect(cards(desk)).toEqual(['缺少 2027 年的法定节假日安排'])
  const { card } = desk.heardIn('administrators').at(-1) ?? {}
  expect(card).toMatchObject({ kind: 'list', state: { mark: '🔴' }, actions: [] })
  expect(card?.why.join()).toContain('2027.json')
  // another process, and the same week's other days
  expect(await look(other)).toHaveLength(1)
  await desk.passes('4d')
  expect(await look(desk)).toHaveLength(1)
  expect(cards(desk)).toHaveLength(1)
  // Monday
  await desk.passes('1d')
  expect(await look(desk)).toHaveLength(1)
  expect(cards(desk)).toHaveLength(2)
})

test('a deadline that reaches into a year without holidays tells of it early', async () => {
  const desk = await open({ at: '2026-10-30T10:00:00+08:00', hours: true })
  expect(await look(desk)).toEqual([])
  await desk.says('小何', '空调不制冷了')
  const clock = await desk.db.clock.findFirstOrThrow({ where: { name: 'solved', elapsed: false } })
  await desk.db.clock.update({
    where: { id: clock.id },
    data: { deadlineAt: new Date('2027-01-05T02:00:00Z') },
  })
  expect(await look(desk)).toMatchObject([{ year: 2027 }])
  await desk.db.clock.update({ where: { id: clock.id }, data: { stoppedAt: desk.deps.now() } })
  expect(await look(desk)).toEqual([])
})

test('where holidays do not count none is missing', async () => {
  const desk = await open({
    at: '2026-12-24T10:00:00+08:00',
    change: (playbook) => ({ ...playbook, holidays: { ...playbook.holidays, source: 'none' } }),
  })
  expect(await look(desk)).toEqual([])
  expect(cards(desk)).toEqual([])
})
