import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { presetOf, presets } from '../../../../src/platforms/email/setup/presets.ts'

test.each([
  ['kefu@163.com', '163', 'imap.163.com:993', 'smtp.163.com:465', 'code'],
  ['KeFu@126.COM', '126', 'imap.126.com:993', 'smtp.126.com:465', 'code'],
  ['a@yeah.net', 'yeah', 'imap.yeah.net:993', 'smtp.yeah.net:465', 'code'],
  ['10001@qq.com', 'qq', 'imap.qq.com:993', 'smtp.qq.com:465', 'code'],
  ['a@foxmail.com', 'qq', 'imap.qq.com:993', 'smtp.qq.com:465', 'code'],
  ['a@gmail.com', 'gmail', 'imap.gmail.com:993', 'smtp.gmail.com:465', 'code'],
  ['a@outlook.com', 'microsoft', 'outlook.office365.com:993', 'smtp.office365.com:587', 'oauth'],
  ['a@sina.com', 'sina', 'imap.sina.com:993', 'smtp.sina.com:465', 'code'],
  ['13800138000@139.com', '139', 'imap.139.com:993', 'smtp.139.com:465', 'code'],
  ['a@aliyun.com', 'aliyun', 'imap.aliyun.com:993', 'smtp.aliyun.com:465', 'password'],
])('%s is at %s', (address, id, imap, smtp, signIn) => {
  const preset = presetOf(address)
  expect(preset).toMatchObject({ id, signIn })
  expect(`${preset?.imap.host}:${preset?.imap.port}`).toBe(imap)
  expect(`${preset?.smtp.host}:${preset?.smtp.port}`).toBe(smtp)
})

test.each([
  [['mxbiz1.qq.com', 'mxbiz2.qq.com'], 'exmail'],
  [['mxn.mxhichina.com.'], 'aliyun_qiye'],
  [['qiye163mx01.mxmail.netease.com'], 'netease_qiye'],
  [['mx1.feishu.cn'], 'feishu'],
  [['ASPMX.L.GOOGLE.COM'], 'gmail'],
  [['yunbai-cn.mail.protection.outlook.com'], 'microsoft'],
  [['yunbai-cn.mail.protection.partner.outlook.cn'], 'microsoft_cn'],
  [['mail.yunbai.cn'], undefined],
  [['notqq.com', 'evil-google.com.example'], undefined],
  [[], undefined],
])('a domain of one’s own whose mail %o takes in is at %s', (exchangers, id) => {
  expect(presetOf('kefu@yunbai.cn', exchangers)?.id).toBe(id)
})

test('an address like the names of an object is nobody’s', () => {
  for (const domain of ['constructor', '__proto__', 'toString'])
    expect(presetOf(`a@${domain}`)).toBeUndefined()
})

test.each(['zh-CN', 'en'])('every provider has a name and says in %s where to click', (locale) => {
  const file = path.resolve(import.meta.dirname, `../../../../locales/${locale}/email.json`)
  const { preset: words } = JSON.parse(readFileSync(file, 'utf8'))
  expect(Object.keys(words).toSorted()).toEqual(presets.map(({ id }) => id).toSorted())
  for (const { id } of presets) expect([words[id].name !== '', words[id].hint !== '']).toEqual([true, true])
})

test('passwords cross the network encrypted only, and tokens come from https', () => {
  for (const { imap, smtp, signIn, tokenUrl } of presets) {
    expect([imap.security, smtp.security]).not.toContain('none')
    if (signIn === 'oauth') expect(tokenUrl).toMatch(/^https:/)
  }
})
