import { afterEach, describe, expect, test } from 'vitest'
import { createSlackDesk, type SlackDesk } from '../../support/slack-desk.ts'

let desk: SlackDesk
afterEach(() => desk.close())

const messages = () => desk.db.message.findMany({ where: { direction: 'inbound' }, orderBy: { id: 'asc' } })
const texts = async (): Promise<string[]> => (await messages()).map(({ text }) => text)

describe.each([
  ['Socket Mode', false],
  ['HTTP', true],
])('over %s', (_name, http) => {
  test('a customer writes in person: a ticket stands on the desk, and the answer comes back to them', async () => {
    desk = await createSlackDesk({ http })
    const wang = desk.slack.person('U0WANG')
    wang.says('dm', '洗衣机漏水了，怎么办？ <b> & *粗*')
    await desk.slack.quiet()
    await desk.slack.until(() => desk.slack.messages('C0DESK').length > 0 && wang.dm().length > 1)
    expect(await texts()).toEqual(['洗衣机漏水了，怎么办？ <b> & *粗*'])
    const conversation = await desk.db.conversation.findFirstOrThrow()
    expect(conversation).toMatchObject({ platform: 'slack', externalId: wang.dm()[0]?.channel })
    expect((await desk.db.customer.findFirstOrThrow()).name).toBe('王女士')
    await desk.rests()
    expect(desk.slack.pushes.all.every(({ state }) => state === 'acknowledged')).toBe(true)
  })

  test('what is told twice is recorded once', async () => {
    desk = await createSlackDesk({ http })
    desk.slack.pushes.fault({ does: 'twice' })
    desk.slack.person('U0WANG').says('dm', '在吗？')
    // What is signed before the clock goes on would be too old after it.
    await desk.rests()
    await desk.slack.passes(400_000)
    await desk.rests()
    expect(await texts()).toEqual(['在吗？'])
  })

  test('a press claims a ticket, and a press too many is answered to its presser only', async () => {
    desk = await createSlackDesk({ http })
    desk.slack.person('U0WANG').says('dm', '洗衣机漏水了，怎么办？')
    await desk.slack.until(() => desk.slack.messages('C0TECH').length > 0)
    const card = desk.slack.messages('C0TECH')[0]
    if (!card) throw new Error('no card')
    await desk.slack.person('UT101').presses(card, 'ticket.claim')
    await desk.slack.until(() => desk.slack.person('UT101').ephemerals().length > 0)
    const { assigneeId } = await desk.db.ticket.findFirstOrThrow()
    expect((await desk.db.staff.findUnique({ where: { id: assigneeId ?? '' } }))?.workNo).toBe('T101')
    expect(desk.slack.troubles).toEqual([])
  })
})

test('staff talk in their channels and threads: nothing of it is a message, and the customer hears nothing', async () => {
  desk = await createSlackDesk()
  const wang = desk.slack.person('U0WANG')
  wang.says('dm', '洗衣机漏水了')
  await desk.slack.until(() => desk.slack.messages('C0TECH').length > 0 && wang.dm().length > 1)
  const heard = wang.dm().length
  const [card] = desk.slack.messages('C0TECH')
  if (!card) throw new Error('no card')
  const li = desk.slack.person('UT101')
  li.says('C0TECH', '这个客户很难缠', { thread: card })
  li.says('C0TECH', '谁去看看？ @kefu-bot')
  li.says('dm', '今天好忙')
  await desk.slack.quiet()
  expect(await texts()).toEqual(['洗衣机漏水了'])
  expect(wang.dm()).toHaveLength(heard)
  expect(await desk.db.arrival.count({ where: { kind: 'talk' } })).toBe(3)
})

test('a stranger in a shared channel is a customer by thread; members only when they call the bot', async () => {
  desk = await createSlackDesk()
  desk.slack.addWorkspace({ id: 'T2', name: 'Acme' })
  desk.slack.addUser({ id: 'U2ANN', team: 'T2', realName: 'Ann' })
  desk.slack.addUser({ id: 'U0SUN', realName: '孙先生' })
  desk.slack.addChannel({ id: 'C0ACME', sharedWith: ['T2'], members: ['U2ANN', 'U0SUN', 'UK001'] })
  const ann = desk.slack.person('U2ANN')
  const first = ann.says('C0ACME', 'Our order is late')
  ann.says('C0ACME', 'It is number 5', { thread: first })
  const other = ann.says('C0ACME', 'Another matter: an invoice')
  const sun = desk.slack.person('U0SUN')
  sun.says('C0ACME', '中午吃什么')
  const called = sun.says('C0ACME', '@kefu-bot 打印机坏了')
  sun.says('C0ACME', '还冒烟', { thread: called })
  desk.slack.person('UK001').says('C0ACME', '我来看看', { thread: first })
  await desk.slack.quiet()
  const said = await desk.db.message.findMany({
    where: { direction: 'inbound' },
    include: { conversation: true },
  })
  const where = said.map(({ text, conversation }) => [conversation.externalId, text])
  expect(where.toSorted(([a = '', b = ''], [c = '', d = '']) => (a + b < c + d ? -1 : 1))).toEqual([
    [`C0ACME:${first.ts}`, 'It is number 5'],
    [`C0ACME:${first.ts}`, 'Our order is late'],
    [`C0ACME:${other.ts}`, 'Another matter: an invoice'],
    [`C0ACME:${called.ts}`, '打印机坏了'],
    [`C0ACME:${called.ts}`, '还冒烟'],
  ])
  await desk.slack.until(() => desk.slack.thread(first).length > 3)
})

test('what a customer changes or deletes stands on the ticket’s trail', async () => {
  desk = await createSlackDesk()
  const wang = desk.slack.person('U0WANG')
  const message = wang.says('dm', '洗衣机漏水了')
  await desk.slack.quiet()
  wang.edits(message, '洗碗机漏水了')
  await desk.slack.quiet()
  wang.deletes(message)
  await desk.slack.quiet()
  const trail = await desk.db.auditEvent.findMany({
    where: { kind: { startsWith: 'note.' } },
    orderBy: { id: 'asc' },
  })
  expect(trail.map(({ kind, note }) => [kind, note])).toEqual([
    ['note.edited', '洗碗机漏水了'],
    ['note.deleted', '洗碗机漏水了'],
  ])
  expect(await texts()).toEqual(['洗衣机漏水了'])
})

test('a file comes along, and is had from Slack with the bot’s token', async () => {
  desk = await createSlackDesk()
  const bytes = Buffer.from('89504e470d0a1a0a', 'hex')
  desk.slack
    .person('U0WANG')
    .says('dm', '看照片', { files: [{ name: '漏水.png', mimetype: 'image/png', bytes }] })
  await desk.slack.quiet()
  const [message] = await messages()
  const [file] = (message?.attachments ?? []) as { ref: string; name: string }[]
  expect(file).toMatchObject({ name: '漏水.png', mediaType: 'image/png', size: 8 })
  expect(await desk.chat.openFile?.(file?.ref ?? '')).toEqual({
    name: '漏水.png',
    mediaType: 'image/png',
    bytes,
    shown: true,
  })
  expect(await desk.chat.openFile?.('slack:F0NOBODY')).toBeUndefined()
  expect(await desk.chat.openFile?.('/api/files/1')).toBeUndefined()
})
