import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Asked, type FakeImap, type Instead, startFakeImap } from '../../../support/fake-imap.ts'
import { hearingLog, useMailReading } from '../../../support/mail-reading.ts'
import { refuseMailsSaying } from '../../../support/mailroom.ts'

const mail = (subject: string, body = '你好'): string =>
  `From: wang@example.com\r\nSubject: ${subject}\r\nMessage-ID: <${subject}@example.com>\r\n\r\n${body}\r\n`

const reading = useMailReading()
let fake: FakeImap

beforeEach(async () => {
  fake = await startFakeImap()
})
afterEach(async () => await fake.close())

const addMailbox = (more: Parameters<typeof reading.addMailbox>[0] = {}) =>
  reading.addMailbox({ host: '127.0.0.1', port: fake.port, ...more })

/** Misbehaves the first so many times that a command comes, then never again. */
function times(count: number, verb: string, instead: Instead | ((asked: Asked) => Instead)): void {
  let left = count
  fake.instead = (asked) => {
    if (asked.verb !== verb || left === 0) return undefined
    left -= 1
    return typeof instead === 'function' ? instead(asked) : instead
  }
}

const count = (verb: string, pattern = /./): number =>
  fake.asked.filter((asked) => asked.verb === verb && (verb === 'connect' || pattern.test(asked.line || 'x')))
    .length

const isBody = (asked: Asked): boolean => asked.verb === 'UID FETCH' && asked.line.includes('BODY')

describe('a connection that breaks', () => {
  const ends: [string, Instead][] = [
    ['is dropped', { next: 'drop' }],
    ['is reset', { next: 'reset' }],
    ['falls silent', { next: 'silence' }],
    ['says BYE', { write: '* BYE going down\r\n', next: 'drop' }],
    ['talks nonsense', { write: '\u0000\u0001* ((((\r\n', next: 'drop' }],
  ]
  const stages = ['connect', 'CAPABILITY', 'ID', 'LOGIN', 'EXAMINE', 'UID SEARCH', 'UID FETCH', 'IDLE']

  test.each(ends)('%s, at whatever stage: every mail is recorded exactly once', async (_name, end) => {
    const fakes = await Promise.all(
      stages.map(async (stage) => {
        const one = await startFakeImap()
        for (const number of [1, 2]) one.deliver(mail(`${stage} ${number}`))
        await addMailbox({ port: one.port, address: `${stage.replace(' ', '-').toLowerCase()}@desk.example` })
        let left = 1
        one.instead = ({ verb }) => (verb === stage && left-- > 0 ? end : undefined)
        return { stage, one }
      }),
    )
    reading.start({ pace: { pollMs: 400, silentMs: 500, openMs: 800, greetingMs: 500 } })
    await reading.hasRecorded(2 * stages.length)
    const idles = ({ asked }: FakeImap) => asked.some(({ verb }) => verb === 'IDLE')
    await vi.waitFor(() => expect(fakes.every(({ one }) => idles(one))).toBe(true), { timeout: 5000 })
    for (const { stage, one } of fakes) one.deliver(mail(`${stage} 3`))
    await reading.hasRecorded(3 * stages.length)
    const subjects = await reading.subjects()
    for (const stage of stages)
      expect(
        subjects.filter((subject) => subject.startsWith(`${stage} `) && /^\d$/.test(subject.slice(-1))),
      ).toHaveLength(3)
    expect(fakes.every(({ one }) => one.connections > 1)).toBe(true)
    await Promise.all(fakes.map(({ one }) => one.close()))
  })

  test('in the middle of a literal, at every batch', async () => {
    for (let i = 0; i < 10; i += 1) fake.deliver(mail(`mail ${i}`))
    await addMailbox()
    let broken = 0
    fake.instead = (asked) => {
      if (!isBody(asked) || broken >= 3) return undefined
      broken += 1
      return { write: '* 1 FETCH (UID 1 BODY[] {1000}\r\nFrom: wang@exam', next: 'drop' }
    }
    reading.start({ pace: { batchMails: 3 } })
    await reading.hasRecorded(10)
    expect(new Set(await reading.subjects()).size).toBe(10)
    expect(broken).toBe(3)
  })

  test('half-open while idling: noticed, and what came meanwhile is read', async () => {
    await addMailbox()
    let silent = false
    fake.instead = ({ verb, connection }) => {
      if (connection > 1 || verb !== 'IDLE') return undefined
      silent = true
      return { write: '+ idling\r\n', next: 'silence' }
    }
    reading.start({ pace: { pollMs: 300, silentMs: 500, openMs: 800 } })
    await vi.waitFor(() => expect(silent).toBe(true), { timeout: 5000 })
    fake.deliver(mail('meanwhile'))
    await reading.hasRecorded(1)
    expect(fake.connections).toBeGreaterThan(1)
  })
})

describe('a server with ideas of its own', () => {
  test('announces a huge literal: it is not waited for, the mail is left behind and told, those after it are read', async () => {
    fake.deliver(mail('huge'))
    fake.deliver(mail('fine'))
    const mailbox = await addMailbox()
    let promised = 0
    fake.instead = (asked) => {
      if (!isBody(asked) || !/^1[ ,]/.test(asked.line)) return undefined
      promised += 1
      return { write: '* 1 FETCH (UID 1 BODY[] {3000000000}\r\nFrom', next: 'silence' }
    }
    const log = hearingLog()
    reading.start({ log })
    await reading.hasRecorded(1)
    expect(await reading.subjects()).toEqual(['fine'])
    expect(promised).toBe(4) // together, and three times alone
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBe('mail_withheld'))
    expect(log.said.join()).toContain('could not be read three times')
    expect(await reading.db.mailFolder.findFirstOrThrow()).toMatchObject({ lastUid: 2n, skipped: [1n] })
  })

  test('breaks the connection at a mail, each time: those after it are read', async () => {
    for (const subject of ['one', 'two', 'three']) fake.deliver(mail(subject))
    const mailbox = await addMailbox()
    fake.instead = (asked) => (isBody(asked) && /(^|,)2[ ,]/.test(asked.line) ? { next: 'reset' } : undefined)
    reading.start()
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBe('mail_withheld'), {
      timeout: 5000,
    })
    expect(await reading.subjects()).toEqual(['one', 'three'])
  })

  test('hands out a mail that cannot be recorded: it is left behind, and recorded when that is mended', async () => {
    for (const subject of ['one', 'poison', 'three']) fake.deliver(mail(subject))
    const mailbox = await addMailbox()
    let mended = false
    const start = () =>
      reading.start({
        onRecord: (_mailbox, mails) => {
          if (!mended && mails.some(({ raw }) => raw.includes('poison')))
            throw new Error('invalid byte sequence')
        },
      })
    const first = start()
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBe('mail_withheld'), {
      timeout: 5000,
    })
    expect(await reading.subjects()).toEqual(['one', 'three'])
    await first.stop()
    mended = true
    start()
    await reading.hasRecorded(3)
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBeNull())
  })

  test('hands out a mail that the database refuses: it is kept as one that cannot be read, and withheld from nobody', async () => {
    await refuseMailsSaying(reading.db, 'poison')
    for (const word of ['one', 'poison', 'three']) fake.deliver(mail(word, word))
    const mailbox = await addMailbox()
    reading.start()
    await reading.hasRecorded(3)
    await vi.waitFor(async () => expect(await reading.db.mailFolder.count()).toBe(1), { timeout: 5000 })
    expect(await reading.db.mailFolder.findFirst()).toMatchObject({ lastUid: 3n, skipped: [] })
    const errors = await reading.db.mail.findMany({ orderBy: { arrivedAt: 'asc' } })
    expect(errors.map(({ error }) => error !== null)).toEqual([false, true, false])
    expect(await reading.fault(mailbox)).toBeNull()
  })

  test('withholds a mail, and gives it later', async () => {
    for (const subject of ['one', 'two', 'three']) fake.deliver(mail(subject))
    const mailbox = await addMailbox()
    let withheld = true
    fake.instead = (asked) =>
      withheld && isBody(asked) && /(^|,)2[ ,]/.test(asked.line)
        ? { write: `${asked.tag} NO internal error\r\n` }
        : undefined
    const first = reading.start({ pace: { retrySkippedMs: 1_000_000 } })
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBe('mail_withheld'), {
      timeout: 5000,
    })
    expect(await reading.subjects()).toEqual(['one', 'three'])
    fake.deliver(mail('four'))
    await reading.hasRecorded(3)
    await first.stop()
    withheld = false
    reading.start()
    await reading.hasRecorded(4)
    expect(await reading.subjects()).toEqual(['one', 'three', 'four', 'two'])
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBeNull())
    expect(await reading.db.mailFolder.findFirstOrThrow()).toMatchObject({ lastUid: 4n, skipped: [] })
  })

  test.each([
    ['NIL', '* 1 FETCH (UID 1 BODY[] NIL)\r\n'],
    ['an empty body', '* 1 FETCH (UID 1 BODY[] {0}\r\n)\r\n'],
    ['another mail', '* 1 FETCH (UID 99 BODY[] {3}\r\nabc)\r\n'],
    ['nothing', ''],
  ])('answers %s for a mail that is there: it is asked again', async (_name, said) => {
    fake.deliver(mail('one'))
    await addMailbox()
    let left = 2
    fake.instead = (asked) =>
      isBody(asked) && left-- > 0 ? { write: `${said}${asked.tag} OK\r\n` } : undefined
    reading.start()
    await reading.hasRecorded(1)
    expect(await reading.subjects()).toEqual(['one'])
  })

  test.each([
    ['too long a literal', '* 1 FETCH (UID 1 BODY[] {500}\r\nabc)\r\n'],
    ['too short a literal', '* 1 FETCH (UID 1 BODY[] {3}\r\nabcdef)\r\n'],
  ])('counts %s: the mail after it is not mistaken for it', async (_name, said) => {
    fake.deliver(mail('one'))
    fake.deliver(mail('two'))
    await addMailbox()
    let left = 1
    fake.instead = (asked) =>
      isBody(asked) && left-- > 0 ? { write: `${said}${asked.tag} OK\r\n` } : undefined
    reading.start({ pace: { pollMs: 300, silentMs: 400 } })
    await reading.hasRecorded(2)
    expect(await reading.subjects()).toEqual(['one', 'two'])
  })

  test('a mail that another client expunges between search and fetch is skipped', async () => {
    for (const subject of ['one', 'two', 'three']) fake.deliver(mail(subject))
    await addMailbox()
    let expunged = false
    fake.instead = (asked) => {
      if (isBody(asked) && !expunged) {
        expunged = true
        fake.folders.get('INBOX')?.mails.splice(1, 1)
        return { write: '* 2 EXPUNGE\r\n', next: 'answer' }
      }
      return undefined
    }
    reading.start()
    await reading.hasRecorded(2)
    fake.deliver(mail('four'))
    await reading.hasRecorded(3)
    expect(await reading.subjects()).toEqual(['one', 'three', 'four'])
    expect(await reading.db.mailFolder.findFirstOrThrow()).toMatchObject({ skipped: [] })
  })

  test.each([
    ['a search by date', 'UID SEARCH', /SINCE/],
    ['sizes', 'UID FETCH', /SIZE/],
    ['bodies', 'UID FETCH', /BODY/],
  ])('answers nothing to %s: no mail is passed over', async (_name, verb, pattern) => {
    for (const subject of ['one', 'two']) fake.deliver(mail(subject))
    await addMailbox()
    fake.instead = (asked) =>
      asked.verb === verb && pattern.test(asked.line) && count(verb, pattern) < 3
        ? { write: `${asked.tag} OK and nothing more\r\n` }
        : undefined
    reading.start({ pace: { retrySkippedMs: 0, pollMs: 100 } })
    await reading.hasRecorded(2)
    expect((await reading.subjects()).toSorted()).toEqual(['one', 'two'])
  })

  test('refuses to search: that is no empty folder', async () => {
    fake.deliver(mail('one'))
    const mailbox = await addMailbox()
    let refuses = true
    fake.instead = ({ verb, tag }) =>
      verb === 'UID SEARCH' && refuses ? { write: `${tag} NO not now\r\n` } : undefined
    reading.start()
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBe('refused'), { timeout: 5000 })
    expect(await reading.db.mailFolder.count()).toBe(0)
    refuses = false
    await reading.hasRecorded(1)
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBeNull())
  })

  test('knows no IDLE, or refuses it: it is polled, and not asked all the time', async () => {
    await addMailbox()
    fake.instead = ({ verb, tag }) => (verb === 'IDLE' ? { write: `${tag} BAD no\r\n` } : undefined)
    reading.start({ pace: { pollMs: 150 } })
    await vi.waitFor(() => expect(count('EXAMINE')).toBe(1), { timeout: 5000, interval: 5 })
    fake.deliver(mail('one'))
    await reading.hasRecorded(1)
    expect(count('IDLE')).toBeLessThanOrEqual(count('EXAMINE'))
    expect(count('EXAMINE')).toBeLessThan(6)
    expect(fake.connections).toBe(1)
  })
})

describe('numbers that became worthless', () => {
  const ago = (days: number): Date => new Date(Date.now() - days * 24 * 60 * 60_000)

  test('a new UIDVALIDITY between two sessions: what came since is found, nothing is recorded twice', async () => {
    for (const days of [9, 5, 1]) fake.deliver(mail(`${days} days ago`), ago(days))
    await addMailbox()
    const first = reading.start()
    await reading.hasRecorded(3)
    await first.stop()
    const kept = fake.folders.get('INBOX')?.mails ?? []
    // Sorted anew: what was last is first, and an old mail has a high number.
    const again = [...kept.toReversed(), { uid: 0, raw: Buffer.from(mail('new')), arrivedAt: new Date() }]
    fake.folders.set('INBOX', { uidValidity: 8, mails: again.map((one, i) => ({ ...one, uid: i + 1 })) })
    reading.start()
    await reading.hasRecorded(4)
    expect(await reading.subjects()).toEqual(['9 days ago', '5 days ago', '1 days ago', 'new'])
    await vi.waitFor(async () =>
      expect(await reading.db.mailFolder.findFirstOrThrow()).toMatchObject({ uidValidity: 8n, lastUid: 4n }),
    )
    const fetchedAgain = fake.asked.filter((asked) => isBody(asked)).at(-1)
    expect(fetchedAgain?.line).toMatch(/^1,4 /)
  })

  test('numbers that go backwards without a word are treated the same', async () => {
    for (const subject of ['one', 'two', 'three']) fake.deliver(mail(subject))
    await addMailbox()
    const first = reading.start()
    await reading.hasRecorded(3)
    await first.stop()
    fake.folders.set('INBOX', { uidValidity: 7, mails: [] })
    fake.deliver(mail('four'))
    reading.start()
    await reading.hasRecorded(4)
    expect(await reading.subjects()).toEqual(['one', 'two', 'three', 'four'])
    await vi.waitFor(async () => expect((await reading.db.mailFolder.findFirstOrThrow()).lastUid).toBe(1n))
  })

  test('a wrong UIDNEXT is not believed', async () => {
    for (const subject of ['one', 'two', 'three']) fake.deliver(mail(subject))
    const inbox = fake.folders.get('INBOX')
    if (inbox) inbox.uidNext = 1
    await addMailbox()
    const first = reading.start()
    await reading.hasRecorded(3)
    await first.stop()
    const fetched = count('UID FETCH')
    fake.deliver(mail('four'))
    reading.start()
    await reading.hasRecorded(4)
    expect(count('UID FETCH') - fetched).toBe(2)
  })

  test('a first reading that is cut goes on where it was, and old mails are left alone', async () => {
    for (let i = 0; i < 9; i += 1) fake.deliver(mail(`mail ${i}`), i === 4 ? ago(400) : ago(1))
    await addMailbox({ since: ago(30).toISOString() })
    let bodies = 0
    fake.instead = (asked) => {
      if (!isBody(asked)) return undefined
      bodies += 1
      return bodies === 3 ? { next: 'drop' } : undefined
    }
    const marks: (bigint | undefined)[] = []
    reading.start({
      pace: { batchMails: 2 },
      onRecord: (_mailbox, _mails, mark) => void marks.push(mark?.lastUid),
    })
    await reading.hasRecorded(8)
    await vi.waitFor(() => expect(marks.at(-1)).toBe(9n))
    expect(await reading.subjects()).not.toContain('mail 4')
    // Until all is recorded there is no mark: it would pass for more than is known.
    expect(marks.slice(0, -1).every((mark) => mark === undefined)).toBe(true)
    expect(fake.asked.filter(isBody).filter(({ line }) => /^1[ ,]/.test(line))).toHaveLength(1)
  })
})

describe('signing in', () => {
  test.each([
    ['NO [AUTHENTICATIONFAILED] Invalid credentials', 'auth'],
    [
      'NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833',
      'app_password_needed',
    ],
  ])('%s is told at once, and tried again only after a long time', async (said, fault) => {
    const mailbox = await addMailbox()
    fake.instead = ({ verb, tag }) => (verb === 'LOGIN' ? { write: `${tag} ${said}\r\n` } : undefined)
    const log = hearingLog()
    const one = reading.start({ log, pace: { retryByPersonMs: 400 } })
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBe(fault), { timeout: 5000 })
    const began = performance.now()
    await vi.waitFor(() => expect(count('LOGIN')).toBe(2), { timeout: 5000, interval: 5 })
    expect(performance.now() - began).toBeGreaterThan(250)
    await one.stop()
    expect(log.said.join()).not.toContain('auth-code-0815')
    expect(log.said.join()).not.toContain('help@desk.example')
  })

  test('a server that is not there is asked ever more slowly, and told after the third time', async () => {
    const mailbox = await addMailbox()
    fake.instead = ({ verb }) => (verb === 'connect' ? { next: 'drop' } : undefined)
    const pauses: number[] = []
    let last = performance.now()
    reading.start({
      pace: { retryMs: 50, retryMostMs: 400 },
      jitter: () => {
        pauses.push(performance.now() - last)
        last = performance.now()
        return 0.5
      },
    })
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBe('unreachable'), { timeout: 5000 })
    await vi.waitFor(() => expect(pauses.length).toBeGreaterThanOrEqual(6), { timeout: 5000 })
    expect(pauses[3]).toBeGreaterThan(190)
    expect(pauses[5]).toBeGreaterThan(390)
  })

  test('a server that lets in and throws out again is no reason for a storm', async () => {
    await addMailbox()
    fake.instead = ({ verb }) => (verb === 'IDLE' ? { next: 'drop' } : undefined)
    let failures = 0
    reading.start({
      pace: { retryMs: 50, retryMostMs: 100_000 },
      jitter: () => {
        failures += 1
        return 0.5
      },
    })
    await vi.waitFor(() => expect(failures).toBe(4), { timeout: 5000 })
    expect(fake.connections).toBe(4)
  })

  test('says who it is before it opens a folder, as 163 demands', async () => {
    fake.deliver(mail('one'))
    await addMailbox()
    let known = false
    fake.instead = ({ verb, tag, line }) => {
      if (verb === 'ID') known = /"name" "Kefutai"/i.test(line)
      return verb === 'EXAMINE' && !known
        ? { write: `${tag} NO EXAMINE Unsafe Login. Please contact kefu@188.com for help\r\n` }
        : undefined
    }
    reading.start()
    await reading.hasRecorded(1)
  })

  test('a slow greeting is waited for, and not for ever', async () => {
    fake.deliver(mail('one'))
    await addMailbox()
    times(1, 'connect', { next: 'silence' })
    const began = performance.now()
    reading.start({ pace: { greetingMs: 300 } })
    await reading.hasRecorded(1)
    expect(performance.now() - began).toBeGreaterThan(300)
    expect(fake.connections).toBe(2)
  })
})
