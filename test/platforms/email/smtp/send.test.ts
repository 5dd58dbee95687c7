import { expect, test } from 'vitest'
import { readMail } from '../../../../src/platforms/email/read/read-mail.ts'
import { answer, receipt, recordMail, usePosting } from './posting.ts'

const posting = usePosting()

test('an answer goes to the thread’s address, and is noted before and after', async () => {
  const { sender, server, to, db, clock } = await posting()
  const message = answer()
  const { externalId } = await sender.send(to, message)
  expect(externalId).toBe(`<${message.id}.${to.id}@qinghe.example>`)
  expect(server.taken).toMatchObject([{ from: 'service@qinghe.example', to: ['wang@example.com'] }])
  const mail = readMail(server.taken[0]?.raw ?? Buffer.alloc(0))
  expect(mail).toMatchObject({ messageId: externalId, subject: 'Re: 洗衣机漏水 [#k7q2m9abcdef]', faults: [] })
  expect(mail.text).toContain('工程师今天 18:00 前上门')
  expect(await db.mailSent.findMany()).toMatchObject([
    {
      deliveryId: message.id,
      threadId: to.id,
      messageId: externalId,
      automatic: false,
      begunAt: clock.at,
      sentAt: clock.at,
    },
  ])
  expect(await db.mailId.findUnique({ where: { messageId: externalId } })).toMatchObject({
    outbound: true,
    threadId: to.id,
  })
  expect(await sender.find(to, message.id)).toEqual({ externalId })
})

test('sent twice it is there once, in another process too', async () => {
  const { sender, server, to, another } = await posting()
  const message = answer()
  const first = await sender.send(to, message)
  expect(await sender.send(to, message)).toEqual(first)
  expect(await another().send(to, message)).toEqual(first)
  expect(server.taken).toHaveLength(1)
})

test('it is noted before the server hears of it', async () => {
  const { sender, server, to, db } = await posting()
  server.at('MAIL', 'silent')
  const message = answer()
  const sending = sender.send(to, message)
  await expect.poll(() => server.commands.some((line) => line.startsWith('MAIL'))).toBe(true)
  expect(await db.mailSent.findMany()).toMatchObject([{ deliveryId: message.id, sentAt: null }])
  server.release()
  await sending
})

test('the newest words of the customer are quoted, never those of somebody else in the thread', async () => {
  const { sender, server, to, db } = await posting()
  await recordMail(db, to.id, { from: 'wang@example.com', said: '什么时候来？', at: '2026-11-22T10:00:00Z' })
  await recordMail(db, to.id, {
    from: 'colleague@qinghe.example',
    said: '内部：别赔',
    at: '2026-11-22T11:00:00Z',
  })
  await sender.send(to, answer())
  const { text } = readMail(server.taken[0]?.raw ?? Buffer.alloc(0))
  expect(text).toContain('在 2026年11月22日 18:00，王女士 写道：\n> 什么时候来？')
  expect(text).not.toContain('别赔')
})

test('of two that came in one millisecond the later is quoted', async () => {
  const { sender, server, to, db } = await posting()
  const at = '2026-11-22T10:00:00Z'
  for (const said of Array.from({ length: 8 }, (_, nth) => `第${nth + 1}句`))
    await recordMail(db, to.id, { from: 'wang@example.com', said, at })
  await sender.send(to, answer())
  expect(readMail(server.taken[0]?.raw ?? Buffer.alloc(0)).text).toContain('写道：\n> 第8句')
})

test('many mails go through few connections', async () => {
  const { sender, server, to } = await posting()
  await Promise.all(Array.from({ length: 20 }, async () => await sender.send(to, answer())))
  expect(server.taken).toHaveLength(20)
  expect(server.sessions()).toBeLessThanOrEqual(3)
})

test('changed settings are used for the next mail', async () => {
  let password = 'old'
  const { sender, server, to } = await posting({
    mailbox: (mailbox) => ({ ...mailbox, credentials: { kind: 'password', password } }),
  })
  await sender.send(to, answer())
  password = 'new'
  await sender.send(to, answer())
  const logins = server.commands.filter((line) => line.startsWith('AUTH PLAIN'))
  expect(
    logins.map(
      (line) =>
        Buffer.from(line.split(' ')[2] ?? '', 'base64')
          .toString()
          .split('\0')[2],
    ),
  ).toEqual(['old', 'new'])
})

test('a mailbox that signs in by OAuth 2 shows its token', async () => {
  const { sender, server, to } = await posting({
    mailbox: (mailbox) => ({
      ...mailbox,
      credentials: {
        kind: 'oauth',
        clientId: 'c',
        clientSecret: 's',
        refreshToken: 'r',
        tokenUrl: 'https://x',
      },
    }),
  })
  await sender.send(to, answer())
  const [login = ''] = server.commands.filter((line) => line.startsWith('AUTH XOAUTH2'))
  expect(Buffer.from(login.split(' ')[2] ?? '', 'base64').toString()).toContain('auth=Bearer token-1')
})

test('files go along; one that is gone keeps the mail back', async () => {
  const bytes = Buffer.from('PDF')
  const { sender, server, to, db } = await posting({
    openFile: async (ref) =>
      ref === 'known' ? { name: '报告.pdf', mediaType: 'application/pdf', bytes } : undefined,
  })
  const file = { name: '报告.pdf', size: 3, mediaType: 'application/pdf' }
  await sender.send(to, answer({ attachments: [{ ...file, ref: 'known' }] }))
  expect(readMail(server.taken[0]?.raw ?? Buffer.alloc(0)).attachments).toMatchObject([
    { filename: '报告.pdf', size: 3 },
  ])
  const gone = sender.send(to, answer({ attachments: [{ ...file, ref: 'gone' }] }))
  await expect(gone).rejects.toMatchObject({
    reason: 'refused',
    message: expect.stringContaining('报告.pdf'),
  })
  expect(await db.mailSent.count()).toBe(1)
})

test.each<[string, Parameters<typeof posting>[0], string]>([
  ['an address that is none', { address: '' }, '没有可以回复的邮箱地址'],
  ['two addresses in one', { address: 'a@b.c,d@e.f' }, '没有可以回复的邮箱地址'],
  ['a closed mailbox', { mailboxOf: async () => undefined }, '已停用'],
  [
    'a mailbox that cannot send',
    { mailbox: (mailbox) => ({ ...mailbox, smtp: undefined }) },
    '没有设置发信服务器',
  ],
])('%s is refused in words', async (_name, options, words) => {
  const { sender, server, to, db } = await posting(options)
  await expect(sender.send(to, answer())).rejects.toMatchObject({
    reason: 'refused',
    message: expect.stringContaining(words),
  })
  expect(server.sessions()).toBe(0)
  expect(await db.mailSent.count()).toBe(0)
})

test('nobody’s thread, and what is no thread at all', async () => {
  const { sender } = await posting()
  for (const id of ['0190f000-0000-7000-8000-0000000000ff', '#desk', "x' OR 1=1"])
    await expect(sender.send({ platform: 'email', id }, answer())).rejects.toMatchObject({
      reason: 'refused',
    })
})

test('so many automatic mails an hour go to one address, in all processes together; an agent’s answer always', async () => {
  const { sender, to, another, server, clock } = await posting()
  const other = another()
  const all = await Promise.allSettled(
    Array.from({ length: 12 }, async (_, index) => await (index % 2 ? other : sender).send(to, receipt())),
  )
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  const [refused] = all.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []))
  expect(refused).toMatchObject({ reason: 'refused', message: expect.stringContaining('5 封上限') })
  await sender.send(to, answer())
  expect(server.taken).toHaveLength(6)
  clock.at = new Date(clock.at.getTime() + 61 * 60_000)
  await sender.send(to, receipt())
})

test('an address that is new in each mail behind its plus has no more automatic mails than one', async () => {
  const { sender, to, server, db } = await posting()
  const named = async (address: string) => {
    await db.mailThread.update({ where: { id: to.id }, data: { address } })
    return await sender.send(to, receipt()).then(
      () => 'sent',
      () => 'refused',
    )
  }
  const all: string[] = []
  for (const nth of [1, 2, 3, 4, 5, 6]) all.push(await named(`support+id${nth}@tickets.example`))
  expect(all).toEqual([...Array<string>(5).fill('sent'), 'refused'])
  expect(await named('support@tickets.example')).toBe('refused')
  expect(await named('supports@tickets.example')).toBe('sent')
  expect(await named('support+id1@other.example')).toBe('sent')
  expect(server.taken).toHaveLength(7)
})

const card = {
  key: 'survey:1:1',
  revision: 3,
  kind: 'survey' as const,
  audience: 'customer' as const,
  title: '服务评价 · SR1',
  facts: [],
  why: ['内部原因'],
  choices: [],
  actions: [{ id: 'survey.satisfied', label: '满意', style: 'plain' as const }],
  foot: [],
}

test('an internal card never leaves the house', async () => {
  const { sender, to, server } = await posting()
  const sending = sender.send(to, answer({ card: { ...card, audience: 'internal' } }))
  await expect(sending).rejects.toMatchObject({ reason: 'refused' })
  expect(server.sessions()).toBe(0)
})

test('of a card’s updates only those that ask something become a mail', async () => {
  const { sender, to, server } = await posting()
  const { externalId } = await sender.send(to, receipt({ card }))
  const done = receipt({ card: { ...card, revision: 4, actions: [] }, replaces: externalId })
  expect(await sender.send(to, done)).toEqual({ externalId })
  expect(server.taken).toHaveLength(1)
  await sender.send(to, receipt({ card: { ...card, revision: 5 }, replaces: externalId }))
  expect(server.taken).toHaveLength(2)
  expect(readMail(server.taken[0]?.raw ?? Buffer.alloc(0)).text).not.toContain('内部原因')
})
