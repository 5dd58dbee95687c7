import { expect, test } from 'vitest'
import { passageOf } from '../../../src/language/cues.ts'
import { errorsIn } from '../../../src/language/entities/error.ts'

const codesOf = (text: string): string[] => errorsIn(passageOf(text)).map(({ value }) => value)

test.each([
  ['显示Err 4，水不热', ['Err 4']],
  ['付款页面 err 502', ['502']],
  ['佳能打印机5B02，废墨满了', ['5B02']],
  ['惠普打印机49.4C03', ['49.4C03']],
  ['理光复印机SC543', ['SC543']],
  ['报49.2错误', ['49.2']],
  ['投影仪 err_conn_08 连不上', ['err_conn_08']],
  ['error E_NET_TIMEOUT', ['E_NET_TIMEOUT']],
  ['更新失败，错误代码 80072EFF', ['80072EFF']],
  ['报错代码：1-10000-4，机器人不走', ['1-10000-4']],
  ['错误代码E1，然后又变成了EA', ['E1', 'EA']],
  ['冰箱显示F0F1轮流', ['F0', 'F1']],
  ['海尔洗衣机出Fd了', ['Fd']],
  ['滚筒 dE 门关不上', ['dE']],
  ['三星4E排水', ['4E']],
  ['E:24灯亮', ['E:24']],
  ['W-12灯一直闪', ['W-12']],
  ['变频器OC2跳停', ['OC2']],
  ['U8是啥意思，空调出现的', ['U8']],
  ['洗碗机到一半就i30', ['i30']],
  ['热水器显示11不点火', ['11']],
  ['H3和P5轮流闪', ['H3', 'P5']],
  ['故障代码"Er.9"', ['Er.9']],
  ['F.7报警', ['F.7']],
  ['宽带拨号报651', ['651']],
  ['网关 -20011 设备离线', ['-20011']],
  ['热水器报 14', ['14']],
  ['一插电就L3', ['L3']],
  ['灯板显示rF', ['rF']],
])('shown by a thing: %s', (text, codes) => {
  expect(codesOf(text)).toEqual(codes)
})

test.each([
  '楼层显示B2',
  '方太F3洗碗机',
  '灯口是E27的灯',
  '毛重写着18.6',
  '账单显示-49',
  '报错13-15次',
  '显示2小时还没好',
])('no error: %s', (text) => {
  expect(codesOf(text)).toEqual([])
})
