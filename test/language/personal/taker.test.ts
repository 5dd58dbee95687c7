import { expect, test } from 'vitest'
import { findPersonal } from '../../../src/language/personal/mask.ts'

const namesIn = (text: string): string[] =>
  findPersonal(text)
    .filter(({ type }) => type === 'name')
    .map(({ value }) => value)

test.each([
  ['周杰收，13711002938', '周杰'],
  ['叶子（收） 18961190027', '叶子'],
  ['曾黎签字的，单子上有', '曾黎'],
  ['孙谦的订单，麻烦查一下', '孙谦'],
  ['孩子彭于思的名字下单的', '彭于思'],
  ['退给余男的支付宝', '余男'],
  ['快递写苏以轩', '苏以轩'],
  ['请开给刘洋个人', '刘洋'],
  ['请让周敏回电', '周敏'],
  ['刚才接电话的是许晴', '许晴'],
  ['找你们陶丽经理', '陶丽'],
  ['开票抬头：沈从文', '沈从文'],
  ['登记的是白鑫', '白鑫'],
  ['买买提·艾力收', '买买提·艾力'],
  ['王 小 明 13155667788', '王 小 明'],
])('%s', (text, name) => {
  expect(namesIn(text)).toEqual([name])
})

test.each([
  '莫放代收点哈',
  '何时收货',
  '财务部（收）',
  '江南的订单',
  '写我张条子',
  '孩子周岁宴就过了',
  '抬头错了',
  '给安装的人',
  '项目经理没来',
])('no name: %s', (text) => {
  expect(namesIn(text)).toEqual([])
})
