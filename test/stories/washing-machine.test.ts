import { afterAll, beforeAll, expect, test } from 'vitest'
import { channelAudience } from '../../src/tickets/cards/parts.ts'
import { readDossier } from '../../src/tickets/dossier.ts'
import { recordOf } from '../../src/tickets/record.ts'
import { createDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await createDesk()
})
afterAll(() => desk.close())

const first = '洗衣机脱水的时候哐哐响，地上全是水，你们到底管不管！'
const texts = (customer: string): string[] => desk.heardBy(customer).map((shown) => shown.text)
const departmentOfTicket = async (): Promise<string> => (await desk.db.ticket.findFirstOrThrow()).department

test('the customer is greeted at once by the bot, which says that it is one', async () => {
  expect(await desk.says('王女士', first, { name: '王女士' })).toMatchObject({ status: 'done' })
  const [greeting, ...rest] = desk.heardBy('王女士')
  expect(rest).toEqual([])
  expect(greeting?.author).toEqual({ kind: 'bot', name: '客服台演示公司' })
  expect(greeting?.text).toContain('智能客服助手')
})

test('the desk has the ticket and a suggestion that soothes first', async () => {
  const ticket = await desk.db.ticket.findFirstOrThrow()
  expect(ticket).toMatchObject({ emotion: 'angry', status: 'unclaimed', department: 'after_sales_tech' })
  expect(ticket.number).toMatch(/^SR20261118001$/)
  const card = desk.card('desk', 'suggestion:')
  expect(card.why).toContain('先安抚')
  expect(card.quote?.text).toBe(first)
  expect(card.draft?.text).not.toMatch(/[{}]/)
  expect(card.choices.length).toBeGreaterThan(1)
  expect(card.actions.map(({ id }) => id)).toEqual([
    'suggestion.approve',
    'suggestion.edit',
    'suggestion.swap',
    'suggestion.dismiss',
  ])
})

test('another of the proposed scripts can be shown; an old press then sends nothing', async () => {
  const before = desk.card('desk', 'suggestion:')
  expect(await desk.presses('K001', before, 'suggestion.swap')).toMatchObject({ status: 'done' })
  const after = desk.card('desk', 'suggestion:')
  expect(after.draft?.text).not.toBe(before.draft?.text)
  expect(await desk.presses('K002', before, 'suggestion.approve')).toMatchObject({ status: 'refused' })
  expect(texts('王女士')).toHaveLength(1)
})

test('department staff may not speak to the customer', async () => {
  const outcome = await desk.presses('T101', desk.card('desk', 'suggestion:'), 'suggestion.approve')
  expect(outcome).toEqual({ status: 'refused', notice: '您的角色不能做这项操作，请联系主管' })
  expect(texts('王女士')).toHaveLength(1)
})

test('the agent edits and sends; the second agent is told who was faster', async () => {
  const card = desk.card('desk', 'suggestion:')
  const text =
    '王女士，您好，地板泡水肯定着急。我是〔姓名〕，工号〔工号〕，请先关水、拔电源，工程师今天 18:00 前上门。'
  expect(await desk.presses('K001', card, 'suggestion.edit', { text })).toMatchObject({ status: 'done' })
  expect(await desk.presses('K002', card, 'suggestion.approve')).toEqual({
    status: 'refused',
    notice: '林晓 已修改后发送，没有重复发送',
  })
  const said = desk.heardBy('王女士').at(-1)
  expect(said?.text).toContain('我是林晓，工号K001')
  expect(said?.author).toEqual({ kind: 'agent', name: '林晓（工号 K001）' })
  expect(texts('王女士')).toHaveLength(2)
  const shown = desk.card('desk', 'suggestion:')
  expect(shown.state?.label).toBe('修改后已发送')
  expect(shown.actions).toEqual([])
})

test('the department claims; a second claimer is told', async () => {
  const channel = await departmentOfTicket()
  const card = desk.card(channel, 'ticket:')
  expect(card.quote?.text).toBe(first)
  expect(card.facts[0]?.deadline).toBeDefined()
  const [one, other] = await Promise.all([
    desk.presses('T101', card, 'ticket.claim'),
    desk.presses('T102', card, 'ticket.claim'),
  ])
  expect([one.status, other.status].toSorted()).toEqual(['done', 'refused'])
  const holder = one.status === 'done' ? '李工' : '王工'
  expect([one, other].find(({ status }) => status === 'refused')?.notice).toContain(holder)
  expect(desk.card(channel, 'ticket:').state?.label).toContain('处理中')
})

test('a plan goes to the agent in words for the customer, and to the customer when approved', async () => {
  const plan = '今天 16:00 前上门更换减震器并检查排水管，保修期内免费'
  await desk.presses('T101', 'ticket:', 'ticket.plan', { text: plan })
  const card = desk.card('desk', 'suggestion:')
  expect(card.kind).toBe('plan')
  expect(card.draft?.text).toContain(plan)
  expect(texts('王女士').some((text) => text.includes(plan))).toBe(false)
  await desk.presses('K001', card, 'suggestion.approve')
  const sent = desk.heardBy('王女士').at(-1)
  expect(sent?.text).toContain(plan)
  expect(sent?.card?.actions.map(({ id }) => id)).toEqual(['plan.accept', 'plan.reject'])
  expect((await desk.db.ticket.findFirstOrThrow()).status).toBe('waiting_customer')
})

test('nobody else can answer for the customer', async () => {
  const card = desk.heardBy('王女士').at(-1)?.card
  if (!card) throw new Error('no plan card')
  expect(await desk.answers('路人', card, 'plan.accept')).toMatchObject({ status: 'refused' })
  expect(await desk.answers('王女士', card, 'plan.accept')).toMatchObject({ status: 'done' })
  expect((await desk.db.plan.findFirstOrThrow()).status).toBe('accepted')
  expect((await desk.db.ticket.findFirstOrThrow()).status).toBe('in_progress')
})

test('solved: the customer is asked whether it works, and rates it', async () => {
  await desk.passes('2h')
  expect(
    await desk.presses('T101', 'ticket:', 'ticket.solve', {
      result: '已换减震器，试机三次正常',
      code: 'solved',
    }),
  ).toMatchObject({ status: 'done' })
  const survey = desk.heardBy('王女士').at(-1)?.card
  if (survey?.kind !== 'survey') throw new Error('no survey')
  expect(await desk.answers('王女士', survey, 'survey.satisfied')).toMatchObject({ status: 'done' })
  expect((await desk.db.ticket.findFirstOrThrow()).status).toBe('closed')
  expect(await desk.answers('王女士', survey, 'survey.unsatisfied')).toMatchObject({ status: 'refused' })
  expect(
    await desk.answers('王女士', survey, 'survey.rate', { rating: '5', words: '师傅很准时' }),
  ).toMatchObject({ status: 'done' })
  const shown = desk.heardBy('王女士').find((one) => one.card?.key === survey.key)
  expect(shown?.card?.actions).toEqual([])
})

test('the record holds every field of A8', async () => {
  const { deps, db } = desk
  const ticket = await db.ticket.findFirstOrThrow()
  const audience = channelAudience(deps.playbook, deps.translate, deps.now())
  const dossier = await readDossier(db, ticket.id, audience)
  if (!dossier) throw new Error('no dossier')
  const record = new Map(recordOf(audience, dossier).map(({ label, value }) => [label, value]))
  expect(record.get('记录编号')).toBe('SR20261118001')
  expect(record.get('客户姓名')).toBe('王女士')
  expect(record.get('问题描述')).toBe(first)
  expect(record.get('解决方案')).toContain('更换减震器')
  expect(record.get('处理结果')).toBe('已解决：已换减震器，试机三次正常')
  expect(record.get('满意度')).toBe('满意 5/5 “师傅很准时”')
  expect(record.get('客服（工号）')).toBe('林晓（K001）')
  for (const label of [
    '问题类型',
    '分类标签',
    '处理过程',
    '方案负责人',
    '预计完成',
    '处理人（工号）',
    '记录时间',
    '解决时间',
    '响应用时',
    '解决用时',
    '跟进人',
  ])
    expect(record.get(label), label).not.toBe('暂无')
})

test('every act is in the audit trail, with who did it', async () => {
  const events = await desk.db.auditEvent.findMany({ orderBy: { id: 'asc' } })
  const kinds = events.map(({ kind }) => kind)
  for (const kind of [
    'ticket.opened',
    'suggestion.swapped',
    'suggestion.edited',
    'ticket.claimed',
    'plan.proposed',
    'plan.accepted',
    'ticket.solved',
    'survey.answered',
    'ticket.closed',
    'survey.rated',
  ])
    expect(kinds).toContain(kind)
  expect(events.filter(({ kind }) => kind === 'ticket.claimed')).toHaveLength(1)
})
