import { expect, test } from 'vitest'
import { readMail } from '../../../../src/platforms/email/read/read-mail.ts'
import type { FakeSmtp } from '../../../support/fake-smtp.ts'
import { answer, usePosting } from './posting.ts'

const posting = usePosting()

type Spoils = (server: FakeSmtp) => void

/** Nothing was taken: the next try sends it, once. */
test.each<[string, Spoils, Record<string, unknown>]>([
  [
    'hangs up before the greeting',
    (s) => s.at('greeting', 'hang up', 'hang up', 'hang up'),
    { reason: 'unreachable' },
  ],
  ['never greets', (s) => s.at('greeting', 'silent'), { reason: 'unreachable' }],
  ['has no service', (s) => s.at('greeting', '554 no service'), { reason: 'unreachable' }],
  [
    'refuses the login',
    (s) => s.at('AUTH', '535 5.7.8 bad'),
    { reason: 'unreachable', retryAfterMs: 300_000 },
  ],
  ['hangs up after AUTH', (s) => s.at('AUTH', 'hang up'), { reason: 'unreachable' }],
  [
    'does not allow the sender',
    (s) => s.at('MAIL', '553 mail from must equal authorized user'),
    { reason: 'unreachable' },
  ],
  ['hangs up after MAIL', (s) => s.at('MAIL', 'hang up'), { reason: 'unreachable' }],
  [
    'greylists',
    (s) => s.at('RCPT', '450 4.2.0 greylisted, try again in 120 seconds'),
    { reason: 'unreachable', retryAfterMs: 120_000 },
  ],
  [
    'greylists without a word',
    (s) => s.at('RCPT', '451 4.7.1 try again later'),
    { reason: 'unreachable', retryAfterMs: 120_000 },
  ],
  [
    'is busy',
    (s) => s.at('RCPT', '421 too many connections'),
    { reason: 'unreachable', retryAfterMs: 60_000 },
  ],
  ['hangs up after RCPT', (s) => s.at('RCPT', 'hang up'), { reason: 'unreachable' }],
  ['says nothing to RCPT', (s) => s.at('RCPT', 'silent'), { reason: 'unreachable' }],
  ['hangs up after DATA', (s) => s.at('DATA', 'hang up'), { reason: 'unreachable' }],
  ['says nothing to DATA', (s) => s.at('DATA', 'silent'), { reason: 'unreachable' }],
  ['cannot take it now, at its end', (s) => s.at('end', '451 4.3.0 try again'), { reason: 'unreachable' }],
  ['is going down at its end', (s) => s.at('end', '421 4.3.2 shutting down'), { reason: 'unreachable' }],
  [
    'knows no such recipient',
    (s) => s.at('RCPT', '550 5.1.1 <wang@example.com> unknown'),
    { reason: 'refused' },
  ],
  ['does not want the mail', (s) => s.at('end', '554 5.7.1 spam'), { reason: 'refused' }],
])('a server that %s', async (_name, spoil, expected) => {
  const { sender, server, to, db } = await posting()
  spoil(server)
  const message = answer()
  const error: unknown = await sender.send(to, message).catch((problem: unknown) => problem)
  expect(error).toMatchObject(expected)
  expect(String(error)).not.toContain('wang@')
  expect(await sender.find(to, message.id)).toBeUndefined()
  expect(await db.mailSent.count()).toBe(0)
  server.cut()
  await sender.send(to, message)
  expect(server.taken).toHaveLength(1)
})

test.each(['550 5.1.1 unknown', '450 4.2.0 greylisted'] as const)(
  'told everything at once, it says %j',
  async (reply) => {
    const { sender, server, to } = await posting({ server: { offers: ['PIPELINING', 'SIZE 10000000'] } })
    server.at('RCPT', reply)
    const message = answer()
    const reason = reply.startsWith('5') ? 'refused' : 'unreachable'
    await expect(sender.send(to, message)).rejects.toMatchObject({ reason })
    expect(await sender.find(to, message.id)).toBeUndefined()
    await sender.send(to, message)
    expect(server.taken).toHaveLength(1)
  },
)

test('a big mail cut off in the middle was not taken', async () => {
  const bytes = Buffer.alloc(3_000_000, 1)
  const { sender, server, to } = await posting({
    openFile: async () => ({ name: 'a.bin', mediaType: 'application/octet-stream', bytes }),
  })
  server.at('part', 'hang up')
  const message = answer({ attachments: [{ name: 'a.bin', size: 1, mediaType: 'x/y', ref: 'r' }] })
  await expect(sender.send(to, message)).rejects.toMatchObject({ reason: 'unreachable' })
  expect(await sender.find(to, message.id)).toBeUndefined()
  await sender.send(to, message)
  expect(server.taken).toHaveLength(1)
})

test('hung up after the final dot: nobody knows, and only a person sends it again', async () => {
  const { sender, server, to, another } = await posting()
  server.at('end', 'hang up')
  const message = answer()
  await expect(sender.send(to, message)).rejects.toMatchObject({ reason: 'uncertain' })
  expect(server.heard).toHaveLength(1)
  await expect(sender.find(to, message.id)).rejects.toMatchObject({ reason: 'uncertain' })
  await expect(another().find(to, message.id)).rejects.toMatchObject({ reason: 'uncertain' })
  // The agent decides: under the same Message-ID, so that a mailbox may know it again.
  const { externalId } = await sender.send(to, message)
  expect(server.heard.map((raw) => readMail(raw).messageId)).toEqual([externalId, externalId])
})

test('a second try that surely fails leaves the first as uncertain as it was', async () => {
  const { sender, server, to } = await posting()
  server.at('end', 'hang up')
  const message = answer()
  await expect(sender.send(to, message)).rejects.toMatchObject({ reason: 'uncertain' })
  server.at('RCPT', '550 no')
  await expect(sender.send(to, message)).rejects.toMatchObject({ reason: 'refused' })
  await expect(sender.find(to, message.id)).rejects.toMatchObject({ reason: 'uncertain' })
})

test('while one sender prepares it, nobody else takes it for not begun', async () => {
  const gate = Promise.withResolvers<undefined>()
  const { sender, server, to, another } = await posting({ openFile: async () => await gate.promise })
  const message = answer({ attachments: [{ name: 'a', size: 1, mediaType: 'x/y', ref: 'r' }] })
  const slow = sender.send(to, message)
  await expect
    .poll(async () => await sender.find(to, message.id).catch((error: unknown) => error))
    .toMatchObject({ reason: 'unreachable' })
  const file = { name: 'a.txt', mediaType: 'text/plain', bytes: Buffer.from('x') }
  await another({ openFile: async () => file }).send(to, message)
  gate.resolve(undefined)
  await expect(slow).rejects.toMatchObject({ reason: 'refused' })
  expect(server.taken).toHaveLength(1)
})

test('two processes that send the same delivery at once send it once', async () => {
  const { sender, server, to, another } = await posting()
  const message = answer()
  server.at('MAIL', 'silent')
  const both = Promise.allSettled([sender, another()].map(async (one) => await one.send(to, message)))
  await expect.poll(() => server.commands.filter((line) => line.startsWith('MAIL')).length).toBe(1)
  server.release()
  const all = await both
  expect(server.taken).toHaveLength(1)
  expect(all.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0)
})

test('an answer to the dot that comes late is heard all the same', async () => {
  const { sender, server, to } = await posting()
  server.at('end', 'silent')
  const message = answer()
  await expect(sender.send(to, message)).rejects.toMatchObject({ reason: 'uncertain' })
  // Still waiting: nothing is sent again, and nothing decided.
  await expect(sender.find(to, message.id)).rejects.toMatchObject({ reason: 'unreachable' })
  await expect(sender.send(to, message)).rejects.toMatchObject({ reason: 'unreachable' })
  server.release()
  await expect
    .poll(async () => await sender.find(to, message.id).catch(() => undefined))
    .toMatchObject({ externalId: expect.any(String) })
  expect(server.taken).toHaveLength(1)
})

test('a database that goes away just when the mail was taken is waited for', async () => {
  const { sender, server, to, db } = await posting()
  const message = answer()
  server.at('end', 'silent')
  const sending = sender.send(to, message)
  await expect.poll(() => server.heard.length).toBe(1)
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE "MailSent"`
    server.release()
    const ended = async (): Promise<number> =>
      await db.$executeRaw`
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`
    await expect.poll(ended, { timeout: 4_000 }).toBe(1)
  })
  const sent = await sending
  expect(await sender.find(to, message.id)).toEqual(sent)
})

test('what was taken and cannot be noted is uncertain', async () => {
  const { sender, server, to, db } = await posting()
  const message = answer()
  server.at('end', 'silent')
  const sending = sender.send(to, message)
  await expect.poll(() => server.heard.length).toBe(1)
  await db.$executeRaw`ALTER TABLE "MailSent" ADD CONSTRAINT spoilt CHECK ("sentAt" IS NULL)`
  server.release()
  await expect(sending).rejects.toMatchObject({ reason: 'uncertain' })
  await expect(sender.find(to, message.id)).rejects.toMatchObject({ reason: 'uncertain' })
})

test('a connection the server ended while nobody used it costs nothing', async () => {
  const { sender, server, to } = await posting()
  await sender.send(to, answer())
  server.cut()
  await sender.send(to, answer())
  expect(server.taken).toHaveLength(2)
})

test('no server at all', async () => {
  const { sender, server, to, db } = await posting()
  await server.close()
  const error: unknown = await sender.send(to, answer()).catch((problem: unknown) => problem)
  expect(error).toMatchObject({ reason: 'unreachable', message: expect.stringContaining('连不上发信服务器') })
  expect(await db.mailSent.count()).toBe(0)
})

test('an encryption the server does not offer is missed, not done without', async () => {
  const { sender, server, to } = await posting({
    mailbox: (mailbox) => ({
      ...mailbox,
      smtp: { host: '127.0.0.1', port: mailbox.smtp?.port ?? 0, user: 'u', security: 'starttls' },
    }),
  })
  server.at('STARTTLS', '454 not now')
  await expect(sender.send(to, answer())).rejects.toMatchObject({
    reason: 'unreachable',
    message: expect.stringContaining('加密'),
  })
  expect(server.commands.filter((line) => /^(AUTH|MAIL)/.test(line))).toEqual([])
})

test('TLS at a port that speaks none', async () => {
  const { sender, to } = await posting({
    mailbox: (mailbox) => ({
      ...mailbox,
      smtp: { host: '127.0.0.1', port: mailbox.smtp?.port ?? 0, user: 'u', security: 'tls' },
    }),
  })
  await expect(sender.send(to, answer())).rejects.toMatchObject({
    reason: 'unreachable',
    message: expect.stringContaining('加密'),
  })
})

test('a token nobody gives', async () => {
  const { sender, to, server } = await posting({
    mailbox: (mailbox) => ({
      ...mailbox,
      credentials: {
        kind: 'oauth',
        clientId: 'c',
        clientSecret: 's',
        refreshToken: 'r',
        tokenUrl: 'https://x',
      },
    }),
    accessToken: async () => {
      throw new Error('invalid_grant: r3fr3sh')
    },
  })
  const error: unknown = await sender.send(to, answer()).catch((problem: unknown) => problem)
  expect(error).toMatchObject({ reason: 'unreachable' })
  expect(String(error)).not.toContain('r3fr3sh')
  expect(server.sessions()).toBe(0)
})

test('what was begun by a process that died is uncertain for all others', async () => {
  const { sender, to, db, clock } = await posting()
  const message = answer()
  expect(await sender.find(to, message.id)).toBeUndefined()
  await db.mailSent.create({
    data: {
      deliveryId: message.id,
      threadId: to.id,
      messageId: '<x@y>',
      address: 'wang@example.com',
      automatic: false,
      begunAt: clock.at,
    },
  })
  await expect(sender.find(to, message.id)).rejects.toMatchObject({ reason: 'uncertain' })
})

test('a mail that takes longer than anybody waits is sent on, and judged when that is over', async () => {
  const { sender, server, to } = await posting({
    limits: { connectMs: 1_000, soonMs: 200, busyMs: 30_000, wholeMs: 10_000, answerMs: 5_000 },
  })
  server.at('DATA', 'silent')
  const message = answer()
  await expect(sender.send(to, message)).rejects.toMatchObject({
    reason: 'uncertain',
    message: expect.stringContaining('正在发送'),
    retryAfterMs: 30_000,
  })
  await expect(sender.find(to, message.id)).rejects.toMatchObject({ reason: 'unreachable' })
  server.release()
  await expect
    .poll(async () => await sender.find(to, message.id).catch(() => undefined))
    .toMatchObject({ externalId: expect.any(String) })
  expect(server.taken).toHaveLength(1)
})

test('the time of a mail counts from its turn: those that wait behind slow ones are sent in the end', async () => {
  const { sender, server, to } = await posting({
    limits: { connectMs: 1_000, soonMs: 5_000, busyMs: 30_000, wholeMs: 1_000, answerMs: 5_000 },
  })
  // Each of three connections takes 0.6 seconds to a mail: the last of nine begins after 1.2 seconds.
  server.at('RCPT', ...Array<'silent'>(9).fill('silent'))
  const pacing = setInterval(() => server.release(), 600)
  const all = await Promise.allSettled(
    Array.from({ length: 9 }, async () => await sender.send(to, answer())),
  ).finally(() => clearInterval(pacing))
  expect(all.map(({ status }) => status)).toEqual(Array<string>(9).fill('fulfilled'))
  expect(server.taken).toHaveLength(9)
})

test('a large mail may take longer than a small one', async () => {
  const bytes = Buffer.alloc(400_000, 1)
  const { sender, server, to } = await posting({
    limits: { connectMs: 1_000, soonMs: 10_000, busyMs: 30_000, wholeMs: 500, answerMs: 5_000 },
    openFile: async () => ({ name: 'a.bin', mediaType: 'application/octet-stream', bytes }),
  })
  server.at('DATA', 'silent', 'silent')
  const slow = setTimeout(() => server.release(), 1_500)
  const attachments = [{ name: 'a.bin', size: bytes.length, mediaType: 'x/y', ref: 'r' }]
  const large = sender.send(to, answer({ attachments }))
  await expect(large).resolves.toMatchObject({ externalId: expect.any(String) })
  clearTimeout(slow)
  await expect(sender.send(to, answer())).rejects.toMatchObject({ reason: 'unreachable' })
})

test('those that wait for their turn when it closes were not sent, and can be', async () => {
  const { sender, server, to, db, another } = await posting()
  server.at('MAIL', 'silent', 'silent', 'silent')
  const messages = Array.from({ length: 5 }, () => answer())
  const all = Promise.allSettled(messages.map(async (message) => await sender.send(to, message)))
  await expect.poll(async () => await db.mailSent.count()).toBe(5)
  await expect.poll(() => server.commands.filter((line) => line.startsWith('MAIL')).length).toBe(3)
  await sender.close()
  expect((await all).map((one) => one.status === 'rejected' && one.reason)).toMatchObject(
    messages.map(() => ({ reason: 'unreachable' })),
  )
  expect(await db.mailSent.count()).toBe(0)
  for (const message of messages) await another().send(to, message)
  expect(server.taken).toHaveLength(5)
})

test('what an administrator has to mend is kept with the mailbox, until something was sent', async () => {
  const { sender, server, to, db, clock, mailbox } = await posting()
  const kept = async () => {
    const { sendFault, sendFaultAt } = await db.mailbox.findUniqueOrThrow({ where: { id: mailbox.id } })
    return [sendFault, sendFaultAt]
  }
  const message = answer()
  const tries = async () => await sender.send(to, message).catch(() => undefined)
  server.at('AUTH', '535 5.7.8 bad', '535 5.7.8 bad')
  await tries()
  const since = clock.at
  expect(await kept()).toEqual(['login', since])
  clock.at = new Date(clock.at.getTime() + 60_000)
  await tries()
  expect(await kept()).toEqual(['login', since])
  server.at('MAIL', '553 mail from must equal authorized user')
  await tries()
  expect(await kept()).toEqual(['sender', clock.at])
  // Of one recipient, or for a while: nothing about the mailbox.
  server.at('RCPT', '450 4.2.0 greylisted')
  await tries()
  expect(await kept()).toEqual(['sender', clock.at])
  await tries()
  expect(server.taken).toHaveLength(1)
  expect(await kept()).toEqual([null, null])
})

test('what another process is at is not uncertain, for as long as it says so', async () => {
  const { sender, server, to, db, clock, another } = await posting({
    limits: { connectMs: 1_000, soonMs: 200, busyMs: 600, wholeMs: 20_000, answerMs: 20_000 },
  })
  const message = answer()
  const judged = async (): Promise<unknown> =>
    await another()
      .find(to, message.id)
      .catch((error: unknown) => error)
  const busy = async () => (await db.mailSent.findFirstOrThrow()).busyUntil?.getTime()
  server.at('DATA', 'silent')
  await expect(sender.send(to, message)).rejects.toMatchObject({ reason: 'uncertain' })
  expect(await judged()).toMatchObject({ reason: 'unreachable' })
  clock.at = new Date(clock.at.getTime() + 60_000)
  await expect.poll(busy, { timeout: 5_000 }).toBe(clock.at.getTime() + 600)
  expect(await judged()).toMatchObject({ reason: 'unreachable' })
  server.release()
  await expect.poll(judged, { timeout: 5_000 }).toMatchObject({ externalId: expect.any(String) })
})

test('a process that died while it was at it is waited for no longer than it said', async () => {
  const { sender, to, db, clock } = await posting()
  const message = answer()
  await db.mailSent.create({
    data: {
      deliveryId: message.id,
      threadId: to.id,
      messageId: '<x@y>',
      address: 'wang@example.com',
      automatic: false,
      begunAt: clock.at,
      busyUntil: new Date(clock.at.getTime() + 30_000),
    },
  })
  await expect(sender.find(to, message.id)).rejects.toMatchObject({ reason: 'unreachable' })
  clock.at = new Date(clock.at.getTime() + 30_000)
  await expect(sender.find(to, message.id)).rejects.toMatchObject({ reason: 'uncertain' })
})
