import { expect, test } from 'vitest'
import { readDraft } from '../../../src/scripts/check/draft.ts'
import { entersSecret, secretIn, warningsIn } from '../../../src/scripts/check/secret.ts'

test.each([
  ['选家里的无线网，输入密码，等一分钟', true],
  ['在登录页按短信提示重设密码就好', true],
  ['请输入密码后截图发我', false],
  ['把验证码告诉我', false],
])('a secret typed where it belongs: %s', (reply, own) => {
  expect(entersSecret(readDraft(reply))).toBe(own)
})

test.each([
  ['验证码请勿告诉任何人', true],
  ['不需要您的验证码', true],
  ['请把卡号打上马赛克', true],
  ['请不要着急，那串数字转发给我即可', false],
  ['密码分别告诉我，您不用守着', false],
  ['验证码截图给我，别打码', false],
])('words against giving a secret away: %s', (reply, warned) => {
  expect(warningsIn(readDraft(reply)).length > 0).toBe(warned)
})

test.each([
  ['请提供取款密码的后四位', true],
  ['麻烦报一下身份证尾号和社保卡的查询密码', true],
  ['请提供收到的短信code', true],
  ['请提供银行卡后四位，我来核对', false],
  ['报一下卡号尾号四位就行', false],
])('a part of a card’s number is harmless, of a password it is not: %s', (reply, asks) => {
  expect(secretIn(readDraft(reply)).length > 0).toBe(asks)
})
