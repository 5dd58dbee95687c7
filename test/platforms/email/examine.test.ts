import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTranslate, type Locale } from '../../../src/lib/i18n.ts'
import {
  type Examination,
  examinationLimits,
  examinationPace,
  type Finding,
} from '../../../src/platforms/email/examine/examination.ts'
import { hintFor } from '../../../src/platforms/email/examine/hint.ts'
import { tlsFaultOf } from '../../../src/platforms/email/examine/tls-fault.ts'
import { examineMailbox, examineStep, firstCursor } from '../../../src/platforms/email/examine.ts'
import type { Mailbox } from '../../../src/platforms/email/mailbox.ts'
import { automaticOf } from '../../../src/platforms/email/read/automatic.ts'
import { readMail } from '../../../src/platforms/email/read/read-mail.ts'
import { type Dovecot, lacksDovecot, startDovecot } from '../../support/dovecot.ts'
import { type FakeImap, startFakeImap } from '../../support/fake-imap.ts'
import { type FakeSmtp, startFakeSmtp } from '../../support/fake-smtp.ts'

const address = 'kefu@desk.example.cn'
const password = 'auth-code-0815'

const examination = (ca?: string, locale: Locale = 'zh-CN'): Examination => ({
  deps: {
    translate: createTranslate(path.resolve(import.meta.dirname, '../../../locales')),
    fetch: () => Promise.reject(new Error('no network in this test')),
    now: () => new Date('2026-11-23T02:00:00Z'),
    randomToken: () => 'token-of-this-test',
    site: {
      publicUrl: 'https://desk.example.cn',
      company: { name: { 'zh-CN': '客服', en: 'Desk' }, locale: 'zh-CN' },
      key: Buffer.alloc(32, 1),
      automaticPerHour: 5,
    },
  },
  locale,
  pace: { ...examinationPace, connectMs: 2_000, greetingMs: 800, silentMs: 1_500, endMs: 200 },
  limits: { ...examinationLimits, connectMs: 1_500, wholeMs: 1_500, answerMs: 1_500 },
  ca,
})

const mailboxWith = (change: Partial<Mailbox>): Mailbox => ({
  id: '',
  address,
  aliases: [],
  name: '客户服务中心',
  imap: undefined,
  smtp: undefined,
  credentials: { kind: 'password', password },
  trusted: [],
  ...change,
})
const imapAt = (port: number, more: Partial<NonNullable<Mailbox['imap']>> = {}): Mailbox['imap'] => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  user: address,
  folders: ['INBOX'],
  since: '2026-11-01T00:00:00Z',
  ...more,
})
const smtpAt = (port: number, more: Partial<NonNullable<Mailbox['smtp']>> = {}): Mailbox['smtp'] => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  user: address,
  ...more,
})

async function all(
  exam: Examination,
  mailbox: Mailbox,
  wait: (ms: number) => Promise<unknown> = async () => undefined,
): Promise<Finding[]> {
  const findings: Finding[] = []
  for await (const finding of examineMailbox(exam, mailbox, wait)) findings.push(finding)
  return findings
}
const lines = (findings: Finding[]): string[] =>
  findings.map(({ step, mark, says }) => `${mark} ${step} ${says}`)

describe('what keeps a mailbox from being read', () => {
  let fake: FakeImap
  beforeEach(async () => {
    fake = await startFakeImap()
  })
  afterEach(() => fake.close())
  const reading = async (mailbox: Mailbox): Promise<Finding> => {
    const { findings } = await examineStep(examination(), mailbox, firstCursor)
    const last = findings.at(-1)
    if (!last) throw new Error('nothing was found')
    return last
  }

  test('the wrong password', async () => {
    fake.password = 'another'
    const { step, mark, says, remedy } = await reading(mailboxWith({ imap: imapAt(fake.port) }))
    expect([step, mark]).toEqual(['imap', 'bad'])
    expect(says).toContain('登录名或密码不对')
    expect(remedy).toContain('授权码')
  })

  test.each([
    ['NO [ALERT] Application-specific password required', '要用授权码'],
    ['NO Login fail. Please use authorization code to login', '要用授权码'],
    ['NO IMAP service is not open', '没有开启 IMAP'],
    ['NO [UNAVAILABLE] try again later', '太频繁'],
  ])('a server that answers the sign-in with %s', async (answer, words) => {
    fake.instead = ({ verb, tag }) =>
      verb === 'LOGIN' ? { write: `${tag} ${answer}\r\n`, next: 'drop' } : undefined
    const { step, says } = await reading(mailboxWith({ imap: imapAt(fake.port) }))
    expect([step, says]).toEqual(['imap', expect.stringContaining(words)])
  })

  test('one that lets everybody in and opens no folder (163, 126)', async () => {
    fake.instead = ({ verb, tag }) => {
      if (verb === 'LIST' || verb === 'LSUB') return { write: `* ${verb} () "/" "INBOX"\r\n`, next: 'answer' }
      if (verb === 'EXAMINE')
        return {
          write: `${tag} NO EXAMINE Unsafe Login. Please contact kefu@188.com for help\r\n`,
          next: 'drop',
        }
      return undefined
    }
    const { step, says, remedy } = await reading(mailboxWith({ imap: imapAt(fake.port) }))
    expect([step, says]).toEqual(['imap', expect.stringContaining('Unsafe Login')])
    expect(remedy).toContain('授权码')
  })

  test('nobody there, no such name, no TLS, no IMAP', async () => {
    const { port } = fake
    await fake.close()
    expect((await reading(mailboxWith({ imap: imapAt(port) }))).says).toContain('连不上 127.0.0.1')
    const nowhere = imapAt(993, { host: 'imap.nowhere.invalid', security: 'tls' })
    expect((await reading(mailboxWith({ imap: nowhere }))).says).toMatch(/找不到服务器|连不上/)
    fake = await startFakeImap()
    const tls = await reading(mailboxWith({ imap: imapAt(fake.port, { security: 'tls' }) }))
    expect([tls.step, tls.says]).toEqual(['reach_imap', expect.stringMatching(/不是 IMAP/)])
    const starttls = await reading(mailboxWith({ imap: imapAt(fake.port, { security: 'starttls' }) }))
    expect([starttls.step, starttls.says]).toEqual(['reach_imap', expect.stringMatching(/STARTTLS/)])
    fake.instead = ({ verb }) => (verb === 'connect' ? { next: 'silence' } : undefined)
    expect((await reading(mailboxWith({ imap: imapAt(fake.port) }))).says).toMatch(/不是 IMAP/)
  })

  test('nothing is asked of one whose mails come by HTTP', async () => {
    expect(await reading(mailboxWith({}))).toMatchObject({
      mark: 'good',
      says: expect.stringContaining('HTTP'),
    })
  })
})

describe('what keeps it from sending', () => {
  let smtp: FakeSmtp
  beforeEach(async () => {
    smtp = await startFakeSmtp()
  })
  afterEach(() => smtp.close())
  const sending = async (change: Partial<NonNullable<Mailbox['smtp']>> = {}): Promise<string[]> => {
    const mailbox = mailboxWith({ smtp: smtpAt(smtp.port, change) })
    const { findings } = await examineStep(examination(), mailbox, {
      ...firstCursor,
      step: 'sending',
      token: 'token-of-this-test',
    })
    return lines(findings)
  }

  test('nothing: it is taken, and known as ours when it comes back', async () => {
    expect(await sending()).toEqual([
      expect.stringMatching(/^good reach_smtp 127/),
      expect.stringMatching(/^good smtp 已从 kefu@desk\.example\.cn 向自己发出/),
    ])
    const mail = readMail(smtp.taken[0]?.raw ?? Buffer.alloc(0))
    expect(mail).toMatchObject({ from: { address }, to: [{ address }] })
    expect(automaticOf(mail, ['somebody@else.cn'])).toBe('loop')
  })

  test.each([
    ['AUTH', '535 5.7.8 authentication failed', /^bad smtp .*登录名或密码不对/],
    ['AUTH', '534 5.7.9 Application-specific password required', /^bad smtp .*要用授权码/],
    [
      'AUTH',
      '535 5.7.139 Authentication unsuccessful, basic authentication is disabled',
      /^bad smtp .*不再接受密码/,
    ],
    ['MAIL', '553 Mail from must equal authorized user', /^bad smtp .*不允许用 kefu@/],
    ['RCPT', '550 no such user', /^bad smtp .*不接受收件人/],
    ['end', '554 DT:SPM 163', /^bad smtp .*拒收测试邮件：.*DT:SPM/],
    ['MAIL', '451 too many', /^bad smtp .*太频繁/],
    ['greeting', 'hang up', /^bad reach_smtp /],
    ['EHLO', 'silent', /^bad smtp 发信服务器没有在规定时间内应答/],
  ] as const)('%s answered with %s', async (moment, deed, words) => {
    // A pool asks once more where nothing was sent yet.
    smtp.at(moment, deed, deed)
    expect((await sending()).at(-1)).toMatch(words)
  })

  test('port and encryption that do not fit, and nobody there', async () => {
    expect((await sending({ security: 'tls' })).at(-1)).toMatch(/^bad reach_smtp .*不是 SMTP/)
    smtp.at('STARTTLS', '502 what?', '502 what?')
    expect((await sending({ security: 'starttls' })).at(-1)).toMatch(/^bad reach_smtp .*STARTTLS/)
    expect((await sending({ port: 1 })).at(-1)).toMatch(/^bad reach_smtp 连不上/)
    expect((await sending({ host: 'smtp.nowhere.invalid' })).at(-1)).toMatch(
      /^bad reach_smtp (找不到|连不上)/,
    )
  })

  test('no server at all is worth knowing', async () => {
    const cursor = { ...firstCursor, step: 'sending' } as const
    const { findings, next } = await examineStep(examination(), mailboxWith({}), cursor)
    expect([findings[0]?.mark, next]).toEqual(['mind', undefined])
  })
})

test('a refused sign-in comes with where to click at that provider', () => {
  const exam = examination()
  expect(hintFor(exam, 'auth', 'imap.163.com')).toContain('mail.163.com')
  expect(hintFor(exam, 'app_password_needed', 'smtp.exmail.qq.com')).toContain('客户端专用密码')
  expect(hintFor(exam, 'tls_name', 'imap.163.com')).toBeUndefined()
  expect(hintFor(exam, 'auth', 'imap.example.com')).toBeUndefined()
})

test.each([
  ['ERR_TLS_CERT_ALTNAME_INVALID', "Hostname/IP does not match certificate's altnames", 'tls_name'],
  ['CERT_HAS_EXPIRED', 'certificate has expired', 'tls_expired'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', 'tls_unknown'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate', 'tls_unknown'],
  ['ECONNREFUSED', 'connect ECONNREFUSED', undefined],
])('a certificate refused with %s', (code, message, word) => {
  expect(tlsFaultOf(Object.assign(new Error(message), { code }))).toBe(word)
  expect(tlsFaultOf(Object.assign(new Error(message), { code: 'ESOCKET', originalCode: code }))).toBe(word)
})

describe.skipIf(lacksDovecot())('a real Dovecot', () => {
  let dovecot: Dovecot
  let smtp: FakeSmtp
  beforeAll(async () => {
    dovecot = await startDovecot([address])
    dovecot.createFolder(address, '客服/售后')
  })
  afterAll(() => dovecot.remove())
  beforeEach(async () => {
    smtp = await startFakeSmtp()
  })
  afterEach(async () => {
    await smtp.close()
    dovecot.empty(address)
  })
  /** What the outgoing server took is put into the mailbox, with what the receiving one says of it on top. */
  const carrier = (header = ''): (() => Promise<void>) => {
    let carried = 0
    return async () => {
      for (const { raw } of smtp.taken.slice(carried))
        dovecot.deliver(address, Buffer.concat([Buffer.from(header), raw]))
      carried = smtp.taken.length
    }
  }
  const whole = (change: Partial<Mailbox> = {}): Mailbox =>
    mailboxWith({ imap: imapAt(dovecot.port), smtp: smtpAt(smtp.port), ...change })

  test('is signed in to, and a mail to itself comes back', async () => {
    const findings = await all(examination(), whole(), carrier())
    expect(lines(findings)).toEqual([
      expect.stringMatching(/^good reach_imap 127\.0\.0\.1:\d+ 已连上（不加密）/),
      `good imap ${address} 登录成功`,
      'good folders 要读的都在：INBOX',
      expect.stringMatching(/^good reach_smtp/),
      expect.stringMatching(/^good smtp/),
      'good round_trip 测试邮件已在“INBOX”收到，用时约 2 秒；它不会成为工单',
      expect.stringMatching(/^good trusted 收信服务器没有写/),
    ])
  })

  test('speaks English to those who do, over TLS and STARTTLS', async () => {
    for (const [port, security] of [
      [dovecot.tlsPort, 'tls'],
      [dovecot.port, 'starttls'],
    ] as const) {
      const mailbox = whole({ imap: imapAt(port, { security, host: 'localhost' }) })
      const { findings } = await examineStep(examination(dovecot.ca, 'en'), mailbox, firstCursor)
      expect(lines(findings).at(-1)).toBe('good folders those to be read are there: INBOX')
    }
  })

  test('whose certificate nobody knows is told apart from other troubles', async () => {
    const mailbox = whole({ imap: imapAt(dovecot.tlsPort, { security: 'tls', host: 'localhost' }) })
    const { findings } = await examineStep(examination(), mailbox, firstCursor)
    expect(lines(findings)).toEqual([expect.stringMatching(/^bad reach_imap 服务器的证书不是公认机构/)])
  })

  test('without a folder that is to be read: those there are, as people see them', async () => {
    const mailbox = whole({ imap: imapAt(dovecot.port, { folders: ['INBOX', '客服/售后', '垃圾邮件'] }) })
    const { findings } = await examineStep(examination(), mailbox, firstCursor)
    const folders = findings.find(({ step }) => step === 'folders')
    expect([folders?.mark, folders?.says]).toEqual(['bad', expect.stringContaining('没有文件夹 垃圾邮件')])
    expect(folders?.says).toMatch(/服务器上有：.*客服\/售后/)
  })

  test('proposes the server that checked the sender, unless it is believed already', async () => {
    const header = 'Authentication-Results: mx.desk.example.cn; dkim=pass header.d=desk.example.cn\r\n'
    const proposed = (await all(examination(), whole(), carrier(header))).at(-1)
    expect([proposed?.mark, proposed?.remedy]).toEqual([
      'mind',
      expect.stringContaining('mx.desk.example.cn'),
    ])
    const known = whole({ trusted: ['MX.desk.example.cn'] })
    expect((await all(examination(), known, carrier(header))).at(-1)?.mark).toBe('good')
  })

  test('a mail that never comes is told after a minute of looking', async () => {
    let waited = 0
    const findings = await all(examination(), whole(), async (ms) => {
      waited += ms
    })
    expect(waited).toBe(60_000)
    expect(lines(findings).at(-1)).toMatch(
      /^bad round_trip 测试邮件已交给发信服务器，但 60 秒内没有在 INBOX 找到/,
    )
  })

  test('is not asked for a mail that could not be sent', async () => {
    smtp.at('AUTH', '535 no', '535 no')
    expect((await all(examination(), whole())).at(-1)).toMatchObject({ step: 'smtp', mark: 'bad' })
  })
})
