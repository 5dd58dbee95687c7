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
    ['週三下午都在', '請問您方便的時間？', 'time_window', '週三下午都在'],
    ['我是南京市秦淮区夫子庙桃叶渡9号的', '', 'address', '南京市秦淮区夫子庙桃叶渡9号'],
    ['提示缺少 msvcp140.dll', '', 'error_text', '缺少 msvcp140.dll'],
  ] as const)('%s after «%s» tells %s', (text, said, fact, value) => {
    expect(factsIn(text, said)[fact]).toEqual([value])
  })

  test.each([
    ['号码我不记得', forOrder, 'order_no'],
    ['13510099121', forOrder, 'order_no'],
    ['没有拍，扔了', '请拍一张照片', 'photo'],
    ['显示E10', '请问型号？', 'order_no'],
    ['再不处理我要打12315', '', 'order_no'],
    ['提示缺少 msvcp140.dll', '', 'model'],
    ['颜色跟图上差太多了', '', 'photo'],
    ['能不能开视频你看着我弄', '', 'photo'],
    ['我在楼下哆嗦呢', '地址告诉我', 'address'],
    ['单号是60717', '请提供订单号、电话、地址', 'address'],
  ] as const)('%s after «%s» does not tell %s', (text, said, fact) => {
    expect(factsIn(text, said)[fact]).toBeUndefined()
  })
})

test('an agent asks for what it names and what is on file is not asked for', () => {
  expect([...factsAsked('请提供订单号和照片')].sort()).toEqual(['order_no', 'photo'])
  expect([...factsKept('电话你们存着呢')]).toEqual(['contact'])
  expect([...factsKept('电话你们有吗')]).toEqual([])
  expect([...factsKept('订单、型号、电话都在')].sort()).toEqual(['contact', 'model', 'order_no'])
  expect([...factsKept('手机号发我一下，我一并登记')]).toEqual([])
  expect([...factsAsked('請告訴我您的訂單和電話')].sort()).toEqual(['contact', 'order_no'])
  expect(isRefused('我不记得了')).toBe(true)
})
