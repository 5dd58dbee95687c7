import { expect, test } from 'vitest'
import { readMail } from '../../../../src/platforms/email/read/read-mail.ts'
import { mail } from '../../../support/raw-mail.ts'
import { file, fixtures, multipart, text } from './fixtures.ts'

test.each(fixtures)('%s', (_name, raw, expected) => {
  expect(readMail(raw)).toMatchObject(expected)
})

test('the mail of a header without an end is its text', () => {
  expect(readMail(mail(['Subject: a', '这里已经是正文，', '第二行'])).text).toBe('这里已经是正文，\n第二行')
})

test('content is what was sent, byte for byte', () => {
  const content = Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7) % 256))
  const [found] = readMail(
    multipart('mixed', [text('x'), file(['Content-Disposition: attachment; filename=a'], content)]),
  ).attachments
  expect(Buffer.compare(found?.content ?? Buffer.alloc(0), content)).toBe(0)
})
