import { afterEach, describe, expect, test } from 'vitest'
import { channelAudience } from '../../src/tickets/cards/parts.ts'
import { readDossier } from '../../src/tickets/dossier.ts'
import { recordOf } from '../../src/tickets/record.ts'
import { type AtDesk, atDesk, buttonsOn, wordsOf } from '../support/slack/at-desk.ts'
import type { Person } from '../support/slack/person.ts'
import type { Message } from '../support/slack/shapes.ts'
import { createSlackDesk, type SlackDesk, type SlackDeskOptions } from '../support/slack-desk.ts'

let desk: SlackDesk
let at: AtDesk
afterEach(() => desk.close())

async function open(options: SlackDeskOptions = {}): Promise<void> {
  desk = await createSlackDesk(options)
  at = atDesk(desk)
}

const first = '洗衣机脱水的时候哐哐响，地上全是水，你们到底管不管！'

/** Whoever asked, and where they read what is answered. */
interface Asked {
  customer: Person
  /** What stands before them, their own words among it. */
  sees: () => Message[]
  /** Somebody else who sees it too, if anybody does. */
  passerBy?: string
}

const inThread = (root: Message) => (): Message[] => desk.slack.thread(root)

/** The ways a customer's words come to the desk. */
const ways: Record<string, (text: string) => Promise<Asked>> = {
  async 'in person'(text) {
    const customer = desk.slack.person('U0WANG')
    customer.says('dm', text)
    return { customer, sees: () => customer.dm() }
  },
  async 'in a Slack Connect channel'(text) {
    desk.slack.addWorkspace({ id: 'T2', name: 'Acme' })
    desk.slack.addUser({ id: 'U2ANN', team: 'T2', name: '王女士' })
    desk.slack.addUser({ id: 'U2BOB', team: 'T2', realName: 'Bob' })
    desk.slack.addChannel({ id: 'C0ACME', sharedWith: ['T2'], members: ['U2ANN', 'U2BOB', 'UK001', 'UK002'] })
    const customer = desk.slack.person('U2ANN')
    return { customer, sees: inThread(customer.says('C0ACME', text)), passerBy: 'U2BOB' }
  },
  async 'by a guest'(text) {
    desk.slack.addUser({ id: 'U0GUEST', name: '王女士', guest: 'single' })
    desk.slack.addUser({ id: 'U0SUN', realName: '孙先生' })
    desk.slack.addChannel({ id: 'C0GUEST', kind: 'private', members: ['U0GUEST', 'UK001', 'U0SUN'] })
    const customer = desk.slack.person('U0GUEST')
    return { customer, sees: inThread(customer.says('C0GUEST', text)), passerBy: 'U0SUN' }
  },
  async 'by 转为工单'(text) {
    desk.slack.addUser({ id: 'U0SUN', realName: '孙先生' })
    desk.slack.addChannel({ id: 'C0HALL', members: ['U0WANG', 'UK001', 'U0SUN'] })
    const customer = desk.slack.person('U0WANG')
    const message = customer.says('C0HALL', text)
    const agent = desk.slack.person('UK001')
    await agent.shortcut('to_ticket', message)
    await agent.submits({})
    return { customer, sees: inThread(message), passerBy: 'U0SUN' }
  },
  async 'by /ticket new'(text) {
    const customer = desk.slack.person('U0WANG')
    await customer.types(`/ticket new ${text}`, 'dm')
    await customer.submits({})
    return { customer, sees: () => customer.dm() }
  },
}

const doors: [way: string, door: string, http: boolean][] = [
  ...Object.keys(ways).map((way): [string, string, boolean] => [way, 'Socket Mode', false]),
  ['in person', 'HTTP', true],
  ['in a Slack Connect channel', 'HTTP', true],
]

describe('the washing machine on Slack', () => {
  test.each(doors)(
    '%s, over %s: from the first words to the record',
    { timeout: 60_000 },
    async (way, _door, http) => {
      await open({ http })
      const asked = await ways[way]?.(first)
      if (!asked) throw new Error(way)
      await greeted(asked)
      await swapped(asked)
      await answered(asked)
      await claimed()
      await planned(asked)
      await solvedAndRated(asked)
      await recorded()
      await desk.rests()
      expect(desk.slack.troubles).toEqual([])
      await desk.slack.until(() => desk.slack.pushes.all.every(({ state }) => state === 'acknowledged'))
    },
  )
})

const saidByBot = ({ sees }: Asked): Message[] => sees().filter(({ botId }) => botId !== undefined)

async function greeted(asked: Asked): Promise<void> {
  const began = performance.now()
  await at.reads(asked.sees, '智能客服助手')
  expect(performance.now() - began).toBeLessThan(10_000)
}

async function swapped(asked: Asked): Promise<void> {
  const heard = saidByBot(asked).length
  const card = await at.card('C0DESK', 'suggestion.approve')
  expect(buttonsOn(card)).toEqual(
    expect.arrayContaining([
      'suggestion.approve',
      'suggestion.edit',
      'suggestion.swap',
      'suggestion.dismiss',
    ]),
  )
  expect(wordsOf(card)).toContain('先安抚')
  const draft = wordsOf(card)
  await at.presses('UK001', 'C0DESK', 'suggestion.swap')
  await desk.slack.until(() => wordsOf(card) !== draft, 'another script')
  expect(saidByBot(asked)).toHaveLength(heard)
}

const reply =
  '王女士，您好，地板泡水肯定着急。我是〔姓名〕，工号〔工号〕，请先关水、拔电源，工程师今天 18:00 前上门。'

async function answered(asked: Asked): Promise<void> {
  const agent = desk.slack.person('UK001')
  const heard = saidByBot(asked).length
  await at.fills(
    'UK001',
    { channel: 'C0DESK', action: 'suggestion.edit' },
    { text: '请把您收到的短信验证码发给我。' },
  )
  expect(wordsOf(agent.modal())).toContain('质检没有通过，尚未发送')
  expect(wordsOf(agent.modal())).toMatch(/验证码/)
  expect(saidByBot(asked)).toHaveLength(heard)
  await agent.submits({ text: reply })
  if (agent.modal()) await agent.submits({})
  expect(agent.modal()).toBeUndefined()
  const said = await at.reads(asked.sees, '我是林晓，工号K001')
  expect(wordsOf(said)).toContain('林晓（工号 K001）')
  expect(saidByBot(asked)).toHaveLength(heard + 1)
}

async function holderOf(): Promise<{ workNo: string; name: string }> {
  const { assigneeId } = await desk.db.ticket.findFirstOrThrow()
  return await desk.db.staff.findUniqueOrThrow({ where: { id: assigneeId ?? '' } })
}

async function claimed(): Promise<void> {
  const card = await at.card('C0TECH', 'ticket.claim')
  const [li, wang] = ['UT101', 'UT102'].map((id) => desk.slack.person(id)) as [Person, Person]
  await Promise.all([li, wang].map((one) => one.presses(card, 'ticket.claim')))
  const assignee = await holderOf()
  const [slower, holder] = assignee.workNo === 'T101' ? [wang, '李工'] : [li, '王工']
  expect(assignee.name).toBe(holder)
  await at.told(slower.id, `${holder} 已认领`)
}

const plan = '今天 16:00 前上门更换减震器并检查排水管，保修期内免费'

async function planned(asked: Asked): Promise<void> {
  const assignee = await holderOf()
  await at.fills(`U${assignee.workNo}`, { channel: 'C0TECH', action: 'ticket.plan' }, { text: plan })
  expect(desk.slack.person(`U${assignee.workNo}`).modal()).toBeUndefined()
  await at.reads(
    () => desk.slack.messages('C0DESK').filter((one) => buttonsOn(one).includes('suggestion.approve')),
    plan,
  )
  expect(asked.sees().some((one) => wordsOf(one).includes(plan))).toBe(false)
  await at.presses('UK001', 'C0DESK', 'suggestion.approve')
  const card = await at.reads(asked.sees, plan)
  expect(buttonsOn(card)).toEqual(['plan.accept', 'plan.reject'])
  if (asked.passerBy) {
    const other = desk.slack.person(asked.passerBy)
    await other.presses(card, 'plan.accept')
    await desk.slack.until(() => other.ephemerals().length > 0, 'a passer-by is told')
    expect((await desk.db.plan.findFirstOrThrow()).status).toBe('sent')
  }
  await asked.customer.presses(card, 'plan.accept')
  await desk.slack.until(() => buttonsOn(card).length === 0, 'the plan is answered')
  expect((await desk.db.plan.findFirstOrThrow()).status).toBe('accepted')
}

async function solvedAndRated(asked: Asked): Promise<void> {
  await at.passes('2h')
  const assignee = await holderOf()
  await at.fills(
    `U${assignee.workNo}`,
    { channel: 'C0TECH', action: 'ticket.solve' },
    { result: '已换减震器，试机三次正常', code: 'solved' },
  )
  const asks = (): Message | undefined =>
    asked.sees().findLast((one) => buttonsOn(one).includes('survey.satisfied'))
  await desk.slack.until(() => asks() !== undefined, 'the customer is asked')
  const survey = asks() as Message
  await asked.customer.presses(survey, 'survey.satisfied')
  await desk.slack.until(() => buttonsOn(survey).includes('survey.rate'), 'a rating is asked for')
  expect((await desk.db.ticket.findFirstOrThrow()).status).toBe('closed')
  await asked.customer.presses(survey, 'survey.rate')
  await asked.customer.submits({ rating: '5', words: '师傅很准时' })
  await desk.slack.until(() => buttonsOn(survey).length === 0, 'the survey is over')
}

async function recorded(): Promise<void> {
  const { deps, db } = desk
  const { id } = await db.ticket.findFirstOrThrow()
  const audience = channelAudience(deps.playbook, deps.translate, deps.now())
  const dossier = await readDossier(db, id, audience)
  if (!dossier) throw new Error('no dossier')
  const record = new Map(recordOf(audience, dossier).map(({ label, value }) => [label, value]))
  expect(record.get('客户姓名')).toBe('王女士')
  expect(record.get('问题描述')).toBe(first)
  expect(record.get('解决方案')).toContain('更换减震器')
  expect(record.get('处理结果')).toBe('已解决：已换减震器，试机三次正常')
  expect(record.get('满意度')).toBe('满意 5/5 “师傅很准时”')
  expect(record.get('客服（工号）')).toBe('林晓（K001）')
}
