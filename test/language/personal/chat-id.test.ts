import { expect, test } from 'vitest'
import { passageOf } from '../../../src/language/cues.ts'
import { findChatIds } from '../../../src/language/personal/chat-id.ts'

const idsIn = (text: string): string[] => [
  ...new Set(findChatIds(passageOf(text)).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`)),
]

test.each([
  ['lucky-meng99，这是我微信', 'wechat lucky-meng99'],
  ['vxwangdada-66，发你视频', 'wechat wangdada-66'],
  ['+薇 wangwang-0923', 'wechat wangwang-0923'],
  ['微信li.na88', 'wechat li.na88'],
  ['加微 wxid_abcdefghijk1234567', 'wechat wxid_abcdefghijk1234567'],
  ['384920175这是我QQ', 'qq 384920175'],
  ['有QQ吗，我加你，我的2938475610', 'qq 2938475610'],
  ['扣928374655，发我图纸', 'qq 928374655'],
  ['我扣1928374650你加', 'qq 1928374650'],
  ['薇zzk-2022', 'wechat zzk-2022'],
  ['发到企鹅上，2938471', 'qq 2938471'],
  ['加下Q，738291645', 'qq 738291645'],
  ['我q是3827 1946 02', 'qq 3827 1946 02'],
  ['搜honghong_66k加我微信', 'wechat honghong_66k'],
  ['v x yangyang-99', 'wechat yangyang-99'],
  ['qq 2 9 3 8 4 7 5 6', 'qq 2 9 3 8 4 7 5 6'],
])('%s', (text, id) => {
  expect(idsIn(text)).toEqual([id])
})

test.each(['不清楚v2_plus是啥', '加v 多少钱', '微信支付还是支付宝都不行', 'QQ群里的人说能修', '扣了2999'])(
  'no id: %s',
  (text) => {
    expect(idsIn(text)).toEqual([])
  },
)

test.each([
  ['加我 sunny_1103', ['wechat sunny_1103']],
  ['我VX号a13388lili，备注烤箱', ['wechat a13388lili']],
  ['我的号是wxid_abc123456789', ['wechat wxid_abc123456789']],
  ['微信号是我名字全拼lixiaolu', ['wechat lixiaolu']],
  ['加我Q384920176', ['qq 384920176']],
  ['工单WX2503180027，没人联系我', []],
])('more ways to tell an id: %s', (text, ids) => {
  expect(idsIn(text)).toEqual(ids)
})
