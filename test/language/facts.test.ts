import { describe, expect, test } from 'vitest'
import { factsIn } from '../../src/language/facts.ts'
import { factsAsked, factsKept, isRefused } from '../../src/language/told.ts'

const forOrder = '请问您的订单号是多少？'

describe('facts told in an answer', () => {
  test.each([
    ['JJ3301', forOrder, 'order_no', 'JJ3301'],
    ['SH0420-1177', forOrder, 'order_no', 'SH0420-1177'],
    ['66012', forOrder, 'order_no', '66012'],
    ['七七零零一二', forOrder, 'order_no', '770012'],
    ['TP-6，99013，[图片]，13510099121', '请报型号订单照片电话。', 'model', 'TP-6'],
    ['TP-6，99013，[图片]，13510099121', '请报型号订单照片电话。', 'order_no', '99013'],
    ['C6', '请问摄像头型号？', 'model', 'C6'],
    ['订单CL0401，请调取记录', '', 'order_no', 'CL0401'],
    ['电话一三九零零零二八八一一', '', 'contact', '一三九零零零二八八一一'],
    ['照片发了，你看', '', 'photo', '1'],
    ['周六上午', '您什么时间方便？', 'time_window', '周六上午'],
  ] as const)('%s after «%s» tells %s', (text, said, fact, value) => {
    expect(factsIn(text, said)[fact]).toEqual([value])
  })

  test.each([
    ['号码我不记得', forOrder, 'order_no'],
    ['13510099121', forOrder, 'order_no'],
    ['没有拍，扔了', '请拍一张照片', 'photo'],
    ['显示E10', '请问型号？', 'order_no'],
  ] as const)('%s after «%s» does not tell %s', (text, said, fact) => {
    expect(factsIn(text, said)[fact]).toBeUndefined()
  })
})

test('an agent asks for what it names and what is on file is not asked for', () => {
  expect([...factsAsked('请提供订单号和照片')].sort()).toEqual(['order_no', 'photo'])
  expect([...factsKept('电话你们存着呢')]).toEqual(['contact'])
  expect([...factsKept('电话你们有吗')]).toEqual([])
  expect(isRefused('我不记得了')).toBe(true)
})
