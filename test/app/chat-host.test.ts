import { describe, expect, test } from 'vitest'
import { createChatHost } from '../../src/app/chat-host.ts'
import type { Home } from '../../src/platforms/host.ts'
import type { TestDesk } from '../support/desk.ts'
import { createMemoryPlatform } from '../support/memory-platform.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

const homeOf = async (desk: TestDesk, account: string, locale: 'zh-CN' | 'en' = 'zh-CN'): Promise<Home> => {
  const home = await createChatHost(desk.deps, 'memory').home(account, locale)
  if (!home) throw new Error(`${account} has no home`)
  return home
}
const figures = (home: Home): Record<string, string> =>
  Object.fromEntries(home.figures.map(({ label, value }) => [label, value]))

describe('home', () => {
  test('is nobody’s who does not work here, or no longer', async () => {
    const desk = await open()
    const host = createChatHost(desk.deps, 'memory')
    expect(await host.home('小何', 'zh-CN')).toBeUndefined()
    await desk.db.staff.update({ where: { workNo: 'K001' }, data: { active: false } })
    expect(await host.home('K001', 'zh-CN')).toBeUndefined()
    expect(await host.isStaff('K001')).toBe(false)
  })

  test('what is theirs and what nobody has, with deadline, place and figures', async () => {
    const desk = await open()
    await desk.says('小何', '空调不制冷了', { name: '小何' })
    await desk.says('小高', '洗衣机漏水了')
    await desk.says('老李', '快递三天没动了，到哪里了')
    const [first, second] = await desk.db.ticket.findMany({ orderBy: { id: 'asc' } })
    await desk.presses('T101', `ticket:${first?.id}:department`, 'ticket.claim')
    const home = await homeOf(desk, 'T101')
    expect(home.name).toBe('李工')
    expect(home.mine).toEqual([
      {
        number: first?.number,
        title: `产品故障报修 ${first?.number}`,
        state: expect.objectContaining({ tone: 'working' }),
        customer: '小何',
        deadline: { label: '首次响应', value: expect.stringContaining('剩'), due: expect.any(String) },
        shown: { channel: 'after_sales_tech', externalId: expect.any(String) },
      },
    ])
    // another department's ticket is neither theirs nor theirs to take
    expect(home.unclaimed.map(({ number }) => number)).toEqual([second?.number])
    expect(home.due).toBe(0)
    expect(figures(home)).toEqual({ 今日新增: '2', 等待回复: '2', 今日解决: '0', 按时解决率: '—' })
    const shown = home.mine[0]?.shown
    expect(desk.heardIn('after_sales_tech').map(({ id }) => id)).toContain(shown?.externalId)
    const card = await createChatHost(desk.deps, 'memory').cardAt('after_sales_tech', shown?.externalId ?? '')
    expect(card).toMatchObject({ key: `ticket:${first?.id}:department:after_sales_tech` })
    await desk.passes('90m')
    expect(await homeOf(desk, 'T101')).toMatchObject({ due: 2 })
    await desk.passes('3h')
    expect((await homeOf(desk, 'T101')).mine[0]?.state.tone).toBe('overdue')
  })

  test('in time is counted of what was solved today; what was answered waits no more', async () => {
    const desk = await open({ at: '2026-11-18T23:30:00+08:00' })
    for (const customer of ['甲', '乙', '丙']) await desk.says(customer, '空调不制冷了')
    const [one, two] = await desk.db.ticket.findMany({ orderBy: { id: 'asc' } })
    const solved = { result: '已更换压缩机，现在制冷正常', code: 'solved' }
    await desk.presses('T101', `ticket:${one?.id}:department`, 'ticket.solve', solved)
    await desk.passes('5d')
    await desk.presses('T101', `ticket:${two?.id}:department`, 'ticket.solve', solved)
    await desk.says('丁', '空调不制冷了')
    expect(figures(await homeOf(desk, 'M001', 'en'))).toEqual({
      'Opened today': '1',
      'Waiting for an answer': '2',
      'Solved today': '1',
      'In time': '0 %',
    })
    const latest = await desk.db.ticket.findFirstOrThrow({ orderBy: { id: 'desc' } })
    const text = '您好，已为您安排师傅，明天上午 9 点到 11 点上门检修，请您留意电话。'
    const reply = { text, despite: 'send' }
    expect(await desk.presses('K001', `ticket:${latest.id}:desk`, 'ticket.reply', reply)).toMatchObject({
      status: 'done',
    })
    expect(figures(await homeOf(desk, 'M001', 'en'))['Waiting for an answer']).toBe('1')
  })

  test('twenty of many, the nearest deadline first, and all that is due is counted', async () => {
    const desk = await open()
    for (let nth = 0; nth < 23; nth++) await desk.says(`客户${nth}`, '空调不制冷了')
    await desk.passes('3h')
    const home = await homeOf(desk, 'T101')
    expect(home.unclaimed).toHaveLength(20)
    expect(home.due).toBe(23)
    const due = home.unclaimed.map((line) => line.deadline?.due ?? '')
    expect(due).toEqual(due.toSorted())
  })

  test('three statements and the one that knows the member', async () => {
    const statements: string[] = []
    const desk = await open({ onQuery: (sql) => statements.push(sql) })
    for (const customer of ['甲', '乙', '丙']) await desk.says(customer, '空调不制冷了')
    statements.length = 0
    await homeOf(desk, 'M001')
    expect(statements.length).toBeLessThanOrEqual(5)
  })

  test('a card on another platform is no place to lead to', async () => {
    const desk = await open()
    await desk.says('小何', '空调不制冷了')
    const elsewhere = { ...desk.deps, platforms: new Map([['slack', createMemoryPlatform('slack')]]) }
    const staff = await desk.db.staff.findUniqueOrThrow({ where: { workNo: 'T101' } })
    await desk.db.staffIdentity.create({ data: { platform: 'slack', externalId: 'U1', staffId: staff.id } })
    const home = await createChatHost(elsewhere, 'slack').home('U1', 'zh-CN')
    expect(home?.unclaimed).toHaveLength(1)
    expect(home?.unclaimed[0]?.shown).toBeUndefined()
  })
})

test('the card behind a message is looked up by an index, however many were sent', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  const [row] = await desk.db.$queryRaw<{ def: string }[]>`
    SELECT indexdef AS def FROM pg_indexes WHERE indexname = 'Delivery_card_at'`
  expect(row?.def).toContain('(platform, address, "externalId", seq)')
  await desk.db.$executeRaw`SET enable_seqscan = off`
  const plan = await desk.db.$queryRaw<Record<string, string>[]>`
    EXPLAIN SELECT payload FROM "Delivery" WHERE platform = 'memory' AND address = 'desk' AND "externalId" = 'x'
      AND "cardKey" IS NOT NULL ORDER BY seq DESC LIMIT 1`
  expect(JSON.stringify(plan)).toContain('Delivery_card_at')
})
