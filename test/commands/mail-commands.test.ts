import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { emailDeps } from '../../src/app/email.ts'
import { phraseChecked } from '../../src/commands/checked.ts'
import { examine } from '../../src/commands/doctor.ts'
import { examineMail } from '../../src/commands/doctor-email.ts'
import { reprocessMails } from '../../src/commands/reprocess.ts'
import type { EmailDeps } from '../../src/platforms/email/deps.ts'
import { findMailbox } from '../../src/platforms/email/mailboxes.ts'
import { createEmailSetup } from '../../src/platforms/email/setup.ts'
import { recordMails } from '../../src/platforms/email/store/record.ts'
import type { TestDesk } from '../support/desk.ts'
import { urlOfDesk } from '../support/desk-url.ts'
import { type FakeSmtp, startFakeSmtp } from '../support/fake-smtp.ts'
import { written } from '../support/mailroom.ts'
import { useDesks } from '../support/use-desks.ts'

const open = useDesks()
const folder = mkdtempSync(path.join(tmpdir(), 'mail-commands-'))
afterAll(() => rmSync(folder, { recursive: true }))
const key = Buffer.alloc(32, 9)
let smtp: FakeSmtp | undefined
afterEach(async () => {
  await smtp?.close()
  smtp = undefined
})

interface At {
  desk: TestDesk
  deps: EmailDeps
  environment: Record<string, string>
  now: () => Date
}

async function desk(): Promise<At> {
  const one = await open()
  const { now } = one.deps
  const deps = emailDeps(one.deps, { publicUrl: 'https://desk.example.cn', key, automaticPerHour: 5 })
  const environment = { DATABASE_URL: await urlOfDesk(one), KEFUTAI_KEY: key.toString('base64url') }
  return { desk: one, deps, environment, now }
}

const draft = {
  address: 'kefu@desk.example.cn',
  aliases: [],
  name: '客服',
  imap: null,
  smtp: null,
  password: 'auth-code-0815',
  oauth: null,
  trusted: [],
}

async function told({ environment, now }: Pick<At, 'environment' | 'now'>): Promise<string[]> {
  const lines: string[] = []
  await examineMail({ now, environment }, (checked) => lines.push(phraseChecked(checked)))
  return lines
}

describe('kefutai doctor email', () => {
  test('tries each mailbox out and says what is wrong, and where to click', async () => {
    const at = await desk()
    smtp = await startFakeSmtp()
    const setup = createEmailSetup(at.deps)
    const local = { host: '127.0.0.1', port: smtp.port, security: 'none', user: 'kefu@desk.example.cn' }
    await setup.save(undefined, { ...draft, smtp: local })
    const unread = { ...local, port: 1, folders: ['INBOX'] }
    await setup.save(undefined, { ...draft, address: 'shouhou@desk.example.cn', imap: unread })
    const lines = await told(at)
    expect(lines[0]).toBe('✓ kefu@desk.example.cn')
    expect(lines[1]).toMatch(/^! 收信状态: 没有 IMAP，也没有 HTTP 接口的令牌，收不到任何邮件\n {2}→ /)
    expect(lines).toContain('✓ 发信: 已从 kefu@desk.example.cn 向自己发出一封测试邮件')
    const [failed] = lines.filter((line) => line.startsWith('✗'))
    expect(failed).toMatch(/^✗ 连接收信服务器: 连不上 127\.0\.0\.1:1\n {2}→ 核对端口/)
    expect(lines.join('\n')).not.toContain('auth-code')
    expect(smtp.taken).toHaveLength(1)
  })

  test('tells since when a mailbox is not read, a lost password, and mails that cannot be read', async () => {
    const at = await desk()
    const { id } = await createEmailSetup(at.deps).save(undefined, { ...draft, smtp: null })
    const mailbox = await findMailbox(at.deps, id)
    if (!mailbox) throw new Error('it is gone')
    await recordMails(at.deps, mailbox, [{ raw: written() }])
    await at.desk.db.mail.updateMany({ data: { error: 'broken' } })
    const since = new Date('2026-11-18T01:00:00Z')
    const fault = { fault: 'imap_off', faultAt: since, sendFault: 'token', sendFaultAt: since }
    await at.desk.db.mailbox.update({ where: { id }, data: fault })
    expect(await told(at)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^✗ 收信状态: 从 2026-11-18T01:00:00\.000Z 起收不到信：这个邮箱没有开启 IMAP\n {2}→ /,
        ),
        expect.stringMatching(
          /^✗ 发信状态: 从 2026-11-18T01:00:00\.000Z 起发不出信：取不到邮箱的授权令牌（OAuth2）\n {2}→ /,
        ),
        expect.stringMatching(/^! 1 封邮件读不出来，已原样保存\n {2}→ .*kefutai reprocess/),
      ]),
    )
    const other = Buffer.alloc(32, 1).toString('base64url')
    const lost = await told({ ...at, environment: { ...at.environment, KEFUTAI_KEY: other } })
    expect(lost.join('\n')).toMatch(/✗ 密码: 保存的密码打不开/)
  })

  test('without mailboxes, a key or a database it says so', async () => {
    const at = await desk()
    expect(await told(at)).toEqual([expect.stringMatching(/^! mailboxes: there is none\n {2}→ add one/)])
    const { DATABASE_URL = '' } = at.environment
    const keyless = { DATABASE_URL, KEFUTAI_DATA: folder }
    expect(await told({ ...at, environment: keyless })).toEqual([
      expect.stringMatching(/^✗ key: KEFUTAI_KEY/),
    ])
    const nowhere = { KEFUTAI_DATA: path.join(folder, 'none', 'here') }
    expect((await told({ ...at, environment: nowhere })).join('\n')).toContain('✗ database')
    expect((await told({ ...at, environment: { KEFUTAI_KEY: 'short' } })).join('\n')).toContain(
      'KEFUTAI_KEY: expected',
    )
  })
})

test('kefutai doctor tells of a mailbox that is not read, and of a key that other machines lack', async () => {
  const at = await desk()
  const mail = async (environment: Record<string, string>): Promise<string[]> =>
    (await examine(at.now(), environment)).map(phraseChecked).filter((line) => line.includes(' mail: '))
  expect(await mail(at.environment)).toEqual([])
  const { id } = await createEmailSetup(at.deps).save(undefined, draft)
  expect(await mail(at.environment)).toEqual(['✓ mail: 1 mailboxes, none with a fault'])
  await at.desk.db.mailbox.update({
    where: { id },
    data: { fault: 'imap_off', faultAt: at.now(), sendFault: 'login', sendFaultAt: at.now() },
  })
  const { DATABASE_URL = '' } = at.environment
  expect(await mail({ DATABASE_URL })).toEqual([
    expect.stringMatching(
      /^✗ mail: kefu@desk\.example\.cn is not read .* \(imap_off\)\n {2}→ kefutai doctor email/,
    ),
    expect.stringMatching(
      /^✗ mail: nothing can be sent from kefu@desk\.example\.cn .* \(login\)\n {2}→ kefutai doctor email/,
    ),
    expect.stringMatching(/^! mail: KEFUTAI_KEY is not set/),
  ])
})

describe('kefutai reprocess', () => {
  test('reads kept mails again, or those named as a person’s, and says how many', async () => {
    const at = await desk()
    const { id } = await createEmailSetup(at.deps).save(undefined, draft)
    const mailbox = await findMailbox(at.deps, id)
    if (!mailbox) throw new Error('it is gone')
    await recordMails(at.deps, mailbox, [
      { raw: written() },
      { raw: written({ header: ['Auto-Submitted: auto-replied'] }) },
    ])
    await at.desk.db.mail.updateMany({
      where: { automatic: 'none' },
      data: { error: 'broken', automatic: null },
    })
    const run = async (ids: string[] = []): Promise<string[]> =>
      (await reprocessMails(at, ids)).map(({ mark, says }) => `${mark} ${says}`)
    expect(await run()).toEqual([
      'good reprocess: 1 mails were read and are handed on by the desk as it runs',
    ])
    expect(await run()).toEqual([
      'good reprocess: 0 mails were read and are handed on by the desk as it runs',
    ])
    const aside = await at.desk.db.mail.findFirstOrThrow({ where: { automatic: 'auto_reply' } })
    expect((await run([aside.id]))[0]).toContain('1 mails were read')
    expect(await at.desk.db.mail.findUnique({ where: { id: aside.id } })).toMatchObject({ automatic: 'none' })
    const nobody = '0190a0b0-0000-7000-8000-00000000000a'
    expect((await run([nobody]))[1]).toBe(`bad ${nobody} is no mail of this desk`)
  })
})

const root = path.resolve(import.meta.dirname, '../..')
const kefutai = async (words: string[]): Promise<{ code: number; said: string }> =>
  await new Promise((resolve) => {
    const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', KEFUTAI_DATA: folder }
    execFile(process.execPath, ['kefutai.mjs', ...words], { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    )
  })

test('the command line answers for both, and knows an id from another word', async () => {
  expect(await kefutai(['doctor', 'email'])).toMatchObject({
    said: expect.stringContaining('database: there is none yet'),
  })
  expect(await kefutai(['reprocess'])).toMatchObject({
    code: 1,
    said: expect.stringContaining('database: there is none yet'),
  })
  expect(await kefutai(['reprocess', 'all'])).toMatchObject({
    code: 1,
    said: expect.stringContaining('"all" is not the id of a mail'),
  })
}, 60_000)
