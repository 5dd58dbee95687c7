import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cut, cutBytes, pieces } from '../../../../src/platforms/wecom/write/cut.ts'
import { harmless } from '../../../../src/platforms/wecom/write/harmless.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 200 })

describe('cutting', () => {
  test('a family stays a family', () => {
    expect(cut('退款👨‍👩‍👧‍👦急', 6)).toBe('退款…')
    expect(cutBytes('退款退款', 9)).toBe('退款…')
    expect(cut('正好五个字', 5)).toBe('正好五个字')
  })

  test('never longer than it may be, and whole where it fits', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 60 }), (words, most) => {
        expect(cut(words, most).length).toBeLessThanOrEqual(most)
        expect(Buffer.byteLength(cutBytes(words, most))).toBeLessThanOrEqual(most)
        if (words.length <= most) expect(cut(words, most)).toBe(words)
      }),
    )
  })

  test('pieces are small enough, and together they are the whole', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), fc.integer({ min: 8, max: 100 }), (lines, most) => {
        const whole = lines.join('\n')
        const cutUp = pieces(whole, most)
        expect(cutUp.join('')).toBe(whole)
        for (const piece of cutUp) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(most)
      }),
    )
  })
})

describe('a customer’s words in markdown', () => {
  test.each([
    ['[点我](https://evil.example)', '［点我］(https://evil.example)'],
    ['<font color="warning">假的</font>', '＜font color="warning">假的＜/font>'],
    ['<@K001> 快看', '＜@K001> 快看'],
    ['> 已退款', '＞ 已退款'],
    ['# 系统通知', '＃ 系统通知'],
    ['**已通过** `code`', '＊＊已通过＊＊ ｀code｀'],
    ['退款\u202egnp.exe', '退款gnp.exe'],
    ['&lt;b&gt;', '＆lt;b＆gt;'],
    ['订单 20261118_001，3 > 2', '订单 20261118_001，3 > 2'],
  ])('%j becomes %j', (given, expected) => expect(harmless(given)).toBe(expected))

  test('no mark that makes a link, mention, colour or heading is left', () => {
    fc.assert(
      fc.property(text, (words) => {
        expect(harmless(words)).not.toMatch(/[<[\]*`|~\\]|^\s*[#>]/m)
      }),
    )
  })
})
