import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../support/wecom/bot-desk.ts'
import type { Seen } from '../support/wecom/bot-server.ts'
import { agents, openWecomHouse, type WecomHouse, workshop } from '../support/wecom/house.ts'
import type { WechatCustomer } from '../support/wecom/kf.ts'

let house: WecomHouse
let wang: WechatCustomer
beforeAll(async () => {
  house = await openWecomHouse()
  wang = house.kf.customer('王女士')
  await until(() => house.bot.connected() === 1, 'the bot is connected')
  // The bot may write to a group once somebody wrote to it there.
  house.bot.writes('wc-K001', '/help', { group: agents })
  house.bot.writes('wc-T101', '/help', { group: workshop })
  await until(() => house.bot.answers.size >= 2, 'both groups are known')
})
afterAll(() => house.close())

const said = (): string[] => wang.sees.map(({ text }) => text)
const cardIn = (chat: string, title: string): NonNullable<Seen['card']> | undefined =>
  house.bot.seen.findLast((one) => one.chat === chat && JSON.stringify(one.card ?? '').includes(title))?.card
const keysOf = (card: unknown): string[] => JSON.stringify(card ?? '').match(/(?:do|ask|form):[\w.]+/g) ?? []
let number = ''

test('a WeChat customer comes in, is welcomed, writes, and hears at once', async () => {
  await house.brings(wang.enters())
  await until(() => said().length === 1, 'the welcome')
  await house.brings(wang.says('洗衣机脱水的时候哐哐响，地上全是水，你们到底管不管！'))
  await until(() => said().length === 2, 'the receipt')
  expect(said()[1]).toContain('智能客服助手')
})

test('the suggestion stands in the group of agents, with the whole text before its card', async () => {
  const card = await until(() => cardIn(agents, '建议回复'), 'the suggestion')
  number = /SR\d{11,}/.exec(JSON.stringify(card))?.[0] ?? ''
  expect(number).not.toBe('')
  expect(keysOf(card)).toContain('ask:suggestion.approve')
})

test('changed by text, it is sent within the window', async () => {
  house.bot.writes(
    'wc-K001',
    `改 ${number}：王女士您好，地板泡水肯定着急。请先关掉水龙头、拔下电源，工程师今天 18:00 前上门。`,
    { group: agents },
  )
  await until(() => said().length === 3, 'the reply')
  expect(said()[2]).toContain('工程师今天 18:00 前上门')
  await expect
    .poll(() => house.desk.db.wecomKfChat.findFirstOrThrow(), { timeout: 20_000 })
    .toMatchObject({ name: '王女士', state: 1, sent: 2 })
})

test('what colleagues say among themselves reaches nobody', async () => {
  house.bot.writes('wc-K002', '这位客户第二次来了，大家留意', { group: agents })
  await house.desk.delivers()
  expect(said()).toHaveLength(3)
})

test('after-sales claims and solves', async () => {
  const card = await until(() => cardIn(workshop, number), 'the ticket in the workshop')
  house.bot.presses('wc-T101', card.task_id, 'do:ticket.claim', { group: workshop })
  await expect
    .poll(async () => (await house.desk.db.ticket.findFirstOrThrow()).status, { timeout: 20_000 })
    .toBe('in_progress')
  house.bot.writes('wc-T101', `解决 ${number}：更换了排水泵和密封圈，试机三次不再漏水。`, { group: workshop })
  await expect
    .poll(async () => (await house.desk.db.ticket.findFirstOrThrow()).result, { timeout: 20_000 })
    .toContain('排水泵')
})

test('the agents send how it was solved, and the customer is asked by a menu', async () => {
  const card = await until(() => {
    const shown = cardIn(agents, '建议回复')
    return keysOf(shown).includes('ask:suggestion.approve') && shown
  }, 'the wording of the result')
  house.bot.presses('wc-K001', card.task_id, 'do:suggestion.approve', { group: agents })
  const asked = await until(() => wang.sees.find(({ menu }) => menu), 'the menu')
  expect(asked.menu?.map(({ content }) => content)).toEqual(['满意', '基本满意', '不满意'])
})

test('the menu is answered, then the rating, and the customer is thanked', async () => {
  await house.brings(wang.clicks('满意'))
  await until(() => wang.sees.at(-1)?.menu?.length === 5, 'the rating')
  expect(said().at(-1)).toContain('您的评价：满意')
  await house.brings(wang.clicks('5 分'))
  await until(() => said().at(-1) === '感谢您的评价', 'the thanks')
  const ticket = await house.desk.db.ticket.findFirstOrThrow()
  expect(ticket).toMatchObject({ satisfaction: 'satisfied', rating: 5, status: 'closed' })
  // Clicked once more, the answer is why not, and nothing changes.
  await house.brings(wang.clicks('不满意'))
  await until(() => said().at(-1)?.includes('评价已结束'), 'the refusal')
  expect(await house.desk.db.ticket.findFirstOrThrow()).toMatchObject({ satisfaction: 'satisfied' })
})

test('nothing was lost on the way', async () => {
  const lost = await house.desk.db.delivery.findMany({ where: { status: { in: ['dead', 'uncertain'] } } })
  expect(lost.map(({ error }) => error)).toEqual([])
  expect(new Set(wang.sees.map(({ msgid }) => msgid)).size).toBe(wang.sees.length)
})

test('转人工: an agent goes on in the WeCom client, what is said there is on the trail, and the desk may not write', async () => {
  const li = house.kf.customer('李先生')
  await house.brings(li.says('空调不制冷，我要找真人'))
  await until(() => li.sees.length > 0, 'the receipt')
  const { number: other } = await house.desk.db.ticket.findFirstOrThrow({ orderBy: { id: 'desc' } })
  const reqId = house.bot.writes('wc-K001', `/转人工 ${other}`, { group: agents })
  await until(
    () => JSON.stringify(house.bot.answers.get(reqId) ?? '').includes('企业微信客户端'),
    'the answer',
  )
  await expect
    .poll(() => house.desk.db.wecomKfChat.findFirst({ where: { conversation: li.conversation } }), {
      timeout: 20_000,
    })
    .toMatchObject({ state: 3, servicer: 'wc-K001' })
  await house.brings(house.kf.servicerSays(li, '您好，我是林晓，我来看一下'))
  await expect
    .poll(() => house.desk.db.auditEvent.findFirst({ where: { kind: 'note.servicer' } }), { timeout: 20_000 })
    .toMatchObject({ note: '您好，我是林晓，我来看一下' })
  const before = li.sees.length
  house.bot.writes(
    'wc-K001',
    `回复 ${other}：李先生，天热空调不制冷肯定难受，抱歉让您着急。已为您登记上门检修，今天 18:00 前给您来电。`,
    {
      group: agents,
    },
  )
  const lost = await until(() => cardIn(agents, '没有发出'), 'the desk is told')
  expect(JSON.stringify(lost)).toContain('wc-K001')
  expect(li.sees).toHaveLength(before)
})
