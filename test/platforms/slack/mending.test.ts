import { afterEach, expect, test } from 'vitest'
import { deliver } from '../../../src/outbox/deliver.ts'
import { createSlackDesk, type SlackDesk } from '../../support/slack-desk.ts'

/** What an administrator has to mend on Slack: they hear of it in words, and what waited goes on afterwards. */
let desk: SlackDesk
afterEach(() => desk.close())

/** What stands in the administrators' channel. */
const told = (): string =>
  desk.slack
    .messages('C0ADMIN')
    .map(({ blocks }) => JSON.stringify(blocks))
    .join('\n')

const cardsIn = (channel: string): number =>
  desk.slack.messages(channel).filter(({ blocks }) => JSON.stringify(blocks ?? []).includes('ticket.claim'))
    .length

async function asks(): Promise<void> {
  desk.slack.person('U0WANG').says('dm', '洗衣机漏水了，怎么办？')
  await desk.rests()
  await deliver(desk.deps)
  await desk.rests()
}

/** Half an hour goes by on both sides, and what is due is tried again. */
async function later(): Promise<void> {
  await desk.passes('30m')
  await desk.slack.passes(30 * 60_000)
  await deliver(desk.deps)
  await desk.rests()
}

test.each([
  ['the bot is taken out of it', '/invite', (): void => desk.slack.removesBot('C0TECH')],
  ['it is archived', '归档', (): void => desk.slack.archives('C0TECH', 'UA001')],
  [
    'it was archived while nobody listened',
    '归档',
    (): void => void Object.assign(desk.slack.world.channels.get('C0TECH') ?? {}, { archived: true }),
  ],
  [
    'the bot was taken out while nobody listened',
    '/invite',
    (): void => void desk.slack.world.channels.get('C0TECH')?.members.delete(desk.slack.install().botUserId),
  ],
])(
  'a channel of staff, and %s: told, the customer served elsewhere, its cards kept for it',
  async (_how, remedy, happens) => {
    desk = await createSlackDesk()
    happens()
    await asks()
    expect(desk.slack.person('U0WANG').dm().length).toBeGreaterThan(1)
    expect(desk.slack.messages('C0DESK').length).toBeGreaterThan(0)
    await desk.slack.until(() => told().includes('C0TECH'))
    expect(told()).toContain(remedy)
    expect(desk.slack.messages('C0ADMIN')).toHaveLength(1)
    expect(await desk.db.delivery.count({ where: { status: 'dead' } })).toBe(0)
    const channel = desk.slack.world.channels.get('C0TECH')
    if (channel) channel.archived = false
    channel?.members.add(desk.slack.install().botUserId)
    await later()
    expect(cardsIn('C0TECH')).toBe(1)
  },
)

test('a token that is taken back is told in the log with its remedy, once; what waits goes out with the right one', async () => {
  desk = await createSlackDesk()
  const good = desk.slack.faults.add({
    method: 'chat.postMessage',
    does: 'refused',
    error: 'token_revoked',
    every: 1,
  })
  await asks()
  const lines = (): string[] => desk.log.filter((line) => line.includes('"trouble":"token"'))
  expect(lines()).toHaveLength(1)
  expect(lines()[0]).toContain('SLACK_BOT_TOKEN')
  good()
  await later()
  expect(cardsIn('C0TECH')).toBe(1)
  expect(desk.slack.person('U0WANG').dm().length).toBeGreaterThan(1)
  await desk.slack.until(() => told().includes('SLACK_BOT_TOKEN'))
  expect(desk.slack.messages('C0ADMIN')).toHaveLength(1)
})

test('a customer’s conversation that cannot be reached is told to the desk at once', async () => {
  desk = await createSlackDesk()
  desk.slack.addWorkspace({ id: 'T2', name: 'Acme' })
  desk.slack.addUser({ id: 'U2ANN', team: 'T2', name: '安女士' })
  desk.slack.addChannel({ id: 'C0ACME', sharedWith: ['T2'], members: ['U2ANN', 'UK001'] })
  desk.slack.person('U2ANN').says('C0ACME', '洗衣机漏水了')
  desk.slack.faults.add({
    method: 'chat.postMessage',
    where: ({ channel }) => channel === 'C0ACME',
    does: 'refused',
    error: 'is_archived',
    every: 1,
  })
  await desk.rests()
  await deliver(desk.deps)
  await desk.rests()
  expect(await desk.db.delivery.count({ where: { status: 'dead', audience: 'customer' } })).toBeGreaterThan(0)
  expect(told()).toBe('')
})
