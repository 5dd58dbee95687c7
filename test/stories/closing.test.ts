import { afterEach, expect, test } from 'vitest'
import type { Card } from '../../src/platforms/card.ts'
import { createDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
afterEach(() => desk.close())

const ticket = async () => await desk.db.ticket.findFirstOrThrow({ orderBy: { id: 'desc' } })

/** A ticket that is solved, with its survey before the customer. */
async function solved(): Promise<Card> {
  desk = await createDesk()
  await desk.says('老周', '空调不制冷，外机倒是一直转')
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '加了制冷剂', code: 'solved' })
  const survey = desk.heardBy('老周').at(-1)?.card
  if (!survey) throw new Error('no survey')
  return survey
}

test('不满意 begins a second round: the department has it again, the supervisors hear of it', async () => {
  const survey = await solved()
  await desk.answers('老周', survey, 'survey.unsatisfied')
  expect(await ticket()).toMatchObject({
    status: 'in_progress',
    round: 2,
    satisfaction: 'unsatisfied',
    solvedAt: null,
  })
  expect(desk.card('supervisors', 'ticket:').why).toContain('客户不满意，进入第二轮处理')
  const clocks = await desk.db.clock.findMany({ where: { stoppedAt: null } })
  expect(clocks.map(({ name }) => name).toSorted()).toEqual(['first_response', 'plan', 'solved'])
})

test('the first round’s survey is over in the second', async () => {
  const survey = await solved()
  await desk.answers('老周', survey, 'survey.unsatisfied')
  expect(await desk.answers('老周', survey, 'survey.satisfied')).toMatchObject({ status: 'refused' })
})

test('“好了，谢谢” closes a solved ticket', async () => {
  await solved()
  await desk.says('老周', '试过了，已经好了，谢谢师傅')
  expect(await ticket()).toMatchObject({ status: 'closed' })
})

test('a reply soon after closing that it is not solved reopens the same ticket', async () => {
  const survey = await solved()
  await desk.answers('老周', survey, 'survey.satisfied')
  const { number } = await ticket()
  await desk.passes('1d')
  await desk.says('老周', '还是老样子，又不制冷了，根本没修好')
  expect(await ticket()).toMatchObject({ number, status: 'in_progress', round: 2 })
})

test('thanks after closing change nothing, and nothing is lost', async () => {
  const survey = await solved()
  await desk.answers('老周', survey, 'survey.satisfied')
  await desk.says('老周', '谢谢')
  expect(await ticket()).toMatchObject({ status: 'closed', round: 1 })
  expect(await desk.db.message.count({ where: { text: '谢谢' } })).toBe(1)
})

test('another matter after closing, or the same one a month later, is a new ticket', async () => {
  const survey = await solved()
  await desk.answers('老周', survey, 'survey.satisfied')
  await desk.says('老周', '我上周买的电饭煲快递到哪了，怎么一直没收到货')
  expect(await desk.db.ticket.count()).toBe(2)
  await desk.passes('40d')
  await desk.says('老周', '空调不制冷')
  expect(await desk.db.ticket.count()).toBe(2 + ((await ticket()).status === 'closed' ? 1 : 0))
})

test('nobody answers: the agent closes by hand', async () => {
  await solved()
  expect(await desk.presses('K001', 'ticket:', 'ticket.close')).toMatchObject({ status: 'done' })
  expect(await ticket()).toMatchObject({ status: 'closed' })
})
