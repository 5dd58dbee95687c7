import { expect, test } from 'vitest'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

test('怎么算的 on a card tells how each running deadline was reckoned, to whoever may read the ticket', async () => {
  const desk = await open({ at: '2026-09-30T16:00:00+08:00', hours: true })
  await desk.says('小何', '空调不制冷了')
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  const card = desk.card('after_sales_tech', 'ticket:')
  const [deadline] = card.facts.filter((fact) => fact.deadline)
  expect(deadline?.explain).toMatchObject({ id: 'ticket.explain', label: '怎么算的' })
  const outcome = await desk.presses('T101', card, 'ticket.explain')
  expect(outcome).toMatchObject({ status: 'done', notice: '到期时间是这样算的' })
  expect(outcome.shown).toContainEqual({
    label: '给出方案',
    text: '10月8日 11:00 到期：从今天 16:00 起 4 个工作小时，国庆节 10月1日–7日不计',
  })
  // the next to come first, and nothing of it on record
  expect(outcome.shown?.[0]?.label).toBe(deadline?.label)
  expect(await desk.db.auditEvent.count({ where: { actorName: '李工' } })).toBe(0)
  expect((await desk.presses('L101', card, 'ticket.explain')).status).toBe('refused')
})

test('an old card may be asked too; a ticket whose clocks have all stopped has nothing to tell', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  const old = desk.card('after_sales_tech', 'ticket:')
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  expect((await desk.presses('T101', old, 'ticket.explain')).status).toBe('done')
  await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '远程指导后恢复', code: 'solved' })
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  await desk.presses('K001', 'ticket:', 'ticket.close')
  const closed = desk.card('desk', 'ticket:')
  expect(await desk.presses('K001', closed, 'ticket.explain')).toEqual({
    status: 'refused',
    notice: '这张工单现在没有在走的时限',
  })
})
