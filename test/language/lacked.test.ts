import { expect, test } from 'vitest'
import { factsLacked } from '../../src/language/lacked.ts'

test.each<[string, string, string[]]>([
  ['没有订单号，朋友送的', '', ['order_no']],
  ['我就是没有单号呀，盒子没了', '', ['order_no']],
  ['型号我不知道，就black那款', '', ['model']],
  ['不知道型号，标签掉了', '', ['model']],
  ['订单号真没了，手机号也换过', '', ['order_no']],
  ['没有报错，就是烧不热', '', ['error_text']],
  ['不知道', '请问型号和订单号是多少？', ['order_no', 'model']],
  ['看不到，挂太高了', '型号发一下', ['model']],
  ['型号不记得了，订单号是 20260311882', '请问型号和订单号是多少？', ['model']],
  ['没有，是在门店买的', '您好，请提供一下订单号。', ['order_no']],
  ['没有', '屏幕上有报错代码吗，请拍给我', ['photo', 'error_text']],
  ['没有收到', '请发一下订单号', []],
  ['订单没问题，就是想改地址', '', []],
  ['订单还没给我发货', '', []],
  ['订单号等我回家找找', '请发一下订单号', []],
  ['有没有订单号都能查吗？', '', []],
  ['没收到货', '请发一下订单号', []],
  ['不知道怎么用', '', []],
])('%s (asked: %s) lacks %j', (text, asked, lacked) => {
  expect(factsLacked(text, asked)).toEqual(lacked)
})
