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
  ['代码3300194130号码18273645', ['invoice 3300194130', 'invoice 18273645']],
  ['号码是00192837，代码011002300111', ['invoice 00192837', 'invoice 011002300111']],
  ['产品序列号\nGH73K-2819-0047', ['serial GH73K-2819-0047']],
  ['贴的是SN8293KQ0174', ['serial SN8293KQ0174']],
  ['订单2026-01-12下的', []],
  ['订单13天了', []],
  ['快递小哥13866201157', []],
  ['工单号GD20260218003', []],
])('%s', (text, wanted) => {
  expect(codesIn(passageOf(text)).map(({ role, value }) => `${role} ${value}`)).toEqual(wanted)
})

test.each([
  ['两个包裹，78301029384757和78301029384758', ['tracking 78301029384757', 'tracking 78301029384758']],
  ['丰网 FW1029384757', ['tracking FW1029384757']],
  ['JDVA1029384757-1-1还没到', ['tracking JDVA1029384757-1-1']],
  ['序列号是 F2LX 90KD JQ7R', ['serial F2LX 90KD JQ7R']],
  ['序列号02 9384 7562', ['serial 02 9384 7562']],
  ['出厂编号看不清了，好像是2019A03382', ['serial 2019A03382']],
  ['整机条码 CN7B2910385 就是序列号', ['serial CN7B2910385']],
  ['SN20240915883727', ['serial SN20240915883727']],
  ['order829301827367', ['order 829301827367']],
  ['829301827371 麻烦催一下', ['order 829301827371']],
  ['刚下的829301827366，改颜色', ['order 829301827366']],
  ['发票号是2533开头的', []],
])('in groups, after a pause, guessed: %s', (text, wanted) => {
  expect(codesIn(passageOf(text)).map(({ role, value }) => `${role} ${value}`)).toEqual(wanted)
})
