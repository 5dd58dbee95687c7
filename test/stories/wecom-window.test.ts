import { afterEach, beforeEach, expect, test } from 'vitest'
import { until } from '../support/wecom/bot-desk.ts'
import { openWecomHouse, type WecomHouse } from '../support/wecom/house.ts'
import type { WechatCustomer } from '../support/wecom/kf.ts'

let house: WecomHouse
let wang: WechatCustomer
beforeEach(async () => {
  house = await openWecomHouse({ staffElsewhere: true })
  wang = house.kf.customer('王女士')
  await house.brings(wang.says('洗衣机漏水了'))
  await until(() => wang.sees.length === 1, 'the receipt')
})
afterEach(() => house.close())

const shown = (words: string) =>
  house.desk.heardIn('desk').find(({ card }) => JSON.stringify(card ?? '').includes(words))?.card
const reply = async (text: string): Promise<void> => {
  const outcome = await house.desk.presses('K001', ticketKey(), 'ticket.reply', { text, despite: 'send' })
  expect(outcome).toMatchObject({ status: 'done' })
}
const ticketKey = (): string => house.desk.card('desk', 'ticket:').key

test('the desk hears that a window closes by time, once, and what to do', async () => {
  await house.desk.passes('44h')
  const card = await until(() => shown('微信会话快到 48 小时'), 'the card')
  expect(card).toMatchObject({ kind: 'reminder', audience: 'internal' })
  expect(card.why.join()).toMatch(/问好电话或邮箱.*电话、短信或邮件/)
  await house.desk.passes('1h')
  await house.desk.delivers()
  expect(house.desk.heardIn('desk').filter(({ card: one }) => one?.title.includes('48 小时'))).toHaveLength(1)
})

test('it hears before the last message is gone; the one too many comes back with words and can be sent later', async () => {
  for (const nth of [2, 3, 4]) await reply(`王女士您好，这是第 ${nth} 条，请查看。`)
  await until(() => shown('只能再回 1 条'), 'the card')
  await reply('王女士您好，这是第 5 条，请查看。')
  await until(() => wang.sees.length === 5, 'the fifth')
  await reply('王女士您好，这是第 6 条，请查看。')
  const lost = await until(() => shown('最多回 5 条'), 'the lost card')
  expect(lost.actions.map(({ id }) => id)).toEqual(['delivery.retry'])
  await house.brings(wang.says('收到了'))
  await expect
    .poll(() => house.desk.db.message.count({ where: { direction: 'inbound' } }), { timeout: 20_000 })
    .toBe(2)
  await house.desk.presses('K001', lost, 'delivery.retry')
  await until(() => wang.sees.at(-1)?.text.includes('第 6 条'), 'the sixth')
})

test('where one reply takes all that is left, the desk is not told to send another', async () => {
  for (const nth of [2, 3]) await reply(`王女士您好，这是第 ${nth} 条，请查看。`)
  await reply(`王女士您好，请看步骤：${'请先关掉水龙头，再拔下电源。'.repeat(80)}`)
  const card = await until(() => shown('暂时不能再回'), 'the card')
  expect(card.why).toHaveLength(1)
  expect(card.why[0]).toContain('电话、短信或邮件')
})

test('what WeCom took and did not deliver comes back to the desk, and can be sent once more', async () => {
  await reply('王女士您好，师傅今天 18:00 前上门。')
  await until(() => wang.sees.length === 2, 'the reply')
  await house.brings(house.kf.fails(wang, 10))
  const lost = await until(() => shown('拒收'), 'the lost card')
  expect(wang.sees).toHaveLength(1)
  await house.desk.presses('K001', lost, 'delivery.retry')
  await until(() => wang.sees.at(-1)?.text.includes('18:00'), 'the reply again')
})
