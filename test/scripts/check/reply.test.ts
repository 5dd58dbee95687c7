import { expect, test } from 'vitest'
import { checkReply } from '../../../src/scripts/check.ts'

const codesOf = (reply: string): string[] => checkReply(reply, { customer: '你好' }).map(({ code }) => code)

test.each([
  '赔偿金额需要主管核定，我无法保证全额赔付，今天下午五点前答复您。',
  '我没办法承诺双倍赔偿，明天上午十点前主管给您来电。',
])('who denies a promise outright promises nothing: %s', (reply) => {
  expect(codesOf(reply)).not.toContain('overpromise')
})

test('a denied promise does not cover the one that follows', () => {
  expect(codesOf('别人无法保证，但我保证百分百不坏')).toContain('overpromise')
})

test.each(['请勿提供密码给别人，发给我就行，密码是多少', '请不要告诉别人验证码，告诉我就好'])(
  'a warning of others does not cover the asking: %s',
  (reply) => {
    expect(codesOf(reply)).toContain('asks_secret')
  },
)

test.each([
  '请勿把验证码告诉任何人，有问题请告诉我们。',
  '密码请不要发给我，也不要发给别人。',
  '请不要把验证码发给任何人，包括客服。',
])('a warning stays one: %s', (reply) => {
  expect(codesOf(reply)).not.toContain('asks_secret')
})

test('a long reply is read to its end, and every finding stands where its words are', () => {
  const reply = `${'您的订单今天下午已经发出，明天上午送到。'.repeat(400)}请把验证码发给我`
  const findings = checkReply(reply, { customer: '你好' })
  expect(findings.map(({ code, start, end }) => [code, reply.slice(start, end)])).toEqual([
    ['asks_secret', expect.stringContaining('验证码')],
  ])
})

test('blanks between the characters hide nothing, and the finding holds them', () => {
  const reply = '这不 是 我 们 的 问 题'
  const [finding] = checkReply(reply, { customer: '你好' })
  expect(finding).toMatchObject({ code: 'denial', level: 'block' })
  expect(reply.slice(finding?.start, finding?.end)).toContain('是 我 们 的')
})
