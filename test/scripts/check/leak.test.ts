import { expect, test } from 'vitest'
import { readDraft } from '../../../src/scripts/check/draft.ts'
import { leaksIn, showsOnlyOwn } from '../../../src/scripts/check/leak.ts'

test.each([
  ['离您最近的服务网点，电话010-65881234', true],
  ['请拨400-660-9000转2', true],
  ['收件人现在是李*，尾号0821', true],
  ['他家里电话是010-65881234', false],
  ['后台备注写您难缠', false],
])('a hotline or masked data: %s', (reply, own) => {
  expect(showsOnlyOwn(readDraft(reply))).toBe(own)
})

test.each([
  ['我们搬到中山路88号吾悦广场负一层了，出地铁直走', 0],
  ['您搬到中山路88号12栋301了，已按新地址送', 1],
])('the shop’s own address is no leak, the customer’s is: %s', (reply, leaks) => {
  expect(leaksIn(readDraft(reply), reply, [])).toHaveLength(leaks)
})
