import { expect, test } from 'vitest'
import { readDraft } from '../../../src/scripts/check/draft.ts'
import { jargonIn } from '../../../src/scripts/check/jargon.ts'

test.each([
  ['退款到哪了', '已经 approved，明天到账', 1],
  ['refund status please', '已经 approved，明天到账', 0],
  ['怎么退', '退到您的 PayPal', 0],
])('customer %s, reply %s: %d terms', (customer, reply, count) => {
  expect(jargonIn(readDraft(reply), customer)).toHaveLength(count)
})
