import path from 'node:path'
import { expect, test } from 'vitest'
import { createTranslate } from '../../../src/lib/i18n.ts'
import { phraseBounce } from '../../../src/platforms/email/bounce-words.ts'
import type { Bounce, BounceReason } from '../../../src/platforms/email/read/bounce.ts'

const translate = createTranslate(path.resolve(import.meta.dirname, '../../../locales'))
const bounce: Bounce = {
  recipient: 'wang@corp.com',
  reason: 'mailbox_full',
  said: '552 Quota exceeded',
  final: true,
  about: undefined,
}

test('to whom, why, and the server’s own words', () => {
  expect(phraseBounce({ locale: 'zh-CN', translate }, bounce)).toBe(
    '邮件没有送达 wang@corp.com：对方邮箱已满，请换一种方式联系，或稍后再发 [552 Quota exceeded]',
  )
  const late: Bounce = { ...bounce, recipient: undefined, reason: 'not_yet', said: '', final: false }
  expect(phraseBounce({ locale: 'en', translate }, late)).toBe(
    'Not yet delivered to the recipient: the other server cannot take it just now',
  )
})

test.each<BounceReason>([
  'no_such_address',
  'no_such_domain',
  'mailbox_full',
  'too_large',
  'refused',
  'not_yet',
  'unknown',
])('%s has words in both languages', (reason) => {
  for (const locale of ['zh-CN', 'en'] as const)
    expect(phraseBounce({ locale, translate }, { ...bounce, reason }).length).toBeGreaterThan(30)
})
