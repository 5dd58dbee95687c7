import { describe, expect, test } from 'vitest'
import { judge } from '../../../../src/platforms/email/store/judge.ts'
import { written } from '../../../support/mailroom.ts'

const key = Buffer.alloc(32, 7)
const judged = (from: string, header: string[], address = 'kefu@shop.cn') =>
  judge(written({ from, header }), { address, aliases: [], trusted: ['mx.shop.cn'] }, key)

describe('an answer wanted elsewhere', () => {
  test.each<[string, string, string, boolean]>([
    ['at another account of a public provider', 'attacker@qq.com', 'victim@qq.com', true],
    ['at another public provider', 'attacker@qq.com', 'victim@163.com', true],
    ['from a company at a public provider', 'wang@corp.cn', 'wang@qq.com', true],
    ['from a public provider at a company', 'wang@qq.com', 'wang@corp.cn', true],
    ['at another company', 'wang@corp.cn', 'wang@else.cn', true],
    ['at a company that ends alike', 'wang@corp.cn', 'wang@notcorp.cn', true],
    ['at the same account', 'wang@qq.com', 'WANG@qq.com', false],
    ['within the company', 'a@corp.cn', 'b@corp.cn', false],
    ['at a part of the company', 'a@corp.cn', 'b@mail.corp.cn', false],
    ['at the whole of a company', 'a@mail.corp.cn', 'b@corp.cn', false],
    ['by a form of ours', 'www@shop.cn', 'wang@qq.com', false],
    ['by nobody', '', 'wang@qq.com', true],
  ])('%s: from %s to %s', (_, from, replyTo, doubtful) => {
    expect(judged(from, [`Reply-To: ${replyTo}`])).toMatchObject({
      author: { address: replyTo.toLowerCase() },
      doubtful,
    })
  })

  test('a desk at a public provider does not vouch for everybody there', () => {
    const header = ['Reply-To: victim@163.com', 'Authentication-Results: mx.shop.cn; dmarc=pass']
    expect(judged('attacker@qq.com', header, 'kefu@qq.com').doubtful).toBe(true)
    expect(judged('kefu@qq.com', header, 'kefu@qq.com').doubtful).toBe(true)
    expect(judged('attacker@qq.com', [], 'kefu@qq.com').doubtful).toBe(false)
  })
})

test('who is named first of several senders is not who was looked at', () => {
  const passed = 'Authentication-Results: mx.shop.cn; dmarc=pass header.from=evil.example'
  expect(judged('victim@corp.cn', ['From: me@evil.example', passed]).doubtful).toBe(true)
  expect(judged('victim@corp.cn', ['From: me@evil.example']).doubtful).toBe(true)
  expect(judged('victim@corp.cn, me@evil.example', []).doubtful).toBe(true)
  expect(judged('victim@corp.cn', []).doubtful).toBe(false)
})

describe('who is verified', () => {
  const passed = (domain: string): string =>
    `Authentication-Results: mx.shop.cn; dmarc=pass header.from=${domain}`
  test.each<[string, string, string[], boolean]>([
    ['whom the receiving server found to be who they say', 'wang@qq.com', [passed('qq.com')], true],
    ['nobody, where no server we believe has looked', 'wang@qq.com', [], false],
    [
      'nobody, where another server says so',
      'wang@qq.com',
      [passed('qq.com').replace('mx.shop.cn', 'mx.evil.cn')],
      false,
    ],
    ['nobody, where another sender was looked at', 'wang@qq.com', [passed('evil.cn')], false],
    [
      'not a colleague for whom answers are wanted',
      'a@corp.cn',
      [passed('corp.cn'), 'Reply-To: b@corp.cn'],
      false,
    ],
  ])('%s', (_, from, header, verified) => {
    expect(judged(from, header).verified).toBe(verified)
  })
})
