import { expect, test } from 'vitest'
import { findPersonal } from '../../../src/language/personal/mask.ts'

const found = (text: string): string[] =>
  findPersonal(text)
    .filter(({ type }) => type === 'email')
    .map(({ value }) => value)

test.each([
  ['邮箱是 wangtao 下划线 85 艾特 qq 点 com', ['wangtao 下划线 85 艾特 qq 点 com']],
  ['email: k.fong (at) outlook.com,寄PDF俾我', ['k.fong (at) outlook.com']],
  ['sunny#foxmail.com（井号换成@）是我邮箱', ['sunny#foxmail.com']],
  ['邮箱chenyu2018 at qq dot com，麻烦重发', ['chenyu2018 at qq dot com']],
  ['mei1990@QQ,COM 麻烦发这个邮箱', ['mei1990@QQ,COM']],
  ['是liu_peng@126。com，不是125', ['liu_peng@126。com']],
])('e-mail addresses as they are told: %s', (text, values) => {
  expect(found(text)).toEqual(values)
})

test.each([
  '艾特一下你们主管',
  '@客服小美 在吗',
  'look at example.com please',
  '看下at 9 点能不能到',
  '订单 2026#163.com',
  'price list at sina.com',
])('nothing of the kind: %s', (text) => {
  expect(found(text)).toEqual([])
})
