import { expect, test } from 'vitest'
import { findPersonal } from '../../../src/language/personal/mask.ts'

const found = (text: string): string[] =>
  findPersonal(text)
    .filter(({ type }) => type === 'name')
    .map(({ value }) => value)

test.each([
  ['护照号要用这个对吧，名字拼音 ZHOU MINGYUAN', ['ZHOU MINGYUAN']],
  ['护照名拼音 XIE/WANQING 号码后补', ['XIE/WANQING']],
  ['收件人拼音写Li Meng，宅电后补', ['Li Meng']],
  ['海外仓写Zhao Yunfei就能收到', ['Zhao Yunfei']],
  ['机票姓名WANG/XIAOMING MR', ['WANG/XIAOMING']],
  ['Passenger: LUO HAN', ['LUO HAN']],
])('names in pinyin and English: %s', (text, values) => {
  expect(found(text)).toEqual(values)
})

test.each([
  '我买的是HUAWEI MATE那款',
  'logo写的是Tang Dynasty',
  '拼音输入法打Wo Ai Ni出不来',
  '付款成功 Thank You 页面卡住',
  '你们印的GAO QING是什么意思',
  'wifi叫 Jiajia_5G',
])('nothing of the kind: %s', (text) => {
  expect(found(text)).toEqual([])
})
