import { expect, test } from 'vitest'
import { receive } from '../../src/inbox/receive.ts'
import type { Outcome } from '../../src/platforms/platform.ts'
import type { TestDesk } from '../support/desk.ts'
import { createMemoryPlatform } from '../support/memory-platform.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

/** What somebody is answered to what they wrote to the bot alone. */
const alone = async (desk: TestDesk, workNo: string, text: string): Promise<Outcome> =>
  await desk.types(workNo, workNo, text)

test('列表: what is mine, a line each; nobody else’s', async () => {
  const desk = await open()
  expect(await alone(desk, 'T101', '/工单 列表')).toEqual({ status: 'done', notice: '您手上现在没有工单' })
  await desk.says('小何', '空调不制冷了', { name: '小何' })
  await desk.says('小高', '洗衣机漏水了')
  const [first] = await desk.db.ticket.findMany({ orderBy: { id: 'asc' } })
  await desk.presses('T101', `ticket:${first?.id}:department`, 'ticket.claim')
  const { notice = '' } = await alone(desk, 'T101', '/ticket list')
  expect(notice.split('\n')).toEqual([
    '我的工单（1 张）：',
    expect.stringMatching(/^🔵 产品故障报修 SR20261118001 · 小何 · 首次响应 剩 .+ · 今天 /),
  ])
  expect((await desk.types('T102', 'after_sales_tech', '/ticket list')).notice).toBe('您手上现在没有工单')
})

test('查找: by words, name or number, of what one may read; at most twenty lines', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了', { name: '何女士' })
  expect((await alone(desk, 'L101', '/工单 查找 空调')).notice).toContain('没有找到')
  expect((await alone(desk, 'T101', '/工单 查找 空调')).notice).toMatch(
    /^找到 1 张：\n🟠 产品故障报修 SR20261118001 · 何女士 · 待认领 · 今天 10:00$/,
  )
  expect((await alone(desk, 'T101', '/ticket find 何女士')).notice).toContain('SR20261118001')
  expect(await alone(desk, 'T101', '/ticket find ')).toMatchObject({
    status: 'refused',
    notice: expect.stringContaining('请写明要找什么'),
  })
  for (let nth = 0; nth < 24; nth++) await desk.says(`客户${nth}`, '空调不制冷了')
  const lines = (await alone(desk, 'M001', '/ticket find 空调')).notice?.split('\n') ?? []
  expect(lines).toHaveLength(20)
  expect(lines.at(-1)).toBe('另有 7 张，请到客服台查看')
})

test('a ticket is shown to its asker alone, and to nobody who may not read it', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  expect(await alone(desk, 'T101', '/工单 SR20261118001')).toMatchObject({ status: 'done' })
  const card = desk.card('T101', 'ticket:')
  expect(card.actions.map(({ id }) => id)).toContain('ticket.claim')
  expect(await desk.presses('T101', card, 'ticket.claim')).toMatchObject({ status: 'done' })
  expect(await alone(desk, 'K001', '/工单 SR20261118001')).toMatchObject({ status: 'done' })
  expect(desk.card('K001', 'ticket:').actions.map(({ id }) => id)).toContain('ticket.reply')
  expect(await alone(desk, 'L101', '/工单 SR20261118001')).toMatchObject({ status: 'refused' })
  expect(desk.heardIn('L101')).toEqual([])
})

test('a channel with the same id on another platform is another channel', async () => {
  const slack = createMemoryPlatform('slack')
  const desk = await open({ beside: [slack] })
  await desk.says('小何', '空调不制冷了')
  const staff = await desk.db.staff.findUniqueOrThrow({ where: { workNo: 'K001' } })
  await desk.db.staffIdentity.create({ data: { platform: 'slack', externalId: 'U1', staffId: staff.id } })
  const types = (externalId: string, channel: string): Promise<Outcome> =>
    receive(desk.deps, {
      kind: 'talk',
      platform: 'slack',
      externalId,
      by: 'U1',
      channel,
      text: '/工单 SR20261118001',
    })
  expect(await types('1', 'desk')).toMatchObject({
    status: 'refused',
    notice: '您的角色不能做这项操作，请联系主管',
  })
  expect(await types('2', 'U1')).toEqual({ status: 'done' })
  await desk.delivers()
  expect(slack.room('U1')).toHaveLength(1)
})

test('who does not work here is told nothing, in whatever room', async () => {
  const desk = await open()
  expect(await alone(desk, '小何', '/ticket list')).toMatchObject({ status: 'refused' })
})

test('查找 in a department’s channel: everybody there reads the answer, so it tells of that department only', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了', { name: '何女士' })
  const { department } = await desk.db.ticket.findFirstOrThrow()
  expect(department).toBe('after_sales_tech')
  const find = async (channel: string): Promise<string | undefined> =>
    (await desk.types('M001', channel, '/工单 查找 空调')).notice
  expect(await find('after_sales_tech')).toContain('何女士')
  expect(await find('logistics_ops')).toMatch(
    /没有找到.*\n本频道只查本部门的工单，要查其他工单请单独发给机器人$/,
  )
  expect(await find('supervisors')).toContain('何女士')
  expect(await find('desk')).toContain('何女士')
})
