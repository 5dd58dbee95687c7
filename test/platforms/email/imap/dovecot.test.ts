import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Mailbox } from '../../../../src/platforms/email/mailbox.ts'
import { type Dovecot, lacksDovecot, startDovecot } from '../../../support/dovecot.ts'
import { recordInto, useMailReading } from '../../../support/mail-reading.ts'

const users = Array.from({ length: 16 }, (_, i) => `help${i}@desk.example`)
const at = new Date('2026-11-20T03:04:05Z')

const mail = (subject: string, body = '你好'): string =>
  `From: wang@example.com\r\nTo: help@desk.example\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@example.com>\r\n\r\n${body}\r\n`

describe.skipIf(lacksDovecot())('reading a Dovecot', () => {
  const reading = useMailReading()
  let dovecot: Dovecot
  let next = 0

  beforeAll(async () => {
    dovecot = await startDovecot(users)
  })
  afterAll(async () => await dovecot.remove())

  /** A mailbox that no other test uses. */
  async function addMailbox(
    more: Parameters<typeof reading.addMailbox>[0] = {},
  ): Promise<Mailbox & { user: string }> {
    const user = users[next++] ?? ''
    const mailbox = await reading.addMailbox({
      host: '127.0.0.1',
      port: dovecot.port,
      address: user,
      ...more,
    })
    return { ...mailbox, user }
  }

  test('records what is there, then hears of new mail within a second, and touches no flag', async () => {
    const { user } = await addMailbox()
    dovecot.deliver(user, mail('old'), { arrivedAt: new Date('2025-12-31T00:00:00Z') })
    dovecot.deliver(user, mail('one'), { arrivedAt: at })
    const arrived: Date[] = []
    reading.start({
      onRecord: (_mailbox, mails) => void arrived.push(...mails.map(({ arrivedAt }) => arrivedAt)),
    })
    await reading.hasRecorded(1)
    for (const subject of ['two', 'three', 'four']) {
      const began = performance.now()
      dovecot.deliver(user, mail(subject))
      await vi.waitFor(async () => expect(await reading.subjects()).toContain(subject), {
        timeout: 5000,
        interval: 10,
      })
      expect(performance.now() - began).toBeLessThan(3000)
    }
    expect(await reading.subjects()).toEqual(['one', 'two', 'three', 'four'])
    expect(dovecot.files(user).filter((name) => /:2,./.test(name))).toEqual([])
    const [first] = await reading.db.mail.findMany({ orderBy: { arrivedAt: 'asc' } })
    expect(Buffer.from(first?.raw ?? []).toString()).toBe(mail('one'))
    expect(arrived[0]).toEqual(at)
  })

  test.each([
    ['tls', 'tlsPort'],
    ['starttls', 'port'],
  ] as const)('by %s with its certificate; without it, it is told', async (security, port) => {
    const mailbox = await addMailbox({ security, port: dovecot[port] })
    dovecot.deliver(mailbox.user, mail('secret'))
    const distrustful = reading.start()
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBe('tls'), { timeout: 10_000 })
    await distrustful.stop()
    expect(await reading.db.mail.count()).toBe(0)
    reading.start({ ca: dovecot.ca })
    await reading.hasRecorded(1)
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBeNull())
  })

  test('folders are named as people see them', async () => {
    const { user } = await addMailbox({ folders: ['INBOX', '收件箱/客服', 'R&D'] })
    dovecot.deliver(user, mail('a'), { folder: '收件箱/客服' })
    dovecot.deliver(user, mail('b'), { folder: 'R&D' })
    reading.start({ pace: { pollMs: 200 } })
    await reading.hasRecorded(2)
    dovecot.deliver(user, mail('c'), { folder: '收件箱/客服' })
    dovecot.deliver(user, mail('d'))
    await reading.hasRecorded(4)
    const folders = await reading.db.mailFolder.findMany({
      select: { path: true, lastUid: true },
      orderBy: { path: 'asc' },
    })
    expect(folders).toEqual([
      { path: 'INBOX', lastUid: 1n },
      { path: 'R&D', lastUid: 1n },
      { path: '收件箱/客服', lastUid: 2n },
    ])
  })

  test('a folder that is missing is told, and the others are read', async () => {
    const mailbox = await addMailbox({ folders: ['没有', 'INBOX'] })
    dovecot.deliver(mailbox.user, mail('one'))
    reading.start({ pace: { pollMs: 100 } })
    await reading.hasRecorded(1)
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBe('folder_missing'))
    dovecot.createFolder(mailbox.user, '没有')
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBeNull(), { timeout: 5000 })
  })

  test('a wrong password is told at once and not insisted on; a right one is taken up', async () => {
    const mailbox = await addMailbox({ password: 'wrong' })
    dovecot.deliver(mailbox.user, mail('one'))
    let signIns = 0
    // Dovecot lets those who failed wait.
    reading.start({
      pace: { silentMs: 10_000 },
      jitter: () => {
        signIns += 1
        return 0.5
      },
    })
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBe('auth'), { timeout: 15_000 })
    expect(signIns).toBe(1)
    reading.mailboxes = [{ ...mailbox, credentials: { kind: 'password', password: dovecot.password } }]
    await reading.hasRecorded(1)
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBeNull())
  })

  test('an outage of a day: 300 mails came meanwhile, each is recorded once', async () => {
    const { user } = await addMailbox()
    dovecot.deliver(user, mail('before'))
    reading.start()
    await reading.hasRecorded(1)
    await dovecot.stop()
    for (let i = 0; i < 300; i += 1) dovecot.deliver(user, mail(`out ${i}`))
    await dovecot.start()
    await reading.hasRecorded(301)
    expect(new Set(await reading.subjects()).size).toBe(301)
  })

  test('1,000 waiting mails, with the connection cut again and again, are recorded once each', async () => {
    const { user } = await addMailbox()
    for (let i = 0; i < 1000; i += 1)
      dovecot.deliver(user, mail(`waiting ${i}`, 'x'.repeat(1 + (i % 9) * 3000)))
    let records = 0
    const kicks: number[] = []
    reading.start({
      onRecord: async () => {
        records += 1
        if (records % 6 !== 0 || kicks.length >= 4) return
        kicks.push(records)
        dovecot.kick()
      },
    })
    await reading.hasRecorded(1000, 30_000)
    expect(new Set(await reading.subjects()).size).toBe(1000)
    expect(kicks).toHaveLength(4)
  }, 60_000)

  test('a new UIDVALIDITY: nothing twice, nothing lost', async () => {
    const { user } = await addMailbox()
    for (const subject of ['one', 'two', 'three']) dovecot.deliver(user, mail(subject))
    const first = reading.start()
    await reading.hasRecorded(3)
    await first.stop()
    const before = await reading.db.mailFolder.findFirstOrThrow()
    await dovecot.stop()
    dovecot.renumber(user)
    dovecot.deliver(user, mail('four'))
    // UIDVALIDITY is the second at which it was made.
    await vi.waitFor(() => expect(Math.floor(Date.now() / 1000)).toBeGreaterThan(Number(before.uidValidity)))
    await dovecot.start()
    reading.start()
    await reading.hasRecorded(4)
    dovecot.deliver(user, mail('five'))
    await reading.hasRecorded(5)
    expect(await reading.subjects()).toEqual(['one', 'two', 'three', 'four', 'five'])
    const now = await reading.db.mailFolder.findFirstOrThrow()
    expect(now.uidValidity).not.toBe(before.uidValidity)
    expect(now.lastUid).toBe(5n)
  })

  test('a mailbox that another client empties goes on', async () => {
    const { user } = await addMailbox()
    for (const subject of ['one', 'two']) dovecot.deliver(user, mail(subject))
    const first = reading.start()
    await reading.hasRecorded(2)
    await first.stop()
    dovecot.empty(user)
    const second = reading.start()
    dovecot.deliver(user, mail('three'))
    await reading.hasRecorded(3)
    dovecot.empty(user)
    await second.stop()
    dovecot.deliver(user, mail('four'))
    reading.start()
    await reading.hasRecorded(4)
    expect((await reading.db.mailFolder.findFirstOrThrow()).lastUid).toBe(4n)
  })

  test('the same mail in two mailboxes is recorded once', async () => {
    const [one, two] = [await addMailbox(), await addMailbox()]
    for (const { user } of [one, two]) dovecot.deliver(user, mail('to both'))
    dovecot.deliver(two.user, mail('to two'))
    reading.start()
    await vi.waitFor(async () => expect(await reading.db.mailFolder.count()).toBe(2), { timeout: 5000 })
    expect((await reading.subjects()).toSorted()).toEqual(['to both', 'to two'])
  })

  test('two processes: one reads, and the other takes over after it stopped', async () => {
    const { user } = await addMailbox()
    const by: string[] = []
    const start = (holder: string) => reading.start({ holder, onRecord: () => void by.push(holder) })
    const a = start('A')
    dovecot.deliver(user, mail('one'))
    await reading.hasRecorded(1)
    start('B')
    dovecot.deliver(user, mail('two'))
    await reading.hasRecorded(2)
    expect(new Set(by)).toEqual(new Set(['A']))
    await a.stop()
    dovecot.deliver(user, mail('three'))
    await reading.hasRecorded(3)
    expect(by.at(-1)).toBe('B')
  })

  test('a database that is away while a mail is read loses nothing, and is no fault of the mailbox', async () => {
    const { user } = await addMailbox()
    dovecot.deliver(user, mail('one'))
    let failures = 0
    const record = recordInto(reading.db)
    reading.start({
      record: async (...args) => {
        failures += 1
        if (failures <= 6) throw Object.assign(new Error('the database is away'), { code: 'P1001' })
        await record(...args)
      },
    })
    await reading.hasRecorded(1)
    expect(failures).toBeGreaterThan(6)
    await vi.waitFor(async () => expect(await reading.db.mailFolder.count()).toBe(1))
    expect(await reading.db.mailbox.findFirstOrThrow()).toMatchObject({ fault: null })
  })

  test('a mail that is too large is recorded by its start', async () => {
    const { user } = await addMailbox()
    const large = mail('large', `${'很长 '.repeat(10_000)}end`)
    dovecot.deliver(user, large)
    dovecot.deliver(user, mail('after'))
    reading.start({ pace: { largeBytes: 50_000, largeStart: 10_000 } })
    await reading.hasRecorded(2)
    const [first] = await reading.db.mail.findMany({ orderBy: { arrivedAt: 'asc' } })
    expect(Buffer.from(first?.raw ?? []).equals(Buffer.from(large).subarray(0, 10_000))).toBe(true)
  })

  test('stopping says goodbye and leaves no connection', async () => {
    const mailbox = await addMailbox()
    const closed = vi.spyOn(ImapFlow.prototype, 'logout')
    const one = reading.start()
    await vi.waitFor(async () => expect(await reading.db.mailFolder.count()).toBe(1), { timeout: 5000 })
    const began = performance.now()
    await one.stop()
    expect(performance.now() - began).toBeLessThan(1000)
    expect(closed).toHaveBeenCalledTimes(1)
    closed.mockRestore()
    expect(await reading.db.lease.count()).toBe(0)
    expect(await reading.fault(mailbox)).toBeNull()
  })
})
