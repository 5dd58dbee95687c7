import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { type Db, openDb } from '../../src/lib/db.ts'
import { type Log, silentLog } from '../../src/lib/log.ts'
import type { IncomingMail, RecordMails } from '../../src/platforms/email/imap/incoming.ts'
import { type Pace, usualPace } from '../../src/platforms/email/imap/pace.ts'
import { createReaders, type ReaderDeps, type Readers } from '../../src/platforms/email/imap/readers.ts'
import type { ImapSettings, Mailbox } from '../../src/platforms/email/mailbox.ts'
import { type FolderMark, recordMails } from '../../src/platforms/email/store/record.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { mailDeps } from './mail-deps.ts'

/** As usual, but for what tests wait for; polling is not among it, so that what is heard at once is heard by IDLE. */
export const quickPace: Pace = {
  ...usualPace,
  lookMs: 100,
  connectMs: 2000,
  greetingMs: 1000,
  endMs: 200,
  retryMs: 20,
  retryMostMs: 200,
  retryByPersonMs: 60_000,
  leaseMs: 2000,
  renewMs: 500,
  askLeaseMs: 50,
}

export type Recording = (
  mailbox: Mailbox,
  mails: IncomingMail[],
  mark: FolderMark | undefined,
) => void | Promise<void>

export interface Reading {
  db: Db
  /** All mailboxes there are; a test may change it. */
  mailboxes: Mailbox[]
  now: () => Date
  addMailbox(settings: Partial<ImapSettings> & { password?: string; address?: string }): Promise<Mailbox>
  /** Begins to read, as one process does. */
  start(more?: Partial<Omit<ReaderDeps, 'pace'>> & { pace?: Partial<Pace>; onRecord?: Recording }): Started
  /** The subjects of what is recorded, in the order of recording. */
  subjects(): Promise<string[]>
  /** Waits until so many mails are recorded. */
  hasRecorded(count: number, timeout?: number): Promise<void>
  fault(mailbox: Mailbox): Promise<string | null>
}

export interface Started {
  readers: Readers
  stop(): Promise<void>
}

/** Gives every test of the file a database, and ends what it started. */
export function useMailReading(): Reading {
  let database: FreshDatabase
  let started: Started[] = []
  const reading: Reading = {
    db: undefined as unknown as Db,
    mailboxes: [],
    now: () => new Date(),
    addMailbox: (settings) => addMailbox(reading, settings),
    start({ pace, onRecord, ...more } = {}) {
      const deps: ReaderDeps = {
        db: reading.db,
        now: () => reading.now(),
        log: silentLog,
        fetch,
        jitter: () => 0.5,
        holder: randomUUID(),
        mailboxes: async () => reading.mailboxes,
        record: recordInto(reading.db, onRecord),
        pace: { ...quickPace, ...pace },
        ...more,
      }
      const readers = createReaders(deps)
      const end = new AbortController()
      const running = readers.run(end.signal)
      const one: Started = {
        readers,
        async stop() {
          end.abort()
          await running
        },
      }
      started.push(one)
      return one
    },
    subjects: async () => {
      const mails = await reading.db.mail.findMany({ orderBy: { arrivedAt: 'asc' }, select: { raw: true } })
      return mails.map(({ raw }) => /^Subject: (.*?)\r?$/im.exec(Buffer.from(raw).toString())?.[1] ?? '')
    },
    hasRecorded: async (count, timeout = 10_000) =>
      await vi.waitFor(async () => expect(await reading.db.mail.count()).toBe(count), {
        timeout,
        interval: 10,
      }),
    fault: async ({ id }) => (await reading.db.mailbox.findUniqueOrThrow({ where: { id } })).fault,
  }
  beforeEach(async () => {
    database = await freshDatabase()
    reading.db = openDb({ url: database.url, log: silentLog })
    reading.mailboxes = []
    reading.now = () => new Date()
    started = []
  })
  afterEach(async () => {
    await Promise.all(started.map((one) => one.stop()))
    await reading.db.$disconnect()
    await database.drop()
  })
  return reading
}

async function addMailbox(
  reading: Reading,
  {
    password = 'auth-code-0815',
    address = 'help@desk.example',
    ...settings
  }: Parameters<Reading['addMailbox']>[0],
): Promise<Mailbox> {
  const imap: ImapSettings = {
    host: 'localhost',
    port: 143,
    security: 'none',
    user: address,
    folders: ['INBOX'],
    since: '2026-01-01T00:00:00.000Z',
    ...settings,
  }
  const { id } = await reading.db.mailbox.create({
    data: { address, name: '客户服务中心', imap: { ...imap }, createdAt: reading.now() },
  })
  const mailbox: Mailbox = {
    id,
    address,
    aliases: [],
    name: '客户服务中心',
    imap,
    smtp: undefined,
    credentials: { kind: 'password', password },
    trusted: [],
  }
  reading.mailboxes = [...reading.mailboxes, mailbox]
  return mailbox
}

/** Records mails as the platform does, and tells of it before; the order of arrival is that of recording. */
export function recordInto(db: Db, onRecord: Recording = () => undefined): RecordMails {
  const deps = mailDeps(db)
  return async (mailbox, mails, mark) => {
    await onRecord(mailbox, mails, mark)
    await recordMails(deps, mailbox, mails, mark)
  }
}

/** Remembers what was said at each level. */
export function hearingLog(): Log & { said: string[] } {
  const said: string[] = []
  const hear = (fields: object, message: string): void => {
    said.push(`${message} ${JSON.stringify(fields)}`)
  }
  return { said, debug: hear, info: hear, warn: hear, error: hear }
}
