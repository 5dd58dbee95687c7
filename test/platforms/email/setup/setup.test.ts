import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BadInputError, NotFoundError } from '../../../../src/lib/errors.ts'
import { doorHash } from '../../../../src/platforms/email/door.ts'
import { findMailbox } from '../../../../src/platforms/email/mailboxes.ts'
import { loopMark } from '../../../../src/platforms/email/own-mail.ts'
import { tryMailbox } from '../../../../src/platforms/email/setup/save.ts'
import { createEmailSetup, type EmailSetup } from '../../../../src/platforms/email/setup.ts'
import { recordMails } from '../../../../src/platforms/email/store/record.ts'
import { type Mailroom, openMailroom, written } from '../../../support/mailroom.ts'

const secret = 'QWERTYUIOPASDFGH'
const imap = { host: 'imap.163.com', port: 993, security: 'tls', user: 'kefu@163.com', folders: ['INBOX'] }
const smtp = { host: 'smtp.163.com', port: 465, security: 'tls', user: 'kefu@163.com' }
const draft = {
  address: 'Kefu@163.com',
  aliases: ['shouhou@yunbai.cn'],
  name: '客户服务中心',
  imap,
  smtp,
  password: secret,
  oauth: null,
  trusted: [],
  pastDays: 7,
}
const oauth = {
  clientId: 'app',
  clientSecret: 'shh-client',
  refreshToken: 'shh-refresh',
  tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
}

let room: Mailroom
let setup: EmailSetup
beforeAll(async () => {
  room = await openMailroom()
  setup = createEmailSetup(room.deps, { mailExchangers: async () => ['mxbiz1.qq.com'] })
})
afterAll(() => room.close())
beforeEach(async () => {
  await room.db.mail.deleteMany()
  await room.db.mailFolder.deleteMany()
  await room.db.mailbox.deleteMany({ where: { id: { not: room.mailbox.id } } })
})
const today = (): Date => new Date('2026-11-22T16:00:00Z')
const opened = async (id: string) => await findMailbox(room.deps, id)

describe('a mailbox', () => {
  test('is kept with its password sealed, and nothing that is shown holds it', async () => {
    const { id, created, address } = await setup.save(undefined, draft)
    expect([created, address]).toEqual([true, 'kefu@163.com'])
    expect(await opened(id)).toMatchObject({
      address: 'kefu@163.com',
      aliases: ['shouhou@yunbai.cn'],
      imap: { ...imap, since: '2026-11-16T01:59:00.000Z' },
      smtp,
      credentials: { kind: 'password', password: secret },
    })
    const row = await room.db.mailbox.findUniqueOrThrow({ where: { id } })
    expect(JSON.stringify(row)).not.toContain(secret)
    const list = await setup.list(today())
    expect(list.find((one) => one.id === id)).toMatchObject({
      signIn: 'password',
      door: false,
      closed: false,
    })
    expect(JSON.stringify(list)).not.toMatch(/QWERTY|secret|tokenHash/)
  })

  test('keeps its password where none is typed, and its first day', async () => {
    const { id } = await setup.save(undefined, draft)
    await setup.save(id, { ...draft, name: '云白客服', password: '', pastDays: 0 })
    expect(await opened(id)).toMatchObject({
      name: '云白客服',
      imap: { since: '2026-11-16T01:59:00.000Z' },
      credentials: { password: secret },
    })
    await setup.save(id, { ...draft, password: 'another' })
    expect(await opened(id)).toMatchObject({ credentials: { password: 'another' } })
  })

  test.each([
    [{ imap: { ...imap, host: 'imap.evil.example' } }],
    [{ smtp: { ...smtp, host: 'smtp.evil.example' } }],
    [{ imap: { ...imap, user: 'other@163.com' } }],
  ])('hands its kept password to no other place: %j', async (change) => {
    const { id } = await setup.save(undefined, draft)
    const moved = { ...draft, ...change, password: '' }
    await expect(setup.save(id, moved)).rejects.toThrow(/重新填写密码/)
    await expect(tryMailbox(room.deps, id, moved)).rejects.toThrow(BadInputError)
    expect(await opened(id)).toMatchObject({ imap: { host: 'imap.163.com' } })
  })

  test('is read anew from the first day where its server or account became another one', async () => {
    const { id } = await setup.save(undefined, draft)
    const mark = { path: 'INBOX', uidValidity: 7n, lastUid: 99n, readAt: room.deps.now() }
    await room.db.mailFolder.create({ data: { mailboxId: id, ...mark } })
    await setup.save(id, { ...draft, password: '', name: '同一个地方' })
    expect(await room.db.mailFolder.count()).toBe(1)
    await setup.save(id, { ...draft, imap: { ...imap, host: 'imap.yeah.net' } })
    expect(await room.db.mailFolder.count()).toBe(0)
  })

  test('has addresses that no other one has', async () => {
    const { id } = await setup.save(undefined, draft)
    for (const taken of [
      { ...draft, aliases: [] },
      { ...draft, address: 'other@163.com' },
      { ...draft, address: 'shouhou@yunbai.cn', aliases: [] },
      { ...draft, address: 'new@163.com', aliases: ['help@desk.example.cn'] },
    ])
      await expect(setup.save(undefined, taken)).rejects.toThrow(/已经在另一个邮箱里使用/)
    await setup.save(id, { ...draft, aliases: ['kefu@163.com', 'shouhou@yunbai.cn'] })
    expect(await opened(id)).toMatchObject({ aliases: ['shouhou@yunbai.cn'] })
  })

  test('that is closed forgets its password and opens again as what it was', async () => {
    const { id } = await setup.save(undefined, draft)
    await setup.newToken(id)
    await setup.close(id)
    expect(await room.db.mailbox.findUnique({ where: { id } })).toMatchObject({
      secret: null,
      tokenHash: null,
    })
    await expect(setup.close(id)).rejects.toThrow(NotFoundError)
    await expect(setup.newToken(id)).rejects.toThrow(NotFoundError)
    await expect(setup.save(undefined, { ...draft, password: '' })).rejects.toThrow(/密码/)
    expect(await setup.save(undefined, draft)).toMatchObject({ id, created: false })
    expect(await opened(id)).toMatchObject({ credentials: { password: secret } })
  })

  test('has a door whose token is told once and kept as its hash', async () => {
    const { id } = await setup.save(undefined, draft)
    const first = await setup.newToken(id)
    const second = await setup.newToken(id)
    const { tokenHash } = await room.db.mailbox.findUniqueOrThrow({ where: { id } })
    expect(tokenHash).toBe(doorHash(second.token))
    expect(first.token).not.toBe(second.token)
    expect((await setup.list(today())).find((one) => one.id === id)?.door).toBe(true)
  })

  test('whose password does not open says so, and takes a new one', async () => {
    const { id } = await setup.save(undefined, draft)
    await room.db.mailbox.update({ where: { id }, data: { secret: 'AAAA' } })
    expect((await setup.list(today())).find((one) => one.id === id)).toMatchObject({
      signIn: 'lost',
      fault: 'lost',
    })
    await expect(setup.save(id, { ...draft, password: '' })).rejects.toThrow(/密码/)
    await setup.save(id, draft)
    expect((await setup.list(today())).find((one) => one.id === id)?.signIn).toBe('password')
  })
})

describe('OAuth 2', () => {
  const microsoft = { ...draft, password: '', oauth }

  test('is kept sealed; what is left empty stays, for the same application only', async () => {
    const { id } = await setup.save(undefined, microsoft)
    await setup.save(id, { ...microsoft, oauth: { ...oauth, clientSecret: '', refreshToken: '' } })
    expect(await opened(id)).toMatchObject({ credentials: { kind: 'oauth', ...oauth } })
    const elsewhere = { ...oauth, refreshToken: '', tokenUrl: 'https://evil.example/token' }
    await expect(setup.save(id, { ...microsoft, oauth: elsewhere })).rejects.toThrow(/刷新令牌/)
    const list = JSON.stringify(await setup.list(today()))
    expect([list.includes('"clientId":"app"'), list.includes('shh')]).toEqual([true, false])
  })

  test('that is tried with a token typed just now changes nothing that is kept', async () => {
    const { id } = await setup.save(undefined, microsoft)
    expect((await tryMailbox(room.deps, id, microsoft)).id).toBe('')
    const kept = { ...microsoft, oauth: { ...oauth, clientSecret: '', refreshToken: '' } }
    expect(await tryMailbox(room.deps, id, kept)).toMatchObject({
      id,
      credentials: { refreshToken: 'shh-refresh' },
    })
  })
})

test.each([
  [{ address: 'kefu' }, /邮箱地址不对/],
  [{ address: 'a b@163.com' }, /邮箱地址不对/],
  [{ aliases: ['x'] }, /别名/],
  [{ name: '' }, /发件人名称/],
  [{ imap: { ...imap, host: 'https://imap.163.com' } }, /服务器名不对/],
  [{ imap: { ...imap, host: 'imap.163.com:993' } }, /服务器名不对/],
  [{ imap: { ...imap, port: 0 } }, /端口/],
  [{ imap: { ...imap, security: 'none' } }, /不加密/],
  [{ imap: { ...imap, folders: [] } }, /文件夹/],
  [{ smtp: { ...smtp, port: 99_999 } }, /端口/],
  [{ password: '' }, /密码/],
  [{ password: '', oauth: { ...oauth, tokenUrl: 'http://login.example' } }, /https/],
  [{ password: '', oauth: { ...oauth, refreshToken: '' } }, /刷新令牌/],
  [{ trusted: ['mx one'] }, /收信服务器/],
  [{ pastDays: 1000 }, /不完整/],
  [{ name: '客服\r\nBcc: a@b.cn' }, /发件人名称/],
])('a draft with %j is refused in words', async (change, words) => {
  await expect(setup.save(undefined, { ...draft, ...change })).rejects.toThrow(words)
  await expect(setup.save(undefined, { ...draft, ...change })).rejects.not.toThrow(secret)
})

test('unencrypted is for one’s own network; the inbox has one name', async () => {
  const near = { ...imap, host: '10.0.0.5', security: 'none', folders: ['收件箱', '客服/售后'] }
  const { id } = await setup.save(undefined, { ...draft, imap: near })
  expect((await opened(id))?.imap?.folders).toEqual(['INBOX', '客服/售后'])
})

test('a provider is known by its domain, or by who takes in the domain’s mail', async () => {
  expect((await setup.presetFor('kefu@163.com'))?.id).toBe('163')
  expect((await setup.presetFor('kefu@yunbai.cn'))?.id).toBe('exmail')
  expect(await setup.presetFor('kefu@not a domain')).toBeUndefined()
})

describe('mails set aside', () => {
  const ours = [`X-Kefutai-Loop: ${loopMark(Buffer.alloc(32, 7), 'one')}`]
  const record = async (subject: string, header: string[]): Promise<void> => {
    await recordMails(room.deps, room.mailbox, [{ raw: written({ subject, header }) }])
  }

  test('are told with why; one is taken as a customer’s', async () => {
    await record('自动回复：我在休假', ['Auto-Submitted: auto-replied'])
    await record('双十一大促', ['List-Id: <news.shop.cn>', 'Precedence: bulk'])
    await record('我们自己的', ours)
    await record('洗衣机坏了', [])
    await record('系统退信', ['X-Failed-Recipients: nobody@example.com'])
    const { setAside } = await setup.kept()
    expect(setAside.map(({ subject, automatic }) => `${subject} ${automatic}`).toSorted()).toEqual([
      '双十一大促 list',
      '我们自己的 loop',
      '系统退信 bounce',
      '自动回复：我在休假 auto_reply',
    ])
    for (const { id } of setAside.filter(({ automatic }) => automatic !== 'list')) {
      await setup.takeAsPerson(id)
      expect(await room.db.mail.findUnique({ where: { id } })).toMatchObject({
        automatic: 'none',
        handledAt: null,
      })
      await expect(setup.takeAsPerson(id)).rejects.toThrow(NotFoundError)
    }
    expect((await setup.kept()).setAside).toHaveLength(1)
  })

  test('count for their mailbox: today, the last and those that wait', async () => {
    await record('洗衣机坏了', [])
    await record('双十一大促', ['List-Id: <news.shop.cn>', 'Precedence: bulk'])
    await record('我们自己的', ours)
    const [one] = (await setup.list(today())).filter(({ id }) => id === room.mailbox.id)
    expect(one).toMatchObject({ today: 2, waiting: 1, lastArrivedAt: room.deps.now() })
    const [tomorrow] = (await setup.list(new Date('2026-11-23T16:00:00Z'))).filter(
      ({ id }) => id === room.mailbox.id,
    )
    expect(tomorrow).toMatchObject({ today: 0, lastArrivedAt: room.deps.now() })
  })

  test('that cannot be read are told, too, and read again', async () => {
    await record('洗衣机坏了', [])
    await room.db.mail.updateMany({ data: { error: 'broken', automatic: null } })
    expect((await setup.kept()).unreadable).toMatchObject([{ subject: '洗衣机坏了', error: 'broken' }])
    expect((await setup.readAgain()).read).toHaveLength(1)
    expect((await setup.kept()).unreadable).toEqual([])
  })
})
