import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { seal } from '../../../src/lib/seal.ts'
import { createEmailPlatform } from '../../../src/platforms/email/index.ts'
import { findMailbox, keepRefreshToken, readMailboxes } from '../../../src/platforms/email/mailboxes.ts'
import { createEmailSetup } from '../../../src/platforms/email/setup.ts'
import type { Inbound, Platform } from '../../../src/platforms/platform.ts'
import { type FakeImap, startFakeImap } from '../../support/fake-imap.ts'
import { hearingLog, quickPace } from '../../support/mail-reading.ts'
import { type Mailroom, openMailroom, written } from '../../support/mailroom.ts'

let room: Mailroom
let fake: FakeImap
let email: Platform
let end: () => Promise<void>
const log = hearingLog()
beforeEach(async () => {
  log.said.length = 0
  room = await openMailroom({ log })
  fake = await startFakeImap()
  email = createEmailPlatform({ ...room.options, pace: { ...quickPace, lookMs: 10 } })
  end = async () => undefined
})
afterEach(async () => {
  await end()
  await email.close?.()
  await fake.close()
  await room.close()
})

const draft = () => ({
  address: 'kefu@desk.example.cn',
  aliases: [] as string[],
  name: '客户服务中心',
  imap: { host: '127.0.0.1', port: fake.port, security: 'none', user: 'kefu', folders: ['INBOX'] },
  smtp: null,
  password: fake.password,
  oauth: null,
  trusted: [] as string[],
  pastDays: 7,
})

/** Listens as the house does; what it heard. */
function listen(): Inbound[] {
  const heard: Inbound[] = []
  const stop = new AbortController()
  const listening = (async () => {
    for await (const { inbound } of email.listen?.(stop.signal) ?? []) heard.push(inbound)
  })()
  end = async () => {
    stop.abort()
    await listening
  }
  return heard
}
const untilHeard = (heard: Inbound[], count: number) =>
  vi.waitFor(() => expect(heard).toHaveLength(count), { timeout: 5000, interval: 5 })
const faultOf = async (id: string) => (await room.db.mailbox.findUniqueOrThrow({ where: { id } })).fault
const door = (raw: Buffer) => {
  const headers = { authorization: `Bearer ${room.token}` }
  return email.webhook?.({ method: 'POST', url: '/webhooks/email', headers, body: raw, ip: '127.0.0.1' })
}

test('one whose credentials do not open holds up no other, and its own mails are handed on', async () => {
  const { id } = room.mailbox
  await room.db.mailbox.update({ where: { id }, data: { secret: seal(Buffer.alloc(32, 1), {}) } })
  await createEmailSetup(room.deps).save(undefined, draft())
  expect((await door(written({ subject: 'by the door' })))?.inbound).toHaveLength(1)
  // The process dies here, and another begins.
  room.passes(16_000)
  fake.deliver(written({ subject: 'by the mailbox' }))
  const heard = listen()
  await untilHeard(heard, 2)
  expect(new Set(heard.map((one) => one.kind === 'message' && one.subject))).toEqual(
    new Set(['by the door', 'by the mailbox']),
  )
  expect(await faultOf(id)).toBe('lost')
  for (let looks = 0; looks < 3; looks += 1) await readMailboxes(room.deps)
  expect(log.said.filter((line) => line.includes(id) && line.includes('lost'))).toHaveLength(1)
})

test('whose key is put back has no fault any more', async () => {
  const { id } = room.mailbox
  const data = { secret: seal(room.deps.site.key, { kind: 'password', password: 'p' }) }
  await room.db.mailbox.update({ where: { id }, data: { ...data, fault: 'lost', faultAt: room.deps.now() } })
  expect(await readMailboxes(room.deps)).toMatchObject([{ id, credentials: { password: 'p' } }])
  expect(await faultOf(id)).toBeNull()
})

test('are looked at as soon as one is saved or closed', async () => {
  let changes = 0
  const setup = createEmailSetup(room.deps, { changed: () => (changes += 1) })
  const { id } = await setup.save(undefined, draft())
  await setup.list(room.deps.now())
  expect(changes).toBe(1)
  await setup.close(id)
  expect(changes).toBe(2)
  await expect(setup.close(id)).rejects.toThrow()
  expect(changes).toBe(2)
})

test('a refresh token is kept for the credentials it was given for, and for no others', async () => {
  const setup = createEmailSetup(room.deps)
  const oauth = {
    clientId: 'app',
    clientSecret: 's',
    refreshToken: 'typed',
    tokenUrl: 'https://login.example/token',
  }
  const wanted = { ...draft(), password: '', oauth }
  const { id } = await setup.save(undefined, wanted)
  const keep = keepRefreshToken(room.deps)
  const box = async () => {
    const found = await findMailbox(room.deps, id)
    if (!found) throw new Error('it is gone')
    return found
  }
  const kept = async () => (await box()).credentials
  const was = await box()
  await keep(was, 'given')
  await keep({ ...was, id: '' }, 'of one that is only tried')
  expect(await kept()).toMatchObject({ refreshToken: 'given' })
  // Left empty, it stays the same; the server goes on replacing it.
  await setup.save(id, { ...wanted, oauth: { ...oauth, clientSecret: '', refreshToken: '' } })
  await keep(was, 'given again')
  expect(await kept()).toMatchObject({ refreshToken: 'given again' })
  await setup.save(id, { ...wanted, oauth: { ...oauth, refreshToken: 'typed anew' } })
  await keep(was, 'of the old one')
  expect(await kept()).toMatchObject({ refreshToken: 'typed anew' })
  await setup.save(id, draft())
  await keep(was, 'of the old one')
  expect(await kept()).toEqual({ kind: 'password', password: fake.password })
  await room.db.mailbox.update({ where: { id }, data: { secret: 'AAAA' } })
  await keep(was, 'of the old one')
  await setup.close(id)
  await keep(was, 'of the old one')
  expect(await room.db.mailbox.findUnique({ where: { id } })).toMatchObject({ secret: null })
})

test('whom to believe and which address is ours counts at once when it is changed, without another connection', async () => {
  const setup = createEmailSetup(room.deps)
  const { id } = await setup.save(undefined, draft())
  fake.deliver(written({ id: '<a@example.com>' }))
  const heard = listen()
  await untilHeard(heard, 1)
  await setup.save(id, { ...draft(), trusted: ['mx.163.com'], aliases: ['shouhou@desk.example.cn'] })
  fake.deliver(written({ from: 'shouhou@desk.example.cn' }))
  fake.deliver(
    written({ header: ['In-Reply-To: <a@example.com>', 'Authentication-Results: mx.163.com; dmarc=fail'] }),
  )
  await untilHeard(heard, 2)
  const [first, second] = heard
  expect(second).toMatchObject({ from: { id: 'unverified:wang@example.com' }, doubts: ['sender_failed'] })
  expect(second).not.toMatchObject({ conversation: first?.kind === 'message' && first.conversation })
  expect(fake.connections).toBe(1)
})
