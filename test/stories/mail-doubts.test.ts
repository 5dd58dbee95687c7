import { afterEach, describe, expect, test } from 'vitest'
import { receive } from '../../src/inbox/receive.ts'
import { channelAudience } from '../../src/tickets/cards/parts.ts'
import { readDossier } from '../../src/tickets/dossier.ts'
import { panelOf } from '../../src/tickets/panel.ts'
import { createMailDesk, type MailDesk } from '../support/mails.ts'

let desk: MailDesk
afterEach(() => desk.close())

const failed = '⚠️ 发件人未通过验证，可能是冒名：请勿透露订单和个人资料'
const other = '⚠️ 来自另一地址 x***@qq.com，不是这张工单的客户本人'
const unreadable = '⚠️ 这封邮件没能完整读出，请查看原件'

const forged = {
  from: { id: 'unverified:wang@example.com', name: '王女士', contact: 'wang@example.com' },
  doubts: ['sender_failed' as const],
}
const stranger = {
  from: { id: 'xu@qq.com', name: '徐先生', contact: 'xu@qq.com' },
  doubts: ['other_sender' as const],
}
const texts = (thread: string): string[] => desk.sentIn(thread).map(({ text }) => text)

describe('a sender who may be forged', () => {
  test('is marked on every card and in the panel', async () => {
    desk = await createMailDesk()
    await desk.gets('t-1', '热水器在冒火花，你们快来人', {
      ...forged,
      doubts: ['sender_failed', 'unreadable'],
    })
    for (const [channel, key] of [
      ['desk', 'ticket:'],
      ['desk', 'suggestion:'],
      ['after_sales_tech', 'ticket:'],
      ['supervisors', 'ticket:'],
    ] as const)
      expect(desk.card(channel, key).why, `${key} in ${channel}`).toEqual(
        expect.arrayContaining([failed, unreadable]),
      )
    await desk.passes('20m')
    expect(desk.card('desk', 'reminder:').why).toContain(failed)
    const { playbook, translate, now, db } = desk.deps
    const audience = channelAudience(playbook, translate, now())
    const dossier = await readDossier(db, (await db.ticket.findFirstOrThrow()).id, audience)
    if (!dossier) throw new Error('no dossier')
    const [message] = panelOf(audience, dossier, desk.card('desk', 'ticket:')).messages
    expect(message?.doubts).toEqual([failed, unreadable])
  })

  test('gets no automatic words: no receipt, no safety words, no survey, no word of a transfer', async () => {
    desk = await createMailDesk()
    await desk.gets('t-1', '洗衣机漏水了，密码：Kx82hd91', { ...forged, subject: '漏水' })
    await desk.gets('t-2', '热水器在冒火花', forged)
    await desk.gets('t-1', '怎么还没人管，插座冒烟了', forged)
    expect([texts('t-1'), texts('t-2')]).toEqual([[], []])
    const card = desk.card('desk', 'ticket:1:desk')
    await desk.presses('T101', card, 'ticket.transfer', { department: 'logistics_ops', reason: '测试' })
    await desk.presses('L101', desk.card('logistics_ops', 'ticket:1'), 'ticket.solve', {
      result: '已处理',
      code: 'solved',
    })
    expect(await desk.db.ticket.findFirst({ where: { id: 1 } })).toMatchObject({
      status: 'solved',
      department: 'logistics_ops',
    })
    expect(texts('t-1')).toEqual([])
    const reply = await desk.presses('K001', desk.card('desk', 'ticket:1:desk'), 'ticket.reply', {
      text: '请先断电、离开现场，有火拨打 119。别担心，我们 15 分钟内联系您。',
    })
    expect(reply).toMatchObject({ status: 'done' })
    expect(texts('t-1')).toEqual(['请先断电、离开现场，有火拨打 119。别担心，我们 15 分钟内联系您。'])
  })

  test('is nobody known: no history, no name, no orders of the customer they say they are', async () => {
    desk = await createMailDesk()
    await desk.gets('t-1', '订单 202611200012345 的洗衣机 XQB-80 漏水了，我叫王丽，电话 13812345678')
    await desk.gets('t-2', '我的订单到哪了？', forged)
    const [known, unknown] = await desk.db.ticket.findMany({ orderBy: { id: 'asc' } })
    expect(unknown?.customerId).not.toBe(known?.customerId)
    expect(unknown?.entities).not.toHaveProperty('order_no')
    const shown = JSON.stringify(desk.heardIn('desk').filter(({ card }) => card?.ticket === unknown?.number))
    expect(shown).not.toMatch(/202611200012345|XQB-80|138|SR20261118001/)
    const ticket = desk.card('desk', `ticket:${unknown?.id}`)
    expect(ticket.foot[0]).toBe(desk.deps.translate('zh-CN', 'desk.history.none'))
  })

  test('in the thread of a customer hears nothing that only the customer may know', async () => {
    desk = await createMailDesk()
    await desk.gets('t-1', '订单 202611200012345 的洗衣机 XQB-80 漏水了，电话 13812345678')
    const receipts = texts('t-1').length
    await desk.gets('t-1', '我的单子到底怎么处理了？我的电话换成 13900001111 了', forged)
    const { options } = await desk.db.suggestion.findFirstOrThrow({ where: { status: 'pending' } })
    expect(JSON.stringify(options)).not.toMatch(/202611200012345|XQB-80|王女士/)
    expect(texts('t-1')).toHaveLength(receipts)
    const { entities } = await desk.db.ticket.findFirstOrThrow()
    expect(entities).toMatchObject({ contact: ['13812345678'] })
  })
})

describe('somebody else in a customer’s thread', () => {
  const begin = async (): Promise<void> => {
    desk = await createMailDesk()
    await desk.gets('t-1', '洗衣机漏水了。', { subject: '洗衣机漏水' })
  }

  test('joins the ticket, marked with their address, and the customer stays who they are', async () => {
    await begin()
    const before = await desk.db.customer.findMany()
    await desk.gets('t-1', '补充一下，型号是 XQB-80。', stranger)
    expect(await desk.db.ticket.count()).toBe(1)
    expect(await desk.db.customer.findMany()).toEqual(before)
    expect(desk.card('desk', 'ticket:').why).toContain(other)
    expect(desk.card('desk', 'suggestion:').why).toContain(other)
    expect(texts('t-1')).toHaveLength(1)
    // The customer's next words are their own again.
    await desk.gets('t-1', '请问什么时候来修？')
    expect(desk.card('desk', 'ticket:').why).not.toContain(other)
  })

  const consent = [
    '好的，可以，就按这个方案办',
    '不同意，这个方案不行',
    '谢谢，已经修好了，没问题了',
    '谢谢你们',
  ]

  test.each(consent)('answers no plan: %s', async (words) => {
    await begin()
    await desk.presses('T101', 'ticket:', 'ticket.claim')
    await desk.presses('T101', desk.card('after_sales_tech', 'ticket:'), 'ticket.plan', {
      text: '上门更换排水泵',
    })
    await desk.presses('K001', desk.card('desk', 'suggestion:'), 'suggestion.approve')
    expect(await desk.db.plan.findFirst()).toMatchObject({ status: 'sent' })
    await desk.gets('t-1', words, stranger)
    expect(await desk.db.plan.findFirst()).toMatchObject({ status: 'sent' })
    expect(await desk.db.ticket.findFirst()).toMatchObject({ status: 'in_progress', satisfaction: null })
  })

  test.each(consent)('closes nothing and reopens nothing: %s', async (words) => {
    await begin()
    await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '已更换排水泵', code: 'solved' })
    await desk.gets('t-1', words, stranger)
    expect(await desk.db.ticket.findFirst()).toMatchObject({ status: 'solved', satisfaction: null, round: 1 })
    await desk.presses('K001', 'ticket:', 'ticket.close')
    await desk.gets('t-1', words, stranger)
    expect(await desk.db.ticket.findMany()).toMatchObject([
      { status: 'closed', satisfaction: null, round: 1 },
    ])
  })

  test('what the customer says themselves counts as ever', async () => {
    await begin()
    await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '已更换排水泵', code: 'solved' })
    await desk.gets('t-1', '谢谢，已经修好了，没问题了')
    expect(await desk.db.ticket.findFirst()).toMatchObject({ status: 'closed' })
  })
})

test('who names no address is not called by an id of ours', async () => {
  desk = await createMailDesk()
  await desk.gets('t-1', '洗衣机漏水了。')
  await desk.gets('t-1', '型号是 XQB-80。', { from: { id: 'nobody:7' }, doubts: ['other_sender'] })
  expect(desk.card('desk', 'ticket:').why).toContain('⚠️ 发送人没有留下联系地址，不能确认是这张工单的客户本人')
})

test('what could not be read at all is shown, and answered by nobody: a program may have written it', async () => {
  desk = await createMailDesk()
  await desk.gets('t-1', '', { from: { id: 'nobody:7' }, doubts: ['unreadable'] })
  expect(desk.card('desk', 'ticket:').why).toContain(unreadable)
  expect(texts('t-1')).toEqual([])
})

test('an unreadable mail is its customer’s all the same: it gets its receipt', async () => {
  desk = await createMailDesk()
  await desk.gets('t-1', '洗衣机漏水', { doubts: ['unreadable'] })
  expect(texts('t-1')).toHaveLength(1)
  expect(desk.card('desk', 'ticket:').why).toContain(unreadable)
})

describe('a survey in a thread that a doubtful sender began', () => {
  const press = (conversation: string, card: { key: string; revision: number }) =>
    receive(desk.deps, {
      kind: 'action',
      platform: 'email',
      externalId: `answer:${conversation}`,
      by: 'wang@example.com',
      conversation,
      card: { key: card.key, revision: card.revision },
      action: 'survey.satisfied',
      values: {},
    })

  test('is answered from its own thread, and from no other', async () => {
    desk = await createMailDesk()
    await desk.gets('t-1', '空调不制冷，外机倒是一直转', forged)
    await desk.gets('t-1', '补充一下，型号是 KFR-35')
    await desk.presses('K001', 'ticket:', 'ticket.transfer', {
      department: 'after_sales_tech',
      reason: '检修',
    })
    await desk.presses('T101', 'ticket:', 'ticket.claim')
    await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '加了制冷剂', code: 'solved' })
    const survey = desk.sentIn('t-1').at(-1)?.card
    if (survey?.kind !== 'survey') throw new Error('no survey')
    expect(await press('t-2', survey)).toMatchObject({ status: 'refused' })
    expect(await press('t-1', survey)).toMatchObject({ status: 'done' })
    expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({ satisfaction: 'satisfied' })
  })
})
