import { expect, test } from 'vitest'
import { passageOf } from '../../../src/language/cues.ts'
import { codesIn } from '../../../src/language/entities/codes.ts'

test.each([
  ['订单号2026011577302988', ['order 2026011577302988']],
  ['订单A2026011和A2026012都没发', ['order A2026011', 'order A2026012']],
  ['PO882001、PO882002这两个订单', ['order PO882001', 'order PO882002']],
  ['发票代码 033002000111 号码 27419905', ['invoice 033002000111', 'invoice 27419905']],
  ['快递还没到，单号75498820137745', ['tracking 75498820137745']],
  ['单号75498820137745', ['order 75498820137745']],
  ['单号SF1490227718834', ['tracking SF1490227718834']],
  ['SN码贴在底部：7C-2209-1187F', ['serial 7C-2209-1187F']],
  ['外卖单5021998374620018', ['order 5021998374620018']],
  ['1790042218834406651这个订单', ['order 1790042218834406651']],
  ['订单2026-01-12下的', []],
  ['订单13天了', []],
  ['快递小哥13866201157', []],
  ['工单号GD20260218003', []],
])('%s', (text, wanted) => {
  expect(codesIn(passageOf(text)).map(({ role, value }) => `${role} ${value}`)).toEqual(wanted)
})
