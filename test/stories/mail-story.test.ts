import { ImapFlow } from 'imapflow'
import { afterEach, expect, test } from 'vitest'
import { receive } from '../../src/inbox/receive.ts'
import { seal } from '../../src/lib/seal.ts'
import { readMail } from '../../src/platforms/email/read/read-mail.ts'
import type { Pulled } from '../../src/platforms/platform.ts'
import { gbk } from '../support/charset.ts'
import type { TestDesk } from '../support/desk.ts'
import { type Dovecot, lacksDovecot, startDovecot } from '../support/dovecot.ts'
import { openEmail } from '../support/mail-house.ts'
import { lacksPostfix, startPostfix } from '../support/postfix.ts'
import { lines } from '../support/raw-mail.ts'
import { useDesks } from '../support/use-desks.ts'

const openDesk = useDesks()
const help = 'help@desk.example'
const wang = 'wang@customer.example'
const lacking = [lacksDovecot(), lacksPostfix()].includes(true)

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** Foxmail writes in GBK, says GB2312, and encodes no more than it must. */
const foxmail = lines([
  ['From: ', gbk('王女士'), ` <${wang}>`],
  `To: ${help}`,
  ['Subject: ', gbk('洗衣機脱水时响声很大')],
  'Message-ID: <tencent_7F3A@customer.example>',
  'Date: Mon, 23 Nov 2026 09:58:00 +0800',
  'X-Mailer: Foxmail 7.2.25.213[cn]',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset="GB2312"',
  'Content-Transfer-Encoding: 8bit',
  '',
  gbk('您好，上个月买的洗衣机，脱水的时候响得像拖拉机，镕、囍字也写着。麻烦安排师傅来看。'),
])

interface House {
  desk: TestDesk
  dovecot: Dovecot
  /** What stands in the customer's mailbox, oldest first, as their mail program reads it. */
  atCustomer: (count: number) => Promise<ReturnType<typeof readMail>[]>
}

async function openHouse(): Promise<House> {
  const dovecot = await startDovecot([help, wang])
  closing.push(() => dovecot.remove())
  const postfix = await startPostfix({ users: [wang, help], mailDir: dovecot.mailDir })
  closing.push(() => postfix.remove())
  const desk = await openDesk({ at: '2026-11-23T10:00:00+08:00', hours: true })
  const key = Buffer.alloc(32, 9)
  await desk.db.mailbox.create({
    data: {
      address: help,
      name: '青禾客服',
      imap: {
        host: '127.0.0.1',
        port: dovecot.port,
        security: 'none',
        user: help,
        folders: ['INBOX'],
        since: '2026-01-01T00:00:00Z',
      },
      smtp: { host: '127.0.0.1', port: postfix.port, security: 'none', user: '' },
      secret: seal(key, { kind: 'password', password: dovecot.password }),
      createdAt: desk.deps.now(),
    },
  })
  const email = openEmail(desk, key)
  const stop = new AbortController()
  const pump = (async () => {
    for await (const { inbound } of email.listen?.(stop.signal) ?? ([] as Pulled[])) {
      await receive(desk.deps, inbound)
      await desk.delivers()
    }
  })()
  closing.push(async () => {
    stop.abort()
    await pump
    await email.close?.()
  })
  return {
    desk,
    dovecot,
    async atCustomer(count) {
      let mails: ReturnType<typeof readMail>[] = []
      const look = async (): Promise<number> => {
        mails = await mailsOf(dovecot, wang)
        return mails.length
      }
      await expect.poll(look, { timeout: 20_000 }).toBe(count)
      return mails
    },
  }
}

/** The mailbox as the customer's own program sees it. */
async function mailsOf({ port, password }: Dovecot, user: string): Promise<ReturnType<typeof readMail>[]> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: password },
    logger: false,
  })
  await client.connect()
  try {
    await client.mailboxOpen('INBOX', { readOnly: true })
    const all = await client.fetchAll('1:*', { source: true }).catch(() => [])
    return all.map(({ source }) => readMail(source ?? Buffer.alloc(0)))
  } finally {
    await client.logout()
  }
}

test.skipIf(lacking)(
  'a mail by Foxmail in GBK is answered in the thread it began, as an agent approved it',
  { timeout: 60_000 },
  async () => {
    const { desk, dovecot, atCustomer } = await openHouse()
    dovecot.deliver(help, foxmail)
    const [receipt] = await atCustomer(1)
    const ticket = await desk.db.ticket.findFirstOrThrow()
    expect(receipt?.subject).toMatch(/^Re: 洗衣機脱水时响声很大 \[#[a-z0-9]{12}\]$/)
    expect(receipt?.signs.autoSubmitted).toBe('auto-replied')
    expect(receipt?.text).toContain('洗衣機脱水时响声很大')
    expect(receipt?.text).toContain(ticket.number)
    expect(receipt?.text).toContain('2')
    // The receipt may be there first: cards go one after the other.
    await desk.delivers()
    expect(desk.card('desk', 'suggestion').quote?.text).toContain('镕、囍字也写着')

    const shown = desk.card('desk', 'suggestion')
    await desk.presses('K001', shown, 'suggestion.edit', {
      text: '王女士您好，师傅今天下午两点到四点上门检查，请留意来电。',
    })
    await desk.delivers()
    const [, answer] = await atCustomer(2)
    expect(answer?.text).toContain('师傅今天下午两点到四点上门检查')
    expect(answer?.text).toContain('> 您好，上个月买的洗衣机')
    expect(answer?.from.address).toBe(help)
    expect(answer?.inReplyTo).toBe('<tencent_7F3A@customer.example>')
    // The one that is answered stands last (RFC 5322, section 3.6.4).
    expect(answer?.references).toEqual([receipt?.messageId, '<tencent_7F3A@customer.example>'])
    expect(answer?.signs.autoSubmitted).toBe('')

    // The customer answers from her phone: it joins the same ticket.
    dovecot.deliver(
      help,
      lines([
        `From: ${wang}`,
        `To: ${help}`,
        `Subject: =?utf-8?B?${Buffer.from(`回复：${answer?.subject}`).toString('base64')}?=`,
        'Message-ID: <phone-1@customer.example>',
        `In-Reply-To: ${answer?.messageId}`,
        'Date: Mon, 23 Nov 2026 11:00:00 +0800',
        'Content-Type: text/plain; charset=utf-8',
        '',
        '好的，下午在家。',
        '',
        '发自我的iPhone',
        '',
        '> 在 2026年11月23日，10:30，青禾客服 <help@desk.example> 写道：',
        '> 王女士您好',
      ]),
    )
    await expect
      .poll(
        async () =>
          (await desk.db.message.findMany({ where: { direction: 'inbound' }, orderBy: { id: 'asc' } })).map(
            ({ text, ticketId }) => ({ text, ticketId }),
          ),
        { timeout: 20_000 },
      )
      .toMatchObject([{ ticketId: ticket.id }, { ticketId: ticket.id, text: '好的，下午在家。' }])
    expect(await desk.db.ticket.count()).toBe(1)
    // Nothing in the mailbox was touched.
    expect(dovecot.files(help).every((name) => !/:2,.*S/.test(name))).toBe(true)
  },
)
