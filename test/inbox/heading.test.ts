import { expect, test } from 'vitest'
import { headingOf, readingOf, withHeading } from '../../src/inbox/heading.ts'
import type { InboundMessage } from '../../src/platforms/platform.ts'

const message = (subject: string | undefined, text = '正文'): InboundMessage => ({
  kind: 'message',
  platform: 'email',
  externalId: 'm-1',
  conversation: 't-1',
  from: { id: 'wang@example.com' },
  text,
  attachments: [],
  ...(subject === undefined ? {} : { subject }),
})

test.each([
  ['洗衣机漏水', '洗衣机漏水\n正文', '【洗衣机漏水】\n正文'],
  ['Re: 回复：Fwd: 退货', '退货\n正文', '【退货】\n正文'],
  ['RE[2]: refund', 'refund\n正文', '【refund】\n正文'],
  ['紧急', '紧急\n正文', '【紧急】\n正文'],
  ['投诉', '投诉\n正文', '【投诉】\n正文'],
  ['关于咨询费', '关于咨询费\n正文', '【关于咨询费】\n正文'],
  // these tell nothing, and are shown all the same
  ['咨询', '正文', '【咨询】\n正文'],
  ['您好！', '正文', '【您好！】\n正文'],
  ['（无主题）', '正文', '【（无主题）】\n正文'],
  ['(no subject)', '正文', '【(no subject)】\n正文'],
  ['你好，请教问题', '正文', '【你好，请教问题】\n正文'],
  ['...', '正文', '【...】\n正文'],
  // nothing is left of these
  ['', '正文', '正文'],
  ['  \t ', '正文', '正文'],
  ['Re:', '正文', '正文'],
  ['回复： Re:', '正文', '正文'],
  [undefined, '正文', '正文'],
])('%s', (subject, read, kept) => {
  expect(readingOf(message(subject))).toBe(read)
  expect(withHeading(message(subject))).toBe(kept)
})

test('a mail that is only its heading', () => {
  expect(readingOf(message('洗衣机漏水', ''))).toBe('洗衣机漏水')
  expect(withHeading(message('洗衣机漏水', ''))).toBe('【洗衣机漏水】')
  expect(readingOf(message('咨询', ''))).toBe('咨询')
})

test('a heading is one line of at most 300 characters, never half of one', () => {
  expect(headingOf({ subject: '洗衣机\r\n 漏水' })).toBe('洗衣机 漏水')
  expect(headingOf({ subject: '😀'.repeat(1_000) })).toBe('😀'.repeat(300))
})

test('no heading takes long', () => {
  const began = performance.now()
  for (const part of ['re:', '咨询', '咨询,', ' ', '[', 're:(1) ', '无主题 x'])
    readingOf(message(part.repeat(300_000)))
  expect(performance.now() - began).toBeLessThan(500)
})

test('a heading that the text repeats is read once, and kept', () => {
  const mail = message('洗衣机漏水', '洗衣机漏水了。')
  expect([readingOf(mail), withHeading(mail)]).toEqual(['洗衣机漏水了。', '【洗衣机漏水】\n洗衣机漏水了。'])
})
