import { expect, test } from 'vitest'
import { readDraft } from '../../../src/scripts/check/draft.ts'
import { showsOnlyOwn } from '../../../src/scripts/check/leak.ts'

test.each([
  ['离您最近的服务网点，电话010-65881234', true],
  ['请拨400-660-9000转2', true],
  ['收件人现在是李*，尾号0821', true],
  ['他家里电话是010-65881234', false],
  ['后台备注写您难缠', false],
])('a hotline or masked data: %s', (reply, own) => {
  expect(showsOnlyOwn(readDraft(reply))).toBe(own)
})
