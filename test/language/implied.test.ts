import { expect, test } from 'vitest'
import { factsImplied } from '../../src/language/implied.ts'

test.each<[agent: string, customer: string, known: string[]]>([
  ['', '我的洗衣机不转了', []],
  ['已为您安排师傅明天上午上门', '好的', ['address', 'contact', 'order_no', 'time_window']],
  ['工程师已出发，十分钟到', '快点', ['address', 'contact', 'order_no', 'time_window']],
  ['請稍候，師傅已出發', '好', ['address', 'contact', 'order_no', 'time_window']],
  ['需要安排师傅上门吗？', '要', []],
  ['查到您的包裹在中转站', '哦', ['order_no']],
  ['麻烦提供订单号，我查一下', '等等', []],
  ['您可以在“我的订单”里看到', '不会看', []],
  ['师傅明天上门。请问您的地址是？', '我找找', ['contact', 'order_no', 'time_window']],
  ['地址和电话就是收货信息吗？', '对，就那个', ['address', 'contact']],
  ['地址和电话就是收货信息吗？', '不是，换了', []],
  ['根据您拍的视频，是密封圈老化', '哦', ['photo']],
  ['', '打这个号就行', ['contact']],
  ['', '约的今天装，怎么没人来', ['address', 'contact', 'time_window']],
  ['', '地址就是收货地址', ['address']],
])('%s / %s', (agent, customer, known) => {
  expect([...factsImplied(customer, agent)].sort()).toEqual(known)
})
