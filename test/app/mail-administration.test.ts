import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { emailDeps } from '../../src/app/email.ts'
import { createMailAdministration } from '../../src/app/mail-administration.ts'
import { recordIdentity } from '../../src/departments/staff.ts'
import type { EmailDeps } from '../../src/platforms/email/deps.ts'
import type { Cursor } from '../../src/platforms/email/examine.ts'
import { findMailbox } from '../../src/platforms/email/mailboxes.ts'
import { createEmailSetup } from '../../src/platforms/email/setup.ts'
import { recordMails } from '../../src/platforms/email/store/record.ts'
import type { MailHost } from '../../src/platforms/web/mail-host.ts'
import { createDesk, type TestDesk } from '../support/desk.ts'
import { written } from '../support/mailroom.ts'

const admin = '0190a0b0-0000-7000-8000-00000000000c'
const agent = '0190a0b0-0000-7000-8000-00000000000a'
const server = { host: 'imap.163.com', port: 993, security: 'tls' as const, user: 'kefu@163.com' }
const draft = {
  address: 'kefu@163.com',
  aliases: [],
  name: '客户服务中心',
  imap: { ...server, folders: ['INBOX'] },
  smtp: null,
  password: 'QWERTYUIOPASDFGH',
  oauth: null,
  trusted: [],
  pastDays: 0,
}
const at = { step: 'looking', token: 't', attempt: 0, readable: false } as const

let desk: TestDesk
let deps: EmailDeps
let mail: MailHost
beforeAll(async () => {
  desk = await createDesk()
  for (const [workNo, account] of [
    ['A001', admin],
    ['K001', agent],
  ] as const) {
    const staff = await desk.db.staff.findUniqueOrThrow({ where: { workNo } })
    await recordIdentity(desk.db, staff.id, 'web', account)
  }
  const publicUrl = 'https://desk.example.cn'
  deps = emailDeps(desk.deps, { publicUrl, key: Buffer.alloc(32, 3), automaticPerHour: 5 })
  mail = administration(false)
})
afterAll(() => desk.close())
beforeEach(async () => {
  await desk.db.mail.deleteMany()
  await desk.db.mailId.deleteMany()
  await desk.db.mailThread.deleteMany()
  await desk.db.mailbox.deleteMany()
})

const administration = (demo: boolean): MailHost =>
  createMailAdministration({
    house: () => desk.deps,
    email: () => createEmailSetup(deps, { mailExchangers: async () => [] }),
    publicUrl: 'https://desk.example.cn',
    demo,
  })

const trail = async (): Promise<string[]> => {
  const rows = await desk.db.auditEvent.findMany({
    where: { OR: [{ kind: { startsWith: 'mailbox.' } }, { kind: { startsWith: 'mail.' } }] },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ kind, actorName, to }) => `${actorName} ${kind} ${to}`)
}

test('each act is the administrator’s alone', async () => {
  const id = '0190a0b0-0000-7000-8000-00000000000f'
  for (const act of [
    () => mail.mailSetup(agent, 'zh-CN'),
    () => mail.mailPreset(agent, 'a@163.com'),
    () => mail.saveMailbox(agent, { draft }),
    () => mail.closeMailbox(agent, id),
    () => mail.mailToken(agent, id),
    () => mail.examineMailbox({ accountId: agent, locale: 'zh-CN' }, { draft, at }),
    () => mail.takeMail(agent, id),
    () => mail.readMailsAgain(agent),
  ])
    await expect(act()).rejects.toThrow('只有管理员可以做这项操作')
  expect(await trail()).toEqual([])
})

test('what is done stands in the trail, by whom and to which mailbox, and no secret does', async () => {
  const { id } = await mail.saveMailbox(admin, { draft })
  await mail.saveMailbox(admin, { id, draft: { ...draft, password: '', name: '客服' } })
  const { token } = await mail.mailToken(admin, id)
  await mail.examineMailbox(
    { accountId: admin, locale: 'en' },
    { draft: { ...draft, imap: null }, at: { ...at, step: 'reading' } },
  )
  await mail.readMailsAgain(admin)
  await mail.closeMailbox(admin, id)
  expect(await trail()).toEqual([
    '系统管理员 mailbox.added kefu@163.com',
    '系统管理员 mailbox.changed kefu@163.com',
    '系统管理员 mailbox.token_given kefu@163.com',
    '系统管理员 mailbox.tried kefu@163.com',
    '系统管理员 mail.read_again 0',
    '系统管理员 mailbox.closed kefu@163.com',
  ])
  const all = JSON.stringify(await desk.db.auditEvent.findMany(), (_, value) =>
    typeof value === 'bigint' ? `${value}` : value,
  )
  expect([all.includes('QWERTY'), all.includes(token)]).toEqual([false, false])
})

test('trying a mailbox out stands in the trail once, and again for every step that continues nothing', async () => {
  const asker = { accountId: admin, locale: 'zh-CN' as const }
  const none = { ...draft, imap: null }
  const first: Cursor = { ...at, step: 'reading', token: '' }
  const tried = async (act: () => Promise<unknown>): Promise<number> => {
    const before = (await trail()).length
    await act()
    return (await trail()).length - before
  }
  const begin = async () => (await mail.examineMailbox(asker, { draft: none, at: first })).next ?? first
  let next: Cursor = first
  const go = (step: Cursor, wanted = none) =>
    tried(() => mail.examineMailbox(asker, { draft: wanted, at: step }))
  expect(await tried(async () => (next = await begin()))).toBe(1)
  expect(await go(next)).toBe(0)
  // Proposed once; what comes again, or for another draft, is another examination.
  expect(await go(next)).toBe(1)
  next = await begin()
  expect(await go(next, { ...none, address: 'other@163.com' })).toBe(1)
  for (const step of ['sending', 'looking'] as const) expect(await go({ ...at, step })).toBe(1)
  expect((await trail()).at(-1)).toBe('系统管理员 mailbox.tried kefu@163.com')
  expect(await trail()).toContain('系统管理员 mailbox.tried other@163.com')
})

test('the page has everything in the reader’s language, who wrote masked', async () => {
  const { id } = await mail.saveMailbox(admin, { draft })
  const at = desk.deps.now()
  const fault = { fault: 'app_password_needed', faultAt: at, sendFault: 'login', sendFaultAt: at }
  await desk.db.mailbox.update({ where: { id }, data: fault })
  const mailbox = await findMailbox(deps, id)
  if (!mailbox) throw new Error('it is gone')
  const header = ['Auto-Submitted: auto-replied']
  await recordMails(deps, mailbox, [
    { raw: written({ from: '王女士 <wangxiaomei@example.com>', subject: '电话 13800138000', header }) },
  ])
  const view = await mail.mailSetup(admin, 'en')
  expect(view.doorUrl).toBe('https://desk.example.cn/webhooks/email')
  expect(view.presets.find((one) => one.id === 'qq')?.name).toBe('QQ Mail')
  expect(view.mailboxes).toMatchObject([
    {
      address: 'kefu@163.com',
      today: 1,
      fault: { says: expect.stringContaining('authorisation code') },
      sendFault: { says: expect.stringContaining('refuses the login'), since: at.toISOString() },
    },
  ])
  expect(view.setAside).toMatchObject([{ mailbox: 'kefu@163.com', why: 'auto_reply' }])
  expect(JSON.stringify(view)).not.toMatch(/wangxiaomei|13800138000|QWERTY/)
  await mail.takeMail(admin, view.setAside[0]?.id ?? '')
  expect((await mail.mailSetup(admin, 'en')).setAside).toEqual([])
})

test('the demonstration has none: it reaches nobody outside', async () => {
  const demo = administration(true)
  await expect(demo.saveMailbox(admin, { draft })).rejects.toThrow('演示环境不连接邮箱')
  await expect(demo.examineMailbox({ accountId: admin, locale: 'zh-CN' }, { draft, at })).rejects.toThrow(
    '演示',
  )
  expect((await demo.mailSetup(admin, 'zh-CN')).mailboxes).toEqual([])
})
