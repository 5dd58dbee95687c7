import { expect, test } from 'vitest'
import { decode } from '../../../../src/platforms/wecom/bot/decode.ts'

test.each([
  ['@客服台 改：您好', '改：您好'],
  // Whoever calls the bot at the end: its name is nothing for a customer.
  ['改：您好，请稍等 @客服台', '改：您好，请稍等'],
  ['改：您好，请稍等 @客服台 ', '改：您好，请稍等'],
  ['@客服台 改：请写信到 help@example.com', '改：请写信到 help@example.com'],
  ['改：请写信到 help@example.com @客服台', '改：请写信到 help@example.com'],
])('%j in a group is %j', (content, text) => {
  const place = { msgid: 'M', chatid: 'g1', chattype: 'group', from: { userid: 'u' } }
  const body = { ...place, msgtype: 'text', text: { content } }
  expect(decode({ cmd: 'aibot_msg_callback', reqId: 'R', errmsg: '', body })).toMatchObject({ text })
})
