import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordMails } from '../../../src/platforms/email/store/record.ts'
import { bareSubject } from '../../../src/platforms/email/thread.ts'
import { type Mailroom, openMailroom, type Written, written } from '../../support/mailroom.ts'

let room: Mailroom
beforeEach(async () => {
  room = await openMailroom()
})
afterEach(() => room.close())

/** The thread each mail landed in, counted from 1. */
async function threads(...all: Written[]): Promise<number[]> {
  const order: string[] = []
  for (const one of all) {
    room.passes(1000)
    await recordMails(room.deps, room.mailbox, [{ raw: written(one) }])
  }
  const rows = await room.db.mail.findMany({ orderBy: { arrivedAt: 'asc' } })
  return rows.map(({ threadId }) => {
    if (threadId === null) return 0
    if (!order.includes(threadId)) order.push(threadId)
    return order.indexOf(threadId) + 1
  })
}

const first = { id: '<first@example.com>' }

test.each<[string, Written, number]>([
  ['answers it', { header: ['In-Reply-To: <first@example.com>'] }, 1],
  ['names it among others', { header: ['References: <x@y> <first@example.com> <z@y>'] }, 1],
  ['has only its subject', { subject: '回复：洗衣机坏了' }, 2],
  ['has only its sender', { subject: '另外一件事' }, 2],
  ['has a token nobody gave', { subject: '回复：洗衣机坏了 [#23456789abcd]' }, 2],
  [
    'answers it from another address',
    { from: 'li@other.example', header: ['In-Reply-To: <first@example.com>'] },
    1,
  ],
  [
    'answers it and may be forged',
    {
      header: ['In-Reply-To: <first@example.com>', 'Authentication-Results: mx.desk.example.cn; dmarc=fail'],
    },
    2,
  ],
])('a mail that %s', async (_, second, thread) => {
  expect(await threads(first, second)).toEqual([1, thread])
})

const forged = 'Authentication-Results: mx.desk.example.cn; dmarc=fail'
const answers = 'In-Reply-To: <first@example.com>'

test.each<[string, Written, number]>([
  ['is from the same address and may be forged, too', { header: [answers, forged] }, 1],
  ['is from another address', { from: 'li@other.example', header: [answers, forged] }, 2],
  ['has only the same address', { header: [forged] }, 2],
  // Whoever is proved goes where the answer goes.
  ['is from the same address and proved', { header: [answers] }, 1],
])('what answers a mail that may be forged and %s', async (_, second, thread) => {
  expect(await threads({ ...first, header: [forged] }, second)).toEqual([1, thread])
})

const answered = { header: [answers], id: '<second@example.com>' }
const toSecond = ['In-Reply-To: <second@example.com>']

test.each<[string, Written[], number[]]>([
  ['is in its thread', [answered, first], [1, 1]],
  ['is in its thread, and so is what answers it', [answered, first, { header: [answers] }], [1, 1, 1]],
  ['and which somebody else wrote has its own', [answered, { ...first, from: 'li@other.example' }], [1, 2]],
  [
    'and which somebody else wrote is answered in its own',
    [answered, { ...first, from: 'li@other.example' }, { header: [answers] }, { header: toSecond }],
    [1, 2, 2, 1],
  ],
  [
    'and never comes, brings together only what its author wrote',
    [answered, { header: [answers], from: 'li@other.example' }, { header: [answers] }],
    [1, 2, 1],
  ],
  [
    'and may be forged, does not get what is not',
    [{ ...answered, header: [answers, forged] }, first],
    [1, 2],
  ],
  [
    'and is not, does not get what may be forged',
    [answered, { ...first, header: [forged] }, { header: [answers] }],
    [1, 2, 1],
  ],
])('a mail that comes after an answer to it %s', async (_, mails, order) => {
  expect(await threads(...mails)).toEqual(order)
})

async function tokenOfFirst(): Promise<string> {
  await threads(first)
  return (await room.db.mailThread.findFirstOrThrow()).token
}

test('the token of a thread in the subject joins it, in whatever case', async () => {
  const token = await tokenOfFirst()
  expect(
    await threads({ subject: `答复: 洗衣机坏了 [#${token.toUpperCase()}]`, from: 'a@b.example' }),
  ).toEqual([1, 1])
})

test('the token in the address joins it', async () => {
  const token = await tokenOfFirst()
  expect(await threads({ header: [`Cc: help+${token}@desk.example.cn`] })).toEqual([1, 1])
})

test('our own Message-ID wins over one of theirs', async () => {
  await threads(first, { id: '<second@example.com>', from: 'li@other.example' })
  const [one, two] = await room.db.mailThread.findMany({ orderBy: { createdAt: 'asc' } })
  await room.db.mailId.create({
    data: { messageId: '<ours@desk.example.cn>', threadId: two?.id ?? '', outbound: true },
  })
  expect(one?.id).not.toBe(two?.id)
  const references = 'References: <ours@desk.example.cn> <first@example.com>'
  expect((await threads({ header: [references, 'In-Reply-To: <first@example.com>'] })).at(-1)).toBe(2)
})

test.each([
  ['回复：Re: 答复: 洗衣机坏了', '洗衣机坏了'],
  ['Re[2]: FW: 洗衣机', '洗衣机'],
  ['回复：回复: [#abcdefghjkmn] 洗衣机', '洗衣机'],
  ['回复慢', '回复慢'],
  ['', ''],
  [`${'Re: '.repeat(500)}x`, 'x'],
])('%j is about %j', (subject, bare) => {
  expect(bareSubject(subject)).toBe(bare)
})
