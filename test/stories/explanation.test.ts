import { expect, test } from 'vitest'
import { inTransaction } from '../../src/lib/db.ts'
import { channelAudience } from '../../src/tickets/cards/parts.ts'
import { readDossier } from '../../src/tickets/dossier.ts'
import { type Panel, panelOf } from '../../src/tickets/panel.ts'
import type { TestDesk } from '../support/desk.ts'
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

/** A ticket's column as staff see it. */
async function panelIn(desk: TestDesk): Promise<Panel> {
  const { deps, db } = desk
  const audience = channelAudience(deps.playbook, deps.translate, deps.now())
  const { id } = await db.ticket.findFirstOrThrow()
  const dossier = await inTransaction(db, (tx) => readDossier(tx, id, audience))
  if (!dossier) throw new Error('the ticket is gone')
  return panelOf(audience, dossier, desk.card('desk', 'ticket:'))
}

test('in the ticket’s column each clock has its explanation, a date that somebody set and a stopped one too', async () => {
  const desk = await open({ at: '2026-11-18T10:00:00+08:00', hours: true })
  await desk.says('小何', '空调不制冷了')
  const card = desk.card('after_sales_tech', 'ticket:')
  await desk.presses('T101', card, 'ticket.claim')
  await desk.presses('T101', 'ticket:', 'ticket.revisit', { date: '2026-11-23', text: '客户周一在家' })
  await desk.passes('30m')
  const { clocks } = await panelIn(desk)
  const noteOf = (label: string): string => clocks.find((clock) => clock.label === label)?.note ?? ''
  expect(noteOf('给出方案')).toBe('4 个工作小时\n今天 14:00 到期：从今天 10:00 起 4 个工作小时')
  expect(noteOf('开始处理')).toBe(
    '2 个工作小时\n今天 10:00 按时完成（今天 12:00 到期）：从今天 10:00 起 2 个工作小时',
  )
  expect(noteOf('回访')).toBe('约定的日期\n周一 09:00 到期：今天 10:00 约定的日期（客户周一在家）')
})
