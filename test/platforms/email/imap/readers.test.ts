import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Mailbox } from '../../../../src/platforms/email/mailbox.ts'
import { keepRefreshToken, readMailboxes } from '../../../../src/platforms/email/mailboxes.ts'
import { createEmailSetup } from '../../../../src/platforms/email/setup.ts'
import { type FakeImap, startFakeImap } from '../../../support/fake-imap.ts'
import { mailDeps } from '../../../support/mail-deps.ts'
import { hearingLog, useMailReading } from '../../../support/mail-reading.ts'

const mail = (subject: string): string => `From: wang@example.com\r\nSubject: ${subject}\r\n\r\n你好\r\n`

const reading = useMailReading()
let fake: FakeImap

beforeEach(async () => {
  fake = await startFakeImap()
})
afterEach(async () => await fake.close())

const addMailbox = (more: Parameters<typeof reading.addMailbox>[0] = {}): Promise<Mailbox> =>
  reading.addMailbox({ host: '127.0.0.1', port: fake.port, ...more })

const asked = (verb: string): number => fake.asked.filter((one) => one.verb === verb).length

/** Waits until a mailbox rests after its first round. */
const rests = (): Promise<unknown> =>
  vi.waitFor(async () => expect(await reading.db.mailFolder.count()).toBe(1), { timeout: 5000, interval: 5 })

describe('the mailboxes', () => {
  test('that come, change and go are taken up and let go', async () => {
    fake.deliver(mail('one'))
    reading.start()
    const mailbox = await addMailbox()
    await reading.hasRecorded(1)
    fake.folders.set('客服', { uidValidity: 1, mails: [] })
    fake.folders.set('&W6JnDQ-', {
      uidValidity: 1,
      mails: [{ uid: 1, raw: Buffer.from(mail('two')), arrivedAt: new Date() }],
    })
    reading.mailboxes = [{ ...mailbox, imap: mailbox.imap && { ...mailbox.imap, folders: ['客服'] } }]
    await reading.hasRecorded(2)
    expect(asked('LOGOUT')).toBe(1)
    reading.mailboxes = [{ ...mailbox, imap: undefined }]
    await vi.waitFor(async () => expect(await reading.db.lease.count()).toBe(0), { timeout: 5000 })
    expect(asked('LOGOUT')).toBe(2)
    expect(fake.connections).toBe(2)
  })

  test('are looked into at once when somebody wakes the readers', async () => {
    fake.capabilities = ['ID']
    await addMailbox()
    const { readers } = reading.start({ pace: { lookMs: 60_000 } })
    await rests()
    fake.deliver(mail('one'))
    readers.wake()
    await reading.hasRecorded(1)
  })

  test('are read on while nobody can say which there are', async () => {
    const mailbox = await addMailbox()
    let fails = false
    const log = hearingLog()
    reading.start({
      log,
      mailboxes: async () => {
        if (fails) throw new Error('the database is away')
        return [mailbox]
      },
    })
    await rests()
    fails = true
    await vi.waitFor(() => expect(log.said.join()).toContain('could not be asked'))
    fake.deliver(mail('one'))
    await reading.hasRecorded(1)
    expect(fake.connections).toBe(1)
  })

  test('of a process that died are read by another when its lease runs out', async () => {
    const { id } = await addMailbox()
    const untilAt = new Date(Date.now() + 700)
    await reading.db.lease.create({ data: { name: `mailbox:${id}`, holder: 'dead', untilAt } })
    fake.deliver(mail('one'))
    reading.start()
    await reading.hasRecorded(1)
    expect(Date.now()).toBeGreaterThanOrEqual(untilAt.getTime())
    expect(fake.connections).toBe(1)
  })
})

describe('a mailbox with OAuth 2', () => {
  const withTokens = async (): Promise<Mailbox> => {
    fake.capabilities = ['IDLE', 'ID', 'AUTH=XOAUTH2']
    const mailbox = await addMailbox()
    const tokenUrl = 'https://login.example.com/token'
    const one: Mailbox = {
      ...mailbox,
      credentials: { kind: 'oauth', clientId: 'c', clientSecret: 's', refreshToken: 'r', tokenUrl },
    }
    reading.mailboxes = [one]
    return one
  }
  /** A token server that gives these in turn. */
  const giving = (...tokens: string[]): typeof fetch => {
    let given = 0
    return async () => Response.json({ access_token: tokens[given++] ?? tokens.at(-1), expires_in: 3600 })
  }

  test('signs in with a token, and with a fresh one where the first was taken back', async () => {
    await withTokens()
    fake.deliver(mail('one'))
    fake.tokens = ['second']
    reading.start({ fetch: giving('first', 'second') })
    await reading.hasRecorded(1)
    expect(asked('AUTHENTICATE')).toBe(2)
    expect(asked('LOGIN')).toBe(0)
  })

  test('whose fresh token is refused too needs a person', async () => {
    const mailbox = await withTokens()
    reading.start({ fetch: giving('first', 'second') })
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBe('consent_needed'), {
      timeout: 5000,
    })
    expect(asked('AUTHENTICATE')).toBe(2)
  })

  test('whose refresh token ran out needs a person, and the server is not even asked', async () => {
    const mailbox = await withTokens()
    const log = hearingLog()
    reading.start({ log, fetch: async () => Response.json({ error: 'invalid_grant' }, { status: 400 }) })
    await vi.waitFor(async () => expect(await reading.fault(mailbox)).toBe('consent_needed'), {
      timeout: 5000,
    })
    expect(fake.connections).toBe(0)
  })

  describe('as the setup page keeps it, at a server that replaces the refresh token each time', () => {
    const draft = (refreshToken: string) => ({
      address: 'help@desk.example',
      aliases: [],
      name: '客户服务中心',
      imap: { host: '127.0.0.1', port: fake.port, security: 'none', user: 'help', folders: ['INBOX'] },
      smtp: null,
      password: '',
      oauth: {
        clientId: 'c',
        clientSecret: 's',
        refreshToken,
        tokenUrl: 'https://login.example.com/token',
      },
      trusted: [],
      pastDays: 7,
    })
    let spent: (string | null)[]
    let looks: number
    const begin = async () => {
      fake.capabilities = ['IDLE', 'ID', 'AUTH=XOAUTH2']
      fake.tokens = ['access-1', 'access-2', 'access-3']
      spent = []
      looks = 0
      const deps = mailDeps(reading.db, {
        async fetch(_url, init) {
          spent.push(init?.body instanceof URLSearchParams ? init.body.get('refresh_token') : null)
          const nth = spent.length
          return Response.json({
            access_token: `access-${nth}`,
            expires_in: 3600,
            refresh_token: `given-${nth}`,
          })
        },
      })
      const setup = createEmailSetup(deps)
      const { id } = await setup.save(undefined, draft('typed'))
      reading.start({
        fetch: deps.fetch,
        keepRefreshToken: keepRefreshToken(deps),
        pace: { lookMs: 10 },
        async mailboxes() {
          looks += 1
          return await readMailboxes(deps)
        },
      })
      return { deps, setup, id }
    }
    const manyLooks = async () => {
      const before = looks
      await vi.waitFor(() => expect(looks).toBeGreaterThan(before + 20), { timeout: 5000, interval: 5 })
    }

    test('asks for one token and connects once, however often it is looked which mailboxes there are', async () => {
      const { deps } = await begin()
      await rests()
      await manyLooks()
      expect(spent).toEqual(['typed'])
      expect(fake.connections).toBe(1)
      const [kept] = await readMailboxes(deps)
      expect(kept?.credentials).toMatchObject({ refreshToken: 'given-1' })
    })

    test('takes up a token that is typed anew, and it is not overwritten by what came of the old one', async () => {
      const { deps, setup, id } = await begin()
      await rests()
      const [old] = await readMailboxes(deps)
      await setup.save(id, draft('typed anew'))
      if (old) await keepRefreshToken(deps)(old, 'of the old one')
      await vi.waitFor(() => expect(spent).toEqual(['typed', 'typed anew']), { timeout: 5000 })
      await vi.waitFor(
        async () =>
          expect((await readMailboxes(deps))[0]?.credentials).toMatchObject({ refreshToken: 'given-2' }),
        { timeout: 5000 },
      )
      await manyLooks()
      expect([spent.length, fake.connections]).toEqual([2, 2])
    })
  })
})
