import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMail } from '../../../../src/platforms/email/read/read-mail.ts'
import { selfSigned } from '../../../support/certificate.ts'
import { lacksPostfix, type Postfix, startPostfix } from '../../../support/postfix.ts'
import { answer, usePosting } from './posting.ts'

const certificate = selfSigned()
const skip = lacksPostfix() || certificate === undefined
const posting = usePosting()
let postfix: Postfix | undefined

beforeAll(async () => {
  if (!skip && certificate) postfix = await startPostfix({ users: ['wang@example.com'], certificate })
})
afterAll(async () => await postfix?.remove())

const through = (address?: string): Parameters<typeof posting>[0] => ({
  ...(address === undefined ? {} : { address }),
  mailbox: (mailbox) => ({
    ...mailbox,
    credentials: undefined,
    smtp: { host: '127.0.0.1', port: postfix?.port ?? 0, security: 'starttls', user: '' },
  }),
  ...(certificate ? { ca: certificate.cert } : {}),
  limits: { connectMs: 10_000, soonMs: 20_000, busyMs: 30_000, wholeMs: 15_000, answerMs: 20_000 },
})

test.skipIf(skip)('an answer with a file of 5 MB in the customer’s mailbox, as it was written', async () => {
  const bytes = Buffer.from(Array.from({ length: 5_000_000 }, (_, index) => (index * 31) % 251))
  const file = { name: '检测报告（终稿）.pdf', mediaType: 'application/pdf' }
  const { sender, to } = await posting({ ...through(), openFile: async () => ({ ...file, bytes }) })
  const text = '王女士您好：\n.\n..点号开头的行\nFrom 也在行首\n地板泡水肯定着急。'
  const message = answer({ text, attachments: [{ ...file, size: bytes.length, ref: 'x' }] })
  const { externalId } = await sender.send(to, message)
  await expect.poll(() => postfix?.mails('wang@example.com').length, { timeout: 10_000 }).toBe(1)
  const mail = readMail(postfix?.mails('wang@example.com')[0] ?? Buffer.alloc(0))
  expect(mail).toMatchObject({
    messageId: externalId,
    subject: 'Re: 洗衣机漏水 [#k7q2m9abcdef]',
    from: { name: '青禾客服', address: 'service@qinghe.example' },
    to: [{ name: '王女士', address: 'wang@example.com' }],
    references: ['<first@example.com>'],
    faults: [],
  })
  expect(mail.text.startsWith(text)).toBe(true)
  expect(mail.attachments).toMatchObject([{ filename: file.name }])
  expect(Buffer.compare(Buffer.from(mail.attachments[0]?.content ?? []), bytes)).toBe(0)
})

test.skipIf(skip)('nobody at that address: refused in words, and nothing begun', async () => {
  const { sender, to, db } = await posting(through('nobody@example.com'))
  const error: unknown = await sender.send(to, answer()).catch((problem: unknown) => problem)
  expect(error).toMatchObject({ reason: 'refused', message: expect.stringContaining('不接受客户的邮箱地址') })
  expect(String(error)).not.toContain('nobody@')
  expect(await db.mailSent.count()).toBe(0)
})
