import { describe, expect, test } from 'vitest'
import { contactsOf } from '../../src/customers/contact.ts'
import { handleKept, receive } from '../../src/inbox/receive.ts'
import type { InboundMessage, Outcome } from '../../src/platforms/platform.ts'
import type { TestDesk } from '../support/desk.ts'
import { createMemoryPlatform } from '../support/memory-platform.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()
const beside = () => ({ beside: ['slack', 'email', 'wecom'].map((name) => createMemoryPlatform(name)) })

type From = Partial<InboundMessage['from']>
interface Said extends From {
  /** Where; the account's own conversation if not named. */
  conversation?: string
  doubts?: InboundMessage['doubts']
}
let count = 0
/** An account of a platform writes. */
const writes = async (
  desk: TestDesk,
  [platform, id]: readonly [platform: string, account: string],
  text: string,
  { conversation, doubts, ...from }: Said = {},
): Promise<Outcome> => {
  count += 1
  const outcome = await receive(desk.deps, {
    kind: 'message',
    platform,
    externalId: String(count),
    conversation: conversation ?? `${id}'s`,
    from: { id, ...from },
    text,
    ...(doubts ? { doubts } : {}),
    attachments: [],
  })
  await desk.delivers()
  return outcome
}
const wang = { email: 'wang@example.com' }
const mail = ['email', 'wang@example.com'] as const
const slack = ['slack', 'U1'] as const
const wecom = ['wecom', 'wo1'] as const
const united = (desk: TestDesk) => desk.db.auditEvent.count({ where: { kind: 'customer.united' } })

describe('whoever has the same verified contact', () => {
  test('is the same customer on another platform: one history', async () => {
    const desk = await open(beside())
    await writes(desk, mail, '空调不制冷了', { name: '王女士', verified: { email: 'Wang@Example.com ' } })
    await writes(desk, slack, '我想问下保修期多长', { verified: wang })
    expect(await desk.db.customer.findMany()).toMatchObject([{ name: '王女士' }])
    const tickets = await desk.db.ticket.findMany({ orderBy: { id: 'asc' } })
    expect(new Set(tickets.map(({ customerId }) => customerId)).size).toBe(1)
    expect(tickets.map(({ conversationId }) => conversationId)).toHaveLength(2)
    expect(desk.card('desk', `ticket:${tickets[1]?.id}`).foot[0]).toContain(tickets[0]?.number)
    // each is still answered where they wrote
    await desk.presses('K001', `ticket:${tickets[1]?.id}:desk`, 'ticket.reply', {
      text: '您好，整机保修三年，自购买之日起计算，请放心使用。',
      despite: 'send',
    })
    expect(
      await desk.db.delivery.findFirst({
        where: { platform: 'slack', payload: { path: ['author', 'kind'], equals: 'agent' } },
      }),
    ).toMatchObject({ address: "U1's" })
  })

  test('two customers turn out to be one: the elder has everything of both, on the trail', async () => {
    const desk = await open(beside())
    await writes(desk, mail, '空调不制冷了', { contact: 'wang@example.com' })
    await desk.passes('1m')
    await writes(desk, slack, '洗衣机漏水了', { name: '王女士' })
    expect(await desk.db.customer.count()).toBe(2)
    const elder = await desk.db.customer.findFirstOrThrow({ orderBy: { createdAt: 'asc' } })
    await writes(desk, mail, '型号 KFR-35', { verified: wang })
    expect(await united(desk)).toBe(0)
    await writes(desk, slack, '还在漏', { name: '王女士', verified: wang })
    expect(await desk.db.customer.findMany()).toMatchObject([
      { id: elder.id, name: '王女士', contact: 'wang@example.com' },
    ])
    for (const table of ['ticket', 'conversation', 'customerIdentity'] as const) {
      const rows: { customerId: string }[] = await (desk.db[table] as typeof desk.db.ticket).findMany()
      expect(
        rows.map(({ customerId }) => customerId),
        table,
      ).toEqual([elder.id, elder.id])
    }
    expect(await united(desk)).toBe(2)
    // the open ticket was joined, not doubled
    expect(await desk.db.ticket.count()).toBe(2)
    expect(await desk.db.message.count({ where: { direction: 'inbound' } })).toBe(4)
  })

  test('by mobile, however it is written, and over three platforms', async () => {
    const desk = await open(beside())
    await writes(desk, mail, '空调不制冷了', { verified: { ...wang, mobile: '138 1234 5678' } })
    await writes(desk, wecom, '空调不制冷了', { verified: { mobile: '+86-13812345678' } })
    await writes(desk, slack, '空调不制冷了', { verified: wang })
    expect(await desk.db.customer.count()).toBe(1)
    expect(await desk.db.customerIdentity.count()).toBe(3)
  })

  test('can merge what they reported twice', async () => {
    const desk = await open(beside())
    await writes(desk, mail, '空调不制冷了', { verified: wang })
    await writes(desk, slack, '空调不制冷了', { verified: wang })
    const [one, two] = await desk.db.ticket.findMany({ orderBy: { id: 'asc' } })
    const command = `/合并 ${two?.number} ${one?.number}`
    expect(await desk.types('K001', 'desk', command)).toMatchObject({ status: 'done' })
  })
})

test('what is known of a customer costs one statement more, and changes nothing', async () => {
  const statements: string[] = []
  const desk = await open({ ...beside(), onQuery: (sql) => statements.push(sql) })
  await writes(desk, mail, '空调不制冷了', { verified: wang })
  const counts: number[] = []
  for (const verified of [{}, wang]) {
    statements.length = 0
    const message = {
      kind: 'message' as const,
      platform: 'email',
      conversation: "wang@example.com's",
      attachments: [],
    }
    await receive(desk.deps, {
      ...message,
      externalId: `counted ${counts.length}`,
      from: { id: 'wang@example.com', verified },
      text: '还是不制冷',
    })
    counts.push(statements.length)
  }
  expect((counts[1] ?? 0) - (counts[0] ?? 0)).toBe(1)
})

describe('is not the same', () => {
  test.each<[string, Said, Said]>([
    ['who has the same name', { name: '王女士', verified: wang }, { name: '王女士' }],
    ['whose contact nobody vouches for', { verified: wang }, { contact: 'wang@example.com' }],
    ['who has another address', { verified: wang }, { verified: { email: 'wang@example.org' } }],
    [
      'whose number is hidden in part',
      { verified: { mobile: '13812345678' } },
      { verified: { mobile: '138****5678' } },
    ],
    ['who may be forged', { verified: wang }, { verified: wang, doubts: ['sender_failed'] }],
  ])('%s', async (_, first, second) => {
    const desk = await open(beside())
    await writes(desk, mail, '空调不制冷了', first)
    await writes(desk, slack, '空调不制冷了', second)
    expect(await desk.db.customer.count()).toBe(2)
    expect(await united(desk)).toBe(0)
  })

  test('a colleague who writes in the customer’s conversation', async () => {
    const desk = await open(beside())
    await writes(desk, mail, '空调不制冷了', { verified: wang })
    await writes(desk, slack, '洗衣机漏水了', { conversation: 'room' })
    await writes(desk, ['slack', 'U2'], '我来补充', { conversation: 'room', verified: wang })
    expect(await desk.db.customer.count()).toBe(2)
  })

  test('and their name and address do not become the customer’s', async () => {
    const desk = await open(beside())
    const own = { name: '李先生', contact: 'li@example.com' }
    await writes(desk, slack, '洗衣机漏水了', { conversation: 'room', ...own })
    await writes(desk, ['slack', 'U2'], '我来补充', {
      conversation: 'room',
      name: '王女士',
      contact: 'wang@example.com',
    })
    expect(await desk.db.customer.findMany()).toMatchObject([own])
    await writes(desk, slack, '谢谢', { conversation: 'room', ...own, name: '李明' })
    expect(await desk.db.customer.findMany()).toMatchObject([{ name: '李明' }])
  })
})

describe('at once', () => {
  test('the first words of one customer on three platforms, through two processes', async () => {
    const desk = await open(beside())
    const other = await open({ shares: desk, ...beside() })
    for (let round = 0; round < 5; round++) {
      const verified = { email: `c${round}@example.com` }
      const say = (house: TestDesk, platform: string): Promise<Outcome> =>
        writes(house, [platform, `u${round}`], '空调不制冷了', { verified })
      await Promise.all([say(desk, 'slack'), say(other, 'email'), say(other, 'wecom')])
    }
    await settled(desk)
    expect(await desk.db.customer.count()).toBe(5)
    expect(await desk.db.ticket.count()).toBe(15)
  })

  test('known on each, while they go on writing: nothing is lost, nothing is nobody’s', async () => {
    const desk = await open(beside())
    const other = await open({ shares: desk, ...beside() })
    const platforms = ['slack', 'email', 'wecom']
    for (const platform of platforms) await writes(desk, [platform, 'u'], '空调不制冷了')
    const words = ['型号 KFR-35', '昨天开始的', '声音很大', '请尽快']
    await Promise.all(
      platforms.flatMap((platform, nth) =>
        words.map((text) => writes(nth === 0 ? desk : other, [platform, 'u'], text, { verified: wang })),
      ),
    )
    await settled(desk)
    expect(await desk.db.customer.count()).toBe(1)
    expect(await desk.db.message.count({ where: { direction: 'inbound' } })).toBe(15)
    expect(await desk.db.ticket.count()).toBe(3)
  })

  /** What could not be handled at its time is handled again. */
  async function settled(desk: TestDesk): Promise<void> {
    for (let turn = 0; turn < 3; turn++) {
      await desk.passes('10s')
      await handleKept(desk.deps)
    }
    expect(await desk.db.arrival.count({ where: { handledAt: null } })).toBe(0)
  }
})

test.each([
  [{ email: ' Wang@Example.COM' }, ['email wang@example.com']],
  [{ email: 'wang' }, []],
  [{ mobile: '13812345678' }, ['mobile +8613812345678']],
  [{ mobile: '0086 138-1234-5678' }, ['mobile +8613812345678']],
  [{ mobile: '86 13812345678' }, ['mobile +8613812345678']],
  [{ mobile: '+1 (415) 555-0100' }, ['mobile +14155550100']],
  [{ mobile: '010-12345678' }, []],
  [{ mobile: '+86 12345' }, []],
  [{}, []],
])('contacts as they are kept: %j', (verified, kept) => {
  expect(contactsOf({ id: 'x', verified }).map(({ kind, value }) => `${kind} ${value}`)).toEqual(kept)
})
