import { afterEach, beforeEach, expect, test } from 'vitest'
import type { WaitingMail } from '../../../../src/platforms/email/decode.ts'
import { reprocess } from '../../../../src/platforms/email/reprocess.ts'
import { recordMails } from '../../../../src/platforms/email/store/record.ts'
import { type Mailroom, openMailroom, refuseMailsSaying, written } from '../../../support/mailroom.ts'

let room: Mailroom
beforeEach(async () => {
  room = await openMailroom()
})
afterEach(() => room.close())

const record = (...raw: Buffer[]): Promise<WaitingMail[]> =>
  recordMails(
    room.deps,
    room.mailbox,
    raw.map((bytes) => ({ raw: bytes })),
  )
const mails = () => room.db.mail.findMany({ orderBy: { arrivedAt: 'asc' } })

test('a mail is kept byte for byte and begins a thread', async () => {
  const raw = written({ subject: '回复：洗衣机坏了', id: '<a@example.com>' })
  const [recorded] = await record(raw)
  const [kept] = await mails()
  expect(kept).toMatchObject({
    id: recorded?.id,
    size: raw.length,
    automatic: 'none',
    said: '洗衣机不转了',
    handledAt: null,
  })
  expect(Buffer.from(kept?.raw ?? []).equals(raw)).toBe(true)
  const [thread] = await room.db.mailThread.findMany({ include: { ids: true } })
  expect(thread).toMatchObject({ address: 'wang@example.com', name: '王女士', subject: '洗衣机坏了' })
  expect(thread?.ids.map((one) => one.messageId)).toEqual(['<a@example.com>'])
})

test('without a date of its own a mail is as old as its server says', async () => {
  const arrivedAt = new Date('2026-11-20T03:00:00Z')
  await recordMails(room.deps, room.mailbox, [{ raw: written({ date: '' }), arrivedAt }])
  await recordMails(room.deps, room.mailbox, [{ raw: written(), arrivedAt }])
  expect((await mails()).map(({ sentAt }) => sentAt)).toEqual([arrivedAt, new Date('2026-11-23T02:00:00Z')])
})

test('the same mail is one, by whichever way it comes', async () => {
  const raw = written({ id: '<a@example.com>' })
  const other = Buffer.concat([
    Buffer.from('Received: from x by y; Mon, 23 Nov 2026 10:00:01 +0800\r\n'),
    raw,
  ])
  const [first] = await record(raw)
  expect((await record(raw, other)).map(({ id }) => id)).toEqual([first?.id, first?.id])
  expect(await mails()).toHaveLength(1)
})

test('the same mail from several at once is one', async () => {
  const raw = written()
  const ids = await Promise.all(Array.from({ length: 8 }, () => record(raw)))
  expect(new Set(ids.flat().map(({ id }) => id)).size).toBe(1)
  expect(await room.db.mailThread.count()).toBe(1)
})

test('without a Message-ID the bytes tell mails apart, not the way they took', async () => {
  const one = written({ id: '', body: ['第一封'] })
  const two = written({ id: '', body: ['第二封'] })
  const again = Buffer.concat([
    Buffer.from('Received: from x\r\n\tby y;\r\nReturn-Path: <wang@example.com>\r\n'),
    one,
  ])
  await record(one, two, again)
  expect(new Set((await mails()).map(({ said }) => said))).toEqual(new Set(['第一封', '第二封']))
  expect(await room.db.mailThread.count()).toBe(2)
})

test('without a Message-ID the ends of its lines make no other mail: a pipe and a mailbox end them in two ways', async () => {
  // Among them one across two pieces of what is hashed.
  const body = Array.from({ length: 40_000 }, (_, nth) => 'x'.repeat(nth % 7))
  const one = written({ id: '', body })
  const unix = Buffer.from(one.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
  expect(unix.length).toBeLessThan(one.length)
  await record(one, unix)
  expect(await mails()).toHaveLength(1)
})

test('a program that gives every mail the same Message-ID does not make one of them', async () => {
  await record(
    written({ id: '<1@shop>', date: 'Mon, 23 Nov 2026 10:00:00 +0800' }),
    written({ id: '<1@shop>', date: 'Mon, 23 Nov 2026 10:05:00 +0800' }),
  )
  expect(await mails()).toHaveLength(2)
})

test('the mark moves with the mails, or not at all', async () => {
  const mark = { path: 'INBOX', uidValidity: 7n, lastUid: 12n, readAt: room.deps.now(), skipped: [3n] }
  await recordMails(room.deps, room.mailbox, [{ raw: written() }], mark)
  expect(await room.db.mailFolder.findMany()).toMatchObject([
    { uidValidity: 7n, lastUid: 12n, skipped: [3n] },
  ])
  const broken = { ...mark, lastUid: 2n ** 70n }
  await expect(recordMails(room.deps, room.mailbox, [{ raw: written() }], broken)).rejects.toThrow()
  expect(await mails()).toHaveLength(1)
  expect(await room.db.mailFolder.findMany()).toMatchObject([{ lastUid: 12n }])
})

test.each<[string, Parameters<typeof written>[0]]>([
  ['an answer out of office', { header: ['Auto-Submitted: auto-replied'], subject: '自动回复：您好' }],
  ['a mailing list', { header: ['List-Id: <news.example.com>'] }],
  ['our own mail', { from: 'help@desk.example.cn' }],
])('%s is kept, begins nothing, and the house hears nothing', async (_, mail) => {
  expect(await record(written(mail))).toEqual([])
  expect(await mails()).toMatchObject([{ threadId: null, handledAt: room.deps.now() }])
  expect(await room.db.mailThread.count()).toBe(0)
})

test.each([
  [
    'of 990 Chinese characters',
    `<${Array.from({ length: 980 }, (_, at) => String.fromCharCode(0x4e00 + at * 7)).join('')}@example.com>`,
  ],
  ['with a Chinese character', '<洗@example.com>'],
  ['of more than 900 characters', `<${'x'.repeat(900)}@example.com>`],
])('a Message-ID %s is none: the mail is recorded, again and again, as it is', async (_, id) => {
  const raw = written({ id })
  const [first] = await record(raw)
  expect((await record(raw)).map((one) => one.id)).toEqual([first?.id])
  expect(await mails()).toMatchObject([{ automatic: 'none', error: null }])
  expect(await room.db.mailId.count()).toBe(0)
  await reprocess(room.deps, [first?.id ?? ''])
  expect(await mails()).toMatchObject([{ reading: 2, error: null }])
  expect(await room.db.mailId.count()).toBe(0)
  const answer = written({ header: [`In-Reply-To: ${id}`, `References: ${id}`] })
  expect(await record(answer)).toMatchObject([{ begins: true }])
})

test('a mail that the database refuses as what it is is kept as one that cannot be read, with its mark', async () => {
  const mend = await refuseMailsSaying(room.db, '毒')
  const raw = written({ body: ['毒'] })
  const mark = { path: 'INBOX', uidValidity: 7n, lastUid: 12n, readAt: room.deps.now(), skipped: [] }
  const [first] = await recordMails(room.deps, room.mailbox, [{ raw }], mark)
  expect(await mails()).toMatchObject([
    { automatic: null, said: null, error: expect.stringContaining('index row size'), handledAt: null },
  ])
  expect(Buffer.from((await mails())[0]?.raw ?? []).equals(raw)).toBe(true)
  expect(await room.db.mailFolder.findMany()).toMatchObject([{ lastUid: 12n }])
  expect((await record(raw)).map(({ id }) => id)).toEqual([first?.id])
  await mend()
  expect((await reprocess(room.deps)).read).toEqual([first?.id])
  expect(await room.db.mail.findMany({ include: { thread: true } })).toMatchObject([
    { said: '毒', error: null, thread: { address: 'wang@example.com' } },
  ])
})

test('several are refused together, to be brought again one by one', async () => {
  await refuseMailsSaying(room.db, '毒')
  await expect(record(written(), written({ body: ['毒'] }))).rejects.toThrow('index row size')
  expect(await mails()).toEqual([])
})
