import { type Db, openDb } from '../../src/lib/db.ts'
import { silentLog } from '../../src/lib/log.ts'
import type { EmailDeps } from '../../src/platforms/email/deps.ts'
import { doorHash } from '../../src/platforms/email/door.ts'
import type { EmailOptions } from '../../src/platforms/email/index.ts'
import type { Mailbox } from '../../src/platforms/email/mailbox.ts'
import { freshDatabase } from './database.ts'
import { mailDeps } from './mail-deps.ts'
import { lines } from './raw-mail.ts'

/** The email platform's own parts on a database of their own, with one mailbox and a held clock. */
export interface Mailroom {
  deps: EmailDeps
  db: Db
  mailbox: Mailbox
  /** The same parts, as the platform is made of them. */
  options: EmailOptions
  /** The token of the mailbox's HTTP door. */
  token: string
  /** Lets time go by. */
  passes(ms: number): void
  close(): Promise<void>
}

export async function openMailroom(change: Partial<EmailDeps> = {}): Promise<Mailroom> {
  const database = await freshDatabase()
  const db = openDb({ url: database.url, log: silentLog })
  let at = new Date('2026-11-23T02:00:00Z')
  const deps = mailDeps(db, {
    now: () => at,
    fetch: () => Promise.reject(new Error('no network in this test')),
    ...change,
  })
  const token = 'a-token-of-the-door-for-tests'
  const { id } = await db.mailbox.create({
    data: {
      address: 'help@desk.example.cn',
      name: '客户服务中心',
      trusted: ['mx.desk.example.cn'],
      tokenHash: doorHash(token),
      createdAt: at,
    },
  })
  const mailbox: Mailbox = {
    id,
    address: 'help@desk.example.cn',
    aliases: [],
    name: '客户服务中心',
    imap: undefined,
    smtp: undefined,
    credentials: undefined,
    trusted: ['mx.desk.example.cn'],
  }
  return {
    deps,
    db,
    mailbox,
    token,
    options: { ...deps, timeZone: 'Asia/Shanghai', openAnyFile: async () => undefined },
    passes(ms) {
      at = new Date(at.getTime() + ms)
    },
    async close() {
      await db.$disconnect()
      await database.drop()
    },
  }
}

export interface Written {
  id?: string
  from?: string
  subject?: string
  date?: string
  header?: string[]
  body?: string[]
}

let count = 0

/** The raw bytes of a mail to the desk; another Message-ID each time unless one is given. */
export function written({
  id,
  from,
  subject,
  date,
  header = [],
  body = ['洗衣机不转了'],
}: Written = {}): Buffer {
  count += 1
  return lines([
    `From: ${from ?? '王女士 <wang@example.com>'}`,
    'To: help@desk.example.cn',
    ...(id === '' ? [] : [`Message-ID: ${id ?? `<${count}@example.com>`}`]),
    `Date: ${date ?? 'Mon, 23 Nov 2026 10:00:00 +0800'}`,
    `Subject: ${subject ?? '洗衣机坏了'}`,
    'MIME-Version: 1.0',
    ...(header.some((line) => /^content-type:/i.test(line))
      ? []
      : ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit']),
    ...header,
    '',
    ...body,
  ])
}

/** Has the database refuse every mail that says this, until the returned function is called. */
export async function refuseMailsSaying(db: Db, said: string): Promise<() => Promise<void>> {
  await db.$executeRawUnsafe(`
    CREATE FUNCTION refuse_mail() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.said = '${said}' THEN RAISE EXCEPTION 'index row size 2960 exceeds maximum' USING ERRCODE = '54000'; END IF;
      RETURN NEW;
    END $$`)
  await db.$executeRawUnsafe(
    'CREATE TRIGGER refuse BEFORE INSERT ON "Mail" FOR EACH ROW EXECUTE FUNCTION refuse_mail()',
  )
  return async () => {
    await db.$executeRawUnsafe('DROP TRIGGER refuse ON "Mail"')
    await db.$executeRawUnsafe('DROP FUNCTION refuse_mail()')
  }
}
