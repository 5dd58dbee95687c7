import { expect, test } from 'vitest'
import { likelyEnd, nameEnd } from '../../../src/language/personal/name-shape.ts'

const strong = (text: string): string => text.slice(0, nameEnd(text, 0, 'strong'))
const weak = (text: string): string => text.slice(0, nameEnd(text, 0, 'weak'))

test.each([
  ['王小明，', '王小明'],
  ['张三的订单', '张三'],
  ['欧阳文静收', '欧阳文静'],
  ['李想，想问下', '李想'],
  ['王 小 明', '王 小 明'],
  ['阿依古丽·买买提，', '阿依古丽·买买提'],
  ['玛利亚·张报修了一台', '玛利亚·张'],
  ['古丽米热，', '古丽米热'],
  ['约翰·史密斯先生', '约翰·史密斯'],
  ['Jason Wu，', 'Jason Wu'],
  ['姜文收，', '姜文'],
])('%s begins with the name %s', (text, name) => {
  expect(strong(text)).toBe(name)
})

test.each([
  '高兴的是',
  '方便的话',
  '张先生，',
  '谢谢',
  '安装，',
  '王女士',
  '陈总说',
  '江苏的',
  '李了，',
  '空调，',
  'iPhone，',
])('no name begins %s', (text) => {
  expect(strong(text)).toBe('')
})

test('a rare surname, or one in another script, needs a word that asks for a name', () => {
  expect(weak('单一些')).toBe('')
  expect(weak('Jason Wu，')).toBe('')
})

test.each([
  ['姚丽华推荐的', '姚丽华'],
  ['欧阳建国推荐的', '欧阳建国'],
  ['张一米八', ''],
  ['常清楚地', ''],
])('whatever follows, %s begins with %j', (text, name) => {
  expect(text.slice(0, likelyEnd(text, 0))).toBe(name)
})
