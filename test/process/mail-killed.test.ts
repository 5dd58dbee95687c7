import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDb } from '../../src/lib/db.ts'
import { silentLog } from '../../src/lib/log.ts'
import { seal } from '../../src/lib/seal.ts'
import { readMail } from '../../src/platforms/email/read/read-mail.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { type Dovecot, lacksDovecot, startDovecot } from '../support/dovecot.ts'
import { type FakeSmtp, startFakeSmtp } from '../support/fake-smtp.ts'
import { written } from '../support/mailroom.ts'
import { type DeskProcess, freePort, startProcess } from '../support/process.ts'

// The real program is killed at each step of a mail's way. Where it stands is held from outside: by a lock on the table
// it writes next, or by a mail server that does not answer.

const lacking = lacksDovecot()
const help = 'help@desk.example.cn'
const key = randomBytes(32)
const dataDir = mkdtempSync(path.join(tmpdir(), 'kefutai-mail-'))
let database: FreshDatabase
let client: pg.Client
let dovecot: Dovecot
let smtp: FakeSmtp
let desk: DeskProcess | undefined

beforeAll(async () => {
  if (lacking) return
  database = await freshDatabase()
  dovecot = await startDovecot([help])
  smtp = await startFakeSmtp()
  client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const db = openDb({ url: database.url, log: silentLog })
  await db.mailbox.create({
    data: {
      address: help,
      name: '客服',
      imap: {
        host: '127.0.0.1',
        port: dovecot.port,
        security: 'none',
        user: help,
        folders: ['INBOX'],
        since: '2026-01-01T00:00:00Z',
      },
      smtp: { host: '127.0.0.1', port: smtp.port, security: 'none', user: help },
      secret: seal(key, { kind: 'password', password: dovecot.password }),
      createdAt: new Date(),
    },
  })
  await db.$disconnect()
})
afterAll(async () => {
  await desk?.stop()
  await client?.end()
  await smtp?.close()
  await dovecot?.remove()
  await database?.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

const begin = async (): Promise<DeskProcess> =>
  await startProcess({
    PORT: String(await freePort()),
    DATABASE_URL: database.url,
    KEFUTAI_DATA: dataDir,
    KEFUTAI_KEY: key.toString('base64url'),
  })

/** Runs `act` while nobody can write the table, until the desk stands before it. */
async function standingBefore(table: string, act: () => void): Promise<void> {
  await client.query('BEGIN')
  await client.query(`LOCK TABLE "${table}" IN EXCLUSIVE MODE`)
  act()
  const waiting = `SELECT count(*)::int AS count FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
    WHERE c.relname = $1 AND NOT l.granted`
  await expect
    .poll(async () => (await client.query<{ count: number }>(waiting, [table])).rows[0]?.count, {
      timeout: 60_000,
    })
    .toBeGreaterThan(0)
}

const heard = (subject: string): number =>
  smtp.heard.filter((raw) => readMail(raw).subject.includes(subject)).length

/** Kills it; what it had asked of the database dies with it, and time goes by. */
async function kill(): Promise<void> {
  await desk?.kill()
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  )
  await client.query('ROLLBACK')
  await client.query(`DELETE FROM "Lease"`)
  await client.query(`UPDATE "Delivery" SET "lockedUntil" = now() WHERE "lockedUntil" IS NOT NULL`)
  await client.query(`UPDATE "MailSent" SET "busyUntil" = now() WHERE "busyUntil" IS NOT NULL`)
  await client.query(`UPDATE "Mail" SET "arrivedAt" = "arrivedAt" - interval '1 minute'`)
}

const moments: [string, 'sent' | 'uncertain', (deliver: () => void, subject: string) => Promise<void>][] = [
  ['fetched, before it was recorded', 'sent', (deliver) => standingBefore('Mail', deliver)],
  ['recorded, before the house had it', 'sent', (deliver) => standingBefore('Arrival', deliver)],
  ['committed, before the answer was begun', 'sent', (deliver) => standingBefore('MailSent', deliver)],
  [
    'its answer given to the server, which has not said yes',
    'uncertain',
    async (deliver, subject) => {
      smtp.at('end', 'silent')
      deliver()
      await expect.poll(() => heard(subject), { timeout: 60_000 }).toBe(1)
    },
  ],
  [
    'its answer taken by the server, before that was recorded',
    'uncertain',
    async (deliver, subject) => {
      smtp.at('end', 'silent')
      deliver()
      await expect.poll(() => heard(subject), { timeout: 60_000 }).toBe(1)
      await standingBefore('MailSent', () => smtp.release())
    },
  ],
]

test.skipIf(lacking).each(moments)(
  'killed when a mail was %s: it is one message, and its answer is %s',
  { timeout: 180_000 },
  async (moment, fate, arrive) => {
    desk ??= await begin()
    const nth = moments.findIndex(([name]) => name === moment) + 1
    const subject = `第${nth}台洗衣机坏了`
    const raw = written({ subject, id: `<killed-${nth}@example.com>`, from: `wang${nth}@example.com` })
    await arrive(() => dovecot.deliver(help, raw), subject)
    await kill()
    desk = await begin()
    const state = async (): Promise<object> => {
      const count = async (sql: string, values: unknown[] = []): Promise<number> =>
        (await client.query<{ count: number }>(sql, values)).rows[0]?.count ?? 0
      const { rows } = await client.query<{ status: string }>(
        `SELECT d.status FROM "Delivery" d JOIN "Ticket" t ON t.id = d."ticketId"
         WHERE d.audience = 'customer' AND t.description LIKE $1`,
        [`%${subject}%`],
      )
      return {
        mails: await count(`SELECT count(*)::int AS count FROM "Mail"`),
        tickets: await count(`SELECT count(*)::int AS count FROM "Ticket"`),
        inbound: await count(`SELECT count(*)::int AS count FROM "Message" WHERE direction = 'inbound'`),
        answers: rows.map(({ status }) => status),
        heard: heard(subject),
      }
    }
    await expect
      .poll(state, { timeout: 60_000, interval: 200 })
      .toEqual({ mails: nth, tickets: nth, inbound: nth, answers: [fate], heard: 1 })
  },
)
