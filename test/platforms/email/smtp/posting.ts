import { randomUUID } from 'node:crypto'
import { afterEach } from 'vitest'
import { type Db, openDb } from '../../../../src/lib/db.ts'
import { silentLog } from '../../../../src/lib/log.ts'
import type { EmailDeps } from '../../../../src/platforms/email/deps.ts'
import type { Mailbox } from '../../../../src/platforms/email/mailbox.ts'
import type { SenderOptions } from '../../../../src/platforms/email/smtp/options.ts'
import { createSender, type Sender } from '../../../../src/platforms/email/smtp/send.ts'
import type { Address, OutboundMessage } from '../../../../src/platforms/platform.ts'
import { freshDatabase } from '../../../support/database.ts'
import { type FakeSmtp, startFakeSmtp } from '../../../support/fake-smtp.ts'
import { site, translate } from '../write/letters.ts'

/** A sender with its mailbox, one thread of 王女士, and the server it sends through. */
export interface Posting {
  db: Db
  deps: EmailDeps
  sender: Sender
  server: FakeSmtp
  mailbox: Mailbox
  to: Address
  clock: { at: Date }
  /** Another process on the same database. */
  another: (options?: Partial<SenderOptions>) => Sender
}

interface PostingOptions extends Partial<SenderOptions> {
  server?: Parameters<typeof startFakeSmtp>[0]
  mailbox?: (mailbox: Mailbox) => Mailbox
  address?: string
}

const same = (mailbox: Mailbox): Mailbox => mailbox

/** Sends of which each test's are taken down behind it. */
export function usePosting(): (options?: PostingOptions) => Promise<Posting> {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close()
  })
  return async ({ server: fake, mailbox: change = same, address, ...more } = {}) => {
    const database = await freshDatabase()
    const db = openDb({ url: database.url, log: silentLog })
    const server = await startFakeSmtp(fake)
    closing.push(
      () => database.drop(),
      () => db.$disconnect(),
      () => server.close(),
    )
    const { mailbox, to } = await recordThread(db, server.port, address)
    const clock = { at: new Date('2026-11-22T20:00:00+08:00') }
    const { hours: _hours, timeZone, ...place } = site
    const deps: EmailDeps = {
      db,
      now: () => clock.at,
      translate,
      log: silentLog,
      fetch,
      randomToken: () => 'x',
      hideSecrets: (text) => text,
      site: place,
    }
    const another = (options: Partial<SenderOptions> = {}): Sender => {
      const sender = createSender(deps, {
        mailboxOf: async (id) => (id === mailbox.id ? change(mailbox) : undefined),
        accessToken: async () => 'token-1',
        openFile: async () => undefined,
        timeZone,
        limits: { connectMs: 1_000, soonMs: 2_500, busyMs: 30_000, wholeMs: 1_500, answerMs: 5_000 },
        ...more,
        ...options,
      })
      closing.push(() => sender.close())
      return sender
    }
    return { db, deps, sender: another(), server, mailbox: change(mailbox), to, clock, another }
  }
}

async function recordThread(
  db: Db,
  port: number,
  address = 'wang@example.com',
): Promise<{ mailbox: Mailbox; to: Address }> {
  const { id } = await db.mailbox.create({
    data: { address: 'service@qinghe.example', name: '青禾客服', createdAt: new Date() },
  })
  const thread = await db.mailThread.create({
    data: {
      mailboxId: id,
      address,
      name: '王女士',
      subject: '洗衣机漏水',
      token: 'k7q2m9abcdef',
      createdAt: new Date(),
      ids: { create: { messageId: '<first@example.com>', outbound: false } },
    },
  })
  const mailbox: Mailbox = {
    id,
    address: 'service@qinghe.example',
    aliases: [],
    name: '青禾客服',
    imap: undefined,
    smtp: { host: '127.0.0.1', port, security: 'none', user: 'service@qinghe.example' },
    credentials: { kind: 'password', password: 'auth-code' },
    trusted: [],
  }
  return { mailbox, to: { platform: 'email', id: thread.id } }
}

/** A mail of the thread as it was recorded. */
export async function recordMail(
  db: Db,
  thread: string,
  mail: { from: string; said: string; at: string },
): Promise<void> {
  const { mailboxId } = await db.mailThread.findUniqueOrThrow({ where: { id: thread } })
  await db.mail.create({
    data: {
      fingerprint: randomUUID(),
      mailboxId,
      threadId: thread,
      raw: Buffer.from(`From: ${mail.from}\r\nSubject: x\r\n\r\n${mail.said}`),
      size: 1,
      arrivedAt: new Date(mail.at),
      automatic: 'none',
      said: mail.said,
    },
  })
}

export const answer = (change: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: randomUUID(),
  text: '王女士您好，工程师今天 18:00 前上门。',
  author: { kind: 'agent', name: '林晓（工号 K001）' },
  ...change,
})

export const receipt = (change: Partial<OutboundMessage> = {}): OutboundMessage =>
  answer({ author: { kind: 'bot', name: '青禾电器' }, ...change })
