import { afterEach, expect, test } from 'vitest'
import type { Message } from '../../support/slack/shapes.ts'
import { createSlackDesk, type SlackDesk } from '../../support/slack-desk.ts'

let desk: SlackDesk
afterEach(() => desk.close())

/** Ann of Acme asks in a shared channel, in which Bob of Acme and a colleague who is not in the team sit, too. */
async function asked(): Promise<Message> {
  desk = await createSlackDesk()
  desk.slack.addWorkspace({ id: 'T2', name: 'Acme' })
  desk.slack.addUser({ id: 'U2ANN', team: 'T2', name: '安女士' })
  desk.slack.addUser({ id: 'U2BOB', team: 'T2', name: '鲍先生' })
  desk.slack.addUser({ id: 'U0SUN', realName: '孙先生' })
  desk.slack.addChannel({ id: 'C0ACME', sharedWith: ['T2'], members: ['U2ANN', 'U2BOB', 'U0SUN', 'UK001'] })
  const root = desk.slack.person('U2ANN').says('C0ACME', '洗衣机漏水了')
  await desk.rests()
  return root
}

test.each(['U2BOB', 'U0SUN'])(
  'what somebody else (%s) says in a customer’s thread is told, and speaks for nobody',
  async (other) => {
    const thread = await asked()
    desk.slack.person(other).says('C0ACME', '已经解决了，谢谢，不用管了', { thread })
    await desk.rests()
    const messages = await desk.db.message.findMany({
      where: { direction: 'inbound' },
      orderBy: { id: 'asc' },
    })
    expect(messages.map(({ doubts }) => doubts)).toEqual([[], [expect.stringMatching(/^other_sender:/)]])
    const ticket = await desk.db.ticket.findFirstOrThrow({ include: { customer: true } })
    expect(ticket.status).not.toBe('closed')
    expect(ticket.customer.name).toBe('安女士')
  },
)

test('somebody else who is quicker than the first words are recorded is somebody else nevertheless', async () => {
  const thread = await asked()
  const own = desk.slack.person('U2ANN').says('C0ACME', '另外一件事：发票抬头错了')
  desk.slack.person('U2BOB').says('C0ACME', '好的，我同意', { thread: own })
  desk.slack.person('U2ANN').says('C0ACME', '还在漏', { thread })
  await desk.rests()
  const messages = await desk.db.message.findMany({ where: { direction: 'inbound' } })
  const doubted = messages.filter(({ doubts }) => doubts.length > 0)
  expect(doubted.map(({ text }) => text)).toEqual(['好的，我同意'])
})
