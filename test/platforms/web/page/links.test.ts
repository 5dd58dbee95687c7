import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitLinks } from '../../../../src/platforms/web/page/links.ts'

const marked = (text: string): string =>
  splitLinks(text)
    .map((part) => (part.href === undefined ? part.text : `<${part.href}>`))
    .join('')

describe('addresses in what people write', () => {
  test.each([
    ['没有链接', '没有链接'],
    ['请看https://a.com/x谢谢', '请看<https://a.com/x>谢谢'],
    ['请看 http://a.com/x。', '请看 <http://a.com/x>。'],
    ['see https://a.com/x.', 'see <https://a.com/x>.'],
    ['(https://a.com/x)', '(<https://a.com/x>)'],
    ['https://a.com/w_(1)', '<https://a.com/w_(1)>'],
    ['“https://a.com/?a=1&b=2#c”', '“<https://a.com/?a=1&b=2#c>”'],
    ['https://a.com https://b.com', '<https://a.com> <https://b.com>'],
    ['HTTPS://A.com/X', '<HTTPS://A.com/X>'],
    ['https://a.com/?q=a!?', '<https://a.com/?q=a>!?'],
  ])('%s', (text, expected) => {
    expect(marked(text)).toBe(expected)
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://a.com/x',
    '//a.com/x',
    'www.a.com',
    'https://bank.com@evil.example/login',
    'https://user:word@a.com/',
    'https://',
    'https://.',
    'http://[',
  ])('%s stays plain', (text) => {
    expect(splitLinks(text).some((part) => part.href !== undefined)).toBe(false)
  })

  test('nothing written is lost, and only http(s) becomes a link', () => {
    const piece = constantFrom(
      'https://',
      'http://',
      'a.com',
      '/x',
      '@',
      ':',
      '.',
      '。',
      '你好',
      ' ',
      '(',
      ')',
      '"',
      '<b>',
      '\u202e',
    )
    assert(
      property(array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('')
        const parts = splitLinks(text)
        expect(parts.map((part) => part.text).join('')).toBe(text)
        for (const { href } of parts)
          if (href !== undefined) expect(new URL(href).protocol).toMatch(/^https?:$/)
      }),
    )
  })
})
