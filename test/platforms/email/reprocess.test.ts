import { afterEach, beforeEach, expect, test } from 'vitest'
import { reprocess } from '../../../src/platforms/email/reprocess.ts'
import { recordMails } from '../../../src/platforms/email/store/record.ts'
import { type Mailroom, openMailroom, written } from '../../support/mailroom.ts'

let room: Mailroom
beforeEach(async () => {
  room = await openMailroom()
})
afterEach(() => room.close())

test('a mail that could not be read is read by a better program, and its thread learns whose it is', async () => {
  const raw = written({ id: '<a@example.com>' })
  await recordMails(room.deps, room.mailbox, [{ raw }])
  // As an older program left it.
  await room.db.mailId.deleteMany()
  await room.db.mailThread.updateMany({ data: { address: '', name: '', subject: '' } })
  await room.db.mail.updateMany({
    data: { automatic: null, said: null, error: 'a fault of then', handledAt: room.deps.now() },
  })
  const { read, failed } = await reprocess(room.deps)
  expect([read.length, failed.length]).toEqual([1, 0])
  expect(await room.db.mail.findMany()).toMatchObject([
    { automatic: 'none', said: '洗衣机不转了', error: null, reading: 2, handledAt: null },
  ])
  expect(await room.db.mailThread.findMany({ include: { ids: true } })).toMatchObject([
    { address: 'wang@example.com', subject: '洗衣机坏了', ids: [{ messageId: '<a@example.com>' }] },
  ])
  expect(await reprocess(room.deps)).toEqual({ read: [], failed: [] })
})

test('a customer who was taken for a program is a customer once somebody says so', async () => {
  await recordMails(room.deps, room.mailbox, [{ raw: written({ header: ['List-Id: <x.example.com>'] }) }])
  const [mail] = await room.db.mail.findMany()
  expect(mail).toMatchObject({ automatic: 'list', threadId: null })
  await reprocess(room.deps, [mail?.id ?? ''])
  expect(await room.db.mail.findMany({ include: { thread: true } })).toMatchObject([
    { automatic: 'none', handledAt: null, thread: { address: 'wang@example.com' } },
  ])
})
