import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DingtalkDesk, groupOf, openDingtalkDesk } from '../support/dingtalk/desk.ts'
import { ownTemplates, type Way, ways } from '../support/dingtalk/way.ts'

const first = '洗衣机脱水的时候哐哐响，地上全是水，你们到底管不管！'
const desk = groupOf('desk')

describe.each(ways)('the washing machine in DingTalk, by $name', (way: Way) => {
  let house: DingtalkDesk
  beforeAll(async () => {
    house = await openDingtalkDesk({ settings: way.settings })
    for (const id of Object.values(ownTemplates)) house.fake.world.templates.add(id)
    house.fake.joins('王女士', { staffId: 'wang' })
    house.fake.joins('路人', { staffId: 'luren' })
  })
  afterAll(() => house.close())

  const customer = (): string[] => house.heard('wang').filter((text) => !text.includes('管不管'))
  const department = (): string => groupOf('after_sales_tech')

  test('an employee writes to the robot and is greeted at once by the bot, which says that it is one', async () => {
    await house.says('王女士', first)
    const [greeting, ...others] = customer()
    expect(greeting).toContain('智能客服助手')
    expect(others).toEqual([])
    expect(await house.desk.db.ticket.findFirstOrThrow()).toMatchObject({
      emotion: 'angry',
      department: 'after_sales_tech',
    })
  })

  test('the desk has a suggestion that soothes first, with the customer’s words; the customer sees nothing of it', async () => {
    const seen = house.heard(desk).find((text) => text.includes('建议回复')) ?? ''
    expect(seen).toContain('管不管')
    expect(seen).toContain('先安抚')
    expect(seen).toContain('仅内部可见')
    expect(customer()).toHaveLength(1)
  })

  test('department staff may not speak to the customer, and are told so alone', async () => {
    const told = await way.acts(house, {
      who: '李工',
      chat: desk,
      action: 'suggestion.approve',
      label: '通过并发送',
    })
    expect(told).toContain('您的角色不能做这项操作')
    expect(customer()).toHaveLength(1)
  })

  test('the agent edits and sends; the second agent is told who was faster', async () => {
    const text =
      '王女士，您好，地板泡水肯定着急。我是〔姓名〕，工号〔工号〕，请先关水、拔电源，工程师今天 18:00 前上门。'
    const before = house.fake
      .chat(desk)
      .findLast(({ card }) => card?.params.title?.includes('建议回复'))?.card
    await way.acts(house, {
      who: '林晓',
      chat: desk,
      action: 'suggestion.edit',
      label: '修改后发送',
      values: { text },
      typed: text,
    })
    expect(customer()).toHaveLength(2)
    expect(customer().at(-1)).toContain('我是林晓，工号K001')
    if (before) {
      const stale = await house.fake.pressesStale('周敏', before.outTrackId, 'suggestion.approve~1')
      expect(JSON.stringify(stale.answer)).toContain('林晓 已修改后发送，没有重复发送')
      expect(stale.timedOut).toBe(false)
    }
    expect(customer()).toHaveLength(2)
  })

  test('the department claims; a second claimer is told', async () => {
    const card = house.fake.chat(department()).findLast((seen) => seen.card)?.card
    const claim = { chat: department(), action: 'ticket.claim', label: '认领' }
    expect(await way.acts(house, { who: '李工', ...claim })).toMatch(/已认领|认领/)
    if (card) {
      const late = await house.fake.pressesStale('王工', card.outTrackId, 'ticket.claim~1')
      expect(JSON.stringify(late.answer)).toContain('李工')
    }
    expect(house.heard(department()).at(-1)).toContain('处理中')
    expect((await house.desk.db.ticket.findFirstOrThrow()).assigneeId).not.toBeNull()
  })

  test('a plan goes to the agent in words for the customer, and to the customer when approved', async () => {
    const text = '今天 16:00 前上门更换减震器并检查排水管，保修期内免费'
    await way.acts(house, {
      who: '李工',
      chat: department(),
      action: 'ticket.plan',
      label: '给出方案',
      values: { text },
      typed: text,
    })
    expect(customer().some((one) => one.includes('减震器'))).toBe(false)
    await way.acts(house, { who: '林晓', chat: desk, action: 'suggestion.approve', label: '通过并发送' })
    expect(customer().join('\n')).toContain('更换减震器')
    expect((await house.desk.db.ticket.findFirstOrThrow()).status).toBe('waiting_customer')
  })

  test('the customer agrees; nobody else can answer for them', async () => {
    const card = house.fake.chat('wang').findLast((seen) => seen.card)?.card
    if (card) {
      const other = await house.fake.pressesStale('路人', card.outTrackId, 'plan.accept~1')
      expect(other.timedOut).toBe(false)
      expect((await house.desk.db.plan.findFirstOrThrow()).status).toBe('sent')
    }
    await way.acts(house, { who: '王女士', chat: 'wang', action: 'plan.accept', label: '同意' })
    expect((await house.desk.db.plan.findFirstOrThrow()).status).toBe('accepted')
    expect((await house.desk.db.ticket.findFirstOrThrow()).status).toBe('in_progress')
  })

  test('solved: the customer is asked whether it works, and rates it', async () => {
    await house.passes(2 * 60 * 60_000)
    const result = '已换减震器，试机三次正常'
    await way.acts(house, {
      who: '李工',
      chat: department(),
      action: 'ticket.solve',
      label: '标记解决',
      values: { result, code: 'solved' },
      typed: `1 ${result}`,
    })
    expect((await house.desk.db.ticket.findFirstOrThrow()).status).toBe('solved')
    await way.acts(house, { who: '王女士', chat: 'wang', action: 'survey.satisfied', label: '满意' })
    expect((await house.desk.db.ticket.findFirstOrThrow()).status).toBe('closed')
  })

  test('nothing was answered late, everything was acknowledged, and nothing was said twice', async () => {
    expect(house.fake.gateway.waiting).toBe(0)
    const said = house.fake.chat('wang').filter(({ by, card }) => by === 'robot' && !card)
    expect(new Set(said.map(({ text }) => text)).size).toBe(said.length)
    expect(await house.desk.db.delivery.count({ where: { status: { in: ['dead', 'uncertain'] } } })).toBe(0)
    expect(await house.desk.db.arrival.count({ where: { handledAt: null } })).toBe(0)
  })
})
