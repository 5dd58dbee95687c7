import { afterEach, beforeEach, expect, test } from 'vitest'
import { secondOpinions } from '../../src/inbox/second-opinion.ts'
import type { Opinion } from '../../src/language/opinion-answer.ts'
import { channelAudience } from '../../src/tickets/cards/parts.ts'
import { readDossier } from '../../src/tickets/dossier.ts'
import { panelOf } from '../../src/tickets/panel.ts'
import type { TestDesk } from '../support/desk.ts'
import { after, answers, type FakeLlm, says, sends, startFakeLlm, staysSilent } from '../support/fake-llm.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()
let fake: FakeLlm
beforeEach(async () => {
  fake = await startFakeLlm()
})
afterEach(() => fake.close())

const mark = '由大模型判断（仅供参考）'

/** A customer whose matter may be either of two. The story is about what follows, whatever the models of the day think of a sentence. */
async function unsure(desk: TestDesk, customer = '小何', text = '这个新的和旧的能一起弄吗') {
  await desk.says(customer, text)
  const { id } = await desk.db.ticket.findFirstOrThrow({ orderBy: { id: 'desc' } })
  await desk.db.ticket.update({
    where: { id },
    data: {
      category: 'fault_repair',
      otherCategory: 'return_exchange',
      department: 'after_sales_tech',
      priority: 'normal',
      emotion: 'calm',
    },
  })
  await desk.says(customer, '你们看看')
  return id
}

const asks = async (desk: TestDesk, llm = fake.llm): Promise<number> => {
  const taken = await secondOpinions(desk.deps, llm)
  await desk.delivers()
  return taken
}

const ticketOf = async (desk: TestDesk, id: number) =>
  await desk.db.ticket.findUniqueOrThrow({ where: { id } })

/** The audit trail as far as opinions go: kind, from, to. */
const trail = async (desk: TestDesk): Promise<string[]> => {
  const events = await desk.db.auditEvent.findMany({
    where: { kind: { startsWith: 'opinion.' } },
    orderBy: { id: 'asc' },
  })
  return events.map(({ kind, to }) => `${kind} ${to}`)
}

/** Everything that could be otherwise after an opinion was refused. */
const everything = async (desk: TestDesk) => ({
  tickets: await desk.db.ticket.findMany(),
  clocks: await desk.db.clock.findMany(),
  suggestions: await desk.db.suggestion.findMany(),
  messages: await desk.db.message.findMany(),
  deliveries: await desk.db.delivery.count(),
})

test('an unsure ticket is sharpened: category, department, proposals; marked as what it is', async () => {
  const desk = await open()
  const id = await unsure(desk)
  expect(desk.card('desk', 'suggestion:').draft?.text).toContain('还是想直接退换')
  const heard = desk.heardBy('小何').length
  expect(await asks(desk)).toBe(1)
  expect(await ticketOf(desk, id)).toMatchObject({
    category: 'return_exchange',
    otherCategory: null,
    department: 'ecommerce_ops',
    priority: 'normal',
  })
  const suggestion = desk.card('desk', 'suggestion:')
  expect(suggestion.draft?.text).not.toContain('还是想直接退换')
  for (const card of [suggestion, desk.card('desk', 'ticket:'), desk.card('ecommerce_ops', 'ticket:')])
    expect(card.why).toContain(mark)
  // Nothing of it reaches the customer.
  expect(desk.heardBy('小何')).toHaveLength(heard)
  expect(await trail(desk)).toEqual(['opinion.asked fake-7b', 'opinion.given category.return_exchange'])
  expect(await asks(desk)).toBe(0)
  expect(fake.heard).toHaveLength(1)
})

test('a ticket of which the rules are sure is nobody else’s business', async () => {
  const desk = await open()
  const id = await unsure(desk)
  await desk.db.ticket.update({ where: { id }, data: { otherCategory: null } })
  expect(await asks(desk)).toBe(0)
  expect(fake.heard).toEqual([])
  expect(await trail(desk)).toEqual([])
})

test('an agent may confirm or correct it, and then it is nobody’s opinion any more', async () => {
  const desk = await open()
  const id = await unsure(desk)
  await asks(desk)
  const card = desk.card('desk', 'ticket:')
  const field = card.actions.find((action) => action.id === 'ticket.category')?.fields?.[0]
  expect(field?.value).toBe('return_exchange')
  await desk.presses('K001', card, 'ticket.category', { category: 'return_exchange' })
  expect(desk.card('desk', 'ticket:').why).not.toContain(mark)
  expect(desk.card('desk', 'suggestion:').why).not.toContain(mark)
  const again = await desk.presses('K001', 'ticket:', 'ticket.category', { category: 'return_exchange' })
  expect(again.notice).toBe('已经是这个类别')
  expect(await ticketOf(desk, id)).toMatchObject({ category: 'return_exchange' })
})

test('what the customer says afterwards counts for more', async () => {
  const desk = await open()
  const id = await unsure(desk)
  fake.behaves(answers({ category: 'fault_repair' }))
  await asks(desk)
  expect(await ticketOf(desk, id)).toMatchObject({ category: 'fault_repair', otherCategory: null })
  await desk.says('小何', '直接退款吧，我要退货，不修了')
  expect(await ticketOf(desk, id)).toMatchObject({ category: 'return_exchange' })
  expect(desk.card('desk', 'ticket:').why).not.toContain(mark)
})

test('only masked words leave the house', async () => {
  const desk = await open()
  await desk.says('小何', '在吗', { name: '欧阳明月' })
  const text =
    '我是明月，电话13812345678，订单号 202611180012345，住上海市浦东新区张杨路1200号3号楼501室，能一起弄吗'
  await unsure(desk, '小何', text)
  await asks(desk)
  const body = fake.heard[0]?.body ?? ''
  for (const personal of ['欧阳', '明月', '138', '5678', '0012345', '浦东', '张杨路', '501'])
    expect(body).not.toContain(personal)
  // All that was said of the matter, up to the latest words.
  expect(body).toMatch(/在吗.*能一起弄吗.*你们看看/)
})

test('what an agent said before is told, too, masked as well', async () => {
  const desk = await open()
  await unsure(desk)
  const reply = {
    text: '您好，让您久等了，订单 202611180012345 已经查到，我们 2 小时内联系您。',
    despite: 'send',
  }
  await desk.presses('K001', 'ticket:', 'ticket.reply', reply)
  await desk.says('小何', '是的')
  await asks(desk)
  const body = fake.heard[0]?.body ?? ''
  expect(body).toContain('2 小时内联系您')
  expect(body).not.toContain('0012345')
})

test.each<[string, Partial<Opinion>, string | undefined]>([
  ['one of the two, just sure enough', { category: 'return_exchange', confidence: 0.8 }, 'return_exchange'],
  ['one of the two, not sure enough', { category: 'return_exchange', confidence: 0.79 }, undefined],
  ['the first of the two', { category: 'fault_repair', confidence: 0.8 }, 'fault_repair'],
  ['another one, very sure', { category: 'installation', confidence: 0.9 }, 'installation'],
  ['another one, not very sure', { category: 'installation', confidence: 0.89 }, undefined],
])('%s', async (_name, opinion, taken) => {
  const desk = await open()
  const id = await unsure(desk)
  fake.behaves(answers(opinion))
  const before = await everything(desk)
  expect(await asks(desk)).toBe(taken ? 1 : 0)
  if (taken) expect(await ticketOf(desk, id)).toMatchObject({ category: taken, otherCategory: null })
  else {
    expect(await everything(desk)).toEqual(before)
    expect((await trail(desk)).at(-1)).toBe('opinion.refused opinion.unsure')
  }
})

test.each([
  ['is late', staysSilent, 'late'],
  ['answers 500', sends(500, 'no'), 'away'],
  ['chats', says('亲，这是退货哦'), 'malformed'],
  ['invents a category', answers({ category: 'vip' }), 'malformed'],
  ['obeys somebody else', says('{"send":"13812345678 的密码是 1234","to":"customer"}'), 'malformed'],
])('a model that %s changes nothing, and the audit trail says so', async (_name, behaviour, reason) => {
  const desk = await open()
  await unsure(desk)
  fake.behaves(behaviour)
  const before = await everything(desk)
  expect(await asks(desk, { ...fake.llm, timeoutMs: 60 })).toBe(0)
  expect(await everything(desk)).toEqual(before)
  expect(await trail(desk)).toEqual(['opinion.asked fake-7b', `opinion.refused opinion.${reason}`])
  // The message had its one call.
  expect(await asks(desk)).toBe(0)
  expect(fake.heard).toHaveLength(1)
})

test('the customer wrote in the meantime: the answer is discarded, the new words are asked about', async () => {
  const desk = await open()
  const id = await unsure(desk)
  fake.behaves(after(() => desk.says('小何', '在吗')))
  await secondOpinions(desk.deps, { ...fake.llm, timeoutMs: 20_000 })
  expect(await trail(desk)).toContain('opinion.refused opinion.overtaken')
  fake.behaves(answers())
  await asks(desk)
  expect(await ticketOf(desk, id)).toMatchObject({ category: 'return_exchange', otherCategory: null })
})

test('once an agent has asked the customer, the customer decides', async () => {
  const desk = await open()
  const id = await unsure(desk)
  const approve = () => desk.presses('K001', 'suggestion:', 'suggestion.approve')
  fake.behaves(after(approve))
  expect(await asks(desk, { ...fake.llm, timeoutMs: 20_000 })).toBe(0)
  expect(await trail(desk)).toEqual(['opinion.asked fake-7b', 'opinion.refused opinion.overtaken'])
  expect(await ticketOf(desk, id)).toMatchObject({
    status: 'waiting_customer',
    otherCategory: 'return_exchange',
  })
})

test('a department that holds the ticket keeps it', async () => {
  const desk = await open()
  const id = await unsure(desk)
  await desk.presses('T101', 'ticket:', 'ticket.claim')
  await asks(desk)
  expect(await ticketOf(desk, id)).toMatchObject({
    category: 'return_exchange',
    department: 'after_sales_tech',
    status: 'in_progress',
  })
})

test.each<[string, object, Partial<Opinion>, object]>([
  ['priority does not fall', { priority: 'urgent' }, { priority: 'low' }, { priority: 'urgent' }],
  ['priority may rise', { priority: 'normal' }, { priority: 'urgent' }, { priority: 'urgent' }],
  [
    'a complaint is urgent whatever the model says',
    { otherCategory: 'service_complaint' },
    { category: 'service_complaint', priority: 'low' },
    { category: 'service_complaint', priority: 'urgent', escalation: 'supervised' },
  ],
  [
    'danger the rules did not see',
    {},
    { category: 'emergency', priority: 'normal', confidence: 0.95 },
    { category: 'emergency', priority: 'critical', escalation: 'critical' },
  ],
  ['nobody is soothed by a model', { emotion: 'angry' }, { emotion: 'pleased' }, { emotion: 'angry' }],
  ['somebody may be angrier than it seemed', {}, { emotion: 'angry' }, { emotion: 'angry' }],
])('the rules are the floor: %s', async (_name, before, opinion, expected) => {
  const desk = await open()
  const id = await unsure(desk)
  await desk.db.ticket.update({ where: { id }, data: before })
  fake.behaves(answers(opinion))
  expect(await asks(desk)).toBe(1)
  expect(await ticketOf(desk, id)).toMatchObject(expected)
})

test('running clocks get the targets of the new category', async () => {
  const desk = await open()
  const id = await unsure(desk)
  const target = async () =>
    (await desk.db.clock.findFirst({ where: { ticketId: id, name: 'first_response', stoppedAt: null } }))
      ?.target
  const before = await target()
  fake.behaves(answers({ category: 'service_complaint' }))
  await asks(desk)
  expect([before, await target()]).toEqual([expect.not.stringMatching(/^15wm$/), '15wm'])
})

test('danger is not asked about, and what became danger in the meantime stays it', async () => {
  const desk = await open()
  const id = await unsure(desk)
  await desk.db.ticket.update({ where: { id }, data: { priority: 'critical' } })
  await asks(desk)
  // A supervisor took the priority back; the matter is still one of danger.
  await desk.db.ticket.update({ where: { id }, data: { priority: 'normal', category: 'emergency' } })
  await asks(desk)
  expect(fake.heard).toEqual([])
  // Nor does it stand in the way of others.
  await desk.db.ticket.update({ where: { id }, data: { priority: 'critical', category: 'fault_repair' } })
  await unsure(desk, '小周')
  expect(await asks(desk)).toBe(1)
  await desk.db.ticket.update({ where: { id }, data: { priority: 'normal' } })
  const card = desk.heardIn('desk').find((shown) => shown.card?.key.startsWith(`ticket:${id}:`))?.card
  if (!card) throw new Error('the ticket has no card')
  const raise = () => desk.presses('M001', card, 'ticket.priority', { priority: 'critical' })
  fake.behaves(after(raise, answers({ priority: 'low' })))
  expect(await asks(desk, { ...fake.llm, timeoutMs: 20_000 })).toBe(0)
  expect(await ticketOf(desk, id)).toMatchObject({ priority: 'critical', category: 'fault_repair' })
  expect((await trail(desk)).at(-1)).toBe('opinion.refused opinion.overtaken')
})

test('danger a model sees is shown to the supervisors and said to nobody', async () => {
  const desk = await open()
  await unsure(desk)
  const heard = desk.heardBy('小何').length
  fake.behaves(answers({ priority: 'critical' }))
  await asks(desk)
  expect(desk.card('supervisors', 'ticket:').why.join()).toContain('特急')
  expect(desk.heardBy('小何')).toHaveLength(heard)
})

test('the day’s budget, counted from the company’s midnight', async () => {
  const desk = await open({ at: '2026-11-18T23:50:00+08:00' })
  for (const customer of ['小何', '小周', '小吴']) await unsure(desk, customer)
  const llm = { ...fake.llm, daily: 2 }
  await asks(desk, llm)
  await asks(desk, llm)
  expect(fake.heard).toHaveLength(2)
  await desk.passes('9m')
  await asks(desk, llm)
  expect(fake.heard).toHaveLength(2)
  await desk.passes('1m')
  await asks(desk, llm)
  expect(fake.heard).toHaveLength(3)
})

test('every call is recorded before it is made, one by one, and a silent server is not asked on', async () => {
  const desk = await open()
  for (const customer of ['小何', '小周', '小吴']) await unsure(desk, customer)
  const recorded: number[] = []
  const count = async () =>
    recorded.push(await desk.db.auditEvent.count({ where: { kind: 'opinion.asked' } }))
  fake.behaves(after(count, staysSilent))
  await asks(desk, { ...fake.llm, timeoutMs: 300 })
  expect(recorded).toEqual([1])
  fake.behaves(after(count))
  await asks(desk, { ...fake.llm, timeoutMs: 20_000 })
  expect(recorded).toEqual([1, 2, 3])
})

test('two processes ask once', async () => {
  const one = await open()
  const other = await open({ shares: one })
  for (const customer of ['小何', '小周']) await unsure(one, customer)
  const taken = await Promise.all(
    [one, other, one, other].map(async (desk) => await secondOpinions(desk.deps, fake.llm)),
  )
  await asks(one)
  expect(fake.heard).toHaveLength(2)
  expect(new Set(fake.heard.map(({ body }) => body)).size).toBeLessThanOrEqual(2)
  expect((await trail(one)).filter((line) => line.startsWith('opinion.given'))).toHaveLength(2)
  expect(taken.every((count) => count <= 2)).toBe(true)
})

test('the audit trail reads as words, in both languages', async () => {
  const desk = await open()
  const id = await unsure(desk)
  fake.behaves(answers({ confidence: 0.5 }))
  await asks(desk)
  await desk.says('小何', '在吗')
  fake.behaves(answers())
  await asks(desk)
  const { playbook, translate, now } = desk.deps
  const audience = channelAudience(playbook, translate, now())
  const dossier = await readDossier(desk.db, id, audience)
  if (!dossier) throw new Error('no dossier')
  const panel = (locale: 'zh-CN' | 'en') =>
    panelOf({ ...audience, locale }, dossier, desk.card('desk', 'ticket:'))
  const read = (locale: 'zh-CN' | 'en') => panel(locale).events.map(({ what }) => what)
  expect(read('zh-CN')).toEqual(
    expect.arrayContaining([
      '请大模型判断类别：fake-7b',
      '未采用大模型判断：把握不足',
      '采用大模型判断的类别：产品故障报修 → 退换货申请 “fake-7b 0.93”',
    ]),
  )
  // The handling record holds what became of the matter, not what came to nothing.
  const course = panel('zh-CN').record.find(({ label }) => label === '处理过程')?.value
  expect(course).toContain('采用大模型判断的类别')
  expect(course).not.toMatch(/请大模型|未采用/)
  expect(read('en').join()).toContain("language model's answer not used：not sure enough")
})
