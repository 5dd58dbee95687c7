import { expect, test } from 'vitest'
import type { TestDesk } from '../support/desk.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

/** A message of which the models cannot say which of two matters it is. */
async function unsure(desk: TestDesk, text = '这个新的和旧的能一起弄吗') {
  await desk.says('小何', text)
  const ticket = await desk.db.ticket.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const { category, otherCategory } = await desk.db.ticket.update({
    where: { id: ticket.id },
    // The story is about what follows from being unsure, whatever the models of the day think of a sentence.
    data: { category: 'fault_repair', otherCategory: 'return_exchange', priority: 'normal' },
  })
  return { ...ticket, category, otherCategory }
}

test('below the gate two categories are shown, and the first proposal asks which it is', async () => {
  const desk = await open()
  await unsure(desk)
  await desk.says('小何', '你们看看')
  const ticket = await desk.db.ticket.findFirstOrThrow()
  expect(ticket.otherCategory).not.toBeNull()
  expect(desk.card('desk', 'ticket:').facts.map(({ value }) => value)).toContain('产品故障报修 / 退换货申请?')
  const card = desk.card('desk', 'suggestion:')
  expect(card.draft?.text).toContain('您是希望我们检修，还是想直接退换？')
  expect(card.why.join()).toContain('类别未定：产品故障报修 / 退换货申请')
  const before = desk.heardBy('小何').length
  expect(before).toBeGreaterThan(0)
  expect(desk.heardBy('小何').some(({ text }) => text.includes('还是想直接退换'))).toBe(false)
  await desk.presses('K001', card, 'suggestion.approve')
  expect(desk.heardBy('小何').at(-1)?.text).toContain('还是想直接退换')
  expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({ status: 'waiting_customer' })
  await desk.says('小何', '直接退款吧，我要退货，不修了')
  expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({
    category: 'return_exchange',
    otherCategory: null,
    department: 'ecommerce_ops',
  })
})

test('an agent sets the category: the department, the clocks and the proposals follow', async () => {
  const desk = await open()
  await unsure(desk)
  await desk.says('小何', '你们看看')
  const card = desk.card('desk', 'ticket:')
  const field = card.actions.find(({ id }) => id === 'ticket.category')?.fields?.[0]
  expect(field?.options?.slice(0, 2).map(({ id }) => id)).toEqual(['fault_repair', 'return_exchange'])
  const outcome = await desk.presses('K001', card, 'ticket.category', { category: 'return_exchange' })
  expect(outcome).toEqual({ status: 'done', notice: '类别已确定，时限和责任部门已更新' })
  expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({
    category: 'return_exchange',
    otherCategory: null,
    department: 'ecommerce_ops',
  })
  expect(desk.card('desk', 'suggestion:').draft?.text).not.toContain('还是想直接退换')
  expect(
    await desk.presses('K001', 'ticket:', 'ticket.category', { category: 'return_exchange' }),
  ).toMatchObject({ status: 'refused', notice: '已经是这个类别' })
})

test('danger is never asked about', async () => {
  const desk = await open()
  await desk.says('小何', '插座冒烟了还有火花，孩子在旁边')
  await desk.db.ticket.updateMany({ data: { otherCategory: 'fault_repair' } })
  await desk.says('小何', '还在冒烟')
  expect(desk.card('desk', 'suggestion:').draft?.text).not.toContain('确认一下')
})
