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
  ['英文名 Kevin Brown', ['Kevin Brown']],
  ['护照英文名字是Grace Hill', ['Grace Hill']],
  ['Tang Wei', ['Tang Wei']],
  ['Song Wei', ['Song Wei']],
  ['Bai Wei，电话13812345678', ['Bai Wei']],
  ['我叫Kevin-13812345678', ['Kevin']],
  ['我叫Lily-Chen', ['Lily-Chen']],
  ['住客Oliver Bennett要求换房', ['Oliver Bennett']],
  ['From: Ingrid Solberg <i.solberg@fjordline.no>', ['Ingrid Solberg']],
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
  'wifi叫Jiajia',
  '按键是英文 Power Off',
  '界面英文 Factory Reset 按了没用',
  '店铺名字 Nike Store',
  '喝Wang Laoji',
  '买了Kang Shifu',
  '纸是Bai Xiang的',
  'Lian Xiang 电脑',
  'Fan Machine 坏了',
  '我的账号我叫Kevin_88',
  'From: Fjord Line <post@example.no>',
])('nothing of the kind: %s', (text) => {
  expect(found(text)).toEqual([])
})
