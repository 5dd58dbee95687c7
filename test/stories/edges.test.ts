import { expect, test } from 'vitest'
import { handleKept, receive } from '../../src/inbox/receive.ts'
import { useDesks } from '../support/use-desks.ts'

// Each of these went wrong once.

const open = useDesks()

const message = (id: string, text: string) => ({
  kind: 'message' as const,
  platform: 'memory',
  externalId: id,
  conversation: '小何',
  from: { id: '小何' },
  text,
  attachments: [],
})

test('the department’s own words about a plan never reach the customer, not even when they agree', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.presses('T101', 'ticket:', 'ticket.plan', { text: '内部：此客户难缠，成本两百' })
  await desk.presses('K001', 'suggestion:', 'suggestion.edit', {
    text: '给您添麻烦了，工程师明天 10:00 上门检查。',
  })
  const plan = desk.heardBy('小何').at(-1)?.card
  if (!plan) throw new Error('no plan')
  await desk.answers('小何', plan, 'plan.accept')
  const shown = desk.heardBy('小何').at(-1)?.card
  expect(shown?.foot).toEqual(['您已同意这个方案'])
  expect(shown?.draft?.text).toBe('给您添麻烦了，工程师明天 10:00 上门检查。')
  expect(JSON.stringify(desk.heardBy('小何'))).not.toContain('难缠')
})

test('what was kept takes its turn in the conversation: one ticket, whatever comes at the same time', async () => {
  const desk = await open()
  await desk.db.arrival.create({
    data: {
      platform: 'memory',
      externalId: 'kept',
      kind: 'message',
      lane: 'memory:小何',
      payload: message('kept', '空调不制冷了'),
      arrivedAt: desk.deps.now(),
      nextAttemptAt: desk.deps.now(),
      attempts: 1,
    },
  })
  const other = await open({ shares: desk })
  await Promise.all([
    handleKept(desk.deps),
    receive(other.deps, message('next', '外机在转')),
    handleKept(other.deps),
  ])
  expect(await desk.db.ticket.count()).toBe(1)
  expect(await desk.db.message.count({ where: { direction: 'inbound' } })).toBe(2)
})

test('a fault of ours keeps the message whole; it is handled when the fault is gone, once', async () => {
  const desk = await open()
  await desk.db.$executeRaw`ALTER TABLE "AuditEvent" RENAME TO "Elsewhere"`
  expect(await desk.says('小何', '空调不制冷了', { id: 'm1' })).toMatchObject({
    status: 'kept',
    notice: /已收到/,
  })
  expect(await desk.db.ticket.count()).toBe(0)
  await desk.db.$executeRaw`ALTER TABLE "Elsewhere" RENAME TO "AuditEvent"`
  expect(await desk.says('小何', '空调不制冷了', { id: 'm1' })).toMatchObject({ status: 'ignored' })
  await desk.passes('1m')
  expect(await handleKept(desk.deps)).toBe(1)
  expect(await handleKept(desk.deps)).toBe(0)
  await desk.delivers()
  expect(await desk.db.message.count({ where: { direction: 'inbound' } })).toBe(1)
  expect(desk.heardBy('小何')).toHaveLength(1)
})

test('a lost answer, and then nobody to ask: the customer still hears it once', async () => {
  const desk = await open()
  await desk.says('小何', '打印机卡纸了')
  const { platform } = desk
  const find = platform.find?.bind(platform)
  let asked = 0
  platform.find = async (to, id) => {
    asked += 1
    if (asked === 1) throw new Error('nobody there')
    return await find?.(to, id)
  }
  platform.fail(/^小何$/, 'lost answer')
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text: '请取出后盖纸张' })
  await desk.passes('10s')
  await desk.passes('1m')
  expect(asked).toBeGreaterThan(1)
  expect(desk.heardBy('小何').filter(({ text }) => text === '请取出后盖纸张')).toMatchObject([{ times: 1 }])
})

test('a plan of a ticket that is solved or closed can no longer be answered or sent', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.presses('T101', 'ticket:', 'ticket.plan', { text: '明天上门' })
  const suggestion = desk.card('desk', 'suggestion:')
  await desk.presses('K001', suggestion, 'suggestion.approve')
  const plan = desk.heardBy('小何').at(-1)?.card
  if (!plan) throw new Error('no plan')
  await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '已修好', code: 'solved' })
  expect(await desk.answers('小何', plan, 'plan.reject')).toMatchObject({ status: 'refused' })
  await desk.presses('K001', 'ticket:', 'ticket.close')
  expect(await desk.answers('小何', plan, 'plan.accept')).toMatchObject({ status: 'refused' })
  expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({ status: 'closed' })
})

test('thanks after closing make the suggestion stale, too; no clock of a closed ticket runs', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '已修好', code: 'solved' })
  const card = desk.card('desk', 'suggestion:')
  await desk.says('小何', '已经好了，谢谢')
  expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({ status: 'closed' })
  expect(await desk.db.clock.count({ where: { stoppedAt: null } })).toBe(0)
  await desk.says('小何', '谢谢')
  expect(await desk.presses('K001', card, 'suggestion.approve')).toMatchObject({ status: 'refused' })
})

test('putting a reminder off does not put off the deadline: the supervisors hear of it', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  const { deadlineAt } = await desk.db.clock.findFirstOrThrow({ where: { name: 'started' } })
  await desk.passes('97m')
  const reminder = desk
    .heardIn('after_sales_tech')
    .findLast((one) => one.card?.title.includes('开始处理'))?.card
  if (!reminder) throw new Error('no reminder')
  await desk.presses('T102', reminder, 'reminder.snooze', { length: '1h', reason: '在路上' })
  await desk.passes('30m')
  expect(desk.deps.now().getTime()).toBeGreaterThan(deadlineAt.getTime())
  const started = await desk.db.clock.findFirstOrThrow({ where: { name: 'started' } })
  expect(started.breachedAt).toEqual(deadlineAt)
  expect(desk.heardIn('supervisors').some((one) => one.card?.title.includes('开始处理已超时'))).toBe(true)
})

test('one clock that cannot be understood silences no other', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.says('小林', '空调不制冷了')
  const [first] = await desk.db.ticket.findMany({ orderBy: { id: 'asc' } })
  await desk.db
    .$executeRaw`UPDATE "Clock" SET name = 'nonsense' WHERE "ticketId" = ${first?.id ?? 0} AND name = 'started'`
  await desk.passes('3h')
  expect(
    desk.heardIn('after_sales_tech').filter((one) => one.card?.kind === 'reminder').length,
  ).toBeGreaterThan(1)
})

test('nobody waits for a customer for ever: the agent is reminded to ask', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.presses('T101', 'ticket:', 'ticket.plan', { text: '明天上门' })
  await desk.presses('K001', 'suggestion:', 'suggestion.approve')
  expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({ status: 'waiting_customer' })
  await desk.passes('13h')
  expect(desk.heardIn('desk').some((one) => one.card?.title.includes('客户确认'))).toBe(true)
  await desk.says('小何', '可以')
  expect(await desk.db.clock.count({ where: { name: 'confirmed', stoppedAt: null } })).toBe(0)
})

test('whoever was not satisfied may still say how many points and why', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  await desk.presses('T101', 'ticket:', 'ticket.solve', { result: '已修好', code: 'solved' })
  const survey = desk.heardBy('小何').at(-1)?.card
  if (!survey) throw new Error('no survey')
  await desk.answers('小何', survey, 'survey.unsatisfied')
  expect(await desk.answers('小何', survey, 'survey.rate', { rating: '1', words: '没修好' })).toMatchObject({
    status: 'done',
  })
  expect(await desk.db.ticket.findFirstOrThrow()).toMatchObject({ rating: 1, ratingWords: '没修好' })
})

test('a ticket is shown by command only where it belongs', async () => {
  const desk = await open()
  await desk.says('小何', '空调不制冷了')
  const { number } = await desk.db.ticket.findFirstOrThrow()
  expect(await desk.types('K001', 'customer_service', `/工单 ${number}`)).toMatchObject({ status: 'refused' })
  expect(await desk.types('L101', 'logistics_ops', `/工单 ${number}`)).toMatchObject({ status: 'refused' })
  expect(await desk.types('K001', 'desk', `/工单 ${number}`)).toMatchObject({ status: 'done' })
  expect(await desk.types('T101', 'after_sales_tech', `/认领 ${number}`)).toMatchObject({ status: 'done' })
  expect(await desk.types('T101', 'desk', '大家好')).toMatchObject({ status: 'refused' })
})

test.each([
  ['NUL and half a character', '空调\u0000不制冷\ud83d了'],
  ['only zero-width and bidi controls', '\u200b\u200d\u202e\u2066'],
  ['only emoji', '😡😡😡'],
  ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['a megabyte', '空调不制冷。'.repeat(60_000)],
])('%s: taken, in one ticket, and never expanded', async (_name, text) => {
  const desk = await open()
  expect(await desk.says('小何', text)).toMatchObject({ status: 'done' })
  const stored = await desk.db.message.findFirstOrThrow({ where: { direction: 'inbound' } })
  expect(stored.text).toBe(text.replaceAll('\0', '').toWellFormed())
  expect(stored.ticketId).not.toBeNull()
})

test('someone who writes English is answered in English', async () => {
  const desk = await open()
  await receive(desk.deps, { ...message('en', 'My air conditioner does not cool any more'), locale: 'en-GB' })
  await desk.delivers()
  const [greeting] = desk.heardBy('小何')
  expect(greeting?.text).toMatch(/[a-z]{4}/)
  expect(greeting?.text).not.toMatch(/[\u4e00-\u9fff]/)
  expect(greeting?.author.name).toBe('Kefutai Demo Company')
})
