import { expect, test, vi } from 'vitest'
import { createReaders } from '../../src/app/web-host.ts'
import { receive } from '../../src/inbox/receive.ts'
import type { InboundAttachment, Outcome } from '../../src/platforms/platform.ts'
import type { TestDesk } from '../support/desk.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()

/** 王女士 writes in one of her conversations. */
const writes = async (
  desk: TestDesk,
  conversation: string,
  text: string,
  more: { by?: string; attachments?: InboundAttachment[] } = {},
): Promise<void> => {
  const { by = '王女士', attachments = [] } = more
  await receive(desk.deps, {
    kind: 'message',
    platform: 'memory',
    externalId: `${conversation} ${text}`,
    conversation,
    from: { id: by, name: by },
    text,
    attachments,
  })
  await desk.delivers()
}
const first = 'SR20261118001'
const second = 'SR20261118002'
const ticket = (desk: TestDesk, number: string) => desk.db.ticket.findUniqueOrThrow({ where: { number } })
const trail = async (desk: TestDesk, number: string): Promise<string[]> => {
  const { id } = await ticket(desk, number)
  const events = await desk.db.auditEvent.findMany({ where: { ticketId: id }, orderBy: { id: 'asc' } })
  return events.map(({ kind, from, to, actorName }) => [kind, from, to, actorName].filter(Boolean).join(' '))
}
/** 林晓 merges the first into the second. */
const merges = (desk: TestDesk, one = first, other = second): Promise<Outcome> =>
  desk.types('K001', 'desk', `/合并 ${one} ${other}`)

test('the duplicate is closed and stops its clocks; the other goes on with the messages and facts of both', async () => {
  const desk = await open()
  await writes(desk, 'room', '空调不制冷了，型号 KFR-35')
  await writes(desk, 'mail', '空调漏水', {
    attachments: [{ name: 'a.png', size: 1, mediaType: 'image/png', ref: '/a' }],
  })
  expect(await merges(desk)).toMatchObject({ status: 'done', notice: '已合并，消息已并入另一张工单' })
  const gone = await ticket(desk, first)
  const kept = await ticket(desk, second)
  expect(gone).toMatchObject({ status: 'closed', resultCode: 'duplicate', duplicateOf: second })
  expect(await desk.db.clock.count({ where: { ticketId: gone.id, stoppedAt: null } })).toBe(0)
  expect(await desk.db.clock.count({ where: { ticketId: kept.id, stoppedAt: null } })).toBeGreaterThan(0)
  expect(await desk.db.suggestion.count({ where: { ticketId: gone.id, status: 'pending' } })).toBe(0)
  expect(await desk.db.suggestion.count({ where: { ticketId: kept.id, status: 'pending' } })).toBe(1)
  const texts = await desk.db.message.findMany({
    where: { ticketId: kept.id, direction: 'inbound' },
    orderBy: { id: 'asc' },
  })
  expect(texts.map(({ text }) => text)).toEqual(['空调不制冷了，型号 KFR-35', '空调漏水'])
  expect(kept.entities).toMatchObject({ model: ['KFR-35'] })
  expect((await trail(desk, first)).at(-1)).toBe(`ticket.merged ${second} 林晓`)
  expect((await trail(desk, second)).at(-1)).toBe(`ticket.merged_in_elsewhere ${first} 林晓`)
  const card = desk.card('desk', `ticket:${gone.id}:`)
  expect(card).toMatchObject({ state: { tone: 'filed' }, why: [`重复工单，已并入 ${second} 继续处理`] })
  expect(card.actions.map(({ id }) => id)).toEqual(['ticket.note'])
  expect(desk.card('after_sales_tech', `ticket:${gone.id}:`).actions.map(({ id }) => id)).toEqual([
    'ticket.note',
  ])
  expect(desk.card('desk', `ticket:${kept.id}:`).revision).toBe(kept.revision)
})

test('newer words of the duplicate want an answer: a fresh suggestion, and the higher priority', async () => {
  const desk = await open()
  await writes(desk, 'mail', '我想问下空调怎么清洗滤网')
  await writes(desk, 'room', '空调插座冒火花了，还有股焦味')
  const [asked, danger] = await desk.db.ticket.findMany({ orderBy: { id: 'asc' } })
  const before = await desk.db.suggestion.findFirstOrThrow({ where: { ticketId: asked?.id ?? 0 } })
  expect(await merges(desk, danger?.number, asked?.number)).toMatchObject({ status: 'done' })
  expect(await ticket(desk, asked?.number ?? '')).toMatchObject({
    priority: 'critical',
    escalation: 'critical',
  })
  expect(await desk.db.suggestion.findUniqueOrThrow({ where: { id: before.id } })).toMatchObject({
    status: 'stale',
  })
  const fresh = await desk.db.suggestion.findFirstOrThrow({ where: { status: 'pending' } })
  const last = await desk.db.message.findFirstOrThrow({
    where: { direction: 'inbound' },
    orderBy: { id: 'desc' },
  })
  expect(fresh).toMatchObject({ ticketId: asked?.id, messageId: last.id })
})

test('later words in the duplicate’s conversation join the kept ticket, whose replies go where it belongs', async () => {
  const desk = await open()
  await writes(desk, 'room', '空调不制冷了')
  await writes(desk, 'mail', '空调不制冷，报修')
  await merges(desk)
  const heard = desk.heardBy('room').length
  await writes(desk, 'room', '型号是 KFR-35，昨天开始的')
  expect(await desk.db.ticket.count()).toBe(2)
  const kept = await ticket(desk, second)
  const said = await desk.db.message.findFirstOrThrow({
    where: { direction: 'inbound' },
    orderBy: { id: 'desc' },
    include: { conversation: true },
  })
  expect(said).toMatchObject({ ticketId: kept.id, conversation: { externalId: 'room' } })
  expect(kept.entities).toMatchObject({ model: ['KFR-35'] })
  expect(await desk.presses('K001', 'suggestion:', 'suggestion.approve')).toMatchObject({ status: 'done' })
  expect(desk.heardBy('room')).toHaveLength(heard)
  expect(desk.heardBy('mail').at(-1)?.author.kind).toBe('agent')
})

test('merged into one that is merged itself: words still arrive where the matter goes on', async () => {
  const desk = await open()
  for (const room of ['a', 'b', 'c']) await writes(desk, room, `空调不制冷了 ${room}`)
  const third = 'SR20261118003'
  await merges(desk, first, second)
  await merges(desk, second, third)
  expect(await ticket(desk, first)).toMatchObject({ duplicateOf: third })
  await writes(desk, 'a', '还在等')
  const { id } = await ticket(desk, third)
  expect(await desk.db.message.count({ where: { ticketId: id, direction: 'inbound' } })).toBe(4)
})

test('what is no duplicate is refused, and says why', async () => {
  const desk = await open()
  await writes(desk, 'room', '空调不制冷了')
  await writes(desk, 'other', '空调不制冷了', { by: '李先生' })
  const notice = async (one: string, other: string): Promise<string | undefined> =>
    (await merges(desk, one, other)).notice
  expect(await notice(first, first)).toBe('工单不能并入自身')
  expect(await notice(first, second)).toContain('另一位客户')
  expect(await notice(first, 'SR20261118999')).toBe('没有这张工单')
  await writes(desk, 'mail', '空调不制冷，报修')
  const third = 'SR20261118003'
  await desk.presses('T101', `ticket:${(await ticket(desk, third)).id}`, 'ticket.solve', {
    result: '已修好',
    code: 'solved',
  })
  expect(await notice(first, third)).toContain('已解决或已归档')
  expect(await notice(third, first)).toBe(desk.deps.translate('zh-CN', 'desk.refused.status.solved'))
  expect(await desk.types('T101', 'after_sales_tech', `/合并 ${first} ${third}`)).toMatchObject({
    status: 'refused',
  })
  expect(await desk.db.ticket.count({ where: { duplicateOf: { not: null } } })).toBe(0)
})

test('nothing is done to a duplicate but a note, and it says where to go on', async () => {
  const desk = await open()
  await writes(desk, 'room', '空调不制冷了')
  await writes(desk, 'mail', '空调不制冷，报修')
  const { id } = await ticket(desk, first)
  await merges(desk)
  expect(await desk.presses('K001', `ticket:${id}:`, 'ticket.reply', { text: '您好' })).toMatchObject({
    status: 'refused',
    notice: `这是重复工单，请在 ${second} 中继续处理`,
  })
  expect(await desk.presses('K001', `ticket:${id}:`, 'ticket.note', { text: '同一台空调' })).toMatchObject({
    status: 'done',
  })
})

test('a reminder of the duplicate that was not answered escalates nothing any more', async () => {
  const desk = await open()
  await writes(desk, 'room', '空调不制冷了')
  await writes(desk, 'mail', '空调不制冷，报修')
  const { id } = await ticket(desk, first)
  const clock = await desk.db.clock.findFirstOrThrow({ where: { ticketId: id } })
  await merges(desk)
  const card = { ...desk.card('desk', `ticket:${id}:`), key: `reminder:${clock.id}:desk` }
  expect(await desk.presses('T101', card, 'reminder.escalate')).toMatchObject({
    status: 'refused',
    notice: `这是重复工单，请在 ${second} 中继续处理`,
  })
  expect(await ticket(desk, first)).toMatchObject({ escalation: null })
})

test('each into the other at once: one of them goes on', async () => {
  const desk = await open()
  const other = await open({ shares: desk })
  await writes(desk, 'room', '空调不制冷了')
  await writes(desk, 'mail', '空调不制冷，报修')
  const outcomes = await Promise.all([merges(desk, first, second), merges(other, second, first)])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['done', 'refused'])
  expect(await desk.db.ticket.count({ where: { status: 'closed' } })).toBe(1)
})

test('words that arrive while it is merged are not lost', async () => {
  const desk = await open()
  const other = await open({ shares: desk })
  await writes(desk, 'room', '空调不制冷了')
  await writes(desk, 'mail', '空调不制冷，报修')
  await Promise.all([
    merges(desk),
    ...['型号 KFR-35', '昨天开始的', '声音很大'].map((text) => writes(other, 'room', text)),
    writes(other, 'mail', '请尽快'),
  ])
  const { id } = await ticket(desk, second)
  expect(await desk.db.message.count({ where: { ticketId: id, direction: 'inbound' } })).toBe(6)
  expect(await desk.db.arrival.count({ where: { handledAt: null } })).toBe(0)
  expect(await desk.db.ticket.count()).toBe(2)
})

test('the web desk offers the customer’s other open tickets, and only to those who may merge', async () => {
  const desk = await open()
  await writes(desk, 'room', '空调不制冷了')
  await writes(desk, 'mail', '空调不制冷，报修')
  const readers = createReaders(() => desk.deps)
  for (const workNo of ['K001', 'T101']) {
    const { id } = await desk.db.staff.findUniqueOrThrow({ where: { workNo } })
    await desk.db.staffIdentity.create({ data: { platform: 'web', externalId: workNo, staffId: id } })
  }
  const offered = async (workNo: string, number: string) =>
    (await readers.ticket(workNo, number, 'zh-CN')).card.actions.find(({ id }) => id === 'ticket.merge')
  expect((await offered('K001', first))?.fields?.[0]?.options).toEqual([
    { id: second, label: `产品故障报修 ${second}` },
  ])
  expect(await offered('T101', first)).toBeUndefined()
  await merges(desk)
  expect(await offered('K001', second)).toBeUndefined()
})

test('a reply of the duplicate that waits for a supervisor is not sent after it', async () => {
  const desk = await open()
  await writes(desk, 'room', '打印机卡纸了，修了三次')
  const text = '非常抱歉耽误您使用，我们赔偿您 800 元，今天 18:00 前到账。'
  await desk.presses('K001', 'ticket:', 'ticket.reply', { text, despite: 'release' })
  const card = desk.card('supervisors', 'release:')
  await writes(desk, 'mail', '打印机卡纸了')
  await merges(desk)
  const heard = desk.heardBy('room').length
  expect(await desk.presses('M001', card, 'release.approve')).toMatchObject({ status: 'done' })
  expect(desk.card('supervisors', 'release:').state?.label).toBe('已过期')
  expect(desk.heardBy('room')).toHaveLength(heard)
})

test('words that wait while the kept ticket is merged itself follow it all the way', async () => {
  const desk = await open()
  for (const room of ['a', 'b', 'c']) await writes(desk, room, `空调不制冷了 ${room}`)
  const third = 'SR20261118003'
  await merges(desk, first, second)
  const waiting = await desk.db.$transaction(async (tx) => {
    // The second's conversation is somebody else's turn, who merges it into the third.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('memory:b', 0))`
    const said = writes(desk, 'a', '还在等')
    await vi.waitFor(async () => {
      const [{ count } = { count: 0 }] = await desk.db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
      expect(count).toBe(1)
    })
    await tx.ticket.update({
      where: { number: second },
      data: { status: 'closed', duplicateOf: third, closedAt: desk.deps.now() },
    })
    return { said }
  })
  await waiting.said
  expect(await ticket(desk, second)).toMatchObject({ status: 'closed' })
  const { id } = await ticket(desk, third)
  expect(await desk.db.message.findFirst({ where: { text: '还在等' } })).toMatchObject({ ticketId: id })
})
