import { afterEach, beforeEach, expect, test } from 'vitest'
import { BadInputError, ForbiddenError } from '../../../src/lib/errors.ts'
import { createEmailPlatform } from '../../../src/platforms/email/index.ts'
import type { Inbound, Platform, Pulled, WebhookResult } from '../../../src/platforms/platform.ts'
import { type Mailroom, openMailroom, refuseMailsSaying, written } from '../../support/mailroom.ts'

let room: Mailroom
let email: Platform
beforeEach(async () => {
  room = await openMailroom()
  email = createEmailPlatform(room.options)
})
afterEach(async () => {
  await email.close?.()
  await room.close()
})

async function bring(raw: Buffer, authorization = `Bearer ${room.token}`): Promise<WebhookResult> {
  const result = await email.webhook?.({
    method: 'POST',
    url: '/webhooks/email',
    headers: { authorization },
    body: raw,
    ip: '127.0.0.1',
  })
  if (!result) throw new Error('mail has a door')
  return result
}

/** What the platform hands on by itself once so much time went by. */
async function pulled(ms: number): Promise<Inbound[]> {
  room.passes(ms)
  const stop = new AbortController()
  const all: Inbound[] = []
  const reading = (async () => {
    for await (const one of email.listen?.(stop.signal) ?? ([] as Pulled[])) all.push(one.inbound)
  })()
  await expect.poll(async () => await room.db.mail.count({ where: { handledAt: null } })).toBe(0)
  stop.abort()
  await reading
  return all
}

test('a mail is told to the house as its author wrote it', async () => {
  const raw = written({
    id: '<a@example.com>',
    from: '王女士 <Wang@Example.com>',
    subject: '洗衣机坏了',
    body: ['脱水的时候响得厉害', '', '------------------ 原始邮件 ------------------', '旧的'],
  })
  const { inbound } = await bring(raw)
  expect(inbound).toMatchObject([
    {
      kind: 'message',
      platform: 'email',
      from: { id: 'wang@example.com', name: '王女士', contact: 'wang@example.com' },
      subject: '洗衣机坏了',
      text: '脱水的时候响得厉害',
      attachments: [{ name: '邮件原文.html', mediaType: 'text/html' }],
    },
  ])
})

test('it is answered once it is recorded, and the same again brings nothing', async () => {
  const raw = written()
  const first = await bring(raw)
  expect(JSON.parse((await first.respond([{ status: 'done' }])).body)).toEqual({
    recorded: true,
    known: false,
  })
  await email.close?.()
  const again = await bring(raw)
  expect(again.inbound).toEqual([])
  expect(JSON.parse((await again.respond([])).body)).toEqual({ recorded: true, known: true })
})

test('what the house could not take is brought again, as it was', async () => {
  const raw = written()
  const first = await bring(raw)
  expect((await bring(raw)).inbound).toEqual(first.inbound)
  expect(await room.db.mail.count()).toBe(1)
})

test('what the house never heard of is handed on again, under the same id', async () => {
  const { inbound } = await bring(written())
  // The process dies here.
  expect(await pulled(16_000)).toEqual(inbound)
  expect(await pulled(16_000)).toEqual([])
})

test('mails keep their order where the house could not take one', async () => {
  const ids = ['<1@example.com>', '<2@example.com>', '<3@example.com>']
  for (const id of ids) {
    room.passes(1_000)
    await bring(written({ id, subject: id }))
  }
  // The house fails at the second: what was not acknowledged comes again, before what came since.
  const heard: string[] = []
  for (let turn = 0; turn < 2; turn += 1) {
    for await (const { inbound } of email.listen?.(AbortSignal.timeout(10_000)) ?? ([] as Pulled[])) {
      heard.push(inbound.kind === 'message' ? (inbound.subject ?? '') : '')
      if (turn === 0 && heard.length === 2) break
      if (heard.length === 5) break
    }
    if (turn === 0) await bring(written({ id: '<4@example.com>', subject: '<4@example.com>' }))
  }
  expect(heard).toEqual([ids[0], ids[1], ids[1], ids[2], '<4@example.com>'])
})

test('a mail under way is not handed on a second time', async () => {
  const result = await bring(written())
  await result.respond([{ status: 'done' }])
  await email.close?.()
  expect(await pulled(16_000)).toEqual([])
})

test.each([
  ['no token', ''],
  ['a wrong one', 'Bearer not-the-token-of-the-door'],
  ['another scheme', 'Basic a-token-of-the-door-for-tests'],
])('%s is refused, and nothing is kept', async (_, authorization) => {
  await expect(bring(written(), authorization)).rejects.toThrow(ForbiddenError)
  expect(await email.large?.admits({ authorization })).toBe(false)
  expect(await room.db.mail.count()).toBe(0)
})

test('a mailbox that was closed takes nothing', async () => {
  await room.db.mailbox.updateMany({ data: { closedAt: room.deps.now() } })
  await expect(bring(written())).rejects.toThrow(ForbiddenError)
})

test('an empty request is told what it lacks', async () => {
  await expect(bring(Buffer.alloc(0))).rejects.toThrow(BadInputError)
})

test('whoever may be forged is marked, is nobody known, and joins nothing', async () => {
  const [first] = (await bring(written({ id: '<a@example.com>' }))).inbound
  const forged = written({
    header: ['In-Reply-To: <a@example.com>', 'Authentication-Results: mx.desk.example.cn; dmarc=fail'],
  })
  const [second] = (await bring(forged)).inbound
  expect(second).toMatchObject({ from: { id: 'unverified:wang@example.com' }, doubts: ['sender_failed'] })
  expect(second).not.toMatchObject({ conversation: first?.kind === 'message' && first.conversation })
})

test('the house is told of an address that the receiving server vouches for, and of no other', async () => {
  const fromOf = async (header: string[]) => {
    const [inbound] = (await bring(written({ header }))).inbound
    return inbound?.kind === 'message' ? inbound.from : undefined
  }
  const passed = 'Authentication-Results: mx.desk.example.cn; dmarc=pass header.from=example.com'
  expect(await fromOf([passed])).toMatchObject({ verified: { email: 'wang@example.com' } })
  expect(await fromOf(['X-Other: 1'])).not.toHaveProperty('verified')
})

test('an answer that is wanted elsewhere proves nothing of whoever is there', async () => {
  const mail = written({ from: 'x@evil.example', header: ['Reply-To: wang@example.com'] })
  expect((await bring(mail)).inbound).toMatchObject([
    { from: { id: 'unverified:wang@example.com' }, doubts: ['sender_failed'] },
  ])
})

test('somebody else in a thread is named as such', async () => {
  const [first] = (await bring(written({ id: '<a@example.com>' }))).inbound
  const other = written({ from: '李 <li@other.example>', header: ['In-Reply-To: <a@example.com>'] })
  expect((await bring(other)).inbound).toMatchObject([
    {
      conversation: first?.kind === 'message' && first.conversation,
      from: { id: 'li@other.example' },
      doubts: ['other_sender'],
    },
  ])
})

test('a later mail of a thread says its subject where that is another', async () => {
  await bring(written({ id: '<a@example.com>', subject: '洗衣机异响' }))
  const answer = ['In-Reply-To: <a@example.com>']
  const [same] = (await bring(written({ subject: '回复：洗衣机异响', header: answer }))).inbound
  expect(same).not.toHaveProperty('subject')
  const [other] = (await bring(written({ subject: '漏电了，很危险！', header: answer, body: [''] }))).inbound
  expect(other).toMatchObject({ subject: '漏电了，很危险！', text: '' })
})

test('a program in a thread is a note, and elsewhere nothing', async () => {
  await bring(written({ id: '<a@example.com>' }))
  const away = {
    subject: '自动回复：洗衣机',
    body: ['我休假到周五'],
    header: ['Auto-Submitted: auto-replied'],
  }
  expect((await bring(written(away))).inbound).toEqual([])
  const inThread = { ...away, header: [...away.header, 'In-Reply-To: <a@example.com>'] }
  expect((await bring(written(inThread))).inbound).toMatchObject([
    { kind: 'note', about: 'auto_reply', text: '我休假到周五' },
  ])
})

const bounce = (about: string): Buffer =>
  written({
    from: 'Mail Delivery System <MAILER-DAEMON@mx.example.com>',
    subject: 'Undelivered Mail Returned to Sender',
    header: [
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      'Auto-Submitted: auto-replied',
    ],
    body: [
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.com',
      '',
      'Final-Recipient: rfc822; wang@example.com',
      'Action: failed',
      'Status: 5.2.2',
      'Diagnostic-Code: smtp; 552 5.2.2 Mailbox full',
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      `Message-ID: ${about}`,
      '',
      '--b--',
    ],
  })

test('a bounce names the delivery it is about, and why', async () => {
  const [first] = (await bring(written())).inbound
  const deliveryId = '00000000-0000-4000-8000-000000000001'
  await room.db.mailSent.create({
    data: {
      deliveryId,
      threadId: first?.kind === 'message' ? first.conversation : '',
      messageId: '<ours@desk.example.cn>',
      address: 'wang@example.com',
      automatic: false,
      begunAt: room.deps.now(),
    },
  })
  expect((await bring(bounce('<ours@desk.example.cn>'))).inbound).toMatchObject([
    { kind: 'undelivered', delivery: deliveryId, reason: 'mailbox_full' },
  ])
})

test('a bounce of a mail we never sent is kept and tells nothing', async () => {
  expect((await bring(bounce('<nobody@knows>'))).inbound).toEqual([])
  expect(await room.db.mail.count()).toBe(1)
})

/** As a server writes that has no reports: our mail is a file. */
const plainBounce = (about: string): Buffer =>
  written({
    from: 'Mail Delivery System <MAILER-DAEMON@mx.example.com>',
    subject: 'Undelivered Mail Returned to Sender',
    header: ['Content-Type: multipart/mixed; boundary=b'],
    body: [
      '--b',
      'Content-Type: text/plain',
      '',
      '550 5.1.1 user unknown',
      '--b',
      'Content-Type: message/rfc822',
      'Content-Disposition: attachment; filename="mail.eml"',
      '',
      `Message-ID: ${about}`,
      '',
      '--b--',
    ],
  })

test.each(['<a\0b@desk.example.cn>', '<a\u0007b@desk.example.cn>', '<洗\0@desk.example.cn>'])(
  'a bounce about %j names nothing we sent: it is kept and tells nothing',
  async (about) => {
    for (const raw of [bounce(about), plainBounce(about)]) expect((await bring(raw)).inbound).toEqual([])
    expect(await room.db.mail.count()).toBe(2)
  },
)

test('a mail that the database refuses is answered as recorded, and a person reads it', async () => {
  await refuseMailsSaying(room.db, '毒')
  const raw = written({ body: ['毒'] })
  const first = await bring(raw)
  expect(first.inbound).toMatchObject([
    { kind: 'message', text: '', doubts: ['unreadable'], attachments: [{ name: '邮件原文.html' }] },
  ])
  expect(await first.respond([{ status: 'done' }])).toMatchObject({ status: 200 })
  await email.close?.()
  expect(JSON.parse((await (await bring(raw)).respond([])).body)).toEqual({ recorded: true, known: true })
})

test('a long mail comes in cut, with the whole attached', async () => {
  const [inbound] = (await bring(written({ body: ['水漏到楼下了。'.repeat(5_000)] }))).inbound
  if (inbound?.kind !== 'message') throw new Error('not a message')
  expect(inbound.text).toHaveLength(20_001)
  expect(inbound.attachments.at(-1)?.name).toBe('邮件原文.html')
})
