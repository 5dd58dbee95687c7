import { expect, test } from 'vitest'
import { findPersonal } from '../../../src/language/personal/mask.ts'

const found = (text: string): string[] =>
  findPersonal(text)
    .filter(({ type }) => type === 'name')
    .map(({ value }) => value)

test.each([
  ['我妹夫管一鸣，他会修', ['管一鸣']],
  ['客户雒小娟反映漏水', ['雒小娟']],
  ['登记人鞠萍', ['鞠萍']],
  ['发票抬头何志勇', ['何志勇']],
  ['我弟韩冰寄修的表', ['韩冰']],
  ['麻烦把我爱人柳如意的号码删掉', ['柳如意']],
  ['俺爹叫费长贵，机子是他的', ['费长贵']],
  ['俺爹费有田不会用手机', ['费有田']],
  ['我媳妇儿温晴的身份证', ['温晴']],
  ['我同事时小雨收错了', ['时小雨']],
  ['我弟媳妇佟佳签收过了', ['佟佳']],
])('names behind words for relatives: %s', (text, values) => {
  expect(found(text)).toEqual(values)
})

test.each([
  '我爸金鱼都养死了',
  '我妈常年吃这个药',
  '我哥全款买的车',
  '我女儿白天上学',
  '我弟连夜开车过来的',
  '孩子温度计摔了',
  '我妈平时不看手机',
])('nothing of the kind: %s', (text) => {
  expect(found(text)).toEqual([])
})
