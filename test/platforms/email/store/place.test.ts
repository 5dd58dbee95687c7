import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decode } from '../../../../src/platforms/email/decode.ts'
import { loopMark } from '../../../../src/platforms/email/own-mail.ts'
import { recordMails } from '../../../../src/platforms/email/store/record.ts'
import { type Mailroom, openMailroom, type Written, written } from '../../../support/mailroom.ts'

let room: Mailroom
beforeEach(async () => {
  room = await openMailroom()
})
afterEach(() => room.close())

const deliveryId = '0190f000-0000-7000-8000-000000000001'
const threadId = '0190f000-0000-7000-8000-00000000000a'
const oursId = `<${deliveryId}.${threadId}@desk.example.cn>`
const help = '客户服务中心 <help@desk.example.cn>'

/** We answered wang@example.com once. */
async function weAnswered(): Promise<void> {
  const { db, deps, mailbox } = room
  const at = deps.now()
  await db.mailThread.create({
    data: {
      id: threadId,
      mailboxId: mailbox.id,
      address: 'wang@example.com',
      name: '王女士',
      subject: '洗衣机坏了',
      token: '23456789abcd',
      createdAt: at,
    },
  })
  await db.mailId.create({ data: { messageId: oursId, threadId, outbound: true } })
  await db.mailSent.create({
    data: {
      deliveryId,
      threadId,
      messageId: oursId,
      address: 'wang@example.com',
      automatic: false,
      begunAt: at,
      sentAt: at,
    },
  })
}

/** What the house hears of a mail, and what it is kept as. */
async function hears(mail: Written): Promise<string> {
  const waiting = await recordMails(room.deps, room.mailbox, [{ raw: written(mail) }])
  const heard = await Promise.all(waiting.map((one) => decode(room.deps, one, room.mailbox)))
  const [kept] = await room.db.mail.findMany({ orderBy: { id: 'desc' }, take: 1 })
  const [inbound] = heard
  const who = inbound?.kind === 'message' ? ` from ${inbound.from.id}` : ''
  return `${kept?.automatic}: ${inbound?.kind ?? 'nothing'}${who}`
}

const mark = (key: Buffer): string => `X-Kefutai-Loop: ${loopMark(key, deliveryId)}`

describe('the language of a mail', () => {
  const english = { subject: 'Refund', body: ['My washing machine does not spin any more.'] }
  const locale = async (mail: Written): Promise<unknown> => {
    const [waiting] = await recordMails(room.deps, room.mailbox, [{ raw: written(mail) }])
    const inbound = waiting && (await decode(room.deps, waiting, room.mailbox))
    return inbound?.kind === 'message' ? inbound.locale : 'no message'
  }

  test('in English is heard where it begins a thread', async () => {
    expect(await locale(english)).toBe('en')
    expect(await locale({ ...english, subject: '退款' })).toBeUndefined()
    expect(await locale({})).toBeUndefined()
  })

  test('in an answer says nothing', async () => {
    await weAnswered()
    expect(await locale({ ...english, header: [`In-Reply-To: ${oursId}`] })).toBeUndefined()
  })
})

describe('our own mail', () => {
  const person = 'none: message from'
  test.each<[string, Written, string]>([
    [
      'a colleague at our domain writes from Thunderbird',
      { from: 'chen@desk.example.cn', id: '<4f0c@desk.example.cn>' },
      `${person} chen@desk.example.cn`,
    ],
    [
      'a form of our website writes for a customer',
      { from: help, id: '<form.1@desk.example.cn>', header: ['Reply-To: wang@example.com'] },
      `${person} wang@example.com`,
    ],
    ['another desk writes', { header: ['X-Kefutai-Loop: 1'] }, `${person} wang@example.com`],
    ['another desk signs', { header: [mark(Buffer.alloc(32, 8))] }, `${person} wang@example.com`],
    ['a mark of nothing', { header: ['X-Kefutai-Loop: '] }, `${person} wang@example.com`],
    [
      'an id that only looks like ours',
      { id: `<${randomUUID()}.${threadId}@desk.example.cn>` },
      `${person} wang@example.com`,
    ],
    ['from our address', { from: help }, 'loop: nothing'],
    [
      'from our address, answers wanted there',
      { from: help, header: ['Reply-To: help@desk.example.cn'] },
      'loop: nothing',
    ],
    ['with our mark', { header: [mark(Buffer.alloc(32, 7))] }, 'loop: nothing'],
    ['with the id of a mail of ours', { id: oursId }, 'loop: nothing'],
  ])('%s', async (_, mail, heard) => {
    await weAnswered()
    expect(await hears(mail)).toBe(heard)
  })
})

describe('a mail that came back', () => {
  test('told of by a customer, is a customer’s mail', async () => {
    await weAnswered()
    const subject = '系统退信：我给你们发的邮件被退回了'
    expect(await hears({ from: 'li@other.example', subject })).toBe('none: message from li@other.example')
  })

  test('that is not ours is kept for whoever looks through what was set aside', async () => {
    await weAnswered()
    const mail = { from: 'MAILER-DAEMON@mx.example.com', subject: 'Undelivered Mail Returned to Sender' }
    expect(await hears({ ...mail, body: ['li@other.example does not exist'] })).toBe('bounce: nothing')
    expect(await room.db.mail.findMany()).toMatchObject([{ threadId: null }])
  })

  const wang = 'wang@example.com: 550 5.1.1 user unknown'
  const report = 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'
  const status = [
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.com',
    '',
    'Final-Recipient: rfc822; wang@example.com',
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--b--',
  ]
  const failed = 'Authentication-Results: mx.desk.example.cn; dmarc=fail'

  test.each<[string, Written, string]>([
    ['only says whom it did not reach', { body: [wang] }, 'bounce: nothing'],
    ['says so to machines', { header: [report], body: status }, 'bounce: undelivered'],
    ['says so to machines and is forged', { header: [report, failed], body: status }, 'bounce: nothing'],
    [
      'has our Message-ID and is forged',
      { header: [`In-Reply-To: ${oursId}`, failed], body: [wang] },
      'bounce: nothing',
    ],
  ])('and %s', async (_, mail, heard) => {
    await weAnswered()
    expect(await hears({ from: 'postmaster@mx.example.com', subject: '系统退信', ...mail })).toBe(heard)
  })

  test('is tied to its delivery by our Message-ID', async () => {
    await weAnswered()
    const mail = { from: 'postmaster@163.com', subject: '系统退信', body: ['用户不存在'] }
    expect(await hears({ ...mail, header: [`In-Reply-To: ${oursId}`] })).toBe('bounce: undelivered')
    expect(await room.db.mail.findMany()).toMatchObject([{ threadId }])
  })
})
