import { expect, test } from 'vitest'
import { findPersonal } from '../../../src/language/personal/mask.ts'

const namesIn = (text: string): string[] =>
  findPersonal(text)
    .filter(({ type }) => type === 'name')
    .map(({ value }) => value)

test.each([
  ['买家萨仁高娃说没收到货', ['萨仁高娃']],
  ['货发给努尔买买提江了没', ['努尔买买提江']],
  ['这单由洛桑平措代办', ['洛桑平措']],
  ['我弟阿迪力江在外地', ['阿迪力江']],
  ['夜班哈斯巴根在值守', ['哈斯巴根']],
])('a name without a surname by its parts: %s', (text, names) => {
  expect(namesIn(text)).toEqual(names)
})

test.each([
  '格桑花种子怎么种',
  '达瓦卓玛餐厅的订单',
  '扎西德勒，谢谢',
  '寄到呼和浩特市',
  '阿里巴巴上买的',
  '巴拉巴拉童装',
  '阿莫西林还有货吗',
  '下个月周报发我',
  '欧阳先生您好',
])('no name: %s', (text) => {
  expect(namesIn(text)).toEqual([])
})
