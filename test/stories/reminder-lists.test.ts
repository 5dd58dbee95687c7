import { expect, test } from 'vitest'
import { sweepBatch } from '../../src/sla/remind/sweep.ts'
import type { TestDesk } from '../support/desk.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

const customers = ['小何', '小林', '小周', '小吴', '小郑', '小王', '小冯', '小陈', '小蒋', '小沈']

/** Each customer's matter, claimed by 李工. */
async function claimed(count: number): Promise<TestDesk> {
  const desk = await open()
  for (const customer of customers.slice(0, count)) {
    await desk.says(customer, '空调不制冷了')
    await desk.presses('T101', 'ticket:', 'ticket.claim')
  }
  return desk
}

/** The clocks move on as they will in two hours, and whoever moved them tells nobody. */
async function sweptOnly(desk: TestDesk): Promise<void> {
  const due = new Date(desk.deps.now().getTime() + 120 * 60_000)
  const ids = (await desk.db.clock.findMany()).map(({ id }) => id)
  await sweepBatch({ ...desk.deps, now: () => due }, ids)
}

const heardOf = (desk: TestDesk): string[] => desk.heardIn('T101').flatMap(({ card }) => card?.title ?? [])

test('a long list shows what is dangerous, then what has been due for longest, and counts the rest', async () => {
  const desk = await claimed(10)
  const numbers = (await desk.db.ticket.findMany({ orderBy: { id: 'asc' } })).map(({ number }) => number)
  await sweptOnly(desk)
  await desk.db.$executeRaw`UPDATE "Ticket" SET priority = 'critical' WHERE number = ${numbers[9] ?? ''}`
  await desk.db.$executeRaw`
    UPDATE "Clock" k SET "deadlineAt" = k."deadlineAt" - k."ticketId" * interval '1 second'
    FROM "Ticket" t WHERE t.id = k."ticketId" AND t.number <> ${numbers[9] ?? ''}`
  await desk.passes('120m')
  const list = desk.card('T101', 'reminders:')
  const shown = list.facts.map(({ label }) => numbers.findIndex((number) => label.includes(number)))
  expect(shown).toEqual([9, 8, 7, 6, 5, 4, 3, 2])
  expect(list.facts[0]?.label).toContain('🚨')
  expect(list.state?.tone).toBe('critical')
  expect(list.title).toContain('10 项')
  expect(list.foot).toHaveLength(1)
  expect(list.foot[0]).toContain('2')
})

test('what stopped after the clocks moved on is not told any more', async () => {
  const desk = await claimed(3)
  await sweptOnly(desk)
  await desk.db
    .$executeRaw`UPDATE "Clock" SET "stoppedAt" = ${desk.deps.now()} WHERE "ticketId" = (SELECT min(id) FROM "Ticket")`
  await desk.passes('120m')
  expect(desk.card('T101', 'reminders:').facts).toHaveLength(2)
  await desk.passes('1m')
  expect(await desk.db.notice.count({ where: { cardKey: null } })).toBe(0)
  expect(await desk.db.notice.count({ where: { cardKey: 'over', address: 'T101' } })).toBe(1)
})

test('what cannot be told silences no other, and is told once it can be', async () => {
  const desk = await claimed(3)
  await sweptOnly(desk)
  const { number } = await desk.db.ticket.findFirstOrThrow({ orderBy: { id: 'asc' } })
  const due = await desk.db.clock.findFirstOrThrow({ where: { name: 'plan', ticket: { number } } })
  await desk.db.$executeRaw`UPDATE "Clock" SET "deadlineAt" = 'infinity' WHERE id = ${due.id}`
  await desk.passes('120m')
  expect(heardOf(desk)).toHaveLength(2)
  expect(heardOf(desk).join()).not.toContain(number)
  await desk.db.clock.update({ where: { id: due.id }, data: { deadlineAt: due.deadlineAt } })
  await desk.passes('1m')
  expect(heardOf(desk)).toHaveLength(3)
  expect(heardOf(desk).at(-1)).toContain(number)
})
