import { afterEach, describe, expect, test } from 'vitest'
import { createMailDesk, type MailDesk } from '../support/mails.ts'

let desk: MailDesk
afterEach(() => desk.close())

const receipts = (): string[] => desk.sentIn('t-1').map(({ text }) => text)

test('a mail within working hours gets one receipt: its subject, the number, two hours', async () => {
  desk = await createMailDesk({ at: '2026-11-18T10:00:00+08:00' })
  await desk.gets('t-1', '洗衣机用了一个月，排水的时候声音很大。', { subject: '洗衣机异响' })
  const { number } = await desk.db.ticket.findFirstOrThrow()
  const [receipt, ...more] = receipts()
  expect(more).toEqual([])
  expect(receipt?.split('\n').slice(0, 4)).toEqual([
    '王女士，您好：',
    '',
    `您关于“洗衣机异响”的邮件已经收到，单号 ${number}。`,
    '客服人员会在 2 小时内（今天 12:00 前）书面答复您。要补充情况或照片，直接回复这封邮件即可。',
  ])
  expect(await desk.db.ticket.findFirst()).toMatchObject({ leftMessage: true, attended: true })
})

test.each([
  [
    'on Saturday: the left messages of Monday morning',
    '2026-11-21T10:00:00+08:00',
    '11月23日（周一）11:00 前',
  ],
  ['late in the afternoon: the night lies between', '2026-11-18T17:30:00+08:00', '11月19日（周四）10:30 前'],
  ['at night', '2026-11-18T23:30:00+08:00', '11月19日（周四）11:00 前'],
])('%s is named as date and time', async (_name, at, until) => {
  desk = await createMailDesk({ at })
  await desk.gets('t-1', '请问保修期多长？', { subject: '保修' })
  expect(receipts()).toEqual([expect.stringContaining(`客服人员会在 ${until}书面答复您`)])
})

test('mail is answered at hours of its own where the playbook gives some', async () => {
  const mornings = ['09:00-12:00']
  const week = { mon: mornings, tue: mornings, wed: mornings, thu: mornings, fri: mornings, sat: [], sun: [] }
  desk = await createMailDesk({
    at: '2026-11-18T11:00:00+08:00',
    change: (playbook) => ({ ...playbook, hours: { ...playbook.hours, channels: { email: week } } }),
  })
  await desk.gets('t-1', '请问保修期多长？', { subject: '保修' })
  expect(receipts()[0]).toContain('11月19日（周四）10:00 前')
  expect(await desk.db.clock.findFirst({ where: { name: 'first_response' } })).toMatchObject({
    deadlineAt: new Date('2026-11-19T10:00:00+08:00'),
  })
})

test('an English customer reads English', async () => {
  desk = await createMailDesk({ at: '2026-11-18T10:00:00+08:00' })
  await desk.gets('t-1', 'How long is the warranty of the kettle?', { subject: 'Warranty', locale: 'en' })
  expect(receipts()[0]).toContain('We have your mail about “Warranty”')
  expect(receipts()[0]).toContain('An agent will answer in writing within 2 h (by today 12:00).')
})

test('without a subject the number and the time are named all the same', async () => {
  desk = await createMailDesk({ at: '2026-11-18T10:00:00+08:00' })
  await desk.gets('t-1', '请问保修期多长？')
  const { number } = await desk.db.ticket.findFirstOrThrow()
  expect(receipts()[0]).toContain(`您的邮件已经收到，单号 ${number}。`)
  expect(receipts()[0]).not.toContain('“')
})

test('danger gets what to do at once, and no receipt', async () => {
  desk = await createMailDesk({ at: '2026-11-21T23:00:00+08:00' })
  await desk.gets('t-1', '厨房里煤气味好重，热水器还在冒火花', { subject: '紧急' })
  expect(receipts()).toHaveLength(1)
  expect(receipts()[0]).toMatch(/119|燃气/)
  expect(receipts()[0]).not.toContain('回执')
})

test('what joins a ticket, or reopens it, gets no second receipt', async () => {
  desk = await createMailDesk({ at: '2026-11-18T10:00:00+08:00' })
  await desk.gets('t-1', '洗衣机漏水了。', { subject: '洗衣机漏水' })
  await desk.gets('t-1', '型号是 XQB-80。')
  await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '已更换排水泵', code: 'solved' })
  await desk.presses('K001', 'ticket:', 'ticket.close')
  await desk.gets('t-1', '还是漏水，没有修好。')
  expect(await desk.db.ticket.count()).toBe(1)
  expect(receipts().filter((text) => text.includes('的邮件已经收到'))).toHaveLength(1)
})

test('a chat is no mail: it is greeted', async () => {
  desk = await createMailDesk({ at: '2026-11-18T10:00:00+08:00' })
  await desk.says('小何', '请问保修期多长？')
  expect(desk.heardBy('小何')[0]?.text).toContain('智能客服助手')
})

describe('the subject', () => {
  test('is understood, kept, and read before the words', async () => {
    desk = await createMailDesk()
    await desk.gets('t-1', '如题，详见附件，电话 13812345678。', { subject: '申请退货退款 13987654321' })
    const ticket = await desk.db.ticket.findFirstOrThrow()
    expect(ticket).toMatchObject({ category: 'return_exchange' })
    expect(ticket.description).toBe('【申请退货退款 13987654321】\n如题，详见附件，电话 13812345678。')
    expect(desk.card('desk', 'ticket:').quote?.text).toBe(
      '【申请退货退款 139****4321】\n如题，详见附件，电话 138****5678。',
    )
    expect(desk.card('desk', 'suggestion:').quote?.text).toContain('【申请退货退款')
  })

  test('that tells nothing decides nothing', async () => {
    desk = await createMailDesk()
    await desk.gets('t-1', '我要退货退款', { subject: '咨询' })
    await desk.gets('t-2', '我要退货退款')
    const [one, other] = await desk.db.ticket.findMany({ orderBy: { id: 'asc' } })
    expect(one).toMatchObject({ category: other?.category, otherCategory: other?.otherCategory })
    expect(one?.description).toBe('【咨询】\n我要退货退款')
  })

  test('holds no secret either', async () => {
    desk = await createMailDesk()
    await desk.gets('t-1', '请帮我看看', { subject: '登录不上，密码：Kx82hd91' })
    expect(JSON.stringify(await desk.db.message.findMany())).not.toContain('Kx82hd91')
    expect(receipts().join()).not.toContain('Kx82hd91')
  })
})
