import { receive } from '../../src/inbox/receive.ts'
import { seal } from '../../src/lib/seal.ts'
import { doorHash } from '../../src/platforms/email/door.ts'
import { createEmailPlatform, type EmailOptions } from '../../src/platforms/email/index.ts'
import { readMail } from '../../src/platforms/email/read/read-mail.ts'
import type { Platform } from '../../src/platforms/platform.ts'
import { createDesk, type TestDesk } from './desk.ts'
import { type FakeSmtp, startFakeSmtp } from './fake-smtp.ts'
import { type Written, written } from './mailroom.ts'

/** A desk with the real email platform: mails come by its HTTP door, answers go to a server on this machine. */
export interface MailHouse {
  desk: TestDesk
  server: FakeSmtp
  /** A mail arrives at help@desk.example.cn. */
  brings: (mail: Written) => Promise<void>
  /** What the server answers for, as its recipients read it. */
  taken: () => ReturnType<typeof readMail>[]
  close: () => Promise<void>
}

/** The real email platform as one of a desk's: it goes by the desk's held clock. */
export function openEmail(desk: TestDesk, key: Buffer, more: Partial<EmailOptions> = {}): Platform {
  const { playbook, platforms } = desk.deps
  const email = createEmailPlatform({
    ...desk.deps,
    fetch,
    randomToken: () => 'x',
    hideSecrets: (text) => text,
    timeZone: 'Asia/Shanghai',
    openAnyFile: async () => undefined,
    site: { publicUrl: 'https://desk.example.cn', company: playbook.company, key, automaticPerHour: 5 },
    ...more,
  })
  if (!(platforms instanceof Map)) throw new Error('the platforms of a desk are a map')
  platforms.set('email', email)
  return email
}

/** Opens such a house. */
export async function openMailHouse(more: Partial<EmailOptions> = {}): Promise<MailHouse> {
  const desk = await createDesk({ at: '2026-11-23T10:00:00+08:00', hours: true })
  const server = await startFakeSmtp()
  const key = Buffer.alloc(32, 9)
  const token = 'a-token-of-the-door-for-tests'
  await desk.db.mailbox.create({
    data: {
      address: 'help@desk.example.cn',
      name: '青禾客服',
      smtp: { host: '127.0.0.1', port: server.port, security: 'none', user: 'help@desk.example.cn' },
      secret: seal(key, { kind: 'password', password: 'auth-code' }),
      tokenHash: doorHash(token),
      createdAt: desk.deps.now(),
    },
  })
  const email = openEmail(desk, key, more)
  return {
    desk,
    server,
    async brings(mail) {
      const result = await email.webhook?.({
        method: 'POST',
        url: '/webhooks/email',
        headers: { authorization: `Bearer ${token}` },
        body: written(mail),
        ip: '127.0.0.1',
      })
      const outcomes = []
      for (const inbound of result?.inbound ?? []) outcomes.push(await receive(desk.deps, inbound))
      await result?.respond(outcomes)
      await desk.delivers()
    },
    taken: () => server.taken.map(({ raw }) => readMail(raw)),
    async close() {
      await email.close?.()
      await server.close()
      await desk.close()
    },
  }
}

/** A bounce of a mail of ours. */
export const bounceOfOurs = (messageId: string, status = '5.1.1'): Written => ({
  from: 'Mail Delivery System <MAILER-DAEMON@customer.example>',
  subject: 'Undelivered Mail Returned to Sender',
  header: [
    'Auto-Submitted: auto-replied',
    'Return-Path: <>',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
  ],
  body: [
    '--b',
    'Content-Type: text/plain',
    '',
    'It could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.customer.example',
    '',
    'Final-Recipient: rfc822; wang@example.com',
    'Action: failed',
    `Status: ${status}`,
    `Diagnostic-Code: smtp; 550 ${status} user unknown`,
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    'Subject: Re: x',
    '--b--',
  ],
})
