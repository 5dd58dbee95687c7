import { expect, test } from 'vitest'
import { readDraft } from '../../../src/scripts/check/draft.ts'
import { entersSecret } from '../../../src/scripts/check/secret.ts'

test.each([
  ['选家里的无线网，输入密码，等一分钟', true],
  ['在登录页按短信提示重设密码就好', true],
  ['请输入密码后截图发我', false],
  ['把验证码告诉我', false],
])('a secret typed where it belongs: %s', (reply, own) => {
  expect(entersSecret(readDraft(reply))).toBe(own)
})
