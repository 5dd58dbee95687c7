import { expect, test } from 'vitest'
import { bearingOf } from '../../src/language/bearing.ts'

test.each([
  ['不退了，我留着用吧', 'withdraw'],
  ['重启过了还是蓝屏', 'tried'],
  ['照你说的做了，灯变红了', 'tried'],
  ['补发的那个包裹到了吗', 'under-way'],
  ['退货吧', 'chooses'],
  ['推荐一款适合老人的', 'seeks'],
  ['免贵姓吴', 'named'],
])('%s: %s', (text, want) => {
  expect(bearingOf(text, '').wants).toContain(want)
})

test.each([
  ['快递到哪了', 'under-way'],
  ['我要退货', 'withdraw'],
  ['试试看', 'tried'],
])('%s: not %s', (text, want) => {
  expect(bearingOf(text, '').wants).not.toContain(want)
})

test.each([
  ['请问指示灯亮吗？', 'asks-state'],
  ['请问怎么称呼您？', 'identity'],
  ['可以上门维修或者寄修', 'options'],
  ['经核实是电源板烧坏', 'verdict'],
])('the agent with %s: %s', (said, deed) => {
  expect(bearingOf('好', said).did).toContain(deed)
})
