import { afterEach, expect, test } from 'vitest'
import type { Message } from '../../support/slack/shapes.ts'
import { createSlackDesk, type SlackDesk, type SlackDeskOptions } from '../../support/slack-desk.ts'

let desk: SlackDesk
afterEach(() => desk.close())

/** A customer has written; the card with this button in a channel. */
async function asked(options: SlackDeskOptions = {}, text = '洗衣机漏水了，怎么办？'): Promise<SlackDesk> {
  desk = await createSlackDesk(options)
  desk.slack.person('U0WANG').says('dm', text)
  await desk.slack.until(() => desk.slack.messages('C0DESK').length > 1)
  await desk.rests()
  return desk
}

const card = async (channel: string, action: string): Promise<Message> => {
  const found = (): Message | undefined =>
    desk.slack.messages(channel).findLast(({ blocks }) => JSON.stringify(blocks).includes(`"${action}"`))
  await desk.slack.until(() => found() !== undefined, `${action} in ${channel}`)
  return found() as Message
}

const heard = (text: string): boolean =>
  desk.slack
    .person('U0WANG')
    .dm()
    .some((message) => JSON.stringify(message).includes(text))

test('a reply is written in a window, and reaches the customer', async () => {
  await asked()
  const li = desk.slack.person('UK001')
  await li.presses(await card('C0DESK', 'ticket.reply'), 'ticket.reply')
  expect(li.modal()).toBeDefined()
  await li.submits({ text: '王女士您好，请先关掉水龙头，工程师今天 17:00 前上门。' })
  // The reply check has a word to say; whoever means it sends it once more.
  expect(JSON.stringify(li.modal()?.given)).toContain('尚未发送')
  await li.submits({})
  expect(li.modal()).toBeUndefined()
  await desk.slack.until(() => heard('工程师今天 17:00 前上门'))
  expect(desk.slack.troubles).toEqual([])
})

test('the customer sees who answers: name and picture', async () => {
  await asked()
  const picture = 'https://avatars.example.com/lin.png'
  Object.assign(desk.slack.world.users.get('UK001') ?? {}, { image: picture })
  const li = desk.slack.person('UK001')
  await li.presses(await card('C0DESK', 'ticket.reply'), 'ticket.reply')
  await li.submits({ text: '王女士您好，请先关掉水龙头，工程师今天 17:00 前上门。' })
  await li.submits({})
  await desk.slack.until(() => heard('工程师今天 17:00 前上门'))
  expect(heard(picture)).toBe(true)
})

test('what the reply check keeps back stays in the window with its advice, and what was typed with it', async () => {
  await asked()
  const li = desk.slack.person('UK001')
  await li.presses(await card('C0DESK', 'ticket.reply'), 'ticket.reply')
  await li.submits({ text: '这不关我们的事，你去投诉吧，随便。' })
  const view = JSON.stringify(li.modal()?.given)
  expect(view).toContain('这不关我们的事')
  expect(view).toContain('尚未发送')
  expect(heard('这不关我们的事')).toBe(false)
})

test('somebody who does not work here presses a button of staff: refused politely, and nobody else sees it', async () => {
  await asked()
  desk.slack.addUser({ id: 'U0GUEST', realName: '路人' })
  desk.slack.person('U0GUEST').joins('C0TECH')
  const guest = desk.slack.person('U0GUEST')
  for (const action of ['ticket.claim', 'ticket.note'])
    await guest.presses(await card('C0TECH', action), action)
  await desk.slack.until(() => guest.ephemerals().length === 2)
  expect(guest.modal()).toBeUndefined()
  expect(await desk.db.ticket.findFirst({ where: { assigneeId: { not: null } } })).toBeNull()
})

test('/ticket new, the shortcut and the front page begin a ticket in a window', async () => {
  desk = await createSlackDesk()
  const wang = desk.slack.person('U0WANG')
  await wang.types('/ticket new 打印机坏了', 'dm')
  await wang.submits({ text: '打印机坏了，急' })
  await desk.slack.until(() => desk.slack.messages('C0DESK').length > 0)
  const [message] = await desk.db.message.findMany({ include: { conversation: true } })
  expect(message?.text).toBe('打印机坏了，急')
  expect(message?.conversation.externalId).toBe(wang.dm()[0]?.channel)
  await wang.shortcut('new_ticket')
  expect(wang.modal()?.given.callback_id).toBe('new_ticket')
  await wang.closes()
  wang.opensHome()
  await desk.slack.until(() => wang.home() !== undefined)
  const home = wang.home()
  if (!home) throw new Error('no home')
  await wang.presses(home, 'home.new')
  expect(wang.modal()?.given.callback_id).toBe('new_ticket')
  expect(desk.slack.troubles).toEqual([])
})

test('转为工单 makes a ticket of its author, answered in the message’s thread', async () => {
  desk = await createSlackDesk()
  desk.slack.addUser({ id: 'U0SUN', name: '孙先生', realName: '孙先生' })
  desk.slack.addChannel({ id: 'C0HALL', members: ['U0SUN', 'UK001', 'U0WANG'] })
  const message = desk.slack.person('U0SUN').says('C0HALL', '三楼空调坏了')
  await desk.slack.quiet()
  expect(await desk.db.message.count()).toBe(0)
  // Others may not.
  await desk.slack.person('U0WANG').shortcut('to_ticket', message)
  await desk.slack.until(() => desk.slack.person('U0WANG').ephemerals().length > 0)
  const lin = desk.slack.person('UK001')
  await lin.shortcut('to_ticket', message)
  expect(JSON.stringify(lin.modal()?.given)).toContain('三楼空调坏了')
  await lin.submits({ text: '三楼空调坏了' })
  await desk.slack.until(() => desk.slack.thread(message).length > 1)
  const conversation = await desk.db.conversation.findFirstOrThrow()
  expect(conversation.externalId).toBe(`C0HALL:${message.ts}`)
  // Once more is the same message.
  await lin.shortcut('to_ticket', message)
  await lin.submits({ text: '三楼空调坏了' })
  expect(JSON.stringify(lin.modal()?.given)).toContain('已经在工单里')
  expect(await desk.db.message.count({ where: { direction: 'inbound' } })).toBe(1)
})

test('转为工单 takes along what hung on the message', async () => {
  desk = await createSlackDesk()
  desk.slack.addChannel({ id: 'C0HALL', members: ['U0WANG', 'UK001'] })
  const files = [{ name: '漏水.png', mimetype: 'image/png', bytes: Buffer.from('89504e47', 'hex') }]
  const message = desk.slack.person('U0WANG').says('C0HALL', '看照片，漏水了', { files })
  await desk.slack.quiet()
  const lin = desk.slack.person('UK001')
  await lin.shortcut('to_ticket', message)
  await lin.submits({})
  await desk.rests()
  const kept = await desk.db.message.findFirstOrThrow({ where: { direction: 'inbound' } })
  expect(kept.attachments).toMatchObject([{ name: '漏水.png', size: 4 }])
})

test('转为工单 where the bot could not answer says what to do first', async () => {
  desk = await createSlackDesk()
  desk.slack.addUser({ id: 'U0SUN', name: '孙先生', realName: '孙先生' })
  desk.slack.addChannel({ id: 'C0AWAY', members: ['U0SUN', 'UK001'] })
  desk.slack.removesBot('C0AWAY')
  const message = desk.slack.person('U0SUN').says('C0AWAY', '三楼空调坏了')
  const lin = desk.slack.person('UK001')
  await lin.shortcut('to_ticket', message)
  await desk.slack.until(() => lin.ephemerals().some(({ text }) => text?.includes('/invite')))
  expect(lin.modal()).toBeUndefined()
})

test('a command of staff is answered to them only', async () => {
  await asked()
  const { number } = await desk.db.ticket.findFirstOrThrow()
  const li = desk.slack.person('UT101')
  const before = desk.slack.messages('C0TECH').length
  expect(await li.types(`/ticket ${number}`, 'C0TECH')).toEqual({ answer: {} })
  await desk.slack.until(() => desk.slack.messages('C0TECH').length > before)
  const settled = await li.types('/ticket SR20991118001', 'C0TECH')
  expect(settled).toMatchObject({
    answer: { response_type: 'ephemeral', text: expect.stringContaining('SR20991118001') },
  })
})

test('with signs switched on 👀 claims a ticket; without, it is only a sign', async () => {
  await asked({ settings: { emoji: true } })
  const at = await card('C0TECH', 'ticket.claim')
  desk.slack.person('UT101').reacts(at, 'eyes')
  await desk.rests()
  expect((await desk.db.ticket.findFirstOrThrow()).assigneeId).not.toBeNull()
  await desk.close()
  await asked()
  desk.slack.person('UT101').reacts(await card('C0TECH', 'ticket.claim'), 'eyes')
  await desk.slack.quiet()
  expect((await desk.db.ticket.findFirstOrThrow()).assigneeId).toBeNull()
})
