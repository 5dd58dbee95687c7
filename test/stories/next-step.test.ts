import { afterEach, expect, test } from 'vitest'
import { readConversation } from '../../src/scripts/conversation.ts'
import type { Turn } from '../../src/scripts/listen.ts'
import { createDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
afterEach(() => desk.close())

const stepProposed = async (): Promise<string> =>
  (await desk.db.suggestion.findFirstOrThrow({ where: { status: 'pending' }, orderBy: { id: 'desc' } })).step

const stepRead = (...turns: Turn[]): string =>
  readConversation(turns, { playbook: desk.deps.playbook, today: '2026-11-22' }).step

test.each([
  '洗衣机坏了，不转',
  '我要报修',
  '延保一年和三年分别多少钱',
  '快递三天没动了，单号 SF1388120093317',
  '路由器怎么改密码',
])('%s: what is proposed serves the step that the words alone tell', async (text) => {
  desk = await createDesk()
  await desk.says('小何', text)
  expect(await stepProposed()).toBe(stepRead({ from: 'customer', text }))
})

test('a later message is heard together with how the matter began and with what the agent said last', async () => {
  desk = await createDesk()
  const first = '冰箱不制冷了'
  const reply = '请拔掉电源等十分钟再插上，看看还会不会停'
  const second = '好，我试试'
  await desk.says('小何', first)
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: reply })
  await desk.says('小何', second)
  const heard = stepRead(
    { from: 'customer', text: first },
    { from: 'agent', text: reply },
    { from: 'customer', text: second },
  )
  expect(await stepProposed()).toBe(heard)
  expect(heard).not.toBe(stepRead({ from: 'customer', text: second }))
})
