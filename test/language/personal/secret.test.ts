import { expect, test } from 'vitest'
import { passageOf } from '../../../src/language/cues.ts'
import { findSecrets } from '../../../src/language/personal/secret.ts'

const secretsIn = (text: string): string[] => [
  ...new Set(findSecrets(passageOf(text)).map(({ start, end }) => text.slice(start, end))),
]

test.each([
  ['密码就是我生日19880715，改不了', '19880715'],
  ['密码不对，我输的是wang1234', 'wang1234'],
  ['短信里那串数字447102', '447102'],
  ['码是662031，快点输', '662031'],
  ['凭6-3-4021去取，柜子空的', '6-3-4021'],
  ['查询密码是身份证后六位281234', '281234'],
  ['动态口令 88 13 02', '88 13 02'],
  ['账号lily 密abc12345', 'abc12345'],
  ['家里门锁147258', '147258'],
  ['我输的是112233，说密码错误', '112233'],
  ['收到882019，是你们的验证码吗', '882019'],
  ['短信写的是203948，对吧', '203948'],
])('%s', (text, secret) => {
  expect(secretsIn(text)).toEqual([secret])
})

test.each([
  '密码输错5次锁了',
  '密码锁没电了',
  '验证码60秒才发一次',
  '显示密码错误，错误码1021',
  '我住6-3-4021',
  '智能门锁2024款',
  '加密2048位',
])('no secret: %s', (text) => {
  expect(secretsIn(text)).toEqual([])
})
