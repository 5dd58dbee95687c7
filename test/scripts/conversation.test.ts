import { expect, test } from 'vitest'
import { loadModels } from '../../src/language/weights.ts'
import { loadPlaybook } from '../../src/playbook/load.ts'
import { stillMissing } from '../../src/scripts/conversation.ts'
import { listen, type Turn } from '../../src/scripts/listen.ts'

const missingAfter = (...texts: string[]): string[] => {
  const turns = texts.map((text, at): Turn => ({ from: at % 2 === 0 ? 'customer' : 'agent', text }))
  return stillMissing(listen(turns, { models: loadModels(), today: '2026-11-22' }), loadPlaybook())
}

test.each([
  [['洗碗机不排水了，坏了'], ['model', 'order_no', 'photo', 'contact']],
  [
    ['洗碗机不排水了，坏了', '请问型号和订单？', 'DW6，66450'],
    ['photo', 'contact'],
  ],
  [['洗碗机不排水了，坏了', '请问型号和订单？', 'DW6，66450，电话你们存着呢'], ['photo']],
  [['快递还没到', '请提供订单号', '号码我不记得'], ['order_no']],
  [['快递还没到', '请提供订单号', '七七零零一二'], []],
])('%j still lacks %j', (texts, missing) => {
  expect(missingAfter(...texts)).toEqual(missing)
})
