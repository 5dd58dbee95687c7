import { expect, test } from 'vitest'
import { loadModels } from '../../src/language/weights.ts'
import { loadPlaybook } from '../../src/playbook/load.ts'
import { readConversation, stillMissing } from '../../src/scripts/conversation.ts'
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
  [
    ['冰箱不制冷', '已为您安排师傅明天上午上门', '好的，我在家'],
    ['model', 'photo'],
  ],
  [
    ['冰箱不制冷', '需要安排师傅上门吗？', '先等等，多少钱'],
    ['model', 'order_no', 'photo', 'contact'],
  ],
  [['包裹怎么还没到', '查到您的包裹在中转站', '那还要几天'], []],
  [
    ['我要装空调', '好的，请提供订单、地址、电话和时间', '订单30981176，本周六上午，其它的回头说'],
    ['contact', 'address'],
  ],
])('%j still lacks %j', (texts, missing) => {
  expect(missingAfter(...texts)).toEqual(missing)
})

const houseOf = (...texts: string[]) => {
  const turns = texts.map((text, at): Turn => ({ from: at % 2 === 0 ? 'customer' : 'agent', text }))
  return readConversation(turns, { playbook: loadPlaybook(), today: '2026-11-22' })
}

test.each([
  { texts: ['我要报修'], step: 'opening', needs: ['model', 'order_no', 'photo', 'contact'], asks: false },
  {
    texts: ['洗衣机坏了，不转'],
    step: 'discovery',
    needs: ['model', 'order_no', 'photo', 'contact'],
    asks: true,
  },
  {
    texts: ['延保一年和三年分别多少钱'],
    step: 'solution',
    needs: ['model', 'contact', 'address', 'time_window'],
    asks: false,
  },
  {
    texts: ['冰箱不制冷', '请拔掉电源等十分钟再插上', '好，我试试'],
    step: 'follow_up',
    needs: ['model', 'order_no', 'photo', 'contact'],
    asks: false,
  },
  {
    texts: ['我要退货', '好的，请问订单号是多少', '算了不退了，谢谢'],
    step: 'closing',
    needs: [],
    asks: false,
  },
])(
  '$texts serves $step, lacks $needs and asks for them only in discovery',
  ({ texts, step, needs, asks }) => {
    const read = houseOf(...texts)
    expect([read.step, read.needs, read.asked]).toEqual([step, needs, asks ? needs : []])
  },
)
